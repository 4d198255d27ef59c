"""The web page in a real browser: headless Chromium, driven by Playwright; skipped where one of them is missing."""

import shutil

import pytest

from legal_gap.model import Reading
from legal_gap.report.web import web_html
from tests.factories import assessment, evidence, finding, instrument, jurisdiction, rubric

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOSTILE = "An officer <script>document.title='taken'</script> who helps \u202egoes to prison longer."
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def browser():
    """Debian's own Chromium."""
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser, tmp_path):
    """The report of a country whose act is full of markup, on a phone, with the requests that it made."""
    land = jurisdiction(readings=(Reading(instrument(text=HOSTILE)),))
    found = finding("partial", evidence=(evidence(HOSTILE),))
    (tmp_path / "XX.html").write_text(web_html(assessment(found, country=land), rubric()), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 390, "height": 800})
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto((tmp_path / "XX.html").as_uri())
    yield opened
    opened.close()


def test_the_page_asks_for_nothing_but_itself(page):
    """One file, offline."""
    assert len(page.asked) == 1


def test_markup_in_a_statute_does_nothing(page):
    """The words of a law are shown and never run."""
    assert "taken" not in page.title() and "<script>" in page.inner_text("blockquote")


def test_the_page_fits_a_phone(page):
    """Nobody scrolls sideways to read a sentence."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_gap_leads_to_its_finding(page):
    """From the list of gaps to the evidence is one step."""
    page.click("#gaps a.page-number")
    assert page.url.endswith("#f-A02")


def test_a_pinpoint_opens_the_whole_provision(page):
    """The quoted words stand marked in their section."""
    page.click("details.whole summary")
    assert page.is_visible("details.whole div")
