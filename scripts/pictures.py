"""Draw pages of the shipped reports as the pictures in the README. Usage: python scripts/pictures.py [COUNTRY]"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
WIDTH = 900
COLOURS = 64
LARGEST = 300_000
PAGES = {"summary": ("on one page", "Profile by group"), "finding": ("Official status aggravates", "What would close the gap")}
"""Picture → words that stand on its page of the country report."""


def main(country: str) -> None:
    """Make the report in a temporary folder and draw its pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([sys.executable, "-m", "legal_gap.cli", "report", country, "--output", out], cwd=ROOT, check=True)
        with pypdfium2.PdfDocument(Path(out) / f"{country}.pdf") as document:
            for name, words in PAGES.items():
                draw(page_with(document, words), FOLDER / f"{name}.png")


def page_with(document: pypdfium2.PdfDocument, words: tuple[str, ...]) -> pypdfium2.PdfPage:
    """The first page on which all of the words stand."""
    for page in document:
        text = page.get_textpage().get_text_range()
        if all(word in text for word in words):
            return page
    raise SystemExit(f"no page has {words}\n  → Mend PAGES in scripts/pictures.py.")


def draw(page: pypdfium2.PdfPage, path: Path) -> None:
    """Draw one page, in few colours so that the picture stays small."""
    picture = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB").quantize(COLOURS)
    picture.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path} is larger than {LARGEST} bytes\n  → Draw it smaller.")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["SG"]))
