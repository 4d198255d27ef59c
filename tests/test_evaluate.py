"""Agreement with careful readers is counted as the contract says, and does not fall below what was reached."""

import tomllib
from pathlib import Path

import pytest
from corpus import CORPUS, GOLD, needs_corpus

from legal_gap.cli.desk import Desk
from legal_gap.evaluate import (
    Answer,
    Comparison,
    confusion,
    evaluate,
    figures,
    load_gold,
    penalty_figures,
    plain,
    section,
    weighted_kappa,
)
from legal_gap.store import open_store

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


def verdict(reader: str, tool: str, certainty: str = "high", provisions: tuple[str, ...] = (), cited: tuple[str, ...] = ()) -> Comparison:
    """The least comparison of one verdict."""
    return Comparison("XX", "en", Answer("A02", (reader,), provisions, certainty), tool, cited)


def test_a_conflict_counts_as_absent():
    """The law points the wrong way: the element is not there."""
    assert plain("conflict") == "absent"


def test_unclear_counts_as_not_assessed():
    """Neither says anything about the law."""
    assert plain("unclear") == "not_assessed"


def test_hits_are_counted_by_section_number():
    """A paragraph of the right section is a hit."""
    assert section("XX/act.md#143(7)") == "XX/act.md#143"


def test_only_the_first_three_provisions_cited_can_hit():
    """A reader does not go through a long list."""
    cited = ("XX/a.md#1", "XX/a.md#2", "XX/a.md#3", "XX/a.md#4")
    assert verdict("present", "present", provisions=("XX/a.md#4",), cited=cited).hit is False


def test_perfect_agreement_has_kappa_one():
    """Nothing is left to chance."""
    assert weighted_kappa([("absent", "absent"), ("partial", "partial"), ("present", "present")]) == 1


def test_a_near_disagreement_costs_less_than_a_far_one():
    """Weights are linear over absent, partial, present."""
    near = weighted_kappa([("absent", "partial"), ("present", "present"), ("absent", "absent")])
    far = weighted_kappa([("absent", "present"), ("present", "present"), ("absent", "absent")])
    assert near is not None and far is not None and near > far


def test_kappa_leaves_out_what_was_not_assessed():
    """It compares verdicts on the law only."""
    assert weighted_kappa([("not_assessed", "present")]) is None


def test_low_certainty_is_left_out_where_asked():
    """Figures for certain answers count high and medium only."""
    counted = figures([verdict("present", "present"), verdict("present", "absent", certainty="low")])
    assert (counted["exact"], counted["exact_certain"]) == (0.5, 1.0)


def test_the_confusion_table_has_the_reader_in_rows():
    """A row is what the reader said."""
    assert confusion([verdict("present", "partial")]) == {"present": {"partial": 1}}


@pytest.mark.slow
@needs_corpus
@pytest.mark.parametrize("code", sorted(FLOORS))
def test_agreement_does_not_fall_below_its_floor(code, tmp_path, record_property):
    """The verdicts and penalties of a country on its real statutes, against what was reached before."""
    with open_store(tmp_path / "readings.db") as store:
        assessment = Desk(store).assess(CORPUS / code)
    agreement = evaluate([assessment], {code: load_gold(GOLD / f"{code}.toml")})
    reached = figures(agreement.verdicts) | penalty_figures(agreement.penalties)
    record_property("agreement", {"country": code, **reached})
    assert {key: value for key, value in FLOORS[code].items() if (reached[key] or 0) < value} == {}
