"""Assessments side by side: one row an indicator, one column a country. Ranks nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from legal_gap.model import Assessment, Evidence, Finding, Jurisdiction, Outcome, Penalty, Record

DECIDED = (Outcome.PRESENT, Outcome.PARTIAL, Outcome.ABSENT, Outcome.CONFLICT)
"""Verdicts that say something about the law."""
OLD = 5
"""Years after which a text is marked as old (our own choice)."""
MAJORITY = 2 / 3
"""Share of the decided countries that makes a rule the common one (our own choice)."""
ALIKE = 0.5
"""Share of common gaps from which two countries are put in one cluster (our own choice)."""
TRANSLATIONS = ("official_translation", "unofficial_translation")


@dataclass(frozen=True, slots=True)
class Cell:
    """One country's verdict on one indicator; ``record`` is the instrument that decides it, where one does."""

    country: str
    finding: Finding
    record: Record | None = None

    @property
    def outcome(self) -> Outcome:
        """The verdict."""
        return self.finding.outcome

    @property
    def deciding(self) -> Evidence | None:
        """The provision that decides, ``None`` where nothing was found."""
        return self.finding.evidence[0] if self.finding.evidence else None

    def year(self) -> int | None:
        """The year of the text, where the register tells it."""
        found = re.search(r"\b(1[89]\d\d|20\d\d)\b", self.record.as_of) if self.record else None
        return int(found[1]) if found else None

    def weakness(self, year: int) -> tuple[str, ...]:
        """Why the cell is hatched in a report of ``year``: digest, translation, old text, older text in place of a newer one."""
        if self.record is None or self.outcome not in DECIDED:
            return ()
        own = self.year()
        reasons = (
            ("digest", self.record.text_status == "digest"),
            ("translation", self.record.text_status in TRANSLATIONS),
            ("old", own is not None and year - own > OLD),
            ("fallback", bool(self.record.fallback_for)),
        )
        return tuple(name for name, holds in reasons if holds)


@dataclass(frozen=True)
class Row:
    """One indicator across countries, in the order of the comparison; ``None`` where a country was not asked."""

    indicator: str
    cells: tuple[Cell | None, ...]

    @cached_property
    def counts(self) -> Counter[Outcome]:
        """How often each verdict stands in the row."""
        return Counter(cell.outcome for cell in self.cells if cell)

    @property
    def decided(self) -> int:
        """How many countries' texts settle the question."""
        return sum(self.counts[outcome] for outcome in DECIDED)

    @property
    def gaps(self) -> int:
        """How many countries have a gap here."""
        return sum(self.counts[outcome] for outcome in DECIDED if outcome.is_gap)

    @property
    def common(self) -> Outcome | None:
        """The verdict of at least two thirds of the decided countries (three or more of them), if there is one."""
        decided = [(self.counts[outcome], outcome) for outcome in DECIDED]
        most, outcome = max(decided, key=lambda pair: pair[0])
        return outcome if self.decided >= 3 and most / self.decided >= MAJORITY else None

    @property
    def outliers(self) -> tuple[Cell, ...]:
        """Decided countries that differ from the common verdict."""
        return tuple(c for c in self.cells if c and self.common and c.outcome in DECIDED and c.outcome is not self.common)

    @property
    def examples(self) -> tuple[Cell, ...]:
        """Countries whose law has the rule, with its provision."""
        return tuple(c for c in self.cells if c and c.outcome is Outcome.PRESENT and c.finding.evidence)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Countries that share gaps: every indicator named is a gap in every country named."""

    countries: tuple[str, ...]
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """The assessments in the order given, with a row for each indicator that any of them answers."""

    assessments: tuple[Assessment, ...]
    rows: tuple[Row, ...]

    @property
    def countries(self) -> tuple[Jurisdiction, ...]:
        """The countries, in column order."""
        return tuple(a.jurisdiction for a in self.assessments)

    def country(self, code: str) -> Jurisdiction:
        """A country by its code. Raises KeyError."""
        return next(c for c in self.countries if c.code == code)

    def row(self, indicator: str) -> Row | None:
        """The row of an indicator."""
        return next((row for row in self.rows if row.indicator == indicator), None)

    def penalties(self, offence: str, applies_to: str, tier: str = "basic") -> tuple[tuple[Jurisdiction, Penalty | None], ...]:
        """For each country the first custodial penalty of a family, a class of offender and a tier; ``None`` where none was read."""

        def first(assessment: Assessment) -> Penalty | None:
            wanted = (offence, applies_to, tier)
            return next((p for p in assessment.penalties if (p.offence, p.applies_to, p.tier) == wanted and p.custodial), None)

        return tuple((a.jurisdiction, first(a)) for a in self.assessments)


def _deciding_record(finding: Finding, country: Jurisdiction) -> Record | None:
    """The instrument of the first evidence, else the first one that was searched."""
    wanted = [e.instrument for e in finding.evidence] or list(finding.searched.instruments)
    records = {r.instrument.id: r.instrument.record for r in country.readings} | {r.id: r for r in country.records}
    return records.get(wanted[0]) if wanted else None


def _cell(assessment: Assessment, indicator: str) -> Cell | None:
    finding = assessment.finding(indicator)
    country = assessment.jurisdiction
    return Cell(country.code, finding, _deciding_record(finding, country)) if finding else None


def compare(assessments: Sequence[Assessment]) -> Comparison:
    """Put assessments side by side, in the order given; indicators in the order of their ids."""
    ids = sorted({finding.indicator for assessment in assessments for finding in assessment.findings})
    return Comparison(tuple(assessments), tuple(Row(id, tuple(_cell(a, id) for a in assessments)) for id in ids))


def gaps_of(comparison: Comparison) -> dict[str, frozenset[str]]:
    """The indicators that are a gap, by country."""
    return {a.jurisdiction.code: frozenset(f.indicator for f in a.findings if f.outcome.is_gap) for a in comparison.assessments}


def clusters(comparison: Comparison, least: float = ALIKE) -> tuple[Cluster, ...]:
    """Countries whose gaps overlap, largest cluster first: a country joins where it shares ``least`` of the union with every member."""
    gaps = gaps_of(comparison)

    def alike(a: str, b: str) -> float:
        union = gaps[a] | gaps[b]
        return len(gaps[a] & gaps[b]) / len(union) if union else 0.0

    groups: list[list[str]] = [[code] for code in gaps]
    while True:
        pairs = [(min(alike(x, y) for x in a for y in b), i, j) for i, a in enumerate(groups) for j, b in enumerate(groups) if i < j]
        best = max(pairs, key=lambda pair: (pair[0], -pair[1], -pair[2]), default=(0.0, 0, 0))
        if best[0] < least or not pairs:
            break
        groups[best[1]] += groups.pop(best[2])
    found = [Cluster(tuple(g), tuple(sorted(frozenset.intersection(*(gaps[c] for c in g))))) for g in groups if len(g) > 1]
    return tuple(sorted(found, key=lambda c: (-len(c.countries), c.countries)))
