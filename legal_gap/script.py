"""Scripts whose signs hang on letters: how much of a text is torn, as programs that read PDF files tear it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from legal_gap.places import PACKAGE

FEWEST = 50
"""A text with fewer signs than this tells nothing."""
SAMPLE = 100_000
"""How much of a text, in characters, is looked at."""


@dataclass(frozen=True, slots=True)
class Script:
    """Where signs stand in a family of scripts, and where none can stand."""

    letters: re.Pattern[str]
    signs: re.Pattern[str]
    torn: re.Pattern[str]


@cache
def scripts() -> tuple[Script, ...]:
    """The scripts of ``scripts.toml``, compiled."""
    tables = tomllib.loads((PACKAGE / "scripts.toml").read_text(encoding="utf-8"))
    return tuple(compiled(table["letters"], table["marks"], table["torn"]) for table in tables.values())


def compiled(letters: str, marks: str, torn: list[str]) -> Script:
    """One script. Marks are a class of characters or, where they begin with a bracket, a pattern."""
    pattern = "|".join(torn).replace("LETTERS", letters).replace("MARKS", marks)
    return Script(re.compile(f"[{letters}]"), re.compile(marks if marks.startswith("(") else f"[{marks}]"), re.compile(pattern))


def torn(text: str) -> float:
    """The share of the signs of a text, from 0 to 1, that stand where none can; 0 for scripts without such signs."""
    sample = text[:SAMPLE]
    if sample.isascii():
        return 0.0
    return max((share(sample, script) for script in scripts() if script.letters.search(sample)), default=0.0)


def share(text: str, script: Script) -> float:
    """The share for one script, 0 where the text has hardly a sign of it."""
    signs = len(script.signs.findall(text))
    return min(sum(1 for _ in script.torn.finditer(text)) / signs, 1.0) if signs >= FEWEST else 0.0
