"""PDF with a text layer, through PDFium: lines with their place on the page tell furniture and marginal notes from the text."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Sequence

import pypdfium2
from pypdfium2 import raw

from legal_gap.errors import Problem, ReadError
from legal_gap.model import Block, Layer
from legal_gap.parsers.pdf.layout import Line, Page, blocks, furniture

LEGACY = re.compile(
    r"(?i)limon|preeti|kantipur|himal[bi]|sagarmatha|aakriti|krutidev|kruti dev|devlys|shree-?dev|sutonny|bijoy|\.vn[a-z]|vni-|"
    r"fmabhaya|fm-?malithi|bamini|abc-?(?:text|khmer)|khek|zawgyi|saysettha|phetsarath ot legacy"
)
"""Fonts whose characters are keystrokes: the text layer is not text."""
HYPHENS = "\x02\ufffe"
SPARSE = 25
"""A page with fewer characters than this has, for all that it says, no text layer."""


def parse(data: bytes, name: str) -> Layer:
    """The pages of a PDF, one after the other. Raises ReadError where it is locked, broken, or has no text layer."""
    try:
        document = pypdfium2.PdfDocument(data)
        pages, fonts = read_pages(document)
    except pypdfium2.PdfiumError as error:
        way_out = "Save it without its password." if "password" in str(error).lower() else "Fetch the file again."
        raise ReadError(Problem(name, f"the PDF cannot be opened ({error})", way_out)) from None
    refuse_unreadable(pages, fonts, name)
    text, found = laid_out(pages)
    return Layer(name, "pdf", text, tuple(found), warnings(pages))


def read_pages(document: pypdfium2.PdfDocument) -> tuple[list[Page], Counter[str]]:
    """Every page as lines with their place, and how many lines each font begins."""
    pages: list[Page] = []
    fonts: Counter[str] = Counter()
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        pages.append(Page(number + 1, lines(text_page, fonts)))
        text_page.close()
        page.close()
    return pages, fonts


def lines(text_page: pypdfium2.PdfTextPage, fonts: Counter[str]) -> list[Line]:
    """The lines of a page in the order in which the page draws them."""
    text = text_page.get_text_range()
    placed = len(text) == text_page.count_chars()
    found: list[Line] = []
    at = 0
    for row in text.split("\r\n"):
        words = row.strip()
        if words and placed:
            first = at + len(row) - len(row.lstrip())
            found.append(line(text_page, words, first, fonts))
        elif words:
            found.append(Line(tidy(words), 0, 0, 0, 0))
        at += len(row) + 2
    return found


def line(text_page: pypdfium2.PdfTextPage, words: str, first: int, fonts: Counter[str]) -> Line:
    """One line with its box: from its first character to its last."""
    left, bottom, _, top = text_page.get_charbox(first, loose=True)
    _, _, right, _ = text_page.get_charbox(first + len(words) - 1, loose=True)
    fonts[font_name(text_page, first + len(words) // 2)] += len(words)
    return Line(tidy(words), left, bottom, right, top)


def font_name(text_page: pypdfium2.PdfTextPage, index: int) -> str:
    """The name of the font of a character, empty where the file does not say."""
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, buffer, 128, ctypes.byref(flags))
    return buffer.value.decode("utf-8", "replace")


def tidy(words: str) -> str:
    """A line with hyphens at line ends as hyphens again."""
    for mark in HYPHENS:
        words = words.replace(mark, "-\n")
    return words


def refuse_unreadable(pages: Sequence[Page], fonts: Counter[str], name: str) -> None:
    """Raise where the text layer is missing or is no text."""
    if sum(page.size for page in pages) < SPARSE * max(len(pages), 1):
        way_out = "Run it through OCR first: ocrmypdf --skip-text in.pdf out.pdf."
        raise ReadError(Problem(name, f"the PDF has no text layer ({len(pages)} pages, a scan)", way_out))
    legacy = {font: count for font, count in fonts.items() if LEGACY.search(font)}
    if sum(legacy.values()) > 0.3 * sum(fonts.values()):
        names = ", ".join(sorted(legacy, key=lambda font: -legacy[font])[:3])
        raise ReadError(
            Problem(
                name,
                f"the PDF is set in a legacy font ({names}): its characters are keystrokes, not text",
                "Use a Unicode edition of the law, or print the PDF to images and run OCR in its language.",
            )
        )


def laid_out(pages: Sequence[Page]) -> tuple[str, list[Block]]:
    """The text of all pages, line by line, and its blocks."""
    running = furniture(pages)
    parts: list[str] = []
    found: list[Block] = []
    at = 0
    for page in pages:
        starts = []
        for one in page.lines:
            starts.append(at)
            parts.append(one.text)
            at += len(one.text) + 1
        parts.append("")
        at += 1
        found += blocks(page, starts, running)
    return "\n".join(parts), found


def warnings(pages: Sequence[Page]) -> tuple[str, ...]:
    """What a reader should know about the pages."""
    bare = [str(page.number) for page in pages if page.size < SPARSE]
    return (f"{len(bare)} of {len(pages)} pages have no text: {', '.join(bare[:12])}",) if bare and len(bare) < len(pages) else ()
