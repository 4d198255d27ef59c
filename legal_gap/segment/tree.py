"""The inside of a section: subsections, paragraphs, items by the sequence of their labels; closing words, provisos, explanations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from legal_gap.language.numbering import Numbering, arabic, label_key
from legal_gap.segment.paragraphs import Paragraph

RANKS = ("subsection", "paragraph", "subparagraph", "item")
UNFINISHED = re.compile(r"[,;:—–―-]$|[,;] *(?:or|and)$", re.I)
INTRODUCES = re.compile(r"[:—–―-]$")
ASIDE_NUMBER = re.compile(r" ?(\d{1,2}|[IVX]{1,4})\b")
QUOTES = re.compile(r"[\[( ]*[“\"‘'«]")
CLOSES = re.compile(r"[”\"’'»]{1,2} ?[.;,]?(?: *(?:and|or))?$|[.;] ?[”\"’'»]{1,2}$")
CLAIMED = (*RANKS, "proviso", "explanation", "illustration", "tail")
ASIDE_LEVELS = ("proviso", "explanation", "illustration")
LAST_NUMBER = re.compile(r"\d+|[IVX]+(?=\W*$)")
DEEPEST = 12
SOON = 40
"""How many paragraphs on a label may stand that shows how a list goes on."""


@dataclass(slots=True, eq=False)
class Node:
    """A unit while it grows: from paragraph ``first`` (at offset ``at``) to paragraph ``last``."""

    level: str
    num: str
    heading: str
    first: int
    at: int
    last: int
    children: list[Node] = field(default_factory=list)
    clause: str = ""
    inserted_into: str = ""
    status: str = "in_force"
    mark: str = ""


@dataclass(slots=True)
class Label:
    """A printed label: where its brackets stand in the language's list, and its symbol."""

    brackets: str
    symbol: str
    end: int


@dataclass(slots=True)
class Open:
    """A unit that may still grow, with the place of its label in its sequence."""

    node: Node
    brackets: str = ""
    kind: str = ""
    key: tuple[int, str] = (0, "")
    rank: int = -1
    body: tuple[int, int] | None = None


class Section:
    """Fills one section from its paragraphs. Paragraphs that only looked like a unit are joined to the one before."""

    def __init__(self, node: Node, found: Sequence[Paragraph], numbering: Numbering) -> None:
        self.node = node
        self.found = found
        self.numbering = numbering
        self.stack = [Open(node)]
        self.labels: dict[int, list[Label]] = {}
        self.quoting: int | None = None

    def fill(self, first: int, at: int, stop: int) -> None:
        """Read paragraphs ``first`` (from offset ``at``) to ``stop``."""
        alive = [i for i in range(first, stop) if not self.found[i].dropped and self.found[i].block.level != "loose"]
        for i in alive:
            self.labels[i] = labels_at(self.found[i].text, at if i == first else 0, self.numbering)
        ahead = self.labels_ahead(alive)
        previous: Paragraph | None = None
        for place, i in enumerate(alive):
            paragraph = self.found[i]
            offset = at if i == first else 0
            if offset < len(paragraph.text) or i != first:
                if self.add(i, offset, previous, ahead[place]):
                    previous = paragraph
                elif previous is not None:
                    previous.joined.append(paragraph)
                    previous.joined += paragraph.joined
                    paragraph.joined = []
                    paragraph.dropped = "joined"
                    continue
            else:
                previous = paragraph
            for one in self.stack:
                one.node.last = i

    def labels_ahead(self, alive: Sequence[int]) -> list[Label | None]:
        """For each of the paragraphs the next label that is printed after it, if one comes soon."""
        found: list[Label | None] = []
        nearest: Label | None = None
        at = len(alive)
        for place in range(len(alive) - 1, -1, -1):
            found.append(nearest if at - place < SOON else None)
            if labels := self.labels[alive[place]]:
                nearest, at = labels[0], place
        return found[::-1]

    def add(self, i: int, at: int, previous: Paragraph | None, ahead: Label | None) -> bool:
        """Put one paragraph in its place. False where it was cut off by mistake and belongs to the one before."""
        paragraph = self.found[i]
        if paragraph.block.level in CLAIMED:
            self.add_claimed(i, at)
            return True
        labels = self.labels[i]
        self.quotation(i, at, previous)
        if labels and self.add_labels(i, labels, at, ahead, paragraph.soft):
            return True
        aside = self.numbering.aside.match(paragraph.text, at) if self.numbering.aside else None
        if aside:
            self.add_aside(i, at, aside)
            return True
        if paragraph.soft and (labels or not self.stands_alone(paragraph.text, at) or self.only_a_word(previous)):
            return False
        self.add_words(i, at, previous, ahead)
        return True

    def is_definition(self, text: str, at: int) -> bool:
        """Whether words begin with a term in quotes and say what it means."""
        means = self.numbering.means
        return text[at : at + 1] in "“\"‘'" and at < len(text) and means is not None and bool(means.search(text, at, at + 160))

    def only_a_word(self, previous: Paragraph | None) -> bool:
        """Whether the paragraph before is nothing but a word such as "Explanation"."""
        aside = self.numbering.aside.match(previous.text) if previous is not None and self.numbering.aside else None
        return aside is not None and len(aside.string) - aside.end() < 8

    def add_claimed(self, i: int, at: int) -> None:
        """A unit that the form itself places: at its depth below the section."""
        block = self.found[i].block
        del self.stack[max(min(block.depth, len(self.stack)), self.floor + 1) :]
        parent = self.stack[-1]
        num = f"({block.num.strip('()')})" if block.num else ""
        if num and block.level in ASIDE_LEVELS:
            number = LAST_NUMBER.search(num)
            num = number[0] if number else ""
        node = Node(block.level, num, block.heading, i, at, i)
        parent.node.children.append(node)
        if block.level != "tail":
            rank = RANKS.index(block.level) if block.level in RANKS else 0
            self.stack.append(Open(node, rank=rank, body=(i, at)))

    def stands_alone(self, text: str, at: int) -> bool:
        """Whether words without a label begin a paragraph: a term in quotes, or words that close a list."""
        in_list = bool(self.stack[-1].kind)
        return text[:1] in "“\"‘'" or in_list and (text[:1].islower() or self.is_tail(text, at))

    # units that an amending act quotes

    def quotation(self, i: int, at: int, previous: Paragraph | None) -> None:
        """Open, for units that a clause quotes, the section of the principal act that they belong to; close it behind them."""
        target, introduces = self.numbering.target, self.numbering.introduces
        if self.quoting is not None:
            if previous is not None and CLOSES.search(previous.full[-6:]) and not QUOTES.match(self.found[i].text, at):
                del self.stack[self.quoting :]
                self.quoting = None
            return
        if target is None or introduces is None or previous is None or not self.labels[i] or not QUOTES.match(self.found[i].text, at):
            return
        if introduces.search(previous.full[-400:]) and (num := self.target(previous.full)):
            node = Node("section", num, "", i, at, i, clause=self.node.num)
            self.stack[-1].node.children.append(node)
            self.quoting = len(self.stack)
            self.stack.append(Open(node))

    def target(self, nearest: str) -> str:
        """The section of the principal act that a clause changes: named nearest to the quotation, or where the clause begins."""
        pattern = self.numbering.target
        opening = " ".join(p.full for p in self.found[self.node.first : self.node.first + 2] if not p.dropped)[:600]
        named = [m[1] for text in (nearest, opening, self.node.heading) for m in (pattern.finditer(text) if pattern else ())]
        return arabic(named[0]) if named else ""

    # labels

    def add_labels(self, i: int, labels: Sequence[Label], at: int, ahead: Label | None, soft: bool) -> bool:
        """Open the units that a paragraph's labels name. False where the first does not fit any sequence."""
        start = at
        for place, label in enumerate(labels):
            following = labels[place + 1] if place + 1 < len(labels) else ahead
            fit = self.fit(label, following, soft or place > 0)
            if fit is None:
                return place > 0
            depth, kind, key = fit
            del self.stack[depth + 1 :]
            parent = self.stack[-1]
            top = kind in ("decimal", "han", "circled") and parent.rank < 0 and not self.numbering.counted
            rank = 0 if top else max(parent.rank + 1, 1)
            node = Node(
                RANKS[min(rank, 3)], f"({arabic(label.symbol)})" if kind in ("decimal", "han") else f"({label.symbol})", "", i, start, i
            )
            parent.node.children.append(node)
            body = (i, label.end) if label.end < len(self.found[i].text) and not labels[place + 1 :] else None
            self.stack.append(Open(node, label.brackets, kind, key, rank, body))
            start = label.end
        return True

    def fit(self, label: Label, following: Label | None, soft: bool) -> tuple[int, str, tuple[int, str]] | None:
        """Where a label goes: the depth of its parent in the stack, the kind of its symbol, its place in the sequence."""
        keys = self.readings(label)
        first = next(((kind, key) for kind, key in reversed(keys) if key == (1, "")), None)
        next_in = self.successor(label, keys)
        if next_in and first and opens_new_list(label, following, next_in[1]):
            next_in = None
        if next_in:
            return next_in
        deepest = self.stack[-1]
        if first and len(self.stack) < DEEPEST:
            kind, key = first
            if (deepest.brackets, deepest.kind) == (label.brackets, kind) and deepest.key[0] > 1:
                return len(self.stack) - 2, kind, key
            return len(self.stack) - 1, kind, key
        return self.later(label, keys) or (None if soft or not keys else self.orphan(label, keys))

    def readings(self, label: Label) -> Sequence[tuple[str, tuple[int, str]]]:
        """The kinds that a label's symbol may be of, each with its place in the sequence."""
        return readings(label.symbol, self.numbering.brackets[label.brackets], self.numbering.alphabet)

    def successor(self, label: Label, keys: Sequence[tuple[str, tuple[int, str]]]) -> tuple[int, str, tuple[int, str]] | None:
        """The innermost open list in which the label is the next."""
        for depth in range(len(self.stack) - 1, self.floor, -1):
            one = self.stack[depth]
            for kind, key in keys:
                if (one.brackets, one.kind) == (label.brackets, kind) and is_next(one.key, key):
                    return depth - 1, kind, key
        return None

    def later(self, label: Label, keys: Sequence[tuple[str, tuple[int, str]]]) -> tuple[int, str, tuple[int, str]] | None:
        """The innermost open list in which the label comes later, something in between being lost."""
        for depth in range(len(self.stack) - 1, self.floor, -1):
            one = self.stack[depth]
            for kind, key in keys:
                if (one.brackets, one.kind) == (label.brackets, kind) and one.key[0] < key[0] <= one.key[0] + 4:
                    return depth - 1, kind, key
        return None

    def orphan(self, label: Label, keys: Sequence[tuple[str, tuple[int, str]]]) -> tuple[int, str, tuple[int, str]] | None:
        """A label whose list did not start at its beginning."""
        kind, key = keys[0]
        open_same = [d for d, one in enumerate(self.stack) if d > self.floor and (one.brackets, one.kind) == (label.brackets, kind)]
        return (open_same[0] - 1 if open_same else self.base(), kind, key)

    # words without a label

    @property
    def floor(self) -> int:
        """The outermost unit that may still grow: the section, or inside a quotation the section of the principal act."""
        return self.quoting or 0

    def base(self) -> int:
        """The place in the stack of the innermost subsection, else of the section."""
        return max((d for d, one in enumerate(self.stack) if one.rank == 0 and one.kind and d >= self.floor), default=self.floor)

    def add_aside(self, i: int, at: int, aside: re.Match[str]) -> None:
        """A proviso, explanation, illustration, note or penalty line: it belongs to the subsection above it."""
        level = self.numbering.levels[" ".join(aside["aside"].lower().split())]
        del self.stack[self.base() + 1 :]
        number = ASIDE_NUMBER.match(self.found[i].text, aside.end())
        node = Node("tail" if level == "penalty" else level, number[1] if number else "", "", i, at, i)
        self.stack[-1].node.children.append(node)
        if level not in ("penalty", "proviso"):
            self.stack.append(Open(node, rank=0, body=(i, aside.end())))

    def add_words(self, i: int, at: int, previous: Paragraph | None, ahead: Label | None) -> None:
        """Words without a label: the chapeau, closing words of a list, or a paragraph of its own."""
        text = self.found[i].text
        in_list = any(one.kind for one in self.stack) and self.stack[-1].kind
        unfinished = previous is not None and UNFINISHED.search(previous.full[-8:])
        if previous is not None and self.stack[-1].body and INTRODUCES.search(previous.full[-3:]):
            self.own_paragraph(i, at, len(self.stack) - 1, True)
            return
        if in_list and not self.is_definition(text, at) and (text[:1].islower() or unfinished or self.is_tail(text, at)):
            depth = self.tail_depth(ahead)
            del self.stack[depth + 1 :]
            self.stack[-1].node.children.append(Node("tail", "", "", i, at, i))
            return
        depth = self.base()
        if self.stack[depth].body is None and not self.stack[depth].node.children:
            self.stack[depth].body = (i, at)
            return
        self.own_paragraph(i, at, depth, bool(unfinished))

    def own_paragraph(self, i: int, at: int, depth: int, unfinished: bool) -> None:
        """An unnumbered paragraph among others; the words before it become one too, where they were whole sentences."""
        del self.stack[depth + 1 :]
        parent = self.stack[-1]
        if (
            parent.body
            and not unfinished
            and all(child.level in RANKS[1:] + ("tail",) and child.num != "" or child.level == "tail" for child in parent.node.children)
        ):
            first, offset = parent.body
            node = Node("paragraph", "(1)" if self.numbering.counted else "", "", first, offset, i - 1, parent.node.children)
            parent.node.children = [node]
        parent.body = parent.body and None
        count = sum(child.level == "paragraph" for child in parent.node.children) + 1
        node = Node("paragraph", f"({count})" if self.numbering.counted and depth == 0 else "", "", i, at, i)
        parent.node.children.append(node)
        self.stack.append(Open(node, rank=parent.rank, body=(i, at)))

    def is_tail(self, text: str, at: int) -> bool:
        """Whether words are of the kind that close a list."""
        return bool(self.numbering.tail and self.numbering.tail.match(text, at))

    def tail_depth(self, ahead: Label | None) -> int:
        """The unit whose list the closing words close: the one inside the list that goes on afterwards."""
        if ahead and (goes_on := self.successor(ahead, self.readings(ahead))):
            return min(goes_on[0] + 1, max(len(self.stack) - 2, 0))
        base = self.base()
        return base if base < len(self.stack) - 1 or self.stack[0].body is None else max(len(self.stack) - 2, 0)


def labels_at(text: str, at: int, numbering: Numbering) -> list[Label]:
    """The labels that a paragraph begins with."""
    found: list[Label] = []
    pattern = numbering.label
    while pattern and len(found) < 4:
        if text[at : at + 1] in "“\"‘'[ " and at < len(text):
            at += 1
            continue
        m = pattern.match(text, at)
        if not m or not m.lastgroup:
            break
        at = m.end()
        while text[at : at + 1] in (" ", "—", "–") and at < len(text):
            at += 1
        found.append(Label(m.lastgroup, m[m.lastgroup], at))
    return found


@lru_cache(maxsize=4096)
def readings(symbol: str, kinds: Sequence[str], alphabet: str) -> Sequence[tuple[str, tuple[int, str]]]:
    """The kinds that a symbol can be of, each with its place in the sequence."""
    keys = ((kind, label_key(symbol, kind, alphabet)) for kind in kinds if counts(symbol, kind))
    return tuple((kind, key) for kind, key in keys if key[0] > 0)


def counts(symbol: str, kind: str) -> bool:
    """Whether a symbol can be of a kind."""
    if kind == "decimal":
        return symbol[0].isdigit()
    if kind in ("alpha", "letter"):
        return symbol[0].isalpha() and not symbol[0].isupper()
    if kind in ("ALPHA", "ROMAN"):
        return symbol[0].isupper()
    if kind == "roman":
        return not symbol.strip("ivxl")
    return True


def is_next(key: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether a label comes right after another: (c) after (b), (1A) after (1), (aa) after (a) or (z)."""
    if other[0] == key[0]:
        return bool(other[1]) and other[1] != key[1]
    return other[0] == key[0] + 1 and (not other[1] or bool(key[1])) or (key[0] == 26 and other == (1, "a"))


def opens_new_list(label: Label, following: Label | None, kind: str) -> bool:
    """Whether (i) begins a list of its own although (h) came before it: (ii) follows, not (j)."""
    if label.symbol.lower() != "i" or kind in ("roman", "ROMAN"):
        return False
    return following is not None and following.brackets == label.brackets and following.symbol.lower() == "ii"
