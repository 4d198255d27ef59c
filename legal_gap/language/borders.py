"""Where words end in scripts that write no spaces between them: ICU's dictionaries say, so that no language needs code of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from icu4py.breakers import WordBreaker

from legal_gap.language.pack import Language

LONG = re.compile("[\U00010000-\U0010ffff]")
"""Characters that ICU counts as two."""
SPACE = re.compile(r"[ \t\u00a0\u200b\u3000]+")


@dataclass(frozen=True)
class Unspaced:
    """A text in a script without spaces: ``letters`` is the text without blanks (line breaks stay), in which phrases are looked for.

    A blank in such a script sets off clauses or is a printer's habit, never the border of a word.
    """

    text: str
    language: str

    @cached_property
    def letters(self) -> str:
        """The text without blanks."""
        return SPACE.sub("", self.text)

    @cached_property
    def places(self) -> list[int]:
        """Where each letter stands in the text."""
        found: list[int] = []
        last = 0
        for blank in SPACE.finditer(self.text):
            found += range(last, blank.start())
            last = blank.end()
        found += range(last, len(self.text))
        return found

    @cached_property
    def borders(self) -> list[int]:
        """Where words start in the text."""
        words = WordBreaker(LONG.sub("\u4e00", self.text), self.language)
        return [0, *accumulate(len(word) for word in words)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of the letters ``[start, end)``."""
        return self.places[start], self.places[end - 1] + 1

    def inside_a_word(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` of the text lies within one longer word, as "fine" would in "define"."""
        i = bisect_right(self.borders, start) - 1
        after = self.borders[i + 1] if i + 1 < len(self.borders) else len(self.text)
        return end <= after and (self.borders[i], after) != (start, end)


def squeeze(language: Language, phrase: str) -> str:
    """A phrase of a language file as it is looked for: without blanks where the script writes none."""
    return phrase if language.spaces else SPACE.sub("", phrase)


def loosely(pattern: str, spaces: bool) -> str:
    """A regular expression in which a blank stands for white space: some where words are set apart by it, else any or none."""
    return pattern if spaces else re.sub(r" [?*+]?", r"\\s*", pattern)
