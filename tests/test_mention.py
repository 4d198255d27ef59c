"""Concepts are found at word borders, in any of their words, with the role of the person."""

from pathlib import Path

import pytest

from legal_gap.language import Language, load_languages
from legal_gap.language.terms import expand
from legal_gap.mention import find_in
from legal_gap.rubric import Concept, load_concepts

ROOT = Path(__file__).parent.parent
ENGLISH = load_languages(ROOT / "rubric" / "languages")["en"]
CONCEPTS = load_concepts(ROOT / "rubric" / "concepts.toml")


def concepts_in(text: str) -> set[str]:
    """The ids of the concepts that a text mentions."""
    return {mention.concept for mention in find_in(text.lower(), ENGLISH, CONCEPTS)}


def language(**concepts: dict[str, object]) -> Language:
    """A language with a few words."""
    return Language("xx", "Test", True, {"concept": concepts})


def test_a_group_stands_for_each_of_its_words():
    """Brackets and bars save a lawyer from writing every form."""
    assert list(expand("public (officer|servant)(|s)")) == ["public officer", "public officers", "public servant", "public servants"]


def test_groups_may_stand_in_groups():
    """British and American spelling may both stand inside a longer choice."""
    assert list(expand("(a|b(c|d))e")) == ["ae", "bce", "bde"]


def test_a_stray_bracket_is_refused():
    """A term that does not close its brackets cannot be read."""
    with pytest.raises(ValueError, match="stray"):
        list(expand("a)b"))


def test_a_word_inside_a_longer_word_is_not_a_mention():
    """ "Pact" does not mention "act"."""
    assert not find_in("pact", language(act={"preferred": "act"}), {})


def test_a_term_may_span_a_gap_in_one_sentence():
    """A gap does not cross a full stop."""
    gap = language(x={"preferred": "leak … secret"})
    assert find_in("leak a state secret", gap, {}) and not find_in("leak. a secret", gap, {})


def test_a_never_term_silences_the_words_inside_it():
    """ "Official gazette" is no official."""
    assert "public_official" not in concepts_in("notified in the official gazette")


def test_the_longest_term_of_a_concept_is_kept():
    """One place gives one mention of a concept."""
    found = find_in("abuse of power", language(x={"preferred": "abuse", "also": ["abuse of power"]}), {})
    assert [(m.start, m.end) for m in found] == [(0, 14)]


def test_roles_are_only_given_to_persons():
    """An act has no role."""
    assert all(
        not m.role for m in find_in("if the offender is a public officer", ENGLISH, {"public_official": Concept("public_official", "")})
    )
