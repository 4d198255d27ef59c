"""A second reader of PDF files, ``pdftotext`` of Poppler, where it is installed: it heeds what a file says of words that are drawn in pieces."""

from __future__ import annotations

import shutil
import subprocess

from legal_gap.parsers.pdf.layout import Line, Page
from legal_gap.script import torn

TORN = 0.02
"""The share of signs in impossible places from which on a text layer counts as torn."""
BETTER = 0.7
"""A second reading is taken where it leaves at most this share of what was torn."""
SECONDS = 60
INSTALL = "the text layer is torn; with pdftotext (package poppler-utils) installed a second reader is tried"


def pages(data: bytes) -> list[Page]:
    """The pages of a PDF as Poppler reads them, lines without their place; none where it is not installed or gives up."""
    program = shutil.which("pdftotext")
    if program is None:
        return []
    try:
        done = subprocess.run([program, "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    text = done.stdout.decode("utf-8", "replace").removesuffix("\f") if not done.returncode else ""
    return [Page(number, lines(page)) for number, page in enumerate(text.split("\f"), 1)] if text.strip() else []


def lines(page: str) -> list[Line]:
    """The lines of a page. An empty one stays: it parts paragraphs."""
    return [Line(row.strip(), 0, 0, 0, 0) for row in page.splitlines()]


def least_torn(first: list[Page], data: bytes) -> tuple[list[Page], tuple[str, ...]]:
    """The pages, read a second time where the first reading is torn, and the better of both; with what a person should know."""
    share = torn_share(first)
    if share < TORN:
        return first, ()
    second = pages(data)
    if second and sum(page.size for page in second) > 0.5 * sum(page.size for page in first) and torn_share(second) < BETTER * share:
        return second, ()
    return first, () if second else (INSTALL,)


def torn_share(pages: list[Page]) -> float:
    """How torn the text of pages is."""
    return torn("\n".join(line.text for page in pages for line in page.lines))
