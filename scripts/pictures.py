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
PAGES = {"summary": 1, "finding": 4}
"""Picture → page of the country report (0-based)."""


def main(country: str) -> None:
    """Make the report in a temporary folder and draw its pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([sys.executable, "-m", "legal_gap.cli", "report", country, "--output", out], cwd=ROOT, check=True)
        with pypdfium2.PdfDocument(Path(out) / f"{country}.pdf") as document:
            for name, number in PAGES.items():
                draw(document[min(number, len(document) - 1)], FOLDER / f"{name}.png")


def draw(page: pypdfium2.PdfPage, path: Path) -> None:
    """Draw one page, in few colours so that the picture stays small."""
    picture = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB").quantize(COLOURS)
    picture.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path} is larger than {LARGEST} bytes\n  → Draw it smaller.")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["SG"]))
