"""PDF with a text layer, through PDFium (what it tears, through Poppler): lines with their place on the page tell furniture and marginal notes from the text."""

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
from legal_gap.parsers.pdf.poppler import least_torn

LEGACY = re.compile(
    r"(?i)limon|preeti|kantipur|himal[bi]|sagarmatha|aakriti|krutidev|kruti dev|devlys|shree-?dev|sutonny|bijoy|\.vn[a-z]|vni-|"
    r"fmabhaya|fm-?malithi|bamini|abc-?(?:text|khmer)|khek|zawgyi|saysettha|phetsarath ot legacy"
)
"""Fonts whose characters are keystrokes: the text layer is not text."""
HYPHENS = "\x02\ufffe"
READ_BY_OCR = re.compile(r"(?i)\b(?:ocrmypdf|tesseract|finereader|abbyy|omnipage|readiris|paper capture|clearscan|ocr)\b")
"""Programs that write a text layer from pictures of pages, as they sign a file."""
BY_OCR = "the text was read from pictures of the pages (OCR)"
"""How the warning about such a text layer begins."""
SPARSE = 25
"""A page with fewer characters than this has, for all that it says, no text layer."""


def parse(data: bytes, name: str) -> Layer:
    """The pages of a PDF, one after the other. Raises ReadError where it is locked, broken, or has no text layer."""
    pages, fonts, signed = opened(data, name)
    refuse_unreadable(pages, fonts, name)
    pages, said = least_torn(pages, data)
    text, found = laid_out(pages)
    return Layer(name, "pdf", text, tuple(found), (*by_ocr(signed), *said, *warnings(pages)))


def needs_ocr(data: bytes, name: str) -> str:
    """How OCRmyPDF has to treat a file: "skip-text" where pages have no text, "force-ocr" where the text is none; empty where all is well.

    A file of another form needs none. Raises ReadError where a PDF cannot be opened.
    """
    if data[:1024].lstrip()[:5] != b"%PDF-":
        return ""
    pages, fonts = opened(data, name)[:2]
    if is_legacy(fonts):
        return "force-ocr"
    return "skip-text" if any(page.size < SPARSE for page in pages) else ""


def signature(document: pypdfium2.PdfDocument) -> str:
    """What the programs that made a file say of themselves."""
    said = document.get_metadata_dict(skip_empty=True)
    return " ".join(said.get(key, "") for key in ("Creator", "Producer"))


def by_ocr(signed: str) -> tuple[str, ...]:
    """A warning where a file is signed by a program that reads pictures."""
    found = READ_BY_OCR.search(signed)
    return (f"{BY_OCR} by {found[0]}: letters, numbers and columns may be wrong",) if found else ()


def opened(data: bytes, name: str) -> tuple[list[Page], Counter[str], str]:
    """The pages of a PDF, its fonts, and who made it. Raises ReadError where it is locked or broken."""
    try:
        document = pypdfium2.PdfDocument(data)
        pages, fonts = read_pages(document)
        signed = signature(document)
    except pypdfium2.PdfiumError as error:
        way_out = "Save it without its password." if "password" in str(error).lower() else "Fetch the file again."
        raise ReadError(Problem(name, f"the PDF cannot be opened ({error})", way_out)) from None
    return pages, fonts, signed


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
        way_out = "Read it through OCR: `legal-gap read FILE --ocr --language CODE`; in country.toml: ocr = true."
        raise ReadError(Problem(name, f"the PDF has no text layer ({len(pages)} pages, a scan)", way_out))
    if is_legacy(fonts):
        names = ", ".join([font for font, _ in fonts.most_common() if LEGACY.search(font)][:3])
        raise ReadError(
            Problem(
                name,
                f"the PDF is set in a legacy font ({names}): its characters are keystrokes, not text",
                "Use a Unicode edition of the law, or read it through OCR: `legal-gap read FILE --ocr --language CODE`.",
            )
        )


def is_legacy(fonts: Counter[str]) -> bool:
    """Whether a fair part of the lines is set in fonts whose characters are keystrokes."""
    return sum(count for font, count in fonts.items() if LEGACY.search(font)) > 0.3 * sum(fonts.values())


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
