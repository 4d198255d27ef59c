"""A reading cut into the scopes that patterns are held against: sections, units read with their chapeau, sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from legal_gap.language import Language
from legal_gap.language.sections import SectionWords, section_words
from legal_gap.mention import find_in
from legal_gap.model import Instrument, Mention, Offence, Penalty, Provision, Reading
from legal_gap.text import fold

Range = tuple[int, int]
Placed = TypeVar("Placed", Mention, Penalty, Offence)


@dataclass(frozen=True, slots=True)
class Scope:
    """Ranges of clean text read as one; ``unit`` is the provision that a lawyer would cite for it."""

    unit: Provision
    ranges: tuple[Range, ...]

    def place(self, position: int) -> int:
        """The position in the ranges read as one text."""
        before = 0
        for start, end in self.ranges:
            if position < end:
                return before + max(position - start, 0)
            before += end - start
        return before


@dataclass(frozen=True, slots=True)
class Section:
    """A section with what was understood of it. ``mentions`` are grouped by concept; ``heading``, ``cites`` and ``above``
    hold the concepts of its own heading, of the headings of the sections that it cites and of the parts that it stands in.
    """

    provision: Provision
    type: str
    mentions: Mapping[str, tuple[Mention, ...]]
    penalties: tuple[Penalty, ...]
    offences: tuple[Offence, ...]
    heading: frozenset[str]
    cites: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Scoped:
    """A reading with its sections. ``where``: the numbers of the sections that mention a concept; ``title``: the title's concepts."""

    reading: Reading
    language: Language
    sections: tuple[Section, ...]
    where: Mapping[str, frozenset[int]] = field(default_factory=dict)
    title: frozenset[str] = frozenset()

    @property
    def instrument(self) -> Instrument:
        """The instrument that was read."""
        return self.reading.instrument


def section_type(provision: Provision, text: str, offences: bool, words: SectionWords) -> str:
    """A definition section defines; a power or procedure proves nothing about offences; a section that punishes is an offence."""
    heading = fold(provision.heading)
    for type, pattern in words.heading.items():
        if pattern.search(heading):
            return type
    if offences:
        return "offence"
    return next((type for type, pattern in words.text.items() if pattern.search(text)), "other")


def _inside(items: tuple[Placed, ...], start: int, end: int) -> tuple[Placed, ...]:
    low = bisect_left(items, start, key=lambda item: item.start)
    high = bisect_left(items, end, key=lambda item: item.start)
    return items[low:high]


def _standing(items: tuple[Placed, ...], gone: tuple[Range, ...]) -> tuple[Placed, ...]:
    """The items outside units of the section that do not speak: illustrations, units no longer in force."""
    return tuple(item for item in items if not any(low <= item.start < high for low, high in gone)) if gone else items


def concepts_of(words: str, language: Language) -> frozenset[str]:
    """The concepts that a heading or title mentions."""
    return frozenset(m.concept for m in find_in(fold(words), language, {})) if words else frozenset()


def _illustrated(provision: Provision) -> tuple[Range, ...]:
    """Where a section only tells an imagined case: it shows how the rule works and makes none."""
    return tuple((unit.start, unit.end) for unit in provision.walk() if unit.level == "illustration")


def _section(provision: Provision, reading: Reading, language: Language) -> Section:
    start, end = provision.start, provision.end
    words = section_words(language)
    imagined = _illustrated(provision)
    grouped: dict[str, list[Mention]] = {}
    gone = tuple((u.start, u.end) for u in provision.walk() if u.status != "in_force")
    for mention in _standing(_inside(reading.mentions, start, end), (*imagined, *gone)):
        grouped.setdefault(mention.concept, []).append(mention)
    penalties = _standing(_inside(reading.penalties, start, end), gone)
    offences = _standing(_inside(reading.offences, start, end), gone)
    text = reading.instrument.text.folded[start:end]
    type = section_type(provision, text, bool(penalties or offences), words)
    heading = concepts_of(provision.heading, language)
    return Section(provision, type, {c: tuple(m) for c, m in grouped.items()}, penalties, offences, heading)


def _with_citations(sections: tuple[Section, ...], reading: Reading) -> tuple[Section, ...]:
    """Each section with the heading concepts of the sections of the same act that it cites in an operative rule."""
    headings = {section.provision.num: section.heading for section in sections}
    edges: dict[int, set[str]] = {}
    starts = [section.provision.start for section in sections]
    for reference in reading.references:
        if reference.operative and reference.to_instrument in ("", reading.instrument.id):
            i = bisect_right(starts, reference.start) - 1
            if i >= 0:
                edges.setdefault(i, set()).update(headings.get(reference.to_num, ()))
    return tuple(replace(s, cites=frozenset(edges[i])) if i in edges else s for i, s in enumerate(sections))


def _innermost(provision: Provision, above: frozenset[str], language: Language) -> Iterator[tuple[Provision, frozenset[str]]]:
    """The sections that hold no sections, each with the concepts of the headings above it."""
    nested = any(unit.is_section for child in provision.children for unit in child.walk())
    if not nested:
        if provision.is_section:
            yield provision, above
        return
    below = above | concepts_of(provision.heading, language)
    for child in provision.children:
        yield from _innermost(child, below, language)


def scoped(reading: Reading, language: Language) -> Scoped:
    """Cut a reading into sections once; repealed and blank ones say nothing, a schedule that holds sections speaks through them."""
    placed = [pair for top in reading.instrument.provisions for pair in _innermost(top, frozenset(), language)]
    sections = tuple(replace(_section(p, reading, language), above=above) for p, above in placed if p.status == "in_force")
    sections = _with_citations(sections, reading)
    where: dict[str, set[int]] = {}
    for i, section in enumerate(sections):
        for concept in section.mentions:
            where.setdefault(concept, set()).add(i)
    return Scoped(
        reading, language, sections, {c: frozenset(s) for c, s in where.items()}, concepts_of(reading.instrument.record.title, language)
    )


def _tails(provision: Provision) -> tuple[Range, ...]:
    return tuple((child.start, child.end) for child in provision.children if child.level == "tail")


def units(provision: Provision, above: tuple[Range, ...] = (), below: tuple[Range, ...] = ()) -> Iterator[Scope]:
    """Every smallest unit, read with the opening words above it and the closing words below it."""
    bodies = [child for child in provision.children if child.level != "tail"]
    if not bodies:
        yield Scope(provision, (*above, (provision.start, provision.end), *below))
        return
    chapeau = ((provision.start, bodies[0].start),) if bodies[0].start > provision.start else ()
    for child in bodies:
        yield from units(child, above + chapeau, _tails(provision) + below)


def sentences(scope: Scope, text: str, words: SectionWords) -> Iterator[Scope]:
    """The sentences of a scope, each on its own."""
    for start, end in scope.ranges:
        low = start
        for stop in words.sentence_end.finditer(text, start, end):
            yield Scope(scope.unit, ((low, stop.start()),))
            low = stop.end()
        if low < end:
            yield Scope(scope.unit, ((low, end),))
