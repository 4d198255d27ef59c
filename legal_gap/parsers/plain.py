"""Plain text: paragraphs between blank lines, page furniture found by its repetition."""

from __future__ import annotations

import re
from collections.abc import Mapping

from legal_gap.model import Block, Layer

PAGE_NUMBER = re.compile(
    r"(?im)^[^\S\n]*(?:[-–—\[(|]{0,2}[^\S\n]*(?:page|hal(?:aman)?\.?|trang|p\.|หน้า)?[^\S\n]*"
    r"(?:\d{1,4}|[ivxl]{1,6})(?:[^\S\n]*(?:/|of|dari|de)[^\S\n]*\d{1,4})?[^\S\n]*[-–—\])|]{0,2}|\f+|_{5,}|-{4,}|={4,}|\*{5,})[^\S\n]*$"
)
CHUNK = re.compile(r"(?m)^[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
DIGITS = re.compile(r"[\d\s]+")
LONGEST_RUNNING_HEAD = 100
REPEATS = 4
DENSE = 0.2
"""The least share of pages, from its first to its last, on which a running head stands."""
SMALLEST_PAGE = 600
"""The least characters on a page."""
NUMBERED_LINE = re.compile(
    r"(?m)^[^\S\n]*(?=[^\n]{8,100}$)(?:(?P<first>\d{1,4})[^\S\n]+[^\W\d_][^\n]*|[^\W\d_][^\n]*[^\S\n](?P<last>\d{1,4})[^\S\n]*)$"
)


def parse(text: str, name: str, warnings: tuple[str, ...] = ()) -> Layer:
    """The blocks of a plain text."""
    unified = text.replace("\r", " ")
    return Layer(name, "plain", text, tuple(blocks(unified, 0, len(text))), warnings)


def blocks(text: str, start: int, end: int) -> list[Block]:
    """Paragraphs and furniture of ``text[start:end]``, in order."""
    furniture = furniture_lines(text, start, end)
    found: list[Block] = []
    at = start
    for low, high in [*furniture, (end, end)]:
        found += [Block(*chunk.span()) for chunk in CHUNK.finditer(text, at, low)]
        if high > low:
            found.append(Block(low, high, level="furniture"))
        at = high
    return found


def furniture_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Lines that are page numbers, rules, or a head or foot that repeats beside them."""
    pages = [m.span() for m in PAGE_NUMBER.finditer(text, start, end) if m.end() > m.start()]
    numbered = numbered_heads(text, start, end)
    if len(pages) + len(numbered) < REPEATS:
        return [span for span in pages if not text[slice(*span)].strip(" \t\r").isalnum()]
    pages = sorted({*pages, *numbered})
    return sorted({*pages, *running_heads(text, pages, start, end)})


def numbered_heads(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Lines of several words that come again and again with a number that only grows: running heads with the page in them."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for m in NUMBERED_LINE.finditer(text, start, end):
        key = running_key(m[0])
        if is_running_key(key):
            found.setdefault(key, []).append((int(m["first"] or m["last"]), *m.span()))
    heads = []
    for lines in found.values():
        pages = [page for page, _, _ in lines]
        far_apart = lines[-1][1] - lines[0][1] > SMALLEST_PAGE * (len(lines) - 1)
        if len(lines) >= REPEATS and far_apart and pages == sorted(set(pages)):
            heads += [(low, high) for _, low, high in lines]
    return heads


def running_key(line: str) -> str:
    """A line without its numbers."""
    return DIGITS.sub(" ", line).strip()


def is_running_key(key: str) -> bool:
    """Whether what repeats can be a head or foot: several words, or an address; "Article" alone is none, nor the rest of a sentence."""
    first = key.lstrip(" -–—|[(*_#")
    is_address = "." in first.split(" ")[0][1:-1]
    return len(key) > 7 and (is_address or "." in key[1:-1] or len(key.split()) > 1) and (is_address or not first[:1].islower())


def running_heads(text: str, pages: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The lines next to page numbers that repeat, numbers aside, on many of the pages from the first to the last."""
    places: dict[str, dict[tuple[int, int], int]] = {}
    for number, (low, high) in enumerate(pages):
        for line in (*lines_after(text, high, end), *lines_before(text, low, start)):
            if line[1] - line[0] < LONGEST_RUNNING_HEAD and is_running_key(key := running_key(text[slice(*line)])):
                places.setdefault(key, {}).setdefault(line, number)
    known = set(pages)
    return [line for lines in places.values() if runs_through(lines) for line in lines if line not in known]


def runs_through(lines: Mapping[tuple[int, int], int]) -> bool:
    """Whether lines that repeat, each with its page, stand on a good part of the pages between them."""
    at = list(lines.values())
    return len(at) >= REPEATS and len(at) >= DENSE * (max(at) - min(at) + 1)


def lines_after(text: str, at: int, end: int, count: int = 3) -> list[tuple[int, int]]:
    """The next lines with words on them."""
    found: list[tuple[int, int]] = []
    while len(found) < count and 0 <= (at := text.find("\n", at, end)) < end - 1:
        at += 1
        stop = text.find("\n", at, min(at + 200, end))
        stop = stop if stop >= 0 else min(at + 200, end)
        if text[at:stop].strip():
            found.append((at, stop))
    return found


def lines_before(text: str, at: int, start: int, count: int = 3) -> list[tuple[int, int]]:
    """The lines before ``at`` with words on them."""
    found: list[tuple[int, int]] = []
    while len(found) < count and at > start:
        stop = at - 1
        at = text.rfind("\n", max(start, stop - 200), stop) + 1
        if at <= max(start, stop - 200):
            break
        if text[at:stop].strip():
            found.append((at, stop))
    return found
