"""Countries side by side: common rules, outliers, clusters; nobody is ranked."""

import pytest

from legal_gap.compare import clusters, compare
from legal_gap.model import Outcome, Reading
from tests.factories import assessment, finding, instrument, jurisdiction, penalty, record


def country(code, *findings, **over):
    """A country with its findings."""
    return assessment(*findings, country=jurisdiction(code, name=code, **over))


def verdicts(**by_country):
    """A comparison of A02 over countries: MY="present"."""
    return compare([country(code, finding(outcome)) for code, outcome in by_country.items()])


def test_rows_follow_the_rubric_and_columns_the_order_given():
    """The reader chooses the order of the countries."""
    found = compare([country("TH", finding("present", "B01"), finding("present", "A02")), country("MY", finding("absent", "A02"))])
    assert ([r.indicator for r in found.rows], [c.code for c in found.countries]) == (["A02", "B01"], ["TH", "MY"])


def test_a_question_not_put_to_a_country_leaves_its_cell_empty():
    """Not asked is not a verdict."""
    found = compare([country("TH", finding("present", "B01")), country("MY", finding("absent", "A02"))])
    assert found.row("B01").cells[1] is None


def test_a_cell_names_its_deciding_provision_and_act():
    """Every cell leads to a clause."""
    cell = verdicts(MY="present").row("A02").cells[0]
    assert (cell.deciding.num, cell.record.citation) == ("1", "Act 1")


def test_two_thirds_make_a_common_rule():
    """Four of five is common, and the fifth is an outlier."""
    row = verdicts(A="present", B="present", C="present", D="present", E="absent").row("A02")
    assert (row.common, [c.country for c in row.outliers]) == (Outcome.PRESENT, ["E"])


def test_two_countries_make_no_common_rule():
    """Convergence needs three."""
    assert verdicts(A="present", B="present").row("A02").common is None


def test_open_cells_do_not_count_against_a_common_rule():
    """Not read is never not there."""
    row = verdicts(A="present", B="present", C="present", D="not_assessed", E="unclear").row("A02")
    assert (row.decided, row.common) == (3, Outcome.PRESENT)


@pytest.mark.parametrize(
    ("over", "weakness"),
    [
        ({"text_status": "digest", "as_of": "2025"}, ("digest",)),
        ({"text_status": "official_translation", "as_of": "2025"}, ("translation",)),
        ({"text_status": "official", "as_of": "amended to 2010"}, ("old",)),
        ({"text_status": "official", "as_of": "2025-01-01"}, ()),
        ({"text_status": "official", "as_of": ""}, ()),
        ({"text_status": "official", "as_of": "2025", "fallback_for": "act-2"}, ("fallback",)),
    ],
)
def test_a_cell_is_hatched_for_what_weakens_it(over, weakness):
    """A digest, a translation or a text older than five years is marked."""
    of = record(**over)
    found = compare([country("MY", records=(of,), readings=(Reading(instrument(of)),))])
    assert found.rows[0].cells[0].weakness(2026) == weakness


def test_countries_with_the_same_gaps_form_a_cluster():
    """Common gaps suggest common work."""
    same = (finding("absent", "A01"), finding("partial", "B01"))
    found = clusters(compare([country("A", *same), country("B", *same), country("C", finding("absent", "D01"))]))
    assert [(c.countries, c.indicators) for c in found] == [(("A", "B"), ("A01", "B01"))]


def test_countries_without_gaps_form_no_cluster():
    """Nothing in common is not something in common."""
    assert clusters(verdicts(A="present", B="present")) == ()


def test_the_first_custodial_penalty_of_a_form_stands_for_it():
    """A fine is not compared with a prison term."""
    fine = penalty(num="5", imprisonment_min_months=None, imprisonment_max_months=None, fine="unspecified")
    found = compare([country("MY", readings=(Reading(instrument(), penalties=(fine, penalty(num="6"))),))])
    assert found.penalties("trafficking", "anyone")[0][1].num == "6"
