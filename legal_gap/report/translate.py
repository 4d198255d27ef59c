"""The rubric's words and the reasons of findings in the language of the report, before any page, sheet or file is made of them.

A sentence without a translation stays English; translating twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from legal_gap.model import Assessment, Finding
from legal_gap.report.words import Words
from legal_gap.rubric import Element, Indicator, Rubric

Say = Callable[[str], str]
K = TypeVar("K")


def spoken(rubric: Rubric, words: Words) -> Rubric:
    """The rubric with everything that a report prints of it in the language of the report."""
    if words.is_source:
        return rubric
    say = _say(words)
    return replace(
        rubric,
        indicators=tuple(_indicator(one, say) for one in rubric.indicators),
        groups=_values(rubric.groups, say),
        recommendations=_values(rubric.recommendations, say),
        contexts=_values(rubric.contexts, say),
        treaties=_values(rubric.treaties, say),
    )


def told(assessment: Assessment, words: Words) -> Assessment:
    """The assessment with its reasons, and what near misses lack, in the language of the report."""
    if words.is_source:
        return assessment
    return replace(assessment, findings=tuple(_finding(one, _say(words)) for one in assessment.findings))


def printed(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """Every string of a rubric that a report prints, with its kind: what a catalogue has to hold."""
    for kind in ("groups", "recommendations", "contexts", "treaties"):
        yield from ((kind, text) for text in getattr(rubric, kind).values())
    for one in rubric.indicators:
        yield from (("title", one.title), ("question", one.question), ("remedy", one.remedy))
        yield from (("reason", text) for element in one.elements for text in (element.says, element.lacks) if text)


def _say(words: Words) -> Say:
    """An empty text stays empty: for gettext it is the head of the catalogue."""
    return lambda text: words.say(text) if text else text


def _values(texts: Mapping[K, str], say: Say) -> dict[K, str]:
    return {key: say(text) for key, text in texts.items()}


def _indicator(one: Indicator, say: Say) -> Indicator:
    elements = tuple(_element(element, say) for element in one.elements)
    return replace(one, title=say(one.title), question=say(one.question), remedy=say(one.remedy), elements=elements)


def _element(element: Element, say: Say) -> Element:
    return replace(element, says=say(element.says), lacks=say(element.lacks))


def _finding(one: Finding, say: Say) -> Finding:
    near = tuple(replace(miss, lacks=say(miss.lacks)) for miss in one.searched.near_misses)
    return replace(one, reasons=tuple(map(say, one.reasons)), searched=replace(one.searched, near_misses=near))
