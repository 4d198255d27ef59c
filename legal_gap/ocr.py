"""Scans: a PDF without a text layer is read through OCRmyPDF, where that is installed, into a copy of our own; the file stays as it is."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from legal_gap.errors import OutputError, Problem, ReadError
from legal_gap.language.pack import Language
from legal_gap.model import Layer
from legal_gap.parsers import file_bytes, parse_bytes
from legal_gap.parsers.pdf import by_ocr, needs_ocr
from legal_gap.places import user_folder

LIMIT_SECONDS = 3600
"""The longest that one file may take: a scanned code of a thousand pages."""
INSTALL = "Install it: pip install 'legal-gap[ocr]', and Tesseract with the letters of the language (apt install tesseract-ocr-{})."
MISSING = 3
"""What OCRmyPDF returns where Tesseract, Ghostscript or the data of a language is not installed."""


SKIPPED = "[OCR skipped"
"""What stands in the text of pages that had a text layer before."""


def parse(path: Path, name: str, language: Language) -> Layer:
    """The text layer of a file, of a scan the one that OCR finds, with a warning. Raises ReadError, OutputError."""
    copy = with_text(path, language)
    layer = parse_bytes(file_bytes(copy), name)
    if copy.suffix != ".txt":
        return layer
    blocks = (replace(block, page=layer.text.count("\f", 0, block.start + 1) + 1) for block in layer.blocks)
    return replace(layer, form="pdf", blocks=tuple(blocks), warnings=(*by_ocr("Tesseract"), *layer.warnings))


def with_text(path: Path, language: Language) -> Path:
    """The file itself where it has text on every page; else a copy in the user's folder: the file with a text layer by OCR.

    In a script without spaces it is the text alone: every program that reads a text layer puts spaces between the letters that OCR has
    placed there one by one. The copy is made once for the bytes of the file and the letters of ``language``. Raises ReadError where OCR is
    needed and cannot be had, OutputError where the copy cannot be kept.
    """
    data = file_bytes(path)
    mode = needs_ocr(data, str(path))
    if not mode:
        return path
    letters = str(language.tables.get("ocr", ""))
    if not letters:
        raise ReadError(Problem(str(path), f"the file of {language.name} does not say what OCR calls its letters", 'Add ocr = "…" to it.'))
    folder = user_folder() / "ocr"
    copy = folder / f"{hashlib.sha256(data).hexdigest()[:32]}-{letters.replace('+', '-')}.pdf"
    if not copy.exists():
        make(path, copy, mode, letters)
    text = copy.with_suffix(".txt")
    return text if not language.spaces and text.exists() else copy


def program() -> list[str]:
    """The command that starts OCRmyPDF; empty where it is not installed."""
    if importlib.util.find_spec("ocrmypdf") is not None:
        return [sys.executable, "-m", "ocrmypdf"]
    found = shutil.which("ocrmypdf")
    return [found] if found else []


def make(path: Path, copy: Path, mode: str, letters: str) -> None:
    """Write the copy with its text layer; it appears whole or not at all."""
    command = program()
    if not command:
        raise ReadError(Problem(str(path), "it is a scan, and OCRmyPDF is not installed", INSTALL.format(letters)))
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=copy.parent) as place:
            written, text = Path(place) / "text.pdf", Path(place) / "text.txt"
            options = [f"--{mode}", "--output-type", "pdf", "--quiet", "-l", letters, "--sidecar", str(text)]
            run([*command, *options, str(path.resolve()), str(written)], path, letters)
            said = text.read_text(encoding="utf-8")
            if SKIPPED not in said:
                text.write_text(said.replace("\f", "\n\n\f"), encoding="utf-8")
                os.replace(text, copy.with_suffix(".txt"))
            os.replace(written, copy)
    except OSError as error:
        way_out = "Free some space, or mend the folder's permissions."
        raise OutputError(Problem(str(copy), f"the text by OCR cannot be kept ({error.strerror})", way_out)) from None


def run(command: list[str], path: Path, letters: str) -> None:
    """One run of OCRmyPDF. Raises ReadError with the last thing that it said."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=LIMIT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise ReadError(Problem(str(path), "OCR took more than an hour", "Split the file, and read its parts.")) from None
    if done.returncode == MISSING:
        what = f'Tesseract, Ghostscript or the letters "{letters}" are not installed'
        raise ReadError(Problem(str(path), f"it is a scan, and OCR cannot begin: {what}", INSTALL.format(letters)))
    if done.returncode:
        said = next((line.strip() for line in reversed(done.stderr.splitlines()) if line.strip()), f"code {done.returncode}")
        raise ReadError(Problem(str(path), f"OCR failed ({said})", "Scan the pages again, or type the text."))
