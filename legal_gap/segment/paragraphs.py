"""Blocks to paragraphs: raw lines joined where they were only wrapped, cut where a label or a heading begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legal_gap.language.numbering import Numbering
from legal_gap.model import Block, Layer
from legal_gap.segment.titles import titles_above
from legal_gap.text import Run, Source, kept_runs

DROPPED = ("furniture", "contents")
ENDS = re.compile(r"[.;:,—–!?。；：，)\]\"”’'»]\s*$|(?:[,;] *(?:or|and))$")
CLOSED = tuple(".;:,)")
HEADLINE = re.compile(
    r"\n *\d{1,4}[A-Z]{0,3} +[A-Z“\"(](?![^\n]*[.;:,—–-] *\n)[^\n]{2,120}(?:\n(?! *[A-Z“\"(\d])[^\n]{2,120}){0,2}(?=\n *[A-Z“\"(])"
)
"""A number without a point and its heading, line by line, up to the first line of the words."""
HEADED = re.compile(r"\d{1,4}[A-Z]{0,3}\. {1,3}[A-Z“\"][^.;:\[]{2,70}(?<=\w{4})")
"""A number with its point and a few words without an end, the last no particle: the heading of the longer paragraph below it."""
SHORT = re.compile(r"\n *(?=\()[^\n]{4,52}[,;] *(?=\n *[a-z])")
"""A labelled line that stops short at a comma or semicolon: what follows in small letters closes the list."""
SHORTEST_WITH_LABELS = 40
"""A single line shorter than this holds no second unit."""
LONGER_THAN_A_PAGE = 200
"""Characters of a line that no page could hold."""
LINE = re.compile(r"\n\s*")
LEADS = " >#*+•·|-"
LEAD = re.compile(r"[ >#*+•·|-]*(?=\S)")


@dataclass(slots=True, eq=False)
class Paragraph:
    """One paragraph of clean text before it has its place.

    ``depth`` is the heading level of the form (0: none), ``soft`` whether it was cut off its block only because it looks
    like a new unit: if it turns out to be none, it is joined to the paragraph before; ``title`` whether the contents say that
    it is the heading above the next number.
    """

    text: str
    runs: list[Run]
    source: Source
    block: Block
    soft: bool = False
    dropped: str = ""
    title: bool = False
    start: int = 0
    end: int = 0
    joined: list[Paragraph] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """The heading level that the form gives, 0 where it gives none."""
        return self.block.depth

    @property
    def full(self) -> str:
        """The text with what was joined to it."""
        return " ".join([self.text, *(more.text for more in self.joined)]) if self.joined else self.text


def paragraphs(layers: Sequence[Layer], numbering: Numbering) -> list[Paragraph]:
    """Every paragraph of an instrument's files, notes included (``dropped`` is then "note"), furniture not."""
    found: list[Paragraph] = []
    for layer in layers:
        source = Source(layer.file, layer.text, layer.form, " " if numbering.spaces else "")
        above = sorted(titles_above(source.flat)) if numbering.bare else []
        fresh = [p for block in layer.blocks if block.level not in DROPPED for p in cut(source, block, numbering, above)]
        found += joined_over_breaks(fresh, numbering)
    return found


def cut(source: Source, block: Block, numbering: Numbering, above: Sequence[int] = ()) -> Iterator[Paragraph]:
    """The paragraphs of one block. ``above``: where headings begin that stand above their section's number."""
    flat = source.flat
    titles = set(above[bisect_left(above, block.start) : bisect_left(above, block.end)] if above and not block.level else ())
    firm = titles - {block.start}
    places = firm
    if not block.level and not block.depth:
        firm = firm | headlines(source, block, numbering) | lines(source, block, numbering)
        places = firm | cuts(source, block, numbering)
    marks = [block.start, *sorted(places), block.end] if places else [block.start, block.end]
    for start, end in zip(marks, marks[1:], strict=False):
        lead = LEAD.match(flat, start, end) if flat[start : start + 1] in LEADS else None
        runs = kept_runs(source, lead.end() if lead else start, end)
        if text := runs[0][0] if len(runs) == 1 else "".join([words for words, _, _ in runs]):
            note = block.level == "note" or (not block.level and numbering.notes is not None and numbering.notes.match(text))
            soft = start != block.start and start not in firm
            yield Paragraph(text, runs, source, block, soft, "note" if note else "", start in titles)


def headlines(source: Source, block: Block, numbering: Numbering) -> set[int]:
    """Where the words begin under the heading of a section that has a line to itself, as the language says how it looks."""
    if numbering.headline is None:
        return set()
    places = (m.end() for m in numbering.headline.finditer(source.flat, block.start, block.end))
    return {place for place in places if block.start < place < block.end}


def lines(source: Source, block: Block, numbering: Numbering) -> set[int]:
    """Where a line begins a paragraph of its own: in a language whose paragraphs are counted without being numbered, in a file
    whose lines run longer than any page's, so that none of them is wrapped."""
    if not numbering.counted or source.longest_line < LONGER_THAN_A_PAGE:
        return set()
    return {m.end() for m in LINE.finditer(source.flat, block.start, block.end) if block.start < m.end() < block.end}


def cuts(source: Source, block: Block, numbering: Numbering) -> set[int]:
    """Places inside a block where a paragraph may begin: lines that look like it, labels after punctuation."""
    flat, start, end = source.flat, block.start, block.end
    places: set[int] = set()
    if flat.find("\n", start, end) >= 0:
        places.update([m.end() for m in numbering.start.finditer(flat, start, end) if not cites(flat, m.end(), numbering)])
        if source.form != "pdf":
            places.update(line_ends(SHORT, flat, start, end))
        if numbering.bare:
            places.update(line_ends(HEADLINE, flat, start, end))
    elif end - start < SHORTEST_WITH_LABELS:
        return places
    if numbering.inline:
        places.update([m.end() for m in numbering.inline.finditer(flat, start, end)])
    if numbering.defined:
        places.update([m.end() for m in numbering.defined.finditer(flat, start, end)])
    places -= {start, end}
    return places


def line_ends(pattern: re.Pattern[str], flat: str, start: int, end: int) -> list[int]:
    """Where lines begin behind those that match; the first line of a file has no break before it."""
    if start:
        return [m.end() + 1 for m in pattern.finditer(flat, start - 1, end)]
    return [m.end() for m in pattern.finditer(f"\n{flat[:end]}")]


def cites(flat: str, place: int, numbering: Numbering) -> bool:
    """Whether a line goes on in the middle of a sentence ("under ⏎ section 16", "of paragraph ⏎ (c), or"): it cites, and begins nothing."""
    head = flat[place : place + 12]
    start = place + len(head) - len(head.lstrip())
    if flat[start : start + 1] == "(":
        return (
            refers(flat[max(place - 60, 0) : place], numbering) and numbering.label is not None and bool(numbering.label.match(flat, start))
        )
    if not flat[start : start + 1].islower():
        return False
    last = flat[:place].rstrip()[-1:] if place < 40 else flat[place - 40 : place].rstrip()[-1:]
    return last.isalpha() and numbering.word is not None and bool(numbering.word.match(flat, start))


def refers(before: str, numbering: Numbering) -> bool:
    """Whether words end with the name of a unit, so that the label behind them belongs to it."""
    return numbering.refers is not None and bool(numbering.refers.search(before))


def joined_over_breaks(found: Sequence[Paragraph], numbering: Numbering) -> list[Paragraph]:
    """Paragraphs that a page break or a blank line cut in the middle of a sentence are one again; notes between them do not count."""
    whole: list[Paragraph] = []
    last: Paragraph | None = None
    for i, paragraph in enumerate(found):
        if last and goes_on(last, paragraph, found[i + 1] if i + 1 < len(found) else None, numbering):
            last.joined.append(paragraph)
            continue
        whole.append(paragraph)
        if not paragraph.dropped:
            last = paragraph
    return whole


def goes_on(last: Paragraph, paragraph: Paragraph, following: Paragraph | None, numbering: Numbering) -> bool:
    """Whether a paragraph goes on in the middle of the sentence before it."""
    block, other = paragraph.block, last.block
    if paragraph.dropped or paragraph.soft or block.level or block.depth or other.depth or other.level:
        return False
    if paragraph.title:
        return False
    tail = (last.joined or [last])[-1].text[-6:]
    if tail[-1:] in CLOSED or ENDS.search(tail) or len(paragraph.text) <= 2:
        return False
    if paragraph.text[:1].islower() or paragraph.text[:1] == "(" and refers(last.full[-60:], numbering):
        return True
    labelled = numbering.stops and numbering.label is not None and numbering.label.match(last.text)
    if not labelled or not tail[-1:].isalnum() or paragraph.text.isupper() or numbering.start.match(f"\n{paragraph.text}"):
        return False
    if (
        HEADED.fullmatch(last.text)
        and not last.joined
        and len(paragraph.text) > len(last.text)
        and paragraph.text[0] != "["
        and ENDS.search(paragraph.text)
    ):
        return False
    return (
        following is None
        or not numbering.start.match(f"\n{following.text}")
        or bool(numbering.label and numbering.label.match(following.text))
    )
