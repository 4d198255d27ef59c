"""Penalties as printed: the grid of sentences, and the units that they belong to."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from legal_gap.language.pack import load_language
from legal_gap.language.penalties import compile_penalties
from legal_gap.penalty import PenaltyWords, parse_penalty
from legal_gap.places import data_folder

GRID = tomllib.loads((Path(__file__).parent / "penalty_grid.toml").read_text(encoding="utf-8"))["case"]
ENGLISH = load_language(data_folder("rubric") / "languages" / "en.toml")
GRAMMAR = compile_penalties(ENGLISH)
NOTES = ("start", "end", "condition", "tier_word", "added", "amends")
PRINTED = [f.name for f in fields(PenaltyWords) if f.name not in NOTES]
EMPTY = PenaltyWords(0, 0)


def records(text):
    """What a text threatens, each as its non-empty fields."""
    found = parse_penalty(text, GRAMMAR)
    return [{name: getattr(w, name) for name in PRINTED if getattr(w, name) != getattr(EMPTY, name)} for w in found]


@pytest.mark.parametrize("case", GRID, ids=lambda case: f"{case['tradition']}: {case['text'][:60]}")
def test_a_sentence_is_read_as_a_reader_would_record_it(case):
    """Every field of every record, in the drafting of many countries."""
    assert records(case["text"]) == case["expect"]


def test_the_grid_is_wide():
    """At least two hundred sentences from at least forty traditions."""
    assert (len(GRID) >= 200, len({case["tradition"] for case in GRID}) >= 40) == (True, True)


def test_a_bound_that_is_not_stated_stays_open():
    """A law that names only the shortest term says nothing about the longest."""
    assert parse_penalty("He shall be punished with imprisonment for not less than five years.", GRAMMAR)[0].imprisonment_max_months is None


def test_words_and_digits_that_differ_are_read_by_the_words():
    """A court reads the words of a deed where its figures contradict them."""
    assert GRAMMAR.months("5 (seven) years") == [84.0]
