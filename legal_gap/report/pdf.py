"""HTML → PDF with WeasyPrint: nothing is fetched, every warning is kept, the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pydyf

from legal_gap import __version__
from legal_gap.errors import OutputError, Problem
from legal_gap.report import fonts
from legal_gap.report.files import write

try:
    with redirect_stdout(StringIO()):  # where a library is missing it prints a notice, into our data
        import weasyprint
        from weasyprint.formatting_structure import boxes
        from weasyprint.urls import URLFetcherResponse
except OSError as error:  # Pango or another system library is not there
    weasyprint = None
    _WHY = str(error).splitlines()[0]

VARIANTS = ("pdf/ua-1", "pdf/ua-2", "pdf/a-2u", "pdf/a-2a", "pdf/a-3u", "pdf/a-3a", "pdf/a-4u")
"""The forms that ``--pdf-variant`` takes; the first is the default."""
KEPT = 200_000_000
"""Bytes of drawn pages that are kept: some three hundred reports."""
DATES = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}-\d\d-\d\dT[\d:+]+")
PICTURES = ("data:image/png", "data:image/jpeg", "data:image/svg+xml")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF with what the renderer had to say about it; an empty ``warnings`` is the only good state."""

    content: bytes
    pages: int
    warnings: tuple[str, ...]


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


def render(html: str, variant: str = VARIANTS[0]) -> Rendered:
    """Lay out a page of ours. Raises OutputError where the renderer or a font is missing, or the variant is not known."""
    if weasyprint is None:
        raise OutputError(Problem("WeasyPrint", f"the system libraries are missing ({_WHY})", "`legal-gap doctor` prints the command."))
    if variant not in VARIANTS:
        raise OutputError(Problem(variant, "this PDF variant is not known", f"One of: {', '.join(VARIANTS)}."))
    fonts.require(html, "the report")
    with _listening() as lines:
        document = weasyprint.HTML(string=html, url_fetcher=Refuser()).render(pdf_variant=variant)
        content = document.write_pdf(pdf_variant=variant, pdf_identifier=b"legal-gap", finisher=_mark_languages)
    return Rendered(content, len(document.pages), tuple(lines))


def fingerprint(html: str, variant: str) -> str:
    """The name of a page in the cache. The date of the day does not count, unless SOURCE_DATE_EPOCH asks for exact bytes."""
    fixed = html if os.environ.get("SOURCE_DATE_EPOCH") else DATES.sub("", html)
    return hashlib.sha256(f"{__version__}\0{variant}\0{fixed}".encode()).hexdigest()


def prune(cache: Path, largest: int = KEPT) -> None:
    """Remove the pages that were not used for longest until the folder holds ``largest`` bytes at most."""
    found = []
    for path in cache.glob("*.pdf"):
        with suppress(OSError):  # another process prunes too
            state = path.stat()
            found.append((state.st_mtime, state.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= largest:
            return
        with suppress(OSError):
            path.unlink()
        total -= size


def render_cached(html: str, variant: str = VARIANTS[0], cache: Path | None = None) -> Rendered:
    """Render a page; where the same page was rendered before without a warning, take that from the folder ``cache``."""
    kept = cache / f"{fingerprint(html, variant)}.pdf" if cache else None
    if kept and kept.is_file():
        content = kept.read_bytes()
        with suppress(OSError):  # a folder that cannot be written is still a folder to read from
            kept.touch()
        with pikepdf.open(BytesIO(content)) as found:
            return Rendered(content, len(found.pages), ())
    rendered = render(html, variant)
    if kept and not rendered.warnings:
        write(kept, rendered.content)
        prune(kept.parent)
    return rendered


def write_pdf(html: str, path: Path, variant: str = VARIANTS[0], cache: Path | None = None) -> Rendered:
    """Render and write, whole or not at all; from ``cache`` where the page did not change. Raises OutputError."""
    rendered = render_cached(html, variant, cache)
    write(path, rendered.content)
    return rendered
