"""Codes become phrases that a lawyer would accept."""

import pytest

from legal_gap.model import KINDS, OFFENCES, Outcome, Record
from legal_gap.report.words import FAMILIES, Words
from legal_gap.report.words import KINDS as KIND_WORDS
from tests.factories import penalty

WORDS = Words()


@pytest.mark.parametrize(
    ("months", "said"),
    [(12, "1 year"), (18, "18 months"), (24, "2 years"), (30, "2 years 6 months"), (6, "6 months"), (1, "1 month"), (0.5, "15 days")],
)
def test_a_term_is_said_in_years_where_it_is_whole(months, said):
    """Months are how terms are kept, not how they are read."""
    assert WORDS.months(months) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (24, 120, "2 years to 10 years"),
        (None, 240, "up to 20 years"),
        (60, None, "at least 5 years"),
        (60, 60, "5 years"),
        (None, None, ""),
    ],
)
def test_an_open_end_is_said_to_be_open(low, high, said):
    """A law that names no maximum has none in the report either."""
    assert WORDS.term(low, high) == said


def test_life_and_death_stand_beside_the_term():
    """The gravest penalties are never lost behind a range."""
    said = WORDS.custody(penalty(life=True, death=True))
    assert said == "2 years to 10 years, life imprisonment or death"


def test_a_penalty_that_states_nothing_says_so():
    """Silence of the law is printed as silence, not as zero."""
    said = WORDS.penalty(penalty(imprisonment_min_months=None, imprisonment_max_months=None))
    assert said == "no penalty stated here"


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"fine": "unspecified"}, "fine, amount not stated"),
        ({"fine": "amount", "fine_max": 5000, "currency": "XXD"}, "fine up to 5,000 XXD"),
        ({"fine": "amount", "fine_min": 10, "fine_max": 20, "currency": "XXD"}, "fine 10 – 20 XXD"),
        ({"fine": "multiple", "fine_max": 5}, "fine of 5 times the value"),
    ],
)
def test_a_fine_is_said_with_its_bounds(over, said):
    """A fine keeps its unit and its open end."""
    assert WORDS.fine(penalty(**over)) == said


@pytest.mark.parametrize(
    ("num", "sub", "eid", "clause", "said"),
    [
        ("13", "(f)", "sec_13__para_f", "", "section 13(f)"),
        ("348", "(2)(a)", "chp_2__art_348__para_2__point_a", "", "article 348(2)(a)"),
        ("26A", "", "sec_26A", "5", "section 26A (clause 5 of the amending act)"),
        ("7", "", "", "", "7"),
    ],
)
def test_a_pinpoint_names_the_unit_as_the_act_does(num, sub, eid, clause, said):
    """A drafter finds the place without guessing."""
    assert WORDS.pinpoint(num, sub, eid, clause) == said


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_verdict_has_a_phrase_a_meaning_and_a_sign(outcome):
    """No verdict prints as a code."""
    assert all((WORDS.outcome(outcome), WORDS.meaning(outcome), WORDS.letter(outcome)))


def test_every_kind_and_offence_has_a_phrase():
    """The vocabulary of the data is covered."""
    assert set(KINDS) == set(KIND_WORDS) and set(OFFENCES) == set(FAMILIES)


def test_an_instrument_named_from_memory_says_so():
    """What is only remembered is not printed as fact."""
    remembered = Record("a", "A", "1", ("trafficking",), "en", "in_force", "official", (), confidence="unchecked")
    assert "from memory" in WORDS.standing(remembered)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"fine_min": 10000, "currency": "MYR"}, "fine, a multiple of the value or 10,000 MYR"),
        ({"fine_max": 5}, "fine of 5 times the value"),
        ({}, "fine, a multiple of the value"),
    ],
)
def test_a_sum_of_money_is_never_read_as_a_factor(facts, said):
    """ "Five times the value or 10,000, whichever is higher" is no fine of 10,000 times."""
    assert WORDS.fine(penalty(fine="multiple", **facts)) == said


def test_counts_are_not_printed_as_months():
    """How many penalties were compared is no term."""
    assert WORDS.computed("compared", 32) == "32"


def test_what_a_reference_comes_to_names_the_provision_and_no_file():
    """The reader gets a number, not a path."""
    assert WORDS.resolved(penalty(resolved_max_months=84, resolved_by="XX/code.md#354(1)")) == "up to 7 years (by 354(1))"
