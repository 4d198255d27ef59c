"""Headings that stand above their section's number, told from the end of the section before by the list of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal_gap.text import fold

NUMBER = re.compile(r"(?m)\n *(\d{1,4}[A-Z]{0,3})\.(?= |$)")
MOST_LINES = 4
"""Lines over which a heading may be wrapped."""
LONGEST = 400
"""Characters in which a wrapped heading stands."""
NOTE = re.compile(r"\[[^\]]{1,40}\]$")
"""The note of the act that inserted a section, between its heading and its number."""
FEWEST = 3
"""Fewer headings than this above their numbers are chance: numbered items that say the same twice."""


def titles_above(flat: str) -> set[int]:
    """Where a heading begins that the contents print behind the same number: ``12. Heading`` there, ``Heading ⏎ 12.`` here."""
    listed: dict[str, list[str]] = {}
    found: set[int] = set()
    for m in NUMBER.finditer(f"\n{flat}"):
        known = listed.setdefault(m[1], [])
        if known and (place := _above(flat, m.start(), known)) is not None:
            found.add(place)
        known += _headings(flat, m.end() - 1)
    return found if len(found) >= FEWEST else set()


def _plain(words: str) -> str:
    return " ".join(fold(words).split()).strip(" .")


def _headings(flat: str, at: int) -> Iterator[str]:
    """What may be the heading behind a number, longest first: it may be wrapped over some lines."""
    lines = flat[at : at + LONGEST].split("\n")[:MOST_LINES]
    for count in range(len(lines), 0, -1):
        words = _plain(" ".join(lines[:count]))
        if len(words) > 2 and not words.isdigit():
            yield words


def _above(flat: str, number: int, known: list[str]) -> int | None:
    """Where one of the headings begins that ends right above a number and has its lines to itself."""
    low = max(0, number - LONGEST)
    ending = _plain(NOTE.sub("", " ".join(flat[low:number].split())))
    words = next((one for one in known if ending.endswith(one)), None)
    if words is None:
        return None
    lines = flat[low:number].rstrip().split("\n")
    at = low + sum(len(line) + 1 for line in lines)
    for line in reversed(lines[-MOST_LINES - 1 :]):
        at -= len(line) + 1
        if _plain(NOTE.sub("", " ".join(flat[at:number].split()))) == words:
            return at + len(line) - len(line.lstrip())
    return None
