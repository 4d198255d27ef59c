"""What a page about one country shows, drawn from an Assessment and the Rubric. Adds no statement of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from legal_gap.amend.view import date_of
from legal_gap.gloss import PIVOT, gloss
from legal_gap.harmonise import COMPARED
from legal_gap.model import Assessment, Evidence, FileRead, Finding, Instrument, Jurisdiction, Outcome, Penalty, Record
from legal_gap.report.strength import Strength, strength_of
from legal_gap.rubric import Indicator, Rubric
from legal_gap.versions import beside

RANK = {Outcome.CONFLICT: 0, Outcome.ABSENT: 1, Outcome.PARTIAL: 2}
"""Which gap is printed first where weight and strength are equal."""
RIGHT_TO_LEFT = ("ar", "dv", "fa", "ur", "ps", "he")
QUOTES = {Outcome.PRESENT: 1, Outcome.CONFLICT: 3}
"""Provisions quoted under a finding (two where nothing else is said); the rest is named. What the law has needs fewer words than a gap."""
FIRST, OTHERS = 900, 420
"""Characters of the first and of the other quotations; longer ones are cut at a word and marked. The data carry them whole."""
SHOWN_FROM = 0.7
"""Share of a group's weight that must be assessable before the group gets a share (our own choice, printed as such)."""


def cut(text: str, length: int) -> str:
    """The text, cut at a word where it is long (at a character where it has no spaces), and marked."""
    if len(text) <= length:
        return text
    head = text[:length]
    return (head.rsplit(" ", 1)[0] if " " in head[length // 2 :] else head) + " …"


@dataclass(frozen=True, slots=True)
class Source:
    """The instrument behind a quotation, as far as the register and the text tell. ``amended_to``: the date of the latest act
    whose changes were read into it; ``unit``: what its sections are called in element ids."""

    id: str
    title: str
    citation: str = ""
    language: str = "en"
    text_status: str = "official"
    as_of: str = ""
    later_changes: str = ""
    fallback_for: str = ""
    original_language: str = ""
    translation_of: str = ""
    amended_to: str = ""
    unit: str = ""

    @property
    def is_digest(self) -> bool:
        """Whether the text is ours, not the legislator's."""
        return self.text_status == "digest"

    @property
    def direction(self) -> str:
        """The writing direction of the text."""
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of evidence with its source. ``provenance`` is verified, secondary or empty; ``cited`` names a secondary source.

    ``carrier``: the later act that put the words there, where it is not the source itself.
    ``gloss``: a few English words of ours for a quotation in another language; ``beside``: the English version of the provision.
    """

    evidence: Evidence
    source: Source
    gloss: str = ""
    beside: Quote | None = None
    carrier: Source | None = None

    @property
    def place(self) -> tuple[str, str, str]:
        """Where the words stand, to tell repeated pinpoints."""
        return self.evidence.instrument, self.evidence.num, self.evidence.sub

    @property
    def provenance(self) -> str:
        """The first word of a digest provision's mark."""
        return self.evidence.mark.partition(":")[0].strip()

    @property
    def cited(self) -> str:
        """The public source that a secondary mark names."""
        return self.evidence.mark.partition(":")[2].strip()


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding beside the question that it answers."""

    finding: Finding
    indicator: Indicator
    strength: Strength | None
    quotes: tuple[Quote, ...]
    searched: tuple[Source, ...]
    near: tuple[tuple[Source, object], ...]
    compared: tuple[Penalty, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The verdict."""
        return self.finding.outcome

    @property
    def anchor(self) -> str:
        """The name of the place in the page."""
        return f"f-{self.indicator.id}"

    @property
    def places(self) -> tuple[Quote, ...]:
        """The provisions behind the verdict, each place once, the deciding one first."""
        return tuple(
            {quote.place: quote for quote in reversed(self.quotes)}[place] for place in dict.fromkeys(q.place for q in self.quotes)
        )

    @property
    def _quoted(self) -> tuple[Quote, ...]:
        """The provisions that are quoted: the deciding ones, none whose words stand in another one of them."""
        chosen: list[Quote] = []
        for quote in self.places:
            words = quote.evidence.quote
            if len(chosen) < QUOTES.get(self.outcome, 2) and not any(words in other.evidence.quote for other in chosen):
                chosen.append(quote)
        return tuple(chosen)

    @property
    def shown(self) -> tuple[tuple[Quote, str], ...]:
        """The provisions that are quoted, with their words cut to length."""
        return tuple((q, cut(q.evidence.quote, FIRST if i == 0 else OTHERS)) for i, q in enumerate(self._quoted))

    @property
    def named(self) -> tuple[Quote, ...]:
        """The provisions that are only named."""
        return tuple(quote for quote in self.places if quote not in self._quoted)

    @property
    def short(self) -> str:
        """Why there is a gap, in a sentence or two: what is missing, else what the verdict rests on."""
        return " ".join(self.lacking[:2] or self.found[:1])

    @property
    def found(self) -> tuple[str, ...]:
        """Reasons that say what the law has (or how the verdict was computed)."""
        shown = COMPARED if self.compared else "\0"
        return tuple(reason for reason in self.finding.reasons if reason not in self.lacking and not reason.startswith(shown))

    @property
    def lacking(self) -> tuple[str, ...]:
        """Reasons that say what is missing."""
        lacks = {element.lacks for element in self.indicator.elements if element.lacks}
        return tuple(reason for reason in self.finding.reasons if reason in lacks)

    @property
    def notes(self) -> tuple[Source, ...]:
        """Sources of this verdict with later changes that were not read, each once."""
        seen = {s.id: s for s in (*(q.source for q in self.quotes), *self.searched) if s.later_changes}
        return tuple(seen.values())

    @property
    def on_digest(self) -> bool:
        """Whether any text behind the verdict is a digest."""
        return any(s.is_digest for s in (*(q.source for q in self.quotes), *self.searched))

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Weight first, then how far the rule binds, then the verdict."""
        rank = self.strength.rank if self.strength else 9
        return (-self.indicator.weight, rank, RANK.get(self.outcome, 9), self.indicator.id)


@dataclass(frozen=True, slots=True)
class GroupView:
    """The findings of one group of the rubric."""

    id: str
    title: str
    findings: tuple[FindingView, ...]

    def count(self, outcome: Outcome) -> int:
        """How many findings have this verdict."""
        return sum(f.outcome is outcome for f in self.findings)

    @property
    def assessable(self) -> float:
        """The share of the group's weight that the texts on file could answer."""
        total = sum(f.indicator.weight for f in self.findings)
        known = sum(f.indicator.weight for f in self.findings if f.outcome is Outcome.PRESENT or f.outcome.is_gap)
        return known / total if total else 0.0

    @property
    def has_profile(self) -> bool:
        """Whether enough of the group could be assessed to say anything about it as a whole."""
        return self.assessable >= SHOWN_FROM


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """One line of the list of instruments: the register and, where the text was read, what came of it, with the later acts in it."""

    record: Record
    instrument: Instrument | None = None
    changes: tuple[Record, ...] = ()

    @property
    def provisions(self) -> int:
        """How many sections were read."""
        return sum(1 for _ in self.instrument.sections()) if self.instrument else 0

    @property
    def files(self) -> tuple[FileRead, ...]:
        """The files that were read."""
        return self.instrument.files if self.instrument else ()


@dataclass(frozen=True, slots=True)
class CountryView:
    """Everything that the country report prints."""

    assessment: Assessment
    rubric: Rubric
    findings: tuple[FindingView, ...]
    groups: tuple[GroupView, ...]
    instruments: tuple[InstrumentView, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The country."""
        return self.assessment.jurisdiction

    @property
    def gaps(self) -> tuple[FindingView, ...]:
        """Every gap, heaviest first."""
        return tuple(sorted((f for f in self.findings if f.outcome.is_gap), key=lambda f: f.order))

    @property
    def present(self) -> tuple[FindingView, ...]:
        """What the law has, heaviest first."""
        return tuple(sorted((f for f in self.findings if f.outcome is Outcome.PRESENT), key=lambda f: f.order))

    @property
    def open(self) -> tuple[FindingView, ...]:
        """Questions that the texts on file do not settle."""
        return tuple(f for f in self.findings if f.outcome in (Outcome.UNCLEAR, Outcome.NOT_ASSESSED))

    @property
    def missing_kinds(self) -> tuple[str, ...]:
        """Kinds of text whose absence from the file kept a question open, most often missed first."""
        counts: dict[str, int] = {}
        for f in self.findings:
            for kind in f.finding.searched.missing_kinds if f.outcome is Outcome.NOT_ASSESSED else ():
                counts[kind] = counts.get(kind, 0) + 1
        return tuple(sorted(counts, key=lambda kind: (-counts[kind], kind)))

    @property
    def read(self) -> tuple[InstrumentView, ...]:
        """Instruments whose text was read."""
        return tuple(i for i in self.instruments if i.instrument and i.provisions)

    @property
    def has_text(self) -> bool:
        """Whether any text was read at all."""
        return bool(self.read)

    @property
    def digests(self) -> tuple[InstrumentView, ...]:
        """Instruments that were read from a digest in our own words."""
        return tuple(i for i in self.read if i.record.text_status == "digest")

    def count(self, *outcomes: Outcome) -> int:
        """How many findings have one of these verdicts."""
        return sum(f.outcome in outcomes for f in self.findings)

    def finding(self, indicator: str) -> FindingView | None:
        """The finding on one indicator."""
        return next((f for f in self.findings if f.indicator.id == indicator), None)

    def touching(self, kind: str, number: int) -> tuple[FindingView, ...]:
        """Findings that bear on one of the eleven recommendations or nine contexts (``kind`` names the field)."""
        return tuple(f for f in self.findings if number in getattr(f.indicator, kind))


def quote_of(evidence: Evidence, source: Source, country: Jurisdiction) -> Quote:
    """A quotation; one that is not in English with a gloss and, where an English version of the act was read, its words."""
    carrier = carrier_of(evidence, country)
    if source.language.split("-")[0] == PIVOT:
        return Quote(evidence, source, carrier=carrier)
    found = beside(evidence, country, PIVOT)
    other = Quote(replace(evidence, instrument=found.record.id, quote=found.words), source_of(found.record)) if found else None
    return Quote(evidence, source, gloss(evidence, country), other, carrier)


def carrier_of(evidence: Evidence, country: Jurisdiction) -> Source | None:
    """The later act whose clause put the quoted words into the act that is cited; ``None`` where they stand there themselves."""
    if not evidence.clause:
        return None
    holders = (r for r in country.records if any(evidence.file.endswith(f"/{file}") for file in r.files))
    return next((source_of(record) for record in holders if record.id != evidence.instrument), None)


def source_of(record: Record, amended_to: str = "", unit: str = "") -> Source:
    """What the register says of the text behind a quotation."""
    return Source(
        record.id, record.title, record.citation, record.language, record.text_status, record.as_of,
        record.later_changes, record.fallback_for, record.original_language, record.translation_of, amended_to, unit,
    )  # fmt: skip


def changes_in(instrument: Instrument, country: Jurisdiction) -> tuple[Record, ...]:
    """The later acts whose changes were read into an instrument, oldest first."""
    foreign = {file.file for file in instrument.files} - {f"{country.code}/{file}" for file in instrument.record.files}
    acts = (r for r in country.records if r.id != instrument.id and any(f"{country.code}/{file}" in foreign for file in r.files))
    return tuple(sorted(acts, key=date_of))


def amended_to(instrument: Instrument, country: Jurisdiction) -> str:
    """The date of the latest of them, empty where there is none."""
    return next((date_of(record) for record in reversed(changes_in(instrument, country))), "")


def sources_of(country: Jurisdiction) -> dict[str, Source]:
    """Every instrument of a country by id."""
    records = {record.id: record for record in country.records}
    records.update({reading.instrument.id: reading.instrument.record for reading in country.readings})
    read = {reading.instrument.id: reading.instrument for reading in country.readings}
    return {
        id: source_of(record, amended_to(read[id], country), unit_of(read[id])) if id in read else source_of(record)
        for id, record in records.items()
    }


def unit_of(instrument: Instrument) -> str:
    """What the sections of an instrument are called in element ids: "sec", "art"; empty where it has none."""
    return next((section.eid.split("_")[0] for section in instrument.sections() if section.level == "section"), "")


def _instruments(country: Jurisdiction) -> tuple[InstrumentView, ...]:
    read = {reading.instrument.id: reading.instrument for reading in country.readings}
    records = {record.id: record for record in country.records} | {id: i.record for id, i in read.items()}
    return tuple(
        InstrumentView(record, read.get(id), changes_in(read[id], country) if id in read else ()) for id, record in records.items()
    )


def forms_compared(finding: Finding, penalties: Iterable[Penalty]) -> tuple[Penalty, ...]:
    """The penalty records that a computed finding sets against each other, in its order."""
    if not finding.computed:
        return ()
    records = {(p.instrument, p.eid, p.num, p.sub, p.quote): p for p in penalties}
    found = (records.get((e.instrument, e.eid, e.num, e.sub, e.quote)) for e in finding.evidence)
    return tuple(p for p in found if p)


def _finding(finding: Finding, indicator: Indicator, assessment: Assessment, rubric: Rubric, sources: Mapping[str, Source]) -> FindingView:
    country = assessment.jurisdiction

    def source(id: str) -> Source:
        return sources.get(id, Source(id, id))

    return FindingView(
        finding,
        indicator,
        strength_of(finding, indicator, country, rubric),
        tuple(quote_of(e, source(e.instrument), country) for e in finding.evidence),
        tuple(source(id) for id in finding.searched.instruments),
        tuple((source(near.instrument), near) for near in finding.searched.near_misses),
        forms_compared(finding, assessment.penalties),
    )


def _groups(findings: Sequence[FindingView], titles: Mapping[str, str]) -> Iterable[GroupView]:
    for id, title in titles.items():
        inside = tuple(f for f in findings if f.indicator.group == id)
        if inside:
            yield GroupView(id, title, inside)


def country_view(assessment: Assessment, rubric: Rubric) -> CountryView:
    """Bring a country's findings and the rubric's texts together; findings on unknown indicators are an error of the caller."""
    country = assessment.jurisdiction
    sources = sources_of(country)
    findings = tuple(
        _finding(finding, rubric.indicator(finding.indicator), assessment, rubric, sources)
        for finding in sorted(assessment.findings, key=lambda f: f.indicator)
    )
    return CountryView(assessment, rubric, findings, tuple(_groups(findings, rubric.groups)), _instruments(country), sources)
