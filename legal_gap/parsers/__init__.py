"""One file form a module: a file goes in, its text layer with blocks comes out. The form is told by content, not by name."""

from __future__ import annotations

import re
from pathlib import Path

from legal_gap.errors import Problem, ReadError
from legal_gap.model import Layer
from legal_gap.parsers import docx, html, links, markdown, pdf, plain, provisions_json, xml
from legal_gap.parsers.decode import check_length, check_lines, decode

LIMIT = 400_000_000
"""The largest file, in bytes, that is read."""
LARGEST_TEXT = 40_000_000
"""The largest file, in bytes, of a form that is held in memory whole: XML is read piece by piece, a PDF page by page."""
MOST_BLOCKS = 250_000
STREAMED = ("akn", "uslm", "xml")
XML = re.compile(rb"(?s)(?:<\?xml.*?\?>|<!--.*?-->|<\?.*?\?>|<!DOCTYPE.*?>|\s)*<(?:\w+:)?[A-Za-z][\w.-]*[\s/>]")


NAMESPACED = re.compile(
    rb"""(?s)(?:<\?xml.*?\?>|<!--.*?-->|<\?.*?\?>|\s)*<(?:\w+:)?(?!html)[A-Za-z][\w.-]*\s[^>]*xmlns(?::\w+)?=["'](?!http://www\.w3\.org/1999/xhtml)"""
)
"""A root element in a namespace that is not that of web pages: XML, however many paragraphs it is full of."""


def says_xml(head: bytes, data: bytes) -> bool:
    """Whether a file that begins with a tag is XML throughout, and not Markdown with a tag on top."""
    return head.startswith(b"<?xml") or b"xmlns" in head or data[-200:].rstrip().endswith(b">")


def parse(path: Path, name: str) -> Layer:
    """The text layer of a file; ``name`` is its path relative to the root of country folders.

    The layer of Markdown and plain text is the decoded file itself; of any other form, the text that its reader takes
    out of it, the same every time (``legal-gap read FILE --text`` prints it). Spans are offsets into it, in characters.
    Raises ReadError, in one sentence with the way out, where there is no text to be had.
    """
    return parse_bytes(file_bytes(path), name)


def file_bytes(path: Path) -> bytes:
    """The bytes of a statute file. Raises ReadError where it is missing, empty, too large or not a file."""
    try:
        if path.is_file() and path.stat().st_size > LIMIT:
            raise ReadError(Problem(str(path), "the file is larger than 400 MB", "Split it into one file an act."))
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(Problem(str(path), "the file does not exist", "Check its name in country.toml.")) from None
    except OSError as error:
        raise ReadError(
            Problem(str(path), f"the file cannot be opened ({error.strerror})", "Check the path and its permissions.")
        ) from None
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise ReadError(Problem(str(path), "the file is empty", "Put the text of the law into it, or take it out of country.toml."))
    return data


def parse_bytes(data: bytes, name: str) -> Layer:
    """The text layer of a file's bytes. Raises ReadError."""
    layer = by_form(data, name)
    if len(layer.blocks) > MOST_BLOCKS and layer.form not in STREAMED:
        raise ReadError(
            Problem(name, f"more than {MOST_BLOCKS:,} paragraphs: not one law as it is printed", "Split it into one file an act.")
        )
    check_length(max((block.end - block.start for block in layer.blocks), default=0), name)
    return layer


def by_form(data: bytes, name: str) -> Layer:
    """The text layer of a file's bytes, by the reader of its form. Raises ReadError."""
    if data[:1024].lstrip()[:5] == b"%PDF-":
        return pdf.parse(data, name)
    if docx.is_docx(data):
        return docx.parse(data, name)
    if data.startswith(b"PK\x03\x04"):
        raise ReadError(
            Problem(name, "the file is an archive without a Word document in it", "Unpack it, and give the files that are inside.")
        )
    head = data[:3000].lstrip(b"\xef\xbb\xbf \t\r\n")
    page = html.looks_like_html(head.decode("utf-8", "replace")) and not NAMESPACED.match(head)
    if head.startswith(b"<") and not page and XML.match(head) and says_xml(head, data):
        return xml.parse(data, name)
    if len(data) > LARGEST_TEXT:
        raise ReadError(Problem(name, f"the text is larger than {LARGEST_TEXT // 1_000_000} MB", "Split it into one file an act."))
    text, warnings = decode(data, name, html.charset(data) if head.startswith(b"<") else "")
    start = text[:2000].lstrip("\ufeff \t\r\n")
    if start[:1] in "{[" and (layer := provisions_json.parse(text, name, warnings)):
        return layer
    if links.looks_like_links(text):
        return links.parse(text, name, warnings)
    if html.looks_like_html(text):
        return html.parse(text, name, warnings)
    check_lines(text, name)
    if markdown.is_markdown(text):
        return markdown.parse(text, name, warnings)
    return plain.parse(text, name, warnings)
