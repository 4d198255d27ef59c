"""Measure the tool against the verdicts of careful readers (DATA contract 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from legal_gap.amend import carrier
from legal_gap.datafile import read_toml
from legal_gap.model import Assessment, Finding, Penalty, Reading
from legal_gap.versions import originals

ORDINAL = {"absent": 0, "partial": 1, "present": 2}
"""The outcomes over which kappa is weighted; a conflict counts as absent, unclear as not assessed."""
SAME = {"conflict": "absent", "unclear": "not_assessed"}
SAME_PLACE = " = "
"""Between two ways to cite a place: words of an amending act stand in its clause and in the section of the principal act."""
STATED = (
    "applies_to", "offence", "imprisonment_min_months", "imprisonment_max_months", "life", "death", "fine", "fine_min", "fine_max", "fine_unit",
    "fine_only_possible", "corporal", "disqualification", "dismissal", "increase",
)  # fmt: skip
"""The penalty keys that are compared where the gold record states them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reader's verdict on one indicator: the outcomes that count as right and the provisions that count as hits."""

    indicator: str
    outcomes: tuple[str, ...]
    provisions: tuple[str, ...]
    certainty: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """The reference answers for one country."""

    jurisdiction: str
    answers: tuple[Answer, ...]
    penalties: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One verdict of the tool beside the reader's."""

    jurisdiction: str
    language: str
    answer: Answer
    outcome: str
    cited: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the tool's outcome is one of the reader's."""
        return self.outcome in self.answer.outcomes

    @property
    def hit(self) -> bool | None:
        """Whether one of the first three provisions cited is one of the reader's; ``None`` where either cites none."""
        wanted = {section(p) for p in self.answer.provisions}
        shown = {section(way) for p in self.cited[:3] for way in p.split(SAME_PLACE)}
        return bool(wanted & shown) if wanted and shown else None


@dataclass(frozen=True, slots=True)
class PenaltyMatch:
    """A gold penalty with the record of the tool that comes closest, and the stated fields that differ."""

    jurisdiction: str
    gold: Mapping[str, Any]
    found: Penalty | None
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """All comparisons, to be cut by country, group, language or indicator."""

    verdicts: tuple[Comparison, ...]
    penalties: tuple[PenaltyMatch, ...] = ()
    skipped: Mapping[str, str] = field(default_factory=dict)


def plain(outcome: str) -> str:
    """The outcome as it is counted."""
    return SAME.get(outcome, outcome)


def section(provision: str) -> str:
    """``"IN/bns.md#143(2)"`` → ``"IN/bns.md#143"``: hits are counted by section number; parts of one act are one act."""
    file, _, num = provision.partition("#")
    return f"{file}#{num.split('(')[0].strip()}"


def load_gold(path: Path) -> Gold:
    """Read one gold file."""
    data = read_toml(path)
    answers = tuple(
        Answer(
            f["indicator"],
            tuple(dict.fromkeys(plain(o) for o in (f["outcome"], *f.get("also", ())))),
            (*f.get("provisions", ()), *f.get("second_reader", ())),
            f.get("certainty", ""),
            f.get("note", ""),
        )
        for f in data.get("finding", ())
    )
    return Gold(data["jurisdiction"], answers, tuple(data.get("penalty", ())))


def _cited(finding: Finding, same: Mapping[str, str]) -> tuple[str, ...]:
    places = [(same.get(e.file, e.file), e.num, e.clause or e.num) for e in finding.evidence]
    cited = [SAME_PLACE.join(dict.fromkeys((f"{file}#{num}", f"{file}#{clause}"))) for file, num, clause in places]
    return tuple(dict.fromkeys(cited))


def same_files(assessment: Assessment) -> dict[str, str]:
    """The file of a translation → the file of its original, where each is one file: a provision is one in every language."""
    files = {r.instrument.id: r.instrument.files for r in assessment.jurisdiction.readings}
    pairs = originals(r.instrument.record for r in assessment.jurisdiction.readings).items()
    return {files[a][0].file: files[b][0].file for a, b in pairs if len(files[a]) == len(files[b]) == 1}


def _in_one(answer: Answer, same: Mapping[str, str]) -> Answer:
    """An answer whose provisions name the original's file."""
    parts = [p.partition("#") for p in answer.provisions]
    return replace(answer, provisions=tuple(f"{same.get(file, file)}{mark}{num}" for file, mark, num in parts))


def compare_findings(assessment: Assessment, gold: Gold) -> list[Comparison]:
    """The tool's verdicts beside the reader's, for the indicators that both have."""
    language = max(
        assessment.language_packs,
        key=lambda p: sum(r.instrument.record.language == p for r in assessment.jurisdiction.readings),
        default="",
    )
    same = same_files(assessment)
    pairs = [(a, f) for a in gold.answers if (f := assessment.finding(a.indicator)) is not None]
    return [Comparison(gold.jurisdiction, language, _in_one(a, same), plain(f.outcome), _cited(f, same)) for a, f in pairs]


# -- penalties -------------------------------------------------------------------------------------------------------


def _differs(key: str, stated: Any, found: Any) -> bool:
    if isinstance(stated, int | float) and not isinstance(stated, bool):
        return found is None or abs(float(found) - float(stated)) > 1e-6
    return bool(found != stated)


def _wrong(gold: Mapping[str, Any], penalty: Penalty) -> tuple[str, ...]:
    return tuple(key for key in STATED if key in gold and _differs(key, gold[key], getattr(penalty, key)))


def _place(penalty: Penalty) -> str:
    return f"{penalty.file}#{penalty.num}"


def clauses_of(readings: Iterable[Reading]) -> dict[int, str]:
    """For penalties in the words of an amending act, by identity: the clause that carries them."""
    found = ((p, carrier(r.instrument, [(p.start, p.end)])) for r in readings for p in r.penalties)
    return {id(penalty): source.clause for penalty, source in found if source is not None}


def match_penalties(penalties: Sequence[Penalty], gold: Gold, clauses: Mapping[int, str] | None = None) -> list[PenaltyMatch]:
    """Each gold record with the closest record of the same section (or clause); each record of the tool serves once."""
    by_place: dict[str, list[Penalty]] = {}
    for penalty in penalties:
        ways = {_place(penalty), f"{penalty.file}#{(clauses or {}).get(id(penalty), penalty.num)}"}
        for place in {section(way) for way in ways}:
            by_place.setdefault(place, []).append(penalty)
    found = []
    used: set[int] = set()
    for record in gold.penalties:
        here = [p for p in by_place.get(section(record["provision"]), []) if id(p) not in used]
        sub = record["provision"].partition("#")[2].partition("(")[2]
        best = min(here, key=lambda p: (len(_wrong(record, p)), p.sub != f"({sub}"), default=None)
        if best is not None:
            used.add(id(best))
        found.append(PenaltyMatch(gold.jurisdiction, record, best, _wrong(record, best) if best else ()))
    return found


# -- figures ---------------------------------------------------------------------------------------------------------


def share(values: Iterable[bool]) -> float | None:
    """The share of true values, ``None`` of none."""
    counted = list(values)
    return sum(counted) / len(counted) if counted else None


def weighted_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa with linear weights over absent < partial < present; ``None`` where chance alone explains all or there are no pairs."""
    scores = [(ORDINAL[a], ORDINAL[b]) for a, b in pairs if a in ORDINAL and b in ORDINAL]
    if not scores:
        return None
    n = len(scores)
    seen = sum(abs(a - b) for a, b in scores) / n
    left, right = Counter(a for a, _ in scores), Counter(b for _, b in scores)
    chance = sum(left[a] * right[b] * abs(a - b) for a in left for b in right) / n**2
    return 1 - seen / chance if chance else None


def _pair(comparison: Comparison) -> tuple[str, str]:
    """The reader's outcome (the tool's own where that is one of the reader's) beside the tool's."""
    return (comparison.outcome if comparison.right else comparison.answer.outcomes[0], comparison.outcome)


def figures(verdicts: Sequence[Comparison]) -> dict[str, float | int | None]:
    """Exact agreement, weighted kappa and evidence hits, over all and over answers of high or medium certainty."""
    certain = [v for v in verdicts if v.answer.certainty in ("high", "medium")]
    return {
        "verdicts": len(verdicts),
        "exact": share(v.right for v in verdicts),
        "kappa": weighted_kappa([_pair(v) for v in verdicts]),
        "exact_certain": share(v.right for v in certain),
        "kappa_certain": weighted_kappa([_pair(v) for v in certain]),
        "evidence_hits": share(v.hit for v in verdicts if v.hit is not None),
    }


def penalty_figures(matches: Sequence[PenaltyMatch]) -> dict[str, float | int | None]:
    """Records found, imprisonment bounds right, every stated field right (both of the found)."""
    bounds = ("imprisonment_min_months", "imprisonment_max_months", "life", "death")
    found = [m for m in matches if m.found is not None]
    return {
        "records": len(matches),
        "found": share(m.found is not None for m in matches),
        "bounds": share(not set(bounds) & set(m.wrong) for m in found),
        "all_fields": share(not m.wrong for m in found),
    }


def confusion(verdicts: Sequence[Comparison]) -> dict[str, dict[str, int]]:
    """How often the reader said the row and the tool the column."""
    table: dict[str, dict[str, int]] = {}
    for verdict in verdicts:
        row = table.setdefault(_pair(verdict)[0], {})
        row[verdict.outcome] = row.get(verdict.outcome, 0) + 1
    return table


def cut(verdicts: Sequence[Comparison], by: str) -> dict[str, list[Comparison]]:
    """The comparisons by ``country``, ``group``, ``language`` or ``indicator``."""
    keys = {
        "country": lambda v: v.jurisdiction,
        "group": lambda v: v.answer.indicator[0],
        "language": lambda v: v.language,
        "indicator": lambda v: v.answer.indicator,
    }
    found: dict[str, list[Comparison]] = {}
    for verdict in verdicts:
        found.setdefault(keys[by](verdict), []).append(verdict)
    return dict(sorted(found.items()))


def evaluate(assessments: Iterable[Assessment], golds: Mapping[str, Gold]) -> Agreement:
    """Hold assessments against gold answers."""
    verdicts: list[Comparison] = []
    penalties: list[PenaltyMatch] = []
    for assessment in assessments:
        gold = golds[assessment.jurisdiction.code]
        verdicts += compare_findings(assessment, gold)
        penalties += match_penalties(assessment.penalties, gold, clauses_of(assessment.jurisdiction.readings))
    return Agreement(tuple(verdicts), tuple(penalties))
