"""What kind of rule a section is: a language's words for definitions, powers, procedure and institutions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legal_gap.language.pack import Language


@dataclass(frozen=True, slots=True)
class SectionWords:
    """Patterns on the folded heading and on the folded text, by section type, in the order in which they are tried."""

    heading: Mapping[str, re.Pattern[str]]
    text: Mapping[str, re.Pattern[str]]
    sentence_end: re.Pattern[str]


def _compile(table: Mapping[str, object], key: str) -> dict[str, re.Pattern[str]]:
    found = {}
    for type, words in table.items():
        texts = words.get(key, []) if isinstance(words, Mapping) else []
        if texts:
            found[type] = re.compile("|".join(f"(?:{text})" for text in texts))
    return found


@cache
def section_words(language: Language) -> SectionWords:
    """The ``[section_type]`` and ``[sentence]`` tables, compiled."""
    table = language.table("section_type")
    end = language.table("sentence").get("end", r"(?<=[.;])\s+")
    return SectionWords(_compile(table, "heading"), _compile(table, "text"), re.compile(str(end)))
