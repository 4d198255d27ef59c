"""What a screen reader and an archive need: structure, alternatives, languages, fonts inside."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from legal_gap.compare import compare
from legal_gap.model import Reading
from legal_gap.report import pdf
from legal_gap.report.html import brief_html, comparison_html, country_html
from legal_gap.report.pack import PackSettings, handout_html, pack
from tests.factories import assessment, evidence, finding, indicator, instrument, jurisdiction, penalty, record, rubric

RUBRIC = rubric(indicator("A02"), indicator("A03"))
THAI = record("act-2", language="th", text_status="official", title="พระราชบัญญัติ")


def land(code="XX"):
    """A country with a law in English and one in Thai, a gap and a rule."""
    readings = (
        Reading(instrument(), penalties=(penalty(), penalty(num="2", applies_to="public_official", life=True))),
        Reading(instrument(THAI)),
    )
    country = jurisdiction(code, name=f"Land {code}", records=(record(), THAI), readings=readings)
    found = (finding("absent"), finding("present", "A03", evidence=(evidence("ผู้ใดกระทำความผิด", instrument="act-2"),)))
    return assessment(*found, country=country)


SETTINGS = PackSettings(title="Pack", classification="FOR THE MEETING")
PAGES = {
    "country": lambda: country_html(land(), RUBRIC, [land("YY")]),
    "comparison": lambda: comparison_html(compare([land(), land("YY"), land("ZZ")]), RUBRIC, provisions=("A02", "A03")),
    "brief": lambda: brief_html(land(), RUBRIC, [land("YY")]),
    "handout": lambda: handout_html([land(), land("YY"), land("ZZ")], RUBRIC, SETTINGS),
}
DRAWN = ("country", "comparison", "pack")
"""Kinds of page with charts and with links to their own places."""


def content_of(kind):
    """A kind of page, or the pack of several in one file."""
    return pack([land(), land("YY"), land("ZZ")], RUBRIC, SETTINGS) if kind == "pack" else pdf.render(PAGES[kind]()).content


@pytest.fixture(scope="module", params=(*PAGES, "pack"))
def kind(request):
    """Each kind of page."""
    return request.param


@pytest.fixture(scope="module")
def document(kind):
    """It as a tagged PDF."""
    with pikepdf.open(BytesIO(content_of(kind))) as found:
        yield found


def elements(document) -> Iterator[pikepdf.Object]:
    """Every element of the structure tree, in reading order."""
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, pikepdf.Array):
            waiting[:0] = list(node)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                waiting.insert(0, node.K)


def test_the_document_says_what_it_is(document):
    """Title, language, tags and the PDF/UA mark."""
    title = document.Root.ViewerPreferences.DisplayDocTitle and str(document.Root.Lang) and document.Root.MarkInfo.Marked
    with document.open_metadata() as metadata:
        assert title and metadata["pdfuaid:part"] == "1" and metadata["dc:title"]


def test_every_figure_has_an_alternative(document, kind):
    """A chart says in words what it shows."""
    figures = [e for e in elements(document) if e.S == "/Figure"]
    assert all(str(e.get("/Alt", "")) for e in figures) and bool(figures) == (kind in DRAWN)


def test_every_link_has_contents(document, kind):
    """A link is announced by more than its place."""
    notes = [note for page in document.pages for note in page.obj.get("/Annots", []) if note.Subtype == "/Link"]
    assert all(str(note.get("/Contents", "")) for note in notes) and bool(notes) == (kind in DRAWN)


def test_headings_do_not_skip(document):
    """The levels go down one at a time."""
    levels = [int(str(e.S)[2:]) for e in elements(document) if str(e.S) in ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")]
    assert levels[0] == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False))


def test_every_table_has_head_cells(document):
    """A reader hears which column a cell is in."""
    for table in (e for e in elements(document) if e.S == "/Table"):
        assert "/TH" in str([e.S for e in elements_of(table)])


def elements_of(node) -> Iterator[pikepdf.Object]:
    """The elements below one."""
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements_of(kid)


def test_every_font_is_inside(document):
    """The page looks the same on every machine."""
    fonts = [font for page in document.pages for font in page.obj.Resources.get("/Font", {}).values()]
    bare = [font for font in fonts if "/FontFile" not in str(font.DescendantFonts[0].FontDescriptor.keys())]
    assert fonts and not bare


def test_a_quotation_keeps_its_language(document, kind):
    """Thai is read as Thai, on every page that quotes."""
    languages = {str(e.get("/Lang", "")) for e in elements(document) if e.S == "/BlockQuote"}
    assert languages == ({"th"} if kind in DRAWN else set())


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WeasyPrint leaves its colour profile open
@pytest.mark.parametrize("variant", pdf.VARIANTS)
def test_every_variant_renders_without_a_word(variant):
    """Archives choose their form."""
    assert pdf.render(PAGES["brief"](), variant).warnings == ()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_page_has_the_size_asked_for(paper):
    """An office prints on what it has."""
    content = pdf.render(country_html(land(), RUBRIC, paper=paper)).content
    with pikepdf.open(BytesIO(content)) as found:
        widths = {round(float(page.mediabox[2])) for page in found.pages}
    assert widths == {595 if paper == "A4" else 612}
