"""Scans: read through OCR into a copy of our own, marked as such, with the way out where OCR cannot be had."""

import importlib.util
import shutil
import sys

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from typer.testing import CliRunner
from weasyprint import HTML

from legal_gap import ocr
from legal_gap.cli import app
from legal_gap.cli.work import the_languages
from legal_gap.errors import ReadError
from legal_gap.parsers import parse_bytes
from legal_gap.parsers.pdf import BY_OCR

ACT = "".join(f"<p>{n}. Rule {n}. Whoever trades in goods of class {n} shall keep a book of them.</p>" for n in range(1, 6))
SIGNED = f'<html><head><meta name="generator" content="Tesseract"></head><body>{ACT}</body></html>'
ENGLISH = the_languages()["en"]
FAKE = """import shutil, sys
assert "--skip-text" in sys.argv
open(sys.argv[sys.argv.index("--sidecar") + 1], "w", encoding="utf-8").write("มาตรา 1 ก\\fมาตรา 2 ข")
shutil.copy(r"{}", sys.argv[-1])
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a scan in it; copies go into another one."""
    monkeypatch.setattr(ocr, "user_folder", lambda: tmp_path / "own")
    page = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(page).text((60, 60), "1. Whoever trades shall keep a book.", fill=0)
    (tmp_path / "malaysia").mkdir()
    page.save(tmp_path / "malaysia" / "trade-act.pdf")
    return tmp_path / "malaysia"


@pytest.fixture
def machine(place, monkeypatch):
    """A program in the place of OCRmyPDF, which finds the same act in every scan."""
    text = place.parent / "text.pdf"
    HTML(string=SIGNED).write_pdf(text)
    (place.parent / "fake.py").write_text(FAKE.format(text), encoding="utf-8")
    monkeypatch.setattr(ocr, "program", lambda: [sys.executable, str(place.parent / "fake.py")])


def run(*arguments):
    """A command, as a person types it."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_scan_says_how_to_get_its_text(place):
    """No text layer, and the command that reads it."""
    assert "--ocr" in run("read", place / "trade-act.pdf").stderr


def test_a_scan_is_read_through_ocr_when_asked(place, machine):
    """Its sections are there, its quality is marked down, and the warning says that a machine read it."""
    said = run("read", place / "trade-act.pdf", "--ocr", "--language", "en").stdout
    assert "section 5" in said and "quality 0.90" in said and said.count(BY_OCR) == 1


def test_ocr_leaves_the_file_as_it_is(place, machine):
    """The text goes into a copy, made once."""
    before = (place / "trade-act.pdf").read_bytes()
    copies = {ocr.with_text(place / "trade-act.pdf", ENGLISH) for _ in range(2)}
    assert (place / "trade-act.pdf").read_bytes() == before and len(copies) == 1 and not copies & {place / "trade-act.pdf"}


def test_ocr_of_a_script_without_spaces_is_read_from_its_text(place, machine):
    """In the text layer every letter is placed alone; pages are counted all the same."""
    layer = ocr.parse(place / "trade-act.pdf", "trade-act.pdf", the_languages()["th"])
    assert [block.page for block in layer.blocks] == [1, 2] and layer.warnings[0].startswith(BY_OCR)


def test_ocr_is_not_run_on_text(tmp_path):
    """A file with text on its pages is read as it is."""
    HTML(string=SIGNED).write_pdf(tmp_path / "act.pdf")
    assert ocr.with_text(tmp_path / "act.pdf", ENGLISH) == tmp_path / "act.pdf"


def test_ocr_asks_for_the_language(place, machine):
    """Nobody can tell it from a picture."""
    assert "--language" in run("read", place / "trade-act.pdf", "--ocr").stderr


def test_ocr_that_is_not_installed_says_how_to_install_it(place, monkeypatch):
    """The extra and the letters of the language."""
    monkeypatch.setattr(ocr, "program", list)
    with pytest.raises(ReadError, match=r"legal-gap\[ocr\].*tesseract-ocr-eng"):
        ocr.with_text(place / "trade-act.pdf", ENGLISH)


def test_ocr_that_fails_says_why(place, monkeypatch):
    """What the program said last."""
    monkeypatch.setattr(ocr, "program", lambda: [sys.executable, "-c", "raise SystemExit('the page is upside down')"])
    with pytest.raises(ReadError, match="the page is upside down"):
        ocr.with_text(place / "trade-act.pdf", ENGLISH)


def test_an_audit_reads_scans_through_ocr_when_asked(place, machine):
    """The register that it drafts says so, and the report rests on the text."""
    audited = run("audit", place, "--yes", "--ocr", "--language", "en", "--format", "json")
    assert "1 laws read, 0 not read." in audited.stdout and "ocr = true" in (place / "country.toml").read_text(encoding="utf-8")


def test_a_text_layer_that_somebody_else_had_made_is_marked(tmp_path):
    """Programs for OCR sign their files."""
    HTML(string=SIGNED).write_pdf(tmp_path / "act.pdf")
    assert any(w.startswith(BY_OCR) for w in parse_bytes((tmp_path / "act.pdf").read_bytes(), "act.pdf").warnings)


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("tesseract") and (importlib.util.find_spec("ocrmypdf") or shutil.which("ocrmypdf"))), reason="OCR is not installed"
)
def test_ocr_for_real(place):
    """A printed page, photographed and read again."""
    HTML(string=SIGNED).write_pdf(place / "text.pdf")
    page = pypdfium2.PdfDocument(place / "text.pdf")[0].render(scale=3).to_pil()
    page.save(place / "scan.pdf", resolution=216)
    assert "keep a book" in parse_bytes(ocr.with_text(place / "scan.pdf", ENGLISH).read_bytes(), "scan.pdf").text
