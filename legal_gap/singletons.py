"""Patterns and terms that decide verdicts in one country only: a sign that a rule was written for a file and not for the law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from legal_gap.assess import Case, deciding
from legal_gap.rubric import Indicator


@dataclass(frozen=True, slots=True)
class Singleton:
    """A ``kind`` ("pattern" or "term") that decides verdicts in one ``country`` only, with the ``indicators`` concerned."""

    kind: str
    name: str
    country: str
    indicators: tuple[str, ...]


def grounds(indicator: Indicator, case: Case) -> Iterator[tuple[str, str]]:
    """What the verdict on an indicator rests on: its patterns by element and number, and the terms that they met, with their concepts."""
    for element, match in deciding(indicator, case):
        number = next((i for i, pattern in enumerate(element.patterns, 1) if pattern == match.pattern), 0)
        yield "pattern", f"{indicator.id} {element.id} {number}"
        for mention in match.mentions:
            yield "term", f"{mention.concept}: {mention.term}"


def singletons(cases: Iterable[Case], indicators: Iterable[Indicator]) -> list[Singleton]:
    """What decides in one country and in no other of those given, patterns first, in order of name."""
    wanted = [indicator for indicator in indicators if indicator.scored and not indicator.computed]
    places: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for case in cases:
        for indicator in wanted:
            for ground in grounds(indicator, case):
                places[ground][case.jurisdiction.code].add(indicator.id)
    return [
        Singleton(kind, name, country, tuple(sorted(found)))
        for (kind, name), by_country in sorted(places.items())
        if len(by_country) == 1
        for country, found in by_country.items()
    ]
