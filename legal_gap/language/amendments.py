"""How a language's amending acts give their orders: the ``[amendment]`` table, compiled.

Patterns are held against the *skeleton* of a clause: its folded text, every character of a quotation masked, so that quoted law
is never taken for an order and every place in the skeleton is the same place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from legal_gap.language.pack import Language

OPEN, INNER, CLOSE = "\x01", "\x02", "\x03"
"""Masks of quoted words: the first, every middle and the last character of the quotation."""
CARRIED = "\x04"
"""Mask of every character of a carried provision."""
QUOTED = f"{OPEN}{INNER}*{CLOSE}"
NUMBER = r"(?=[\d(])(?:\d{1,4}(?:[a-z]{1,3}(?![a-z]))?)?(?: ?\([a-z\d]{1,5}\))*"
"""A section number, labels below it, or both: "12", "6(2)", "51(3)(a)(i)", "(1a)"."""
SPACED = r"(?=[\d(])(?:\d{1,4}(?: ?[a-z](?![a-z]))?)?(?: ?\([a-z\d]{1,5}\))*"
"""The same where a language puts a space before the letter of a section."""
ACTIONS = (
    "replace_words", "delete_words", "insert_after_words", "insert_before_words", "substitute", "insert_after", "insert_before", "add",
    "repeal", "renumber", "table", "carried",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """One way to order a change; groups: old, new (quotations), unit (what is changed, or where), block (what is carried)."""

    action: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Amendments:
    """An ``[amendment]`` table as patterns on folded text.

    ``clause``: where an amending clause begins (group num); ``carries``: the words after which carried provisions stand;
    ``unit``: a citation of what is changed (group n, its number); ``below``: words for units below the section, outermost first;
    ``defined``: a definition of a quoted term; ``heading``: an order about a heading only; ``elsewhere``: one about the text in
    another language; ``everywhere``: all occurrences; ``ending``: the last one; ``principal``: the long title (group title names the principal act).
    """

    clause: re.Pattern[str]
    carries: re.Pattern[str]
    unit: re.Pattern[str]
    below: tuple[re.Pattern[str], ...]
    defined: re.Pattern[str] | None
    container: re.Pattern[str] | None
    heading: re.Pattern[str] | None
    elsewhere: re.Pattern[str] | None
    everywhere: re.Pattern[str] | None
    ending: re.Pattern[str] | None
    principal: re.Pattern[str] | None
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Revocations:
    """An ``[amendment.revoked]`` table as patterns on folded text: how an act takes single articles of other acts out of force.

    ``ends``: the words that close the list; ``item``: one entry (groups cites, title); ``token``: an article (group section), a
    numbered or lettered label below it (number, letter), a range (to); ``label``: the label that an item begins with; ``part``: where a further rule begins;
    ``instead``: a rule on what is read in place (groups old, new); ``label_cited``: the item that such a rule speaks of (group label).
    """

    ends: re.Pattern[str]
    item: re.Pattern[str]
    token: re.Pattern[str]
    label: re.Pattern[str]
    part: re.Pattern[str]
    instead: re.Pattern[str]
    label_cited: re.Pattern[str]


@cache
def revocations(language: Language) -> Revocations | None:
    """How a language takes articles of other acts out of force; ``None`` where its file does not say."""
    table = language.table("amendment").get("revoked")
    if not table:
        return None
    pieces = {name: f"(?:{text})" for name, text in table.get("piece", {}).items()}
    return Revocations(**{name: re.compile(expanded(table[name], pieces)) for name in Revocations.__dataclass_fields__})


@cache
def amendments(language: Language) -> Amendments | None:
    """The amending words of a language; ``None`` where its file has none: acts in it are never replayed."""
    table = language.table("amendment")
    return compiled(table) if table else None


def compiled(table: Mapping[str, Any]) -> Amendments:
    """An ``[amendment]`` table as patterns."""
    pieces = {name: f"(?:{text})" for name, text in table.get("piece", {}).items()}
    pieces |= {
        "q": QUOTED,
        "n": SPACED if table.get("spaced") else NUMBER,
        "block": f"(?P<block>{CARRIED}+)",
        "upto": f"[^{CARRIED}]{{0,240}}?",
    }
    pieces |= {name: f"(?P<{name}>{QUOTED})" for name in ("old", "new", "last")}
    pieces["unit"] = f"(?P<unit>{pieces['units']})"

    def pattern(key: str) -> re.Pattern[str] | None:
        return re.compile(expanded(table[key], pieces)) if table.get(key) else None

    def needed(key: str) -> re.Pattern[str]:
        return re.compile(expanded(table[key], pieces), re.M)

    return Amendments(
        needed("clause"),
        needed("carries"),
        needed("unit"),
        tuple(re.compile(word) for word in table.get("below", ())),
        pattern("defined"),
        pattern("container"),
        pattern("heading"),
        pattern("elsewhere"),
        pattern("everywhere"),
        pattern("ending"),
        pattern("principal"),
        tuple(orders(table.get("order", {}), pieces)),
    )


def orders(table: Mapping[str, Any], pieces: Mapping[str, str]) -> Iterable[Order]:
    """The orders in the order in which they are tried."""
    for action, texts in table.items():
        for text in texts:
            yield Order(action, re.compile(expanded(text, pieces)))


def expanded(text: str, pieces: Mapping[str, str]) -> str:
    """A pattern with its ``{pieces}`` put in; a blank stands for any white space."""
    for _ in range(4):
        text = re.sub(r"\{([a-z]\w*)\}", lambda m: pieces.get(m[1], m[0]), text)
    return text.replace(" ", r"\s")
