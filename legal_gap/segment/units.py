"""What an instrument calls its numbered units, an article or a rule, told by the words before their numbers, for their element ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from legal_gap.language.pack import Language
from legal_gap.model import Provision, Text

SECTION = "sec"
"""The prefix of a unit whose name is not told: the one that element ids have from the start."""
OPENING = r"[\[“\"‘'«(*# ]{0,4}"
REACH = 40
"""Letters at the beginning of a unit in which its name stands."""


@cache
def names(language: Language) -> Mapping[str, re.Pattern[str]]:
    """By prefix of an element id the words that begin such a unit."""
    table: Mapping[str, Sequence[str]] = language.table("numbering").get("unit", {})
    return {prefix: re.compile(f"{OPENING}(?:{'|'.join(words)})", re.I) for prefix, words in table.items()}


def sections(provisions: Sequence[Provision]) -> list[Provision]:
    """The numbered units, not those of schedules."""
    return [unit for top in provisions if top.level != "schedule" for unit in top.walk() if unit.level == "section"]


def prefix_of(text: Text, provisions: Sequence[Provision], language: Language) -> str:
    """The prefix for the numbered units of an instrument: what most of those that name themselves are called."""
    counts: Counter[str] = Counter()
    for unit in sections(provisions):
        begins = text.clean[unit.start : unit.start + REACH]
        counts.update(prefix for prefix, words in names(language).items() if words.match(begins))
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] * 2 >= len(sections(provisions)) else SECTION


def called(provisions: Sequence[Provision], prefix: str) -> tuple[Provision, ...]:
    """The provisions with the element ids of sections and of what stands in them under the prefix."""
    return tuple(provisions) if prefix == SECTION else tuple(_called(unit, prefix) for unit in provisions)


def _called(unit: Provision, prefix: str) -> Provision:
    eid = f"{prefix}{unit.eid[len(SECTION) :]}" if unit.eid.startswith(f"{SECTION}_") else unit.eid
    return replace(unit, eid=eid, children=tuple(_called(child, prefix) for child in unit.children))
