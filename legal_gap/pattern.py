"""Hold a pattern against a section: concepts in a scope, with order, distance, role and negation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from legal_gap.language.sections import section_words
from legal_gap.model import Mention, Penalty
from legal_gap.rubric import Need, Pattern, Rubric
from legal_gap.scope import Range, Scope, Scoped, Section, sentences, units

NOT_OFFENCES = ("definition", "power", "procedure", "institution")
"""Section types that prove nothing unless a pattern asks for them."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern met: where, and by which mentions."""

    scoped: Scoped
    section: Section
    scope: Scope
    mentions: tuple[Mention, ...]
    pattern: Pattern


@dataclass(frozen=True)
class Bench:
    """What patterns are compiled against: the rubric's concept families and, per offence family, the base (floor, ceiling)."""

    rubric: Rubric
    families: Mapping[str, tuple[str, ...]]
    bases: Mapping[str, tuple[float | None, float | None]]


def bench(rubric: Rubric, bases: Mapping[str, tuple[float | None, float | None]] | None = None) -> Bench:
    """Prepare the concept families of a rubric."""
    return Bench(rubric, {concept: rubric.family(concept) for concept in rubric.concepts}, bases or {})


def without(pattern: Pattern, constraint: str) -> Pattern:
    """The pattern with one constraint dropped, as a look-alike names it."""
    if constraint == "role":
        return replace(pattern, needs=tuple(Need(need.concepts) for need in pattern.needs))
    if constraint == "scope":
        return replace(pattern, scope="instrument", within=0, order=False)
    if constraint == "sections":
        return replace(pattern, sections=("any",))
    empty = {"not": {"nots": ()}, "order": {"order": False}, "within": {"within": 0}, "offence": {"offence": ()}}
    rest = {
        "applies_to": {"applies_to": ()},
        "penalty": {"penalty": ""},
        "raises": {"raises": ""},
        "heading": {"heading": ()},
        "about": {"about": ()},
        "nowhere": {"nowhere": ()},
    }
    return replace(pattern, **{**empty, **rest, "kinds": {"kinds": ()}}[constraint])  # type: ignore[arg-type]


# -- mentions in a scope ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Placed:
    """Mentions in order of place, with where each starts."""

    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]

    def inside(self, ranges: Sequence[Range]) -> list[Mention]:
        """The mentions that lie in one of the ranges, in the order of the ranges."""
        found: list[Mention] = []
        for start, end in ranges:
            low = bisect_left(self.starts, start)
            while low < len(self.starts) and self.starts[low] < end:
                if self.mentions[low].end <= end:
                    found.append(self.mentions[low])
                low += 1
        return found


def _placed(mentions: Iterable[Mention]) -> Placed:
    ordered = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))
    return Placed(ordered, tuple(m.start for m in ordered))


def _named(section: Section, concept: str, bench: Bench) -> list[Mention]:
    return [m for name in bench.families[concept] for m in section.mentions.get(name, ())]


def _meets(need: Need, section: Section, bench: Bench) -> set[Mention]:
    """The mentions of a section that meet a need."""
    roles = need.roles or ((),) * len(need.concepts)
    pairs = zip(need.concepts, roles, strict=True)
    return {m for concept, wanted in pairs for m in _named(section, concept, bench) if not wanted or m.role in wanted}


def _chain(groups: Sequence[list[Mention]], scope: Scope, within: int) -> tuple[Mention, ...] | None:
    """One mention of each group in the order of the groups, in the shortest stretch that is short enough."""
    best: tuple[int, tuple[Mention, ...]] | None = None
    for first in groups[0]:
        chain, end = [first], first.end
        for group in groups[1:]:
            after = scope.place(chain[-1].start)
            following = next((m for m in group if _follows(scope.place(m.start) - after, m.end - end)), None)
            if following is None:
                break
            chain.append(following)
            end = following.end
        else:
            length = scope.place(end - 1) - scope.place(first.start)
            if (not within or length <= within) and (best is None or length < best[0]):
                best = (length, tuple(chain))
    return best[1] if best else None


def _follows(start: int, end: int) -> bool:
    """Whether a mention that begins and ends so far behind another one comes after it; one that both begin with does not."""
    return start >= 0 and end > 0 or start > 0 and end == 0


def _window(groups: Sequence[list[Mention]], scope: Scope, within: int) -> tuple[Mention, ...] | None:
    """One mention of each group, any order, in the shortest stretch that is short enough."""
    events = sorted(((scope.place(m.start), i, m) for i, group in enumerate(groups) for m in group), key=lambda e: (e[0], e[1]))
    last: dict[int, tuple[int, Mention]] = {}
    best: tuple[int, tuple[Mention, ...]] | None = None
    for place, i, mention in events:
        last[i] = (place, mention)
        if len(last) == len(groups):
            length = place + mention.end - mention.start - min(p for p, _ in last.values())
            if best is None or length < best[0]:
                best = (length, tuple(last[k][1] for k in range(len(groups))))
    return best[1] if best and (not within or best[0] <= within) else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pattern looks for in one section: per need the mentions that meet it, and those that must not be there."""

    needs: tuple[Placed, ...]
    nots: Placed


def _wanted(pattern: Pattern, section: Section, bench: Bench) -> Wanted:
    nots = [m for concept in pattern.nots for m in _named(section, concept, bench)]
    return Wanted(tuple(_placed(_meets(need, section, bench)) for need in pattern.needs), _placed(nots))


def _mentions(pattern: Pattern, wanted: Wanted, scope: Scope) -> tuple[Mention, ...] | None:
    ranges = sorted(scope.ranges)
    groups = []
    for found in wanted.needs:
        groups.append(found.inside(ranges))
        if not groups[-1]:
            return None
    if wanted.nots.inside(ranges):
        return None
    if not groups:
        return ()
    return _chain(groups, scope, pattern.within) if pattern.order else _window(groups, scope, pattern.within)


# -- constraints on the section --------------------------------------------------------------------------------------


def _right_type(pattern: Pattern, section: Section) -> bool:
    if "any" in pattern.sections:
        return True
    return section.type in pattern.sections if pattern.sections else section.type not in NOT_OFFENCES


def _penalties(section: Section, scope: Scope) -> tuple[Penalty, ...]:
    """The penalties of the unit, else those of its section."""
    own = tuple(p for p in section.penalties if any(start <= p.start < end for start, end in scope.ranges))
    return own or section.penalties


def _right_penalty(pattern: Pattern, section: Section, scope: Scope) -> bool:
    if not pattern.penalty:
        return True
    penalties = _penalties(section, scope)
    if pattern.penalty == "none":
        return not section.penalties
    return any(p.custodial or p.by_reference or p.increase for p in penalties) if pattern.penalty == "custodial" else bool(penalties)


def _raises(pattern: Pattern, section: Section, scope: Scope, bench: Bench) -> bool:
    """Whether the unit's penalty is above the base of its offence family, or is written as an increase."""
    for penalty in _penalties(section, scope):
        floor, ceiling = bench.bases.get(penalty.offence, (None, None))
        above = ceiling is not None and penalty.ceiling is not None and penalty.ceiling > ceiling
        higher = penalty.floor is not None and penalty.floor > (floor or 0) and bool(bench.bases.get(penalty.offence))
        if penalty.increase or above or (pattern.raises == "minimum" and higher):
            return True
    return False


def _right_offence(pattern: Pattern, section: Section, scope: Scope) -> bool:
    if not pattern.offence and not pattern.applies_to:
        return True
    inside = [o for o in section.offences if any(start <= o.start < end or o.start <= start < o.end for start, end in scope.ranges)]
    described = [(o.family, o.applies_to) for o in inside]
    punished = [(p.offence, p.applies_to) for p in section.penalties if any(start <= p.start < end for start, end in scope.ranges)]
    return any(
        (not pattern.offence or family in pattern.offence) and (not pattern.applies_to or applies_to in pattern.applies_to)
        for family, applies_to in (*described, *punished)
    )


def _heading(pattern: Pattern, section: Section, bench: Bench) -> bool:
    """Whether the heading of the section, or of the part that it stands in, names what is asked."""
    headings = section.heading | section.above
    return not pattern.heading or any(name in headings for concept in pattern.heading for name in bench.families[concept])


def _concerns(names: AbstractSet[str], scoped: Scoped, section: Section) -> bool:
    """Whether the act, by its title, or the section, by its words, headings or citations, is about one of the concepts."""
    return bool(names & (scoped.title | section.heading | section.above | section.cites)) or any(name in section.mentions for name in names)


def _about(pattern: Pattern, scoped: Scoped, section: Section, bench: Bench) -> bool:
    names = {name for concept in pattern.about for name in bench.families[concept]}
    return not names or _concerns(names, scoped, section)


def _of_kind(pattern: Pattern, scoped: Scoped, section: Section, bench: Bench) -> bool:
    """A code is of many kinds: one of its sections is of a kind only where it is about the subject of that kind."""
    kinds = scoped.instrument.record.kinds
    if not pattern.kinds or bench.rubric.code_kind not in kinds or bench.rubric.code_kind in pattern.kinds:
        return True
    names = _subject([kind for kind in pattern.kinds if kind in kinds], bench)
    if not names or names & (section.heading | section.above):
        return True
    others = _subject([kind for kind in bench.rubric.subjects if kind not in pattern.kinds], bench) - names
    return not others & section.heading and any(name in section.mentions for name in names)


def _subject(kinds: Sequence[str], bench: Bench) -> set[str]:
    """The concepts that law of the kinds is about."""
    subjects = (bench.rubric.subjects[kind] for kind in kinds if kind in bench.rubric.subjects)
    return {name for subject in subjects for concept in subject for name in bench.families[concept]}


def _ruled_out(pattern: Pattern, scoped: Scoped, bench: Bench) -> bool:
    """Whether another section of the act under such a heading names what must stand nowhere: a closed list, a general bar."""
    names = {name for concept in pattern.nowhere for name in bench.families[concept]}
    return any(_heading(pattern, section, bench) and not names.isdisjoint(section.mentions) for section in scoped.sections if names)


def _fits(pattern: Pattern, section: Section, scope: Scope, bench: Bench) -> bool:
    return (
        _right_penalty(pattern, section, scope)
        and _right_offence(pattern, section, scope)
        and (not pattern.raises or _raises(pattern, section, scope, bench))
    )


# -- matching --------------------------------------------------------------------------------------------------------


def _scopes(pattern: Pattern, scoped: Scoped, section: Section) -> Iterator[Scope]:
    if pattern.scope == "section":
        yield Scope(section.provision, ((section.provision.start, section.provision.end),))
        return
    words = section_words(scoped.language)
    for unit in units(section.provision):
        if pattern.scope == "sentence":
            yield from sentences(unit, scoped.instrument.text.clean, words)
        else:
            yield unit


def candidates(pattern: Pattern, scoped: Scoped, bench: Bench) -> list[int]:
    """The numbers of the sections that mention everything the pattern needs."""
    found: frozenset[int] | None = None
    for need in pattern.needs:
        names = [name for concept in need.concepts for name in bench.families[concept]]
        here = frozenset().union(*(scoped.where.get(name, frozenset()) for name in names))
        found = here if found is None else found & here
    return sorted(found) if found is not None else list(range(len(scoped.sections)))


def match_section(pattern: Pattern, scoped: Scoped, section: Section, bench: Bench) -> Iterator[Match]:
    """Each place in a section where the pattern is met."""
    if not _right_type(pattern, section) or not _heading(pattern, section, bench) or not _about(pattern, scoped, section, bench):
        return
    if not _of_kind(pattern, scoped, section, bench):
        return
    wanted = _wanted(pattern, section, bench)
    if not all(need.mentions for need in wanted.needs):
        return
    for scope in _scopes(pattern, scoped, section):
        mentions = _mentions(pattern, wanted, scope)
        if mentions is not None and _fits(pattern, section, scope, bench):
            yield Match(scoped, section, scope, mentions, pattern)


def _whole(pattern: Pattern, scoped: Scoped, bench: Bench) -> Iterator[Match]:
    """Everything needed is somewhere in the instrument: the weakest scope."""
    chosen: list[tuple[Section, Mention]] = []
    for need in pattern.needs:
        places = [(s, m) for s in scoped.sections if _right_type(pattern, s) for m in _placed(_meets(need, s, bench)).mentions]
        if not places:
            return
        chosen.append(places[0])
    if chosen:
        section = chosen[-1][0]
        own = tuple(m for s, m in chosen if s is section)
        scope = Scope(section.provision, ((section.provision.start, section.provision.end),))
        yield Match(scoped, section, scope, own, pattern)


def matches(pattern: Pattern, scoped: Scoped, bench: Bench, field: Sequence[str] = ()) -> Iterator[Match]:
    """Each place in an instrument where the pattern is met. ``field``: the kinds looked in where the pattern names none itself.

    In an act of other kinds only those sections speak that replace articles of an act of these kinds.
    """
    kinds = set(pattern.kinds or field)
    other = bool(kinds) and not kinds & set(scoped.instrument.record.kinds)
    if other and not any(kinds & set(section.provision.kinds) for section in scoped.sections):
        return
    if pattern.nowhere and _ruled_out(pattern, scoped, bench):
        return
    if pattern.scope == "instrument" and not other:
        yield from _whole(pattern, scoped, bench)
        return
    for i in candidates(pattern, scoped, bench):
        if not other or kinds & set(scoped.sections[i].provision.kinds):
            yield from match_section(pattern, scoped, scoped.sections[i], bench)
