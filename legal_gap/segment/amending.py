"""Amending acts: provisions that a clause quotes keep the number that they have in the principal act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legal_gap.language.amendments import amendments
from legal_gap.language.numbering import Numbering
from legal_gap.language.pack import Language
from legal_gap.model import Provision, Text
from legal_gap.segment.heads import BARE, QUOTE, Head
from legal_gap.segment.paragraphs import Paragraph

NEAR = 5
"""How many paragraphs after the words that open a quotation its first section may begin."""
LEAP = 25
"""How many numbers a clause may be ahead of the one before it: a year at the edge of a line is no clause."""
OPENING = 6000
"""How many characters of a text its long title stands in."""
CLOSES = re.compile(r"[”\"’'»]{1,2} ?[.;,]?$|[.;] ?[”\"’'»]{1,2}$")


def mark_quoted(found: Sequence[Paragraph], heads: Sequence[Head], numbering: Numbering) -> list[Head]:
    """Heads that stand inside a quotation of an amending act, each with the clause that carries it.

    A quotation opens where a clause says that the following is inserted or substituted; it ends at the next clause.
    """
    if numbering.introduces is None:
        return []
    quoted: list[Head] = []
    clause: Head | None = None
    zone = -1
    last = 0
    for head in heads:
        opened = introduced(found, last, head.index, numbering)
        zone = opened if opened >= 0 else zone
        roman = clause is not None and clause.num.isalpha()
        inside = zone >= 0 and (head.index - zone <= NEAR or bool(quoted) and quoted[-1].index > zone)
        if clause is None or not (roman or inside) or is_next_clause(found, clause, head, numbering):
            if clause is None or roman or clause.key < head.key and head.key[0][0] - clause.key[0][0] <= LEAP:
                clause = head
            zone = -1
        else:
            head.quoted, head.clause = True, clause.num
            quoted.append(head)
        last = head.index
    return quoted


def introduced(found: Sequence[Paragraph], start: int, stop: int, numbering: Numbering) -> int:
    """The last paragraph from ``start`` up to ``stop`` that opens a quotation, -1 where none does."""
    pattern = numbering.introduces
    if pattern is None:
        return -1
    alive = (i for i in range(stop - 1, start - 1, -1) if not found[i].dropped)
    return next((i for i in alive if not ends(found[i]) and pattern.search(found[i].full[-400:])), -1)


def ends(paragraph: Paragraph) -> bool:
    """Whether a paragraph closes its sentence, so that it opens no quotation."""
    return (paragraph.joined or [paragraph])[-1].text[-1:] in (".", ";")


def is_next_clause(found: Sequence[Paragraph], clause: Head, head: Head, numbering: Numbering) -> bool:
    """Whether a head is the clause after the one that quotes, and not part of the quotation."""
    if clause.num.isalpha():
        return head.num.isalpha()
    if head.strength > BARE and head.strength >= clause.strength:
        return True
    if len(head.key) != 1 or head.key[0][1] or head.key[0][0] != clause.key[0][0] + 1:
        return False
    text = found[head.index].full
    before = [found[i] for i in range(max(head.index - 2, 0), head.index) if not found[i].dropped]
    if QUOTE.match(text) or any(QUOTE.match(p.text) and len(p.text) < 200 and not CLOSES.search(p.full) for p in before[-1:]):
        return False
    if not head.key[0][0]:
        return False
    amends = numbering.amends is not None and bool(numbering.amends.search(text[:300]))
    return amends or any(CLOSES.search(p.full[-6:]) for p in before)


def principal_title(text: Text, language: Language) -> str:
    """The title of the act that an amending act says it amends, from its long title; empty where it names none."""
    words = amendments(language)
    found = words.principal.search(text.folded[:OPENING]) if words is not None and words.principal is not None else None
    return " ".join(text.clean[found.start("title") : found.end("title")].split()) if found else ""


def named(provisions: Sequence[Provision], principal: str) -> tuple[Provision, ...]:
    """The provisions, those that a clause carries with the principal act (its id or title) that they go into."""
    return tuple(name(provision, principal, False) for provision in provisions)


def name(provision: Provision, principal: str, carried: bool) -> Provision:
    """One provision and all below it; everything inside a carried provision is carried."""
    carried = carried or bool(provision.clause)
    children = tuple(name(child, principal, carried) for child in provision.children)
    return replace(provision, children=children, inserted_into=principal if carried else "")
