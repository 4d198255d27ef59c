"""Where lines stand on a page: the body column, marginal notes beside it, heads and feet that run through the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from legal_gap.model import Block

NUMBERS = re.compile(r"[\d\s]+|\b[ivxl]+\b")
PAGE_NUMBER = re.compile(r"(?i)\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*")
RULE = re.compile(r"[\W_]*")
LABEL = re.compile(r"\W*\w{1,4}[).:]\W*|[•\-–—*]")
SECTION = re.compile(r"[“\"‘'\[(]{0,2}\d{1,4} ?[A-Z]{0,3} ?\.?")
ENDS = re.compile(r"[.;:,—–!?]\W{0,2}$|\b(?:or|and)$")
REPEATS = 3
DENSE = 0.25
"""The least share of pages, from its first to its last, on which a running head stands."""
NARROW = 0.42
NEAR = 14.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its box in points from the lower left corner of the page; without a box all four are 0."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """How long the line is."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its number counted from 1 in the file, with its lines."""

    number: int
    lines: list[Line]

    @property
    def size(self) -> int:
        """How many characters stand on the page."""
        return sum(len(line.text) for line in self.lines)


def running_key(text: str) -> str:
    """A line without its numbers: what a running head has in common from page to page."""
    return NUMBERS.sub(" ", text).strip()


def edges(page: Page) -> list[Line]:
    """The three highest and two lowest lines of a page: a head may be set on two lines beside the page number."""
    placed = sorted((line for line in page.lines if line.top), key=lambda line: -line.top)
    return placed[:3] + placed[3:][-2:] if placed else page.lines[:3] + page.lines[3:][-2:]


def furniture(pages: Sequence[Page]) -> set[str]:
    """The heads and feet that repeat, as keys without numbers.

    A head stands on many of the pages from its first to its last. A line of a penalty that happens to begin a page now and then does not,
    and begins in the middle of a sentence.
    """
    places: dict[str, list[int]] = {}
    for i, page in enumerate(pages):
        for key in {running_key(line.text) for line in edges(page)}:
            places.setdefault(key, []).append(i)
    return {key for key, at in places.items() if len(at) >= REPEATS and key and can_run(key) and is_dense(at)}


def is_dense(at: Sequence[int]) -> bool:
    """Whether what stands on these pages stands on many of those between them."""
    return len(at) >= DENSE * (at[-1] - at[0] + 1)


def can_run(line: str) -> bool:
    """Whether a line may run through the pages: one that begins with a small letter goes on with a sentence, unless it is an address."""
    first = line.lstrip(" -–—|[(*_#")
    return not first[:1].islower() or "." in first.split()[0][1:-1]


def is_furniture(line: Line, page: Page, running: set[str]) -> bool:
    """Whether a line is a running head or foot, a page number or a rule."""
    if RULE.fullmatch(line.text) or line.text.count("_") > len(line.text) // 2:
        return True
    at_edge = line in edges(page)
    return at_edge and (running_key(line.text) in running or bool(PAGE_NUMBER.fullmatch(line.text)))


def notes(page: Page) -> set[int]:
    """The lines that stand beside the body: in the margin, or narrow and level with a wider line next to them."""
    placed = [(i, line) for i, line in enumerate(page.lines) if line.top]
    widest = max((line.width for _, line in placed), default=0)
    long = [line for _, line in placed if line.width >= 0.75 * widest]
    if len(long) < 4:
        return set()
    left, right = min(line.left for line in long), max(line.right for line in long)
    wide = [(i, line) for i, line in placed if line.width > NARROW * widest]
    found = set()
    for i, line in placed:
        if line.width > NARROW * widest or LABEL.fullmatch(line.text):
            continue
        if line.left >= right - 3 or line.right <= left + 3 or any(beside(line, other) and abs(i - j) > 1 for j, other in wide):
            found.add(i)
    return found | continued(page, found, NARROW * widest)


def continued(page: Page, found: set[int], narrow: float) -> set[int]:
    """Narrow lines right below or above a marginal line and flush with it, although level with no line of the body."""
    more: set[int] = set()
    for step in (1, -1):
        for i in range(len(page.lines))[::step]:
            last = i - step
            if i in found or not (last in found or last in more):
                continue
            one, other = page.lines[i], page.lines[last]
            gap = abs(one.top - other.top)
            if one.top and one.width <= narrow and abs(one.left - other.left) < 5 and gap < 1.9 * max(other.top - other.bottom, 6):
                more.add(i)
    return more


def beside(line: Line, other: Line) -> bool:
    """Whether a narrow line stands level with a wider one, clear of it."""
    level = abs((line.top + line.bottom) - (other.top + other.bottom)) < 0.7 * (other.top - other.bottom)
    return level and other.width > 1.3 * line.width and (line.right < other.left or line.left > other.right)


def grouped(page: Page, marginal: set[int]) -> list[list[int]]:
    """Marginal lines that belong together: one below the other, without a gap, up to a full stop."""
    groups: list[list[int]] = []
    for i in sorted(marginal, key=lambda i: (round(page.lines[i].left / 60), -page.lines[i].top)):
        line = page.lines[i]
        last = page.lines[groups[-1][-1]] if groups else None
        if last and not ends_note(last, line) and abs(last.left - line.left) < 25 and below(last, line):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def ends_note(last: Line, line: Line) -> bool:
    """Whether a marginal note ends with a line, and another begins right below it."""
    return last.text.endswith(".") and line.text[:1].isupper()


def below(last: Line, line: Line) -> bool:
    """Whether a line stands below another without a gap."""
    return 0 < last.top - line.top < 1.9 * max(last.top - last.bottom, 6)


def headings(page: Page, body: Iterable[int], marginal: set[int]) -> dict[int, str]:
    """Marginal notes as headings of the numbered line that they stand beside."""
    numbered = [i for i in body if SECTION.match(page.lines[i].text)]
    found: dict[int, str] = {}
    for group in grouped(page, marginal):
        top = page.lines[group[0]].top
        nearest = min(numbered, key=lambda i: abs(page.lines[i].top - top), default=None)
        if nearest is not None and abs(page.lines[nearest].top - top) <= NEAR:
            found[nearest] = " ".join(page.lines[i].text.replace("-\n", "-") for i in group)
    return found


def blocks(page: Page, starts: Sequence[int], running: set[str]) -> list[Block]:
    """The blocks of a page: body paragraphs in reading order, furniture and notes marked as such."""
    aside = {i for i, line in enumerate(page.lines) if is_furniture(line, page, running)}
    marginal = notes(page) - aside
    body = [i for i in range(len(page.lines)) if i not in aside and i not in marginal]
    titles = headings(page, body, marginal)
    found = [Block(starts[i], starts[i] + len(page.lines[i].text), page.number, "furniture") for i in sorted(aside) if page.lines[i].text]
    found += [Block(starts[i], starts[i] + len(page.lines[i].text), page.number, "note") for i in sorted(marginal)]
    for group in paragraphs(page, body, titles):
        end = starts[group[-1]] + len(page.lines[group[-1]].text)
        found.append(Block(starts[group[0]], end, page.number, heading=titles.get(group[0], "")))
    return sorted(found, key=lambda block: block.start)


def paragraphs(page: Page, body: Sequence[int], titles: dict[int, str]) -> list[list[int]]:
    """The body's lines in paragraphs, by where they begin and end."""
    lines = page.lines
    right = max((lines[i].right for i in body), default=0)
    groups: list[list[int]] = []
    for i in body:
        if not groups or groups[-1][-1] != i - 1 or i in titles or breaks(lines[groups[-1][-1]], lines[i], right):
            groups.append([i])
        else:
            groups[-1].append(i)
    return groups


def breaks(last: Line, line: Line, right: float) -> bool:
    """Whether a line begins a paragraph: a gap above it, or the line before stopped short at the end of a sentence."""
    if not last.top or not line.top:
        return False
    height = max(last.top - last.bottom, 5)
    if last.bottom - line.top > 0.9 * height or line.bottom > last.top:
        return True
    short = last.right < right - 0.12 * max(right - min(last.left, line.left), 1)
    return short and (bool(ENDS.search(last.text)) or line.left < last.left - 8 or line.text[:1].isupper() and last.text[:1].isupper())
