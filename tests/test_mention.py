"""Concepts are found at word borders, in any of their words, with the role of the person."""

from pathlib import Path

import pytest

from legal_gap.language import Language, load_languages
from legal_gap.language.terms import expand
from legal_gap.mention import find_in, within
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


def found(text, **concepts):
    """The words that a language with these concepts finds, each with its concept, in order of place."""
    return [(m.concept, text[m.start : m.end]) for m in find_in(text, language(**concepts), {})]


def test_an_open_term_goes_on_to_the_end_of_its_word():
    """And no further."""
    assert found("the briber, bribing", bribe={"also": ["brib*"]}) == [("bribe", "briber"), ("bribe", "bribing")]


def test_a_never_term_beside_a_word_leaves_it_alone():
    """It silences what it covers, not what it touches."""
    words = {"also": ["officer"], "never": ["officer club"]}
    assert found("officer officer club officer", who=words) == [("who", "officer"), ("who", "officer")]
    assert found("a-b-c", x={"also": ["a", "c"], "never": ["-b-"]}) == [("x", "a"), ("x", "c")]


def test_words_that_overlap_are_found_once_for_a_concept_and_once_for_each():
    """The longer word of one concept covers the shorter; another concept has its own."""
    both = found("public officer", who={"also": ["public officer", "officer"]}, rank={"also": ["officer"]})
    assert both == [("who", "public officer"), ("rank", "officer")]


def test_mentions_at_one_place_stand_in_the_order_of_their_ends():
    """Then of their concepts, so that the order never changes."""
    assert found("public officer", b={"also": ["public officer"]}, a={"also": ["public"]}, c={"also": ["public"]}) == [
        ("a", "public"),
        ("c", "public"),
        ("b", "public officer"),
    ]


def test_mentions_of_a_stretch_lie_wholly_inside_it():
    """One that reaches out of it is none of it."""
    mentions = find_in("officer officer", language(who={"also": ["officer"]}), {})
    assert [len(within(mentions, start, end)) for start, end in ((0, 7), (0, 8), (1, 15), (0, 14), (0, 15))] == [1, 1, 1, 1, 2]
