"""The nouns, frozen: what a law, a provision, a penalty, a finding is. Imports nothing of the house."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

KINDS = (
    "trafficking", "smuggling", "immigration", "anti_corruption", "penal_code", "money_laundering", "proceeds_of_crime", "whistleblower",
    "witness_protection", "public_service", "police_and_forces", "passports", "civil_registration", "labour_migration", "corporate",
    "criminal_procedure", "mutual_assistance", "organised_crime", "constitution", "regulation", "policy", "treaty", "model_law", "other",
)  # fmt: skip
"""Kinds of instrument, as ``country.toml`` and the rubric name them."""

OFFENCES = (
    "trafficking", "smuggling", "documents", "passive_bribery", "active_bribery", "embezzlement", "trading_in_influence",
    "abuse_of_functions", "illicit_enrichment", "laundering", "obstruction", "other",
)  # fmt: skip
"""Families of offences."""


class Outcome(StrEnum):
    """What the law on file shows for one indicator."""

    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"
    CONFLICT = "conflict"
    UNCLEAR = "unclear"
    NOT_ASSESSED = "not_assessed"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_gap(self) -> bool:
        """Whether the outcome is reported as a gap. "Not read" never is."""
        return self in (Outcome.ABSENT, Outcome.PARTIAL, Outcome.CONFLICT)


# -- text ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A slice ``[start, end)`` of the text layer of one file; ``file`` is relative to the root of country folders."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like run ``[start, end)`` of a file's text layer, with what the file's form says about it.

    ``level`` is empty where the form does not tell, else one of Provision's levels or "furniture" (page header, footer,
    page number), "note" (marginal note, footnote, editorial mark), "contents" (a table of contents). ``num`` and
    ``heading`` are what the form (or a third party) claims: the printed number wins over them.
    """

    start: int
    end: int
    page: int | None = None
    level: str = ""
    num: str = ""
    heading: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """The text layer of one file. For Markdown and plain text it is the decoded file, character for character."""

    file: str
    form: str
    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """``[start, end)`` of a clean text came from ``[raw_start, raw_end)`` of ``file`` (equal lengths: one to one), an amending ``clause``."""

    start: int
    end: int
    file: str
    raw_start: int
    raw_end: int
    page: int | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """The clean text of an instrument with a map back to its files. Paragraphs end in a newline.

    ``folded`` has the same length as ``clean``: lower case, one form of quotes, dashes and spaces, for matching.
    Pieces are in order and do not overlap; clean characters outside all pieces were added (a joining space, a newline).
    """

    clean: str
    folded: str
    pieces: tuple[Piece, ...] = ()

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces that ``[start, end)`` meets, in order."""
        i = max(bisect_right(self.pieces, start, key=lambda p: p.start) - 1, 0)
        while i < len(self.pieces) and self.pieces[i].start < end:
            if self.pieces[i].end > start:
                yield self.pieces[i]
            i += 1

    def spans(self, start: int, end: int, gap: int = 12) -> tuple[Span, ...]:
        """Raw slices behind ``[start, end)``; slices at most ``gap`` characters apart in the file are joined."""
        found: list[Span] = []
        for piece in self.between(start, end):
            same = piece.end - piece.start == piece.raw_end - piece.raw_start
            low = piece.raw_start + max(start - piece.start, 0) if same else piece.raw_start
            high = piece.raw_end - max(piece.end - end, 0) if same else piece.raw_end
            if found and found[-1].file == piece.file and 0 <= low - found[-1].end <= gap:
                found[-1] = Span(piece.file, found[-1].start, high)
            else:
                found.append(Span(piece.file, low, high))
        return tuple(found)

    def page(self, start: int) -> int | None:
        """The printed page (1-based, of the file) on which ``start`` stands, where the form has pages."""
        return next((piece.page for piece in self.between(start, start + 1)), None)

    def file(self, start: int) -> str:
        """The file in which ``start`` stands, empty where it is in none."""
        return next((piece.file for piece in self.between(start, start + 1)), "")


# -- law -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Provision:
    """A unit of law: ``[start, end)`` of the instrument's clean text, children included.

    ``level``: part, chapter, division, section, subsection, paragraph, subparagraph, item, proviso, explanation,
    illustration, schedule, preamble, tail. A "section" is the numbered unit that lawyers cite (section, article, rule
    of an act), whatever the act calls it; exactly the sections, schedules and preambles are cited on their own.
    ``num`` is the number as printed in Arabic digits, without the word ("26A", "271.7F"); for a unit below the section
    it is its own label ("(1)", "(f)"). ``sub`` is the label path below the section ("(1)(f)"), empty for a section.
    ``tail`` children hold closing words that belong to all paragraphs before them; the text of a node before its first
    child is its chapeau. In an amending act ``clause`` is the unit that carries the provision and ``inserted_into`` the
    title or id of the principal act; ``num`` is then the number in the principal act. ``status`` is in_force, repealed,
    superseded, other_act or blank; ``kinds`` of an act whose article it replaces. ``mark`` is the provenance of a digest provision ("verified", "secondary: title, date, address").
    """

    eid: str
    level: str
    num: str
    heading: str
    start: int
    end: int
    sub: str = ""
    children: tuple[Provision, ...] = ()
    clause: str = ""
    inserted_into: str = ""
    status: str = "in_force"
    mark: str = ""
    kinds: tuple[str, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """This unit and every unit below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_section(self) -> bool:
        """Whether the unit is cited on its own."""
        return self.level in ("section", "schedule", "preamble")


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a text was read: ``score`` from 0 to 1 with its reasons; below ``POOR`` it proves no absence."""

    score: float
    warnings: tuple[str, ...] = ()
    POOR = 0.6


@dataclass(frozen=True, slots=True)
class Record:
    """What ``country.toml`` says of an instrument (DATA contract 1); ``confidence`` "unchecked" where it rests on memory."""

    id: str
    title: str
    citation: str
    kinds: tuple[str, ...]
    language: str
    status: str
    text_status: str
    files: tuple[str, ...]
    as_of: str = ""
    year: int | None = None
    alternates: tuple[str, ...] = ()
    ocr: bool = False
    source: str = ""
    amending: bool = False
    amends: str = ""
    consolidated_in: str = ""
    translation_of: str = ""
    fallback_for: str = ""
    covers: tuple[str, ...] = ()
    later_changes: str = ""
    original_language: str = ""
    confidence: str = ""
    note: str = ""
    sha256: str = ""
    title_en: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file as it was read: SHA-256 of its bytes, its form, what the reader had to say."""

    file: str
    sha256: str
    form: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """An act with its text cut into provisions. Without text (register only, unreadable) ``provisions`` is empty."""

    record: Record
    text: Text
    provisions: tuple[Provision, ...]
    files: tuple[FileRead, ...]
    quality: Quality

    @property
    def id(self) -> str:
        """The id in its country."""
        return self.record.id

    def walk(self) -> Iterator[Provision]:
        """Every provision at every level, in order."""
        for provision in self.provisions:
            yield from provision.walk()

    def sections(self) -> Iterator[Provision]:
        """The units cited on their own, in order."""
        return (provision for provision in self.walk() if provision.is_section)

    def quote(self, start: int, end: int) -> str:
        """The words ``[start, end)``, paragraphs joined by a space."""
        return " ".join(self.text.clean[start:end].split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept in ``[start, end)`` of the clean text. ``role`` of a person: offender, victim, enforcer, or empty where none is said."""

    concept: str
    start: int
    end: int
    role: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a provision threatens, as printed (DATA contract 3). Months; an open end is ``None``, never 0. ``resolved_*``: what
    a class, a reference or an increase comes to; ``resolved_by``: where; ``remark``: what is ambiguous."""

    instrument: str
    file: str
    num: str
    sub: str
    eid: str
    start: int
    end: int
    quote: str
    offence: str = "other"
    applies_to: str = "anyone"
    tier: str = "basic"
    imprisonment_min_months: float | None = None
    imprisonment_max_months: float | None = None
    life: bool = False
    death: bool = False
    resolved_min_months: float | None = None
    resolved_max_months: float | None = None
    resolved_by: str | None = None
    class_word: str | None = None
    by_reference: str | None = None
    fine: str = "none"
    fine_min: float | None = None
    fine_max: float | None = None
    fine_unit: str = "currency"
    currency: str | None = None
    fine_only_possible: bool = False
    corporal: bool = False
    disqualification: bool = False
    dismissal: bool = False
    increase: str = ""
    resolved_life: bool = False
    remark: str = ""

    @property
    def custodial(self) -> bool:
        """Whether the penalty takes liberty (or life); a class word ("temporary imprisonment") counts before it is resolved."""
        bounds = (self.imprisonment_min_months, self.imprisonment_max_months, self.resolved_min_months, self.resolved_max_months)
        return self.life or self.death or self.resolved_life or any(bound is not None for bound in (self.class_word, *bounds))

    @property
    def ceiling(self) -> float | None:
        """The longest term in months, infinite for life or death, ``None`` where it is not known."""
        months = self.resolved_max_months if self.resolved_max_months is not None else self.imprisonment_max_months
        return float("inf") if self.life or self.death or self.resolved_life else months

    @property
    def floor(self) -> float | None:
        """The shortest term in months, ``None`` where there is none."""
        return self.resolved_min_months if self.resolved_min_months is not None else self.imprisonment_min_months


@dataclass(frozen=True, slots=True)
class Offence:
    """An offence (or an aggravated form of one) that the unit ``eid`` of an instrument creates.

    ``family`` is one of OFFENCES; ``applies_to`` anyone, public_official or legal_person; ``tier`` basic, aggravated,
    top or value; ``nexus`` how an official limb is triggered (status, duty, use_of_office, occasion, after_office);
    ``base`` the eid or citation of the offence that an aggravated form belongs to.
    """

    family: str
    instrument: str
    eid: str
    num: str
    sub: str
    start: int
    end: int
    applies_to: str = "anyone"
    tier: str = "basic"
    nexus: tuple[str, ...] = ()
    base: str = ""
    penalties: tuple[Penalty, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation from one provision to another: operative where it stands in an offence, penalty or competence rule."""

    instrument: str
    eid: str
    start: int
    end: int
    to_instrument: str
    to_num: str = ""
    operative: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """One instrument read and understood: a pure function of its bytes and the packs, so it is cached and run in parallel."""

    instrument: Instrument
    mentions: tuple[Mention, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    offences: tuple[Offence, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class TreatyStatus:
    """Whether a country is bound: ``status`` is party, signatory or none; ``since`` where a source gives the date."""

    id: str
    status: str
    since: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A country with its register, its treaty status and the instruments that were read; ``publication``: its official journal."""

    code: str
    name: str
    official_languages: tuple[str, ...]
    legal_tradition: str
    currency: str
    treaties: tuple[TreatyStatus, ...] = ()
    records: tuple[Record, ...] = ()
    readings: tuple[Reading, ...] = ()
    aliases: tuple[str, ...] = ()
    penalty_classes: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    folder: str = ""
    publication: str = ""

    def treaty(self, id: str) -> TreatyStatus | None:
        """The status on file for a treaty, ``None`` where it is not recorded."""
        return next((status for status in self.treaties if status.id == id), None)

    def reading(self, instrument: str) -> Reading | None:
        """The reading of an instrument, ``None`` where it was not read."""
        return next((r for r in self.readings if r.instrument.id == instrument), None)


# -- verdicts --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Basis:
    """A rule that an indicator rests on; ``strength`` mandatory, mandatory-regional, consider, endeavour, optional, guidance."""

    instrument: str
    article: str
    strength: str
    note: str = ""
    memory: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a finding rests on, with their place. ``quote`` is the cleaned join of ``spans``."""

    instrument: str
    file: str
    num: str
    sub: str
    eid: str
    quote: str
    spans: tuple[Span, ...]
    concepts: tuple[str, ...] = ()
    clause: str = ""
    page: int | None = None
    heading: str = ""
    mark: str = ""
    element: str = ""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A provision that came close, with what it lacks."""

    instrument: str
    file: str
    num: str
    sub: str = ""
    quote: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """The search record behind a verdict: instruments by id, how many provisions, which terms, what came close."""

    instruments: tuple[str, ...]
    provisions: int
    terms: tuple[str, ...]
    near_misses: tuple[NearMiss, ...] = ()
    missing_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one indicator with everything a reader needs to check it."""

    indicator: str
    outcome: Outcome
    strength: str
    gap_class: str | None
    evidence: tuple[Evidence, ...]
    elements: Mapping[str, bool]
    searched: Searched
    reasons: tuple[str, ...] = ()
    computed: Mapping[str, object] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """A country held against the rubric."""

    jurisdiction: Jurisdiction
    rubric_version: str
    language_packs: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def penalties(self) -> tuple[Penalty, ...]:
        """Every penalty record of every instrument read."""
        return tuple(p for reading in self.jurisdiction.readings for p in reading.penalties)

    def finding(self, indicator: str) -> Finding | None:
        """The finding for an indicator id."""
        return next((f for f in self.findings if f.indicator == indicator), None)
