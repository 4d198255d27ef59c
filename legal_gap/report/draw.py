"""HTML → PDF with WeasyPrint: nothing is fetched, every warning is kept, the same input gives the same bytes."""

from __future__ import annotations

import gc
import logging
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import Any

import pydyf

from legal_gap.errors import OutputError, Problem
from legal_gap.report import fonts
from legal_gap.report.pdf import Rendered

try:
    with redirect_stdout(StringIO()):  # where a library is missing it prints a notice, into our data
        import weasyprint
        from weasyprint.formatting_structure import boxes
        from weasyprint.urls import URLFetcherResponse
except OSError as error:  # Pango or another system library is not there
    weasyprint = None
    _WHY = str(error).splitlines()[0]

PICTURES = ("data:image/png", "data:image/jpeg", "data:image/svg+xml")


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Hear WeasyPrint's warnings and keep them off the terminal."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    before, propagated = list(logger.handlers), logger.propagate
    logger.handlers, logger.propagate = [collector], False
    try:
        yield collector.lines
    finally:
        logger.handlers, logger.propagate = before, propagated


class Refuser:
    """The fetcher of every report: no address is ever opened, neither on the net nor on disk. A picture inside the page is no address."""

    _fail_on_errors = False  # WeasyPrint asks its fetchers for this

    def __call__(self, url: str, *_: Any, **__: Any) -> Any:
        """Decode a picture written into the page; raise ValueError for anything else, which WeasyPrint turns into a warning."""
        kind, marker, data = url.partition(";base64,")
        if marker and kind in PICTURES:
            return URLFetcherResponse(url, b64decode(data), {"Content-Type": kind.removeprefix("data:")})
        raise ValueError(f"reports fetch nothing, and {url[:80]} was asked for")


def _quotations(box: Any) -> Iterator[str]:
    """The language of each quotation on a page, in the order in which WeasyPrint tags them."""
    lines = isinstance(box, boxes.LineBox | boxes.TextBox)
    if not lines and box.element is not None and box.element_tag == "blockquote":
        yield box.element.get("lang") or ""
    for child in getattr(box, "children", ()):
        yield from _quotations(child)


def _mark_languages(document: Any, file: Any) -> None:
    """Write the language of a quotation into its tag, which WeasyPrint leaves out."""
    tags = [entry for entry in file.objects if isinstance(entry, pydyf.Dictionary) and entry.get("S") == "/BlockQuote"]
    languages = [language for page in document.pages for language in _quotations(page._page_box)]
    for tag, language in zip(tags, languages, strict=False) if len(tags) == len(languages) else ():
        if language:
            tag["Lang"] = pydyf.String(language)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let Python not look for garbage in a million boxes that are all in use; it makes up for it when a page is done."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def render(html: str, variant: str) -> Rendered:
    """Lay out a page of ours. Raises OutputError where the renderer or a font is missing."""
    if weasyprint is None:
        raise OutputError(Problem("WeasyPrint", f"the system libraries are missing ({_WHY})", "`legal-gap doctor` prints the command."))
    fonts.require(html, "the report")
    with _listening() as lines, _nothing_collected():
        document = weasyprint.HTML(string=html, url_fetcher=Refuser()).render(pdf_variant=variant)
        content = document.write_pdf(pdf_variant=variant, pdf_identifier=b"legal-gap", finisher=_mark_languages)
    return Rendered(content, tuple(lines), len(document.pages))
