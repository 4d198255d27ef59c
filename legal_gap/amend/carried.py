"""The provisions that a clause carries, read as what they will be in the principal act."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from legal_gap.amend.draft import Unit, Words, thawed
from legal_gap.amend.orders import Range, closing
from legal_gap.language.numbering import numbering
from legal_gap.language.pack import Language
from legal_gap.model import Block, Instrument, Layer, Provision, Text
from legal_gap.segment import frozen, placed
from legal_gap.segment.heads import Head, candidates, rising
from legal_gap.segment.outline import outline
from legal_gap.segment.paragraphs import Paragraph, paragraphs
from legal_gap.segment.tree import Node, Section

CLOSED = re.compile(r"\s*[”\"’']{1,2}\s?[.;,]{0,2}[”\"’']?[.;,]?\s*(?:\w{2,4})?\s*$")
"""What closes a carried text, with the point and the "and" behind it."""
LONGEST_TERM = 100
Accept = Callable[[Head], bool]


def bare(act: Instrument, start: int, end: int) -> Range:
    """A carried text without the quotation marks around it and what follows the closing one; a defined term keeps its own."""
    clean = act.text.clean
    while start < end and clean[start].isspace():
        start += 1
    if clean[start : start + 1] in ("“", '"', "„"):
        closed = closing(clean, start, end)
        start += not (start < closed < min(start + LONGEST_TERM, end - 8))
    elif clean[start : start + 1] in ("‘", "'"):
        start += 1
    while start < end and clean[start].isspace():
        start += 1
    found = CLOSED.search(clean, max(start, end - 12), end)
    return start, found.start() if found else end


def sections(act: Instrument, block: Range, clause: str, language: Language, accept: Accept) -> list[Unit]:
    """Whole sections (in their parts, where those are carried too) in a carried text; none where no number is accepted."""
    start, found = lines(act, block, language)
    grammar = numbering(language)
    heads = rising([head for head in candidates(found, grammar) if accept(head)])
    if not heads:
        return []
    tree = outline(found, heads, grammar)
    text = placed(found)
    return units(act, text, frozen(tree, found), start, clause)


def below(act: Instrument, block: Range, clause: str, language: Language) -> list[Unit]:
    """The units of a section in a carried text; words without a label are one unit."""
    start, found = lines(act, block, language)
    if not found:
        return []
    node = Node("section", "", "", 0, 0, len(found) - 1)
    Section(node, found, numbering(language)).fill(0, 0, len(found))
    text = placed(found)
    whole = units(act, text, frozen([node], found), start, clause)[0]
    loose = "".join(run.text for run in whole.parts if isinstance(run, Words)).strip()
    if whole.units and whole.units[0].num and not loose:
        return whole.units
    return [Unit("paragraph", clause=clause, parts=whole.parts)]


def lines(act: Instrument, block: Range, language: Language) -> tuple[int, list[Paragraph]]:
    """A carried text as paragraphs, one block a line; with where it begins."""
    start, end = bare(act, *block)
    text = act.text.clean[start:end]
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    layer = Layer("", "plain", text, tuple(blocks))
    return start, [p for p in paragraphs([layer], numbering(language)) if not p.dropped]


def units(act: Instrument, text: Text, provisions: Sequence[Provision], start: int, clause: str) -> list[Unit]:
    """Provisions of a carried text as units whose words are slices of the amending act."""

    def slices(low: int, high: int) -> list[Words | Unit]:
        parts: list[Words | Unit] = []
        at = low
        for piece in text.between(low, high):
            first, last = max(piece.start, low), min(piece.end, high)
            if first > at:
                parts.append(Words(None, literal=text.clean[at:first]))
            raw = start + piece.raw_start + (first - piece.start)
            parts.append(Words(act, raw, raw + last - first, clause))
            at = last
        if high > at:
            parts.append(Words(None, literal=text.clean[at:high]))
        return parts

    found = [thawed(one, slices) for one in provisions if one.level != "preamble"]
    for top in found:
        for unit in top.walk():
            unit.clause = clause
    return found
