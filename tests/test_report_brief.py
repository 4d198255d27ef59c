"""Two pages for the meeting, each sentence from the evidence."""

import pytest

from legal_gap.model import Reading
from legal_gap.report import pdf
from legal_gap.report.html import brief_html
from legal_gap.report.view import cut
from tests.factories import assessment, basis, evidence, finding, indicator, instrument, jurisdiction, penalty, rubric

LONG = "whoever helps a trader in persons while holding an office is punished more than anybody else would be " * 12
FIVE = [f"A0{n}" for n in range(1, 6)]
RUBRIC = rubric(*(indicator(id) for id in FIVE))
GAPS = assessment(*(finding("partial", id, evidence=(evidence(LONG),)) for id in FIVE))


def test_the_brief_is_two_pages_at_any_length():
    """Long provisions do not push the questions to a third page."""
    assert pdf.render(brief_html(GAPS, RUBRIC, [GAPS])).pages == 2


def test_the_brief_names_three_gaps():
    """The fourth is in the report."""
    page = brief_html(GAPS, RUBRIC)
    assert "3. Question A03" in page and "Question A04" not in page


@pytest.mark.parametrize(
    ("text", "length", "said"),
    [("short", 9, "short"), ("some words here", 12, "some words …"), ("ผู้ใดกระทำความผิด", 8, "ผู้ใดกระ"[:8] + " …")],
)
def test_words_are_cut_where_a_word_ends(text, length, said):
    """A script without spaces is cut at a character."""
    assert cut(text, length) == said


def test_no_form_for_officials_is_said():
    """The answer to the first question names what is missing."""
    country = jurisdiction(readings=(Reading(instrument(), penalties=(penalty(),)),))
    assert "No form that names an official was read" in brief_html(assessment(country=country), rubric())


def test_a_duty_is_only_named_where_the_country_is_bound():
    """The second question is answered from the register."""
    binding = indicator(basis=(basis(),))
    gap = finding("absent", strength="mandatory", gap_class="treaty_gap")
    assert "No gap is classed as a treaty gap" in brief_html(assessment(gap, country=jurisdiction(treaties=())), rubric(binding))


def test_a_neighbour_that_has_it_is_named():
    """The fourth question leads to a text."""
    other = assessment(country=jurisdiction("YY", name="Whyland"))
    assert "Whyland 1" in brief_html(assessment(finding("absent")), rubric(), [other])


def test_a_run_with_one_country_says_so():
    """Nobody was asked is not nobody has it."""
    assert "No other country was assessed" in brief_html(assessment(finding("absent")), rubric())


def test_a_country_without_text_gets_the_page_that_says_so():
    """A brief makes no claim without a text."""
    assert "No statute text is on file" in brief_html(assessment(country=jurisdiction(readings=())), rubric())
