"""The as-amended view of a principal act: its text after every later act, its history, and what could not be applied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from legal_gap.amend.draft import Unit, freeze, thaw
from legal_gap.amend.orders import Change, Range, changes_of
from legal_gap.amend.replay import Refused, Replay
from legal_gap.language.amendments import amendments
from legal_gap.language.pack import Language
from legal_gap.model import Instrument, Provision, Quality, Record
from legal_gap.segment.units import called, prefix_of

APPLIED = "applied"
DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
YEAR = re.compile(r"\b(?:1[89]|20)\d{2}\b")
MOST_SAID = 160
"""Letters of an order that are quoted where it could not be applied."""


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a section from an act on: the act's id, title and date as far as known, the clauses that changed it, its file."""

    num: str
    instrument: str
    title: str
    date: str
    file: str
    clauses: tuple[str, ...]
    text: str
    status: str = "in_force"


@dataclass(frozen=True, slots=True)
class Unapplied:
    """An ordered change that could not be applied, and why; ``said`` is the order."""

    instrument: str
    title: str
    file: str
    clause: str
    place: str
    reason: str
    said: str
    section: str = ""


@dataclass(frozen=True)
class AsAmended:
    """A principal act with later acts replayed into it; ``done`` holds, by amending act, the ranges of its text that were applied."""

    instrument: Instrument
    versions: Mapping[str, tuple[Version, ...]]
    unapplied: tuple[Unapplied, ...]
    applied: int
    done: Mapping[str, tuple[tuple[Change, bool], ...]]

    def history(self, num: str) -> tuple[Version, ...]:
        """The versions of a section, oldest first; of one never changed, none."""
        return self.versions.get(num.upper(), ())


def date_of(record: Record) -> str:
    """The date of an act as far as its record tells: ISO, from the state of its text, its year, its title or citation."""
    if record.year:
        return str(record.year)
    if found := DATE.match(record.as_of):
        return found[0]
    found = next((m for text in (record.as_of, record.citation, record.title, record.id) if (m := YEAR.search(text))), None)
    return found[0] if found else ""


def as_amended(principal: Instrument, acts: Sequence[Instrument], language: Language) -> AsAmended:
    """Replay acts, in the order of their dates, into the principal act; both are in the language."""
    words = amendments(language)
    root = thaw(principal)
    versions: dict[str, list[Version]] = {}
    unapplied: list[Unapplied] = []
    done: dict[str, tuple[tuple[Change, bool], ...]] = {}
    count = 0
    for act in sorted(acts, key=lambda one: date_of(one.record)):
        before = texts(root)
        replay = Replay(root, act, language)
        clauses: dict[str, list[str]] = {}
        results = []
        for change in changes_of(act, words) if words is not None else ():
            try:
                touched = replay.apply(change)
            except Refused as refused:
                unapplied.append(missed(act, change, str(refused)))
                results.append((change, False))
                continue
            results.append((change, True))
            count += 1
            for num in touched:
                clauses.setdefault(num.upper(), []).append(change.clause)
        done[act.id] = tuple(results)
        after = texts(root)
        for num, changed in clauses.items():
            if num not in versions and num in before:
                versions[num] = [version(principal, num, before[num], ())]
            if num in after:
                versions.setdefault(num, []).append(version(act, num, after[num], changed))
    text, provisions = freeze(root)
    provisions = called(provisions, prefix_of(text, provisions, language))
    quality = Quality(principal.quality.score, (*principal.quality.warnings, *warnings(unapplied, count)))
    files = (*principal.files, *(file for act in acts for file in act.files if done.get(act.id)))
    record = replace(principal.record, kinds=kinds_of(principal.record, acts, done))
    amended = Instrument(record, text, tuple(marked(p, principal.id) for p in provisions), files, quality)
    return AsAmended(amended, {num: tuple(found) for num, found in versions.items()}, tuple(unapplied), count, done)


def kinds_of(principal: Record, acts: Sequence[Instrument], done: Mapping[str, Sequence[tuple[Change, bool]]]) -> tuple[str, ...]:
    """What a law is about once amended: its own kinds and those that a later act on the same matter brought in with it.

    An act that could largely not be applied brings nothing: its matter is not in the text.
    """
    kinds = dict.fromkeys(principal.kinds)
    for act in acts:
        results = [ok for _, ok in done.get(act.id, ())]
        if set(act.record.kinds) & set(principal.kinds) and sum(results) * 3 > len(results) * 2:
            kinds |= dict.fromkeys(act.record.kinds)
    return tuple(kinds)


def marked(provision: Provision, principal: str) -> Provision:
    """A provision of the as-amended text: what a clause carried or changed goes into the principal act."""
    children = tuple(marked(child, principal) for child in provision.children)
    return replace(provision, children=children, inserted_into=principal if provision.clause else "")


def texts(root: Unit) -> dict[str, tuple[str, str]]:
    """The text and status of every section by number."""
    return {unit.num.upper(): (unit.text.strip(), unit.status) for unit in root.sections()}


def version(act: Instrument, num: str, text: tuple[str, str], clauses: Sequence[str]) -> Version:
    """A version of a section."""
    record = act.record
    file = act.files[0].file if act.files else ""
    return Version(num, record.id, record.title, date_of(record), file, tuple(dict.fromkeys(clauses)), text[0], text[1])


def missed(act: Instrument, change: Change, reason: str) -> Unapplied:
    """A change that could not be applied."""
    said = act.quote(*change.at)
    said = said if len(said) <= MOST_SAID else said[: MOST_SAID - 2].rstrip() + " …"
    file = act.text.file(change.at[0]) or (act.files[0].file if act.files else "")
    return Unapplied(act.id, act.record.title, file, change.clause, str(change.place), reason, said, change.place.section)


def warnings(unapplied: Sequence[Unapplied], applied: int) -> Iterator[str]:
    """What a reader of the as-amended text must know."""
    for act in dict.fromkeys(one.instrument for one in unapplied):
        here = [one for one in unapplied if one.instrument == act]
        clauses = ", ".join(dict.fromkeys(one.clause for one in here))
        yield f"{len(here)} changes by {act} could not be applied (clauses {clauses}); {applied} changes in all were"


# -- a country -------------------------------------------------------------------------------------------------------


def consolidate(instruments: Sequence[Instrument], languages: Mapping[str, Language]) -> tuple[Instrument, ...]:
    """The instruments of a country, principal acts as amended by the acts at hand; what was applied is marked in those."""
    views = views_of(instruments, languages)
    found = []
    for one in instruments:
        if one.id in views:
            one = views[one.id].instrument
        for view in views.values():
            if one.id in view.done:
                one = spent(one, view.done[one.id])
        found.append(one)
    return tuple(found)


def views_of(instruments: Sequence[Instrument], languages: Mapping[str, Language]) -> dict[str, AsAmended]:
    """The as-amended view of every principal act that later acts at hand amend, by id."""
    by_id = {one.id: one for one in instruments}
    groups: dict[str, list[Instrument]] = {}
    for act in instruments:
        if principal := principal_of(act, by_id):
            groups.setdefault(principal.id, []).append(act)
    return {
        id: as_amended(by_id[id], acts, languages[by_id[id].record.language])
        for id, acts in groups.items()
        if by_id[id].record.language in languages
    }


def principal_of(act: Instrument, by_id: Mapping[str, Instrument]) -> Instrument | None:
    """The text that an act is replayed into: the act that it amends, or the translation of that in the act's own language."""
    record = act.record
    named = by_id.get(record.amends)
    if named is None or record.consolidated_in or record.status != "in_force" or record.text_status == "digest" or not act.provisions:
        return None
    candidates = [named, *(one for one in by_id.values() if translates(one.record, named.record))]
    found = next((one for one in candidates if one.record.language == record.language and one.provisions), None)
    if found is None or found.id == act.id or found.record.text_status in ("digest", "excerpt"):
        return None
    return None if date_of(found.record) > date_of(record) > "" else found


def translates(one: Record, other: Record) -> bool:
    """Whether two texts are the same law in two languages."""
    return one.translation_of == other.id or other.translation_of == one.id


def spent(act: Instrument, results: Sequence[tuple[Change, bool]]) -> Instrument:
    """An amending act in which every provision whose orders were all applied is marked so: it speaks through the principal act."""
    return replace(act, provisions=tuple(spend(one, results) for one in act.provisions))


def spend(provision: Provision, results: Sequence[tuple[Change, bool]]) -> Provision:
    """One provision and those below it."""
    here = [ok for change, ok in results if meets(change, provision)]
    children = tuple(spend(child, results) for child in provision.children)
    status = APPLIED if provision.is_section and here and all(here) else provision.status
    return replace(provision, children=children, status=status)


def meets(change: Change, provision: Provision) -> bool:
    """Whether a change stands in a provision, or carries it."""
    ranges: list[Range] = [change.at, *([change.block] if change.block else [])]
    return any(low < provision.end and provision.start < high for low, high in ranges)
