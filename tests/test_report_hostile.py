"""A statute that tries every trick, in every field that comes from a file: harmless in every form, and its words still there."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pypdfium2
import pytest

from legal_gap.compare import compare
from legal_gap.model import Mention, NearMiss, Quality, Reading, Searched
from legal_gap.report import pdf
from legal_gap.report.comparison import comparison_view
from legal_gap.report.data import as_json, to_dict
from legal_gap.report.docx import country_docx, country_from_template
from legal_gap.report.html import brief_html, comparison_html, country_html
from legal_gap.report.pack import PackSettings, handout_html
from legal_gap.report.tables import as_csv, as_markdown, comparison_tables, country_tables
from legal_gap.report.web import web_html
from legal_gap.report.xlsx import workbook
from tests.factories import assessment, evidence, finding, indicator, instrument, jurisdiction, penalty, record, rubric

FORMULAS = ("=cmd|' /C calc'!A0", "+1+cmd", "-1+cmd", "@SUM(1+1)", "\t=1+1", "\r=1+1")
TRICK = (
    "=cmd|'x'!A0 <script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }}{% raw %}${7*7} \u202eesrever\u2066\u061c\x07\x1b & \"q\""
)
ORDERS = re.compile("[\u202a-\u202e\u2066\u2067\u200e\u200f\u061c\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Controls that no form may hold; first-strong isolation (U+2068, U+2069) is ours and always in pairs."""
RUBRIC = rubric(indicator("A02"), indicator("A03"))


def land(code="XX"):
    """A country of whose law and register every text is hostile."""
    of = record(title=TRICK, citation=TRICK, as_of=TRICK, later_changes=TRICK, source=TRICK, text_status="official")
    read = instrument(of, text=f"{TRICK} public officer {TRICK}")
    section = replace(read.provisions[0], heading=TRICK)
    read = replace(read, provisions=(section,), quality=Quality(0.9, (TRICK,)))
    at = len(TRICK) + 1
    forms = (
        penalty(class_word=TRICK, quote=TRICK, by_reference=TRICK),
        penalty(num="2", applies_to="public_official", sub=TRICK, eid="sec_2"),
    )
    reading = Reading(read, (Mention("public_official", at, at + 14, "offender"),), forms)
    said = evidence(TRICK, num=TRICK, heading=TRICK, mark=f"secondary: {TRICK}", clause=TRICK)
    near = Searched(("act-1",), 3, (TRICK,), (NearMiss("act-1", f"{code}/act-1.md", TRICK, TRICK, TRICK, TRICK),))
    found = (
        finding("partial", evidence=(said,), reasons=(TRICK,), searched=near),
        finding("absent", "A03", reasons=(TRICK,), searched=near),
    )
    return assessment(*found, country=jurisdiction(code, name=f"Land {code} {TRICK}", records=(of,), readings=(reading,)))


def paired(text):
    """Whether every isolation that is opened is closed before the next line ends."""
    return text.count("\u2068") == text.count("\u2069")


PAGES = {
    "country": lambda: country_html(land(), RUBRIC, [land("YY")]),
    "part of a pack": lambda: country_html(land(), RUBRIC, [land("YY")], part=True),
    "web": lambda: web_html(land(), RUBRIC, [land("YY")]),
    "brief": lambda: brief_html(land(), RUBRIC, [land("YY")]),
    "comparison": lambda: comparison_html(compare([land(), land("YY"), land("ZZ")]), RUBRIC, provisions=("A02", "A03")),
    "handout": lambda: handout_html([land(), land("YY")], RUBRIC, PackSettings(title=TRICK, classification=TRICK)),
    "no text": lambda: country_html(assessment(country=replace(land().jurisdiction, readings=())), RUBRIC),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_the_words_and_does_nothing_with_them(name):
    """Markup is text, template syntax is text, and nothing reorders what stands around it."""
    page = PAGES[name]()
    assert "&lt;script&gt;" in page and "<script" not in page and "<img src=x" not in page
    assert "{{ 7*7 }}" in page and "49{%" not in page
    assert not ORDERS.search(page) and paired(page)


@pytest.mark.parametrize("name", ["country", "brief", "comparison"])
def test_the_pdf_of_a_hostile_law_is_drawn_without_a_word(name):
    """The renderer warns of nothing, fetches nothing, and the words are on the page."""
    drawn = pdf.render(PAGES[name]())
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(drawn.content))
    assert drawn.warnings == () and "<script>alert(1)</script>" in text.replace("\r\n", "").replace("\n", "") and "\u202e" not in text


def test_no_cell_runs_in_a_workbook_or_csv_file():
    """Every sheet of every table."""
    tables = (*country_tables(land(), RUBRIC), *comparison_tables(comparison_view(compare([land(), land("YY")]), RUBRIC, 2026)))
    book = openpyxl.load_workbook(io.BytesIO(workbook(tables, TRICK)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" and cell.hyperlink is None and not ORDERS.search(str(cell.value)) for cell in cells)
    assert not any(
        field.startswith(("=", "+", "@")) for table in tables for line in as_csv(table).splitlines() for field in line.split(",")
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_each_way_to_start_a_formula_is_disarmed(text):
    """A spreadsheet that opens the file asks nobody and runs nothing."""
    found = assessment(finding("partial", evidence=(evidence(text),), reasons=(text,)))
    csv = as_csv(country_tables(found, rubric())[1])
    assert "'" + text.strip("\t\r") in csv.replace("'\t", "'").replace("'\r", "'")


def test_a_word_file_holds_the_words_as_text(tmp_path):
    """No field, no link, no control; and a template of the user's own does not run them either."""
    own = docx.Document()
    own.add_paragraph("{{ findings[0].reasons[0] }}")
    own.save(tmp_path / "own.docx")
    for content in (country_docx(land(), RUBRIC), country_from_template(land(), RUBRIC, tmp_path / "own.docx")):
        xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
        assert "{{ 7*7 }}" in text and "<script>" in text and not re.search("w:fldSimple|w:instrText|w:hyperlink", xml)
        assert not ORDERS.search(text)


def test_markdown_and_json_carry_the_words_without_their_tricks():
    """Markdown shows them as they are; JSON is data and escapes what is no ASCII control."""
    shown = as_markdown(land(), RUBRIC)
    assert not ORDERS.search(shown) and "<script>" not in shown
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", as_json(to_dict(land(), RUBRIC)))
