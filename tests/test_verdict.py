"""Verdicts are worked out from elements, and a rule that cannot be read says so."""

import pytest

from legal_gap.errors import DataError
from legal_gap.model import Outcome
from legal_gap.verdict import decide, holds


@pytest.mark.parametrize(
    ("expression", "expected"),
    [("a and b", False), ("a or b", True), ("a and not b", True), ("at_least(2, a, b, c)", True), ("at_least(3, a, b, c)", False)],
)
def test_elements_combine_as_a_lawyer_writes_them(expression, expected):
    """Elements are joined with and, or, not and at_least."""
    assert holds(expression, {"a": True, "b": False, "c": True}) is expected


def test_the_first_rule_that_holds_decides():
    """Present is tried before partial."""
    assert decide({"partial": "a", "present": "a and b"}, {"a": True, "b": True}) is Outcome.PRESENT


def test_no_rule_means_absent():
    """Where no rule holds, nothing was found."""
    assert decide({"present": "a"}, {"a": False}) is Outcome.ABSENT


def test_a_conflict_wins_over_present():
    """Law that points the wrong way is reported before what is there."""
    assert decide({"present": "a", "conflict": "b"}, {"a": True, "b": True}) is Outcome.CONFLICT


@pytest.mark.parametrize("expression", ["a and", "open('x')", "unknown", "1 + 1"])
def test_a_rule_that_cannot_be_read_is_refused(expression):
    """Only element ids, and, or, not and at_least are understood."""
    with pytest.raises(DataError):
        holds(expression, {"a": True})
