"""The comparison on paper: every cell leads to a clause, at two countries and at forty-five."""

import pytest

from legal_gap.compare import compare
from legal_gap.model import Outcome
from legal_gap.report import pdf
from legal_gap.report.comparison import blocks_of, comparison_view
from legal_gap.report.data import comparison_dict
from legal_gap.report.html import comparison_html
from legal_gap.report.region import load_tiles, tile_map
from tests.factories import assessment, finding, indicator, jurisdiction, rubric

RUBRIC = rubric(indicator("A02"), indicator("A03"))


def comparison(count=2):
    """Countries that lack A02 and have A03."""
    codes = [tile.code for tile in load_tiles()][:count]
    return compare([assessment(finding("absent"), finding("present", "A03"), country=jurisdiction(c, name=f"Land {c}")) for c in codes])


def test_forty_five_columns_are_two_even_blocks():
    """No block is left with a single country."""
    assert [len(block) for block in blocks_of(45)] == [22, 23]


def test_the_view_counts_what_is_shared():
    """A gap of both and a rule of both."""
    view = comparison_view(comparison(), RUBRIC, 2026)
    assert ([line.indicator.id for line in view.common_gaps], [line.indicator.id for line in view.shared_rules]) == (["A02"], ["A03"])


def test_each_cell_leads_to_its_clause():
    """The link and its target are both there."""
    page = comparison_html(comparison(), RUBRIC)
    assert 'href="#c-A03-TR"' in page and 'id="c-A03-TR"' in page


def test_a_cell_on_a_digest_is_hatched():
    """The reader sees which cells rest on our words."""
    assert 'class="present hatched"' in comparison_html(comparison(), RUBRIC)


def test_chosen_questions_stand_side_by_side():
    """One question, the clauses of all countries."""
    page = comparison_html(comparison(), RUBRIC, provisions=("A03",))
    assert 'id="p-A03"' in page and 'id="p-A02"' not in page


@pytest.mark.parametrize("count", [2, 8])
def test_the_renderer_has_nothing_to_say(count):
    """A warning of the renderer is a failure."""
    assert pdf.render(comparison_html(comparison(count), RUBRIC)).warnings == ()


def test_no_two_members_share_a_tile():
    """Each of the forty-five has a place of its own."""
    places = {(tile.column, tile.row) for tile in load_tiles()}
    assert len(places) == 45


def test_a_tile_counts_core_questions_only():
    """A light question does not colour the map."""
    of = rubric(indicator("A02"), indicator("A03", weight=1))
    tiles = tile_map(comparison().assessments, of)
    assert next(t for t in tiles if t.code == "TR").total == 1


def test_the_data_has_an_entry_for_each_country():
    """Programs read the matrix by indicator and country."""
    data = comparison_dict(comparison())
    assert data["indicators"]["A02"]["TR"]["outcome"] == Outcome.ABSENT
