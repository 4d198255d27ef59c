"""Files that a command writes: what was made before from the same things is taken from where it is kept, the rest is made."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from legal_gap.cli.desk import Desk
from legal_gap.cli.law import Law, commands
from legal_gap.cli.output import say, warn
from legal_gap.errors import OutputError, Problem
from legal_gap.late import late
from legal_gap.places import user_folder
from legal_gap.pool import cores, small_processes, spread
from legal_gap.report import kept
from legal_gap.report.files import write
from legal_gap.report.look import Look
from legal_gap.report.pdf import write_pdf
from legal_gap.store import fingerprint

if TYPE_CHECKING:
    from rich import console, progress
else:
    console, progress = late("rich.console"), late("rich.progress")

DRAWN = ".drawn"
"""Ends the name under which the name of a drawn page is kept."""


@dataclass(frozen=True, slots=True)
class Product:
    """A file to be written, the name of everything that goes into it, and what makes its content: HTML to be drawn where ``is_page``."""

    path: Path
    name: str
    make: Callable[[], str | bytes]
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A PDF to be drawn, by any process."""

    path: Path
    name: str
    html: str
    variant: str


Drawn = tuple[Path, tuple[str, ...], tuple[Problem, ...]]


def pages_folder() -> Path:
    """Where finished files are kept, so that an unchanged country is not made again."""
    return user_folder() / "pages"


def name_of(what: str, form: str, laws: Sequence[Law], look: Look, *more: str) -> str:
    """The name of a product: laws with their verdicts, the look with all templates, renderer, form and clock."""
    own = sorted(look.folder.rglob("*")) if look.folder else [look.word] if look.word else []
    files = [path.read_bytes() for path in own if path.is_file()]
    chosen = repr((look.paper, look.variant, look.language))
    parts = (what, form, *more, chosen, kept.stamp(), kept.renderer(), commands(), *(law.verdicts for law in laws))
    return f"{fingerprint(*parts, *files)}.{form}"


def produce(desk: Desk, products: Sequence[Product], variant: str, jobs: int) -> None:
    """Write files, from what is kept or anew. Nothing that was made from texts with problems is kept."""
    new = [product for product in products if not restored(product)]
    for product in new:
        if not product.is_page:
            content = product.make()
            write(product.path, content)
            kept.keep(pages_folder(), "" if desk.problems else product.name, content)
            tell(product)
    drawings = [product for product in new if product.is_page]

    def pages() -> Iterator[Page]:
        for product in drawings:
            html = str(product.make())
            yield Page(product.path, "" if desk.problems else product.name, html, variant)

    desk.problems.extend(write_pages(pages(), len(drawings), jobs))


def restored(product: Product) -> bool:
    """Write a product from what is kept, where it is."""
    content = kept.take(pages_folder(), product.name + (DRAWN if product.is_page else ""))
    if content is not None and product.is_page:
        content = kept.take(pages_folder(), content.decode())
    if content is None:
        return False
    write(product.path, content)
    tell(product)
    return True


def tell(product: Product) -> None:
    """Name a PDF that is there now."""
    if product.path.suffix == ".pdf":
        say(str(product.path))


def write_pages(pages: Iterator[Page], count: int, jobs: int) -> list[Problem]:
    """Make the PDFs, in several processes where there are several; what kept one from being made, each thing once."""
    problems: list[Problem] = []
    workers = min(jobs or cores(), count)
    steps = spread(draw, pages, workers, small_processes("legal_gap.report.draw") if workers > 1 else None)
    with shown_progress(count) as counted:
        for path, warnings, found in counted(steps):
            problems += found
            for line in warnings:
                warn(f"{path}: {line}")
            if not found:
                say(str(path))
    return list(dict.fromkeys(problems))


@contextmanager
def shown_progress(count: int) -> Iterator[Callable[[Iterator[Drawn]], Iterator[Drawn]]]:
    """A bar for a person at a terminal; nothing elsewhere."""
    if not sys.stderr.isatty() or not count:
        yield lambda steps: steps
        return
    with progress.Progress(console=console.Console(stderr=True), transient=True) as bar:
        yield lambda steps: iter(bar.track(steps, total=count, description="Writing pages"))


def draw(page: Page) -> Drawn:
    """Make one PDF, whole or not at all; with what the renderer had to say and what kept it from being made."""
    try:
        drawn = write_pdf(page.html, page.path, page.variant, pages_folder())
    except OutputError as error:
        return page.path, (), error.problems
    if page.name and drawn.name:
        kept.keep(pages_folder(), page.name + DRAWN, drawn.name)
    gc.collect()
    return page.path, drawn.warnings, ()
