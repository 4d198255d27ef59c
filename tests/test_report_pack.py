"""One file for the meeting: one contents, continuous numbers, the data inside."""

import json
import os
import pickle
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from legal_gap.errors import DataError, OutputError
from legal_gap.report import kept, pdf
from legal_gap.report.merge import landscape
from legal_gap.report.pack import PackSettings, cited, handout_html, load_logo, load_settings, pack
from legal_gap.report.view import country_view
from tests.factories import assessment, evidence, finding, indicator, jurisdiction, rubric

RUBRIC = rubric(indicator("A02"), indicator("A03"))
LANDS = [assessment(finding("absent"), finding("present", "A03"), country=jurisdiction(c, name=f"Land {c}")) for c in ("AA", "BB")]


@pytest.fixture(scope="module")
def packed():
    """A pack of two countries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        return pack(LANDS, RUBRIC, PackSettings(title="Pack", classification="FOR THE MEETING"))


def text_of(content, page):
    """The words of a page."""
    return pypdfium2.PdfDocument(content)[page].get_textpage().get_text_bounded()


def test_page_numbers_run_through(packed):
    """The last page of the last part bears the number of the whole."""
    count = len(landscape(packed))
    assert f"Page {count} of {count}" in text_of(packed, count - 1)


def test_the_classification_is_on_every_page(packed):
    """A loose leaf still says who may read it."""
    assert all("FOR THE MEETING" in text_of(packed, i) for i in range(len(landscape(packed))))


def test_the_contents_lead_to_the_parts(packed):
    """The number in the contents is the page where the part starts."""
    with pikepdf.open(BytesIO(packed)) as found, found.open_outline() as outline:
        starts = {item.title: item.destination for item in outline.root}
        pages = {page.obj.objgen: i for i, page in enumerate(found.pages)}
        second = pages[starts["Land BB"][0].objgen]
    assert f"Land BB {second + 1}" in " ".join(text_of(packed, 2).split())


def test_the_data_are_attached(packed):
    """A program can read the pack without reading its pages."""
    with pikepdf.open(BytesIO(packed)) as found:
        data = json.loads(found.attachments["AA.json"].get_file().read_bytes())
    assert data["jurisdiction"] == "AA"


def test_no_two_entries_of_the_structure_share_a_key(packed):
    """A screen reader finds its way through all parts."""
    with pikepdf.open(BytesIO(packed)) as found:
        numbers = found.Root.StructTreeRoot.ParentTree.Nums
        keys = [int(numbers[i]) for i in range(0, len(numbers), 2)]
        pages = [int(page.obj.StructParents) for page in found.pages]
    assert len(set(keys)) == len(keys) and set(pages) <= set(keys)


def test_every_link_leads_to_a_page(packed):
    """Names of two parts may be the same; places are not."""
    with pikepdf.open(BytesIO(packed)) as found:
        targets = [note.Dest for page in found.pages for note in page.obj.get("/Annots", []) if "/Dest" in note]
        assert targets and all(isinstance(target, pikepdf.Array) for target in targets)


def test_the_same_input_gives_the_same_bytes(packed, monkeypatch):
    """A pack can be made again and compared."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert pack(LANDS, RUBRIC, PackSettings(title="Pack", classification="FOR THE MEETING")) == packed


def test_an_unchanged_page_is_not_rendered_again(tmp_path, monkeypatch):
    """The second run reads the file of the first."""
    first = pdf.render_cached("<html lang='en'><title>t</title><h1>t</h1>", "pdf/ua-1", tmp_path)
    monkeypatch.setattr(pdf, "render", lambda *_: pytest.fail("rendered again"))
    assert pdf.render_cached("<html lang='en'><title>t</title><h1>t</h1>", "pdf/ua-1", tmp_path).content == first.content


def test_pages_that_nobody_asked_for_longest_make_room(tmp_path):
    """The folder of drawn pages does not grow for ever."""
    for name, age in (("old", 300), ("used", 100), ("new", 0)):
        (tmp_path / f"{name}.pdf").write_bytes(bytes(10))
        os.utime(tmp_path / f"{name}.pdf", (1e9 - age, 1e9 - age))
    kept.prune(tmp_path, 20)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.pdf", "used.pdf"]


def test_each_provision_is_in_the_annex_once():
    """A section that answers two questions is quoted once, with both."""
    view = country_view(assessment(finding("present"), finding("present", "A03")), RUBRIC)
    assert [c.indicators for c in cited(view)] == [("A02", "A03")]


def test_the_annex_counts_numbers_as_numbers():
    """Section 9 stands before section 10."""
    found = finding(evidence=(evidence("ten", num="10", sub=""), evidence("nine", num="9", sub="")))
    assert [c.quote.evidence.num for c in cited(country_view(assessment(found), RUBRIC))] == ["9", "10"]


def test_the_handout_is_two_pages():
    """It fits on one sheet."""
    assert pdf.render(handout_html(LANDS, RUBRIC)).pages == 2


def test_a_small_file_sets_the_title_and_the_classification(tmp_path):
    """An office keeps its settings in a file."""
    path = tmp_path / "pack.toml"
    path.write_text('title = "Roundtable"\nclassification = "FOR OFFICIAL USE"\n')
    assert load_settings(path) == {"title": "Roundtable", "classification": "FOR OFFICIAL USE"}


def test_an_unknown_setting_is_refused(tmp_path):
    """A misspelt key is not ignored."""
    path = tmp_path / "pack.toml"
    path.write_text('titel = "x"\n')
    with pytest.raises(DataError, match="titel"):
        load_settings(path)


def test_a_logo_must_be_a_picture(tmp_path):
    """The error names the forms."""
    with pytest.raises(OutputError, match=".png"):
        load_logo(tmp_path / "logo.exe")


def test_an_error_keeps_its_problems_between_processes():
    """A page that fails in another process still says what to do."""
    with pytest.raises(OutputError) as caught:
        pdf.render("<p>x</p>", "pdf/zz")
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems
