"""PDF pages: drawn anew, or taken from what was drawn before from the same HTML."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from legal_gap.errors import OutputError, Problem
from legal_gap.late import late
from legal_gap.report import kept
from legal_gap.report.files import moment, write
from legal_gap.report.look import VARIANTS
from legal_gap.store import fingerprint

if TYPE_CHECKING:
    from legal_gap.report import draw
else:
    draw = late("legal_gap.report.draw")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF with what the renderer had to say about it; an empty ``warnings`` is the only good state. ``name``: where it is kept."""

    content: bytes
    warnings: tuple[str, ...] = ()
    pages: int = 0
    name: str = ""


def render(html: str, variant: str = VARIANTS[0]) -> Rendered:
    """Lay out a page of ours. Raises OutputError where the renderer or a font is missing, or the variant is not known."""
    if variant not in VARIANTS:
        raise OutputError(Problem(variant, "this PDF variant is not known", f"One of: {', '.join(VARIANTS)}."))
    return draw.render(html, variant)


def undated(html: str) -> str:
    """A page without the time at which it was made, unless SOURCE_DATE_EPOCH asks for exact bytes. Dates of the law stay."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return html
    now = moment()
    return re.sub(rf"{now:%Y-%m-%d}T[\d:+]+|{now.day} {now:%B %Y}", "", html)


def fingerprint_of(html: str, variant: str) -> str:
    """The name under which the drawing of a page is kept."""
    return f"{fingerprint('drawn', undated(html), variant, kept.renderer())}.pdf"


def render_cached(html: str, variant: str = VARIANTS[0], cache: Path | None = None) -> Rendered:
    """Render a page; where the same page was rendered before without a warning, take that from the folder ``cache``."""
    name = fingerprint_of(html, variant) if cache else ""
    content = kept.take(cache, name)
    if content is not None:
        return Rendered(content, name=name)
    rendered = render(html, variant)
    if rendered.warnings or not name:
        return rendered
    kept.keep(cache, name, rendered.content)
    return replace(rendered, name=name)


def write_pdf(html: str, path: Path, variant: str = VARIANTS[0], cache: Path | None = None) -> Rendered:
    """Render and write, whole or not at all; from ``cache`` where the page did not change. Raises OutputError."""
    rendered = render_cached(html, variant, cache)
    write(path, rendered.content)
    return rendered
