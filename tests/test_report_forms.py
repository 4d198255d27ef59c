"""The same data in other forms; a hostile text is harmless in each of them."""

import csv
import io
import zipfile

import docx
import openpyxl
import pytest

from legal_gap.compare import compare
from legal_gap.errors import OutputError
from legal_gap.model import Reading
from legal_gap.report.comparison import comparison_view
from legal_gap.report.docx import country_docx, country_from_template
from legal_gap.report.html import country_html
from legal_gap.report.tables import as_csv, as_markdown, comparison_tables, country_tables
from legal_gap.report.web import highlighted, web_html
from legal_gap.report.xlsx import workbook
from tests.factories import assessment, evidence, finding, instrument, jurisdiction, record, rubric

HOSTILE = '=HYPERLINK("http://x.y","z") <script>alert(1)</script> {{ 7*7 }} \u202eesrever\x07 | # *bold*'


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """One moment for every file."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def hostile():
    """A country whose statute tries every trick."""
    return assessment(finding("partial", evidence=(evidence(HOSTILE),), reasons=(HOSTILE,)))


def cells(content):
    """Every cell of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


# -- XLSX ------------------------------------------------------------------------------------------------------------


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    """A statute that starts with an equals sign stays text."""
    found = cells(workbook(country_tables(hostile(), rubric()), "t"))
    assert any("HYPERLINK" in str(c.value) for c in found) and all(c.data_type != "f" and c.hyperlink is None for c in found)


def test_a_workbook_has_filters_and_frozen_heads():
    """A reader sorts and filters at once."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(country_tables(assessment(), rubric()), "t")))
    assert all(sheet.freeze_panes and sheet.auto_filter.ref for sheet in book)


def test_a_comparison_has_a_matrix_and_its_clauses():
    """Two sheets: verdicts and what decides them."""
    view = comparison_view(compare([assessment(), assessment(country=jurisdiction("YY", name="Whyland"))]), rubric(), 2026)
    matrix, clauses = comparison_tables(view)
    assert (matrix.rows[0][2:], len(clauses.rows)) == (("In the law", "In the law"), 2)


def test_months_are_numbers_in_a_workbook():
    """A reader can sort by penalty."""
    assert 120 in [c.value for c in cells(workbook(country_tables(assessment(), rubric()), "t"))]


# -- CSV and Markdown ------------------------------------------------------------------------------------------------


def test_a_formula_in_a_csv_file_is_disarmed():
    """A spreadsheet that opens the file runs nothing."""
    table = country_tables(hostile(), rubric())[1]
    row = list(csv.reader(io.StringIO(as_csv(table))))[1]
    assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_markdown_shows_a_text_as_it_is():
    """Marks of the statute are no marks of ours."""
    page = as_markdown(hostile(), rubric())
    assert "<script>" not in page and "\\<script\\>" in page and "\\*bold\\*" in page


def test_markdown_has_verdict_and_place():
    """The page can be read as plain text."""
    page = as_markdown(assessment(), rubric())
    assert "**In the law**" in page and "section 1(a), Act 1" in page


# -- DOCX ------------------------------------------------------------------------------------------------------------


def test_a_word_file_has_real_headings():
    """A ministry restyles headings, not paragraphs."""
    document = docx.Document(io.BytesIO(country_docx(assessment(), rubric())))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 2"] == ["A02 Question A02"]


def test_a_word_file_carries_the_words_of_the_law():
    """The quotation is in it, without its tricks."""
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(country_docx(hostile(), rubric()))).paragraphs)
    assert "<script>alert(1)</script>" in text and "\u202e" not in text


def test_a_quotation_is_marked_with_its_language():
    """Spelling and speech follow the language of the law."""
    of = record(language="th")
    country = jurisdiction(records=(of,), readings=(Reading(instrument(of)),))
    content = country_docx(assessment(country=country), rubric())
    assert b'w:lang w:val="th"' in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


def own_template(tmp_path, text):
    """A Word template of the user's own."""
    document = docx.Document()
    document.add_paragraph(text)
    document.save(tmp_path / "own.docx")
    return tmp_path / "own.docx"


def test_a_template_of_the_users_own_is_filled_in(tmp_path):
    """A ministry keeps its letterhead."""
    content = country_from_template(assessment(), rubric(), own_template(tmp_path, "Report on {{ name }}: {{ findings|length }}"))
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "Report on Exland: 1"


@pytest.mark.parametrize("text", ["{{ nothing }}", "{{ ''.__class__.__mro__ }}", "{% for x in %}"])
def test_a_template_cannot_leave_its_sandbox(tmp_path, text):
    """A template that asks for more, or for what is not there, is refused with a sentence."""
    with pytest.raises(OutputError, match="template"):
        country_from_template(assessment(), rubric(), own_template(tmp_path, text))


# -- one HTML file ---------------------------------------------------------------------------------------------------


def test_the_web_page_fetches_nothing():
    """It opens without a net."""
    page = web_html(assessment(), rubric())
    assert "<script" not in page and "<link" not in page and 'src="http' not in page and "default-src 'none'" in page


def test_a_pinpoint_opens_the_whole_provision_with_the_words_marked():
    """The reader sees the words where they stand."""
    text = "Whoever trades in persons goes to prison. An officer who helps goes to prison longer. A court may say more."
    country = jurisdiction(readings=(Reading(instrument(text=text)),))
    page = web_html(assessment(country=country), rubric())
    assert "<mark>An officer who helps goes to prison longer.</mark> A court may say more." in page


def test_the_printed_page_has_no_folded_provisions():
    """Paper does not unfold."""
    assert "<details" not in country_html(assessment(), rubric())


def test_marked_words_are_escaped():
    """Marking opens no door."""
    assert highlighted("a <b> here & there", ["<b> here"]) == "a <mark>&lt;b&gt; here</mark> &amp; there"


# -- the same bytes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [lambda a: workbook(country_tables(a, rubric()), "t"), lambda a: country_docx(a, rubric()), lambda a: web_html(a, rubric())],
    ids=["xlsx", "docx", "html"],
)
def test_the_same_input_gives_the_same_bytes(make):
    """A file can be made again and compared."""
    assert make(assessment()) == make(assessment())
