"""Digests held against the official text: the numbers exist, the penalties are the same, years and names agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from legal_gap.country import REGISTER, find_country, load_register, read_or_not, tables
from legal_gap.datafile import read_toml
from legal_gap.errors import UnknownName
from legal_gap.language import Language
from legal_gap.model import Instrument, Jurisdiction, Penalty, Provision, Record
from legal_gap.penalty import find_penalties

Atom = tuple[str, float | None, float | None]
"""One part of a threat, comparable across wordings: life, death, a term in months, a fine with its bounds."""

YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
TOP_LABEL = re.compile(r"\([^)]+\)")
WORD = re.compile(r"[^\W\d_]{5,}")
CLASS, SECONDARY = "class ", "secondary:"
STEM, ENOUGH_WORDS, SHARED_WORDS, SAME_NAME, OPENING = 6, 12, 0.3, 60.0, 4000


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a digest and the official text part: ``kind`` missing, penalty, words, year or name; ``reason`` as recorded."""

    instrument: str
    num: str
    kind: str
    ours: str
    theirs: str
    reason: str = ""

    def __str__(self) -> str:
        """The difference as one line."""
        place = f"{self.instrument}, {self.num}" if self.num else self.instrument
        line = f"{place}: {self.kind}: the digest has {self.ours}, the official text {self.theirs}"
        return f"{line} (recorded: {self.reason})" if self.reason else line


@dataclass(frozen=True, slots=True)
class Checked:
    """A digest after the comparison: how many provisions it has, which agree, which could not be held against words."""

    instrument: str
    provisions: int
    official: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    unused: tuple[str, ...] = ()
    marked: int = 0

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        """The differences for which no reason is recorded."""
        return tuple(d for d in self.differences if not d.reason)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an official text with the penalties read in it; ``None`` where the language has no penalty words."""

    instrument: Instrument
    provision: Provision
    penalties: tuple[Penalty, ...] | None


def verify_country(folder: Path, against: Path, languages: Mapping[str, Language]) -> tuple[Checked, ...]:
    """Every digest of a country folder held against the official texts of the same country under ``against``.

    A digest without an official text there is listed with no official text and nothing checked. Raises DataError where a
    register is broken.
    """
    register = load_register(folder)
    notes = read_toml(folder / REGISTER)
    texts = official_register(against, register.code)
    return tuple(
        verify_digest(read_or_not(folder, register.code, record, languages), record, texts, notes, languages)
        for record in register.records
        if record.text_status == "digest" and record.files
    )


def official_register(against: Path, code: str) -> Jurisdiction | None:
    """The register of the official texts of a country, ``None`` where the folder does not hold that country."""
    try:
        return load_register(find_country(against, code))
    except UnknownName:
        return None


def verify_digest(
    digest: Instrument, record: Record, texts: Jurisdiction | None, notes: Mapping[str, Any], languages: Mapping[str, Language]
) -> Checked:
    """One digest held against the official texts that belong to it."""
    ours = tuple(digest.sections())
    marked = sum(p.mark.startswith("verified") for p in ours)
    provisions = tuple(p for p in ours if p.level != "preamble")
    chosen = official_records(record, texts, notes) if texts else ()
    if texts is None or not chosen:
        return Checked(record.id, len(provisions), marked=marked)
    sections = official_sections(Path(texts.folder), texts.code, chosen, languages)
    penalties = by_section(find_penalties(digest, languages[record.language]))
    found = list(names_and_years(record, chosen, sections))
    agreed: list[str] = []
    unverified: list[str] = []
    for provision in provisions:
        wrong, judged = hold(digest, provision, penalties.get(provision.eid, ()), sections, notes)
        found += by_source(wrong, provision.mark)
        if not wrong:
            (agreed if judged else unverified).append(provision.num)
    differences, unused = explained(found, notes, record.id)
    ids = tuple(r.id for r in chosen)
    return Checked(record.id, len(provisions), ids, tuple(agreed), tuple(unverified), differences, unused, marked)


# -- which official text ---------------------------------------------------------------------------------------------


def official_records(record: Record, texts: Jurisdiction, notes: Mapping[str, Any]) -> tuple[Record, ...]:
    """The official texts behind a digest: those that ``[official]`` names, else the one of the same id; and what amends them."""
    named = notes.get("official", {}).get(record.id, [record.id])
    chosen = [r for id in named for r in texts.records if r.id == id]
    heads = {r.id for r in chosen}
    chosen += [r for r in texts.records if r.amends in heads and r.id not in heads]
    return tuple(r for r in chosen if r.files)


def official_sections(folder: Path, code: str, records: Iterable[Record], languages: Mapping[str, Language]) -> dict[str, list[Section]]:
    """The sections of the official texts by number; a text that cannot be read has none."""
    found: dict[str, list[Section]] = {}
    for record in records:
        instrument = read_or_not(folder, code, record, languages)
        language = languages.get(record.language)
        has_words = language is not None and bool(language.table("penalty"))
        penalties = by_section(find_penalties(instrument, language)) if language is not None and has_words else {}
        for provision in instrument.sections():
            threats = tuple(penalties.get(provision.eid, ())) if has_words else None
            found.setdefault(number(provision), []).append(Section(instrument, provision, threats))
    return found


def number(provision: Provision) -> str:
    """The number of a section as it is looked up: no blanks or hyphens, capitals; a schedule is looked up as such."""
    return "schedule" if provision.level == "schedule" else re.sub(r"[\s.]+$|[\s-]", "", provision.num).upper()


def by_section(penalties: Iterable[Penalty]) -> dict[str, list[Penalty]]:
    """Penalties by the eid of the section that they stand in."""
    found: dict[str, list[Penalty]] = {}
    for penalty in penalties:
        found.setdefault(penalty.eid.split("__")[0], []).append(penalty)
    return found


# -- comparing -------------------------------------------------------------------------------------------------------


def hold(
    digest: Instrument,
    provision: Provision,
    ours: Sequence[Penalty],
    sections: Mapping[str, list[Section]],
    notes: Mapping[str, Any],
) -> tuple[list[Difference], bool]:
    """The differences of one digest provision, and whether its words could be judged at all."""
    record = digest.record
    theirs = sections.get(number(provision), [])
    if not sections:
        return [], False
    if not theirs:
        return [Difference(record.id, provision.num, "missing", "this number", "no section of that number")], True
    readable = [section for section in theirs if section.penalties is not None]
    if not readable:
        return [], False
    found = list(penalty_differences(record, provision, ours, readable, notes))
    if not found and not shares_words(digest, provision, theirs, record):
        found = [Difference(record.id, provision.num, "words", "other words", "a section on something else")]
    return found, True


def by_source(found: Sequence[Difference], mark: str) -> list[Difference]:
    """The differences of one provision; where its mark names another source than the text, the source is why its penalties differ."""
    if not mark.startswith(SECONDARY):
        return list(found)
    reason = f"the digest follows {mark.removeprefix(SECONDARY).strip()}"
    return [replace(d, reason=reason) if d.kind == "penalty" else d for d in found]


def penalty_differences(
    record: Record, provision: Provision, ours: Sequence[Penalty], theirs: Sequence[Section], notes: Mapping[str, Any]
) -> Iterator[Difference]:
    """Threats that the digest has and the official section has not, and the other way round in the subsections that both have."""
    classes, amounts = notes.get("penalty_class", {}), notes.get("fine_category", {})
    printed = [p for section in theirs for p in section.penalties or ()]
    have, want = atoms(ours, classes, amounts), atoms(printed, classes, amounts)
    if not any(name.startswith(CLASS) for name, _, _ in want):
        have = {atom for atom in have if not atom[0].startswith(CLASS)}
    if have - want:
        yield Difference(record.id, provision.num, "penalty", spell(have - want), spell(want) or "no such penalty")
    labels = {label(child.sub) for child in provision.children} - {""}
    same = [p for p in printed if not labels or label(p.sub) in labels]
    if missing := atoms(same, classes, amounts) - have:
        yield Difference(record.id, provision.num, "penalty", spell(have) or "no such penalty", spell(missing))


def atoms(penalties: Iterable[Penalty], classes: Container[str] = (), amounts: Mapping[str, float] | None = None) -> set[Atom]:
    """What penalty records threaten, in parts; a class that the country's table has ("prision mayor") stands for its years,
    a category of fine for its amount."""
    found: set[Atom] = set()
    for p in penalties:
        found |= {("life", None, None)} if p.life else set()
        found |= {("death", None, None)} if p.death else set()
        if p.class_word and p.class_word in classes:
            found.add((CLASS + p.class_word, None, None))
        elif p.imprisonment_min_months is not None or p.imprisonment_max_months is not None:
            found.add(("months", p.imprisonment_min_months, p.imprisonment_max_months))
        if p.fine in ("amount", "multiple"):
            found.add(fine(p, amounts or {}))
    return found


def fine(penalty: Penalty, amounts: Mapping[str, float]) -> Atom:
    """A fine with its bounds, in money where the country's table has the categories that it is set in."""
    bounds = (penalty.fine_min, penalty.fine_max)
    if penalty.fine_unit == "category" and all(b is None or f"{b:g}" in amounts for b in bounds):
        low, high = (None if b is None else float(amounts[f"{b:g}"]) for b in bounds)
        return f"fine {penalty.fine} currency", low, high
    return f"fine {penalty.fine} {penalty.fine_unit}", *bounds


def spell(parts: Iterable[Atom]) -> str:
    """Parts of threats in words."""
    return "; ".join(sorted(name if low is None and high is None else f"{name} {bound(low)}-{bound(high)}" for name, low, high in parts))


def bound(value: float | None) -> str:
    """A bound, or a dot for an open end."""
    return "…" if value is None else f"{value:g}"


def label(sub: str) -> str:
    """The first label of a path below the section: "(1)" of "(1)(a)"."""
    match = TOP_LABEL.match(sub)
    return match.group() if match else ""


def shares_words(digest: Instrument, provision: Provision, theirs: Sequence[Section], record: Record) -> bool:
    """Whether a digest speaks of what the official section speaks of; true where they are in different languages."""
    if any(section.instrument.record.language != record.language for section in theirs):
        return True
    ours = stems(digest.text.folded[provision.start : provision.end])
    if len(ours) < ENOUGH_WORDS:
        return True
    printed = set().union(*(stems(s.instrument.text.folded[s.provision.start : s.provision.end]) for s in theirs))
    return len(ours & printed) >= SHARED_WORDS * len(ours)


def stems(folded: str) -> set[str]:
    """The beginnings of the longer words of a text."""
    return {word[:STEM] for word in WORD.findall(folded)}


def names_and_years(record: Record, chosen: Sequence[Record], sections: Mapping[str, list[Section]]) -> Iterator[Difference]:
    """Whether the digest carries a year of the official text and, in the same language, its name."""
    head = chosen[0]
    texts = {id(s.instrument): s.instrument for found in sections.values() for s in found}
    printed = " ".join([*(f"{r.title} {r.citation} {r.as_of} {r.id}" for r in chosen), *(t.text.clean[:OPENING] for t in texts.values())])
    theirs = set(YEAR.findall(western(printed)))
    ours = set(YEAR.findall(f"{record.title} {record.citation}"))
    if ours and theirs and not ours & theirs:
        yield Difference(record.id, "", "year", ", ".join(sorted(ours)), ", ".join(sorted(theirs)))
    if head.language == record.language and fuzz.token_set_ratio(record.title.lower(), f"{head.title} {head.amends}".lower()) < SAME_NAME:
        yield Difference(record.id, "", "name", record.title, head.title)


def western(text: str) -> str:
    """A text with digits of every script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def explained(found: Sequence[Difference], notes: Mapping[str, Any], instrument: str) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """The differences with the reasons recorded in ``[[difference]]``, and the places of reasons that explain nothing."""
    reasons = {t["provision"]: t["reason"] for t in tables(notes, "difference") if t.get("instrument") == instrument}
    given = tuple(replace(d, reason=reasons.get(d.num, d.reason)) for d in found)
    return given, tuple(sorted(set(reasons) - {d.num for d in found}))
