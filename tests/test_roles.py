"""The same words name an offender here, a victim there and an enforcer elsewhere: the hard part of reading offences."""

import tomllib
from pathlib import Path

from legal_gap.language import load_languages
from legal_gap.mention import find_in
from legal_gap.rubric import load_concepts

ROOT = Path(__file__).parent.parent
ENGLISH = load_languages(ROOT / "rubric" / "languages")["en"]
CONCEPTS = load_concepts(ROOT / "rubric" / "concepts.toml")
PAIRS = tomllib.loads((Path(__file__).parent / "role_pairs.toml").read_text(encoding="utf-8"))["pair"]
NEEDED = 57 / 60


def role_in(text: str, term: str) -> str:
    """The role that the text gives to the person named by the term; the last one where it is named twice."""
    place = text.lower().rindex(term)
    found = [m for m in find_in(text.lower(), ENGLISH, CONCEPTS) if m.start <= place < m.end and CONCEPTS[m.concept].person]
    return found[-1].role if found else "not found"


def test_there_are_at_least_sixty_pairs():
    """Fewer would prove nothing."""
    assert len(PAIRS) >= 60


def test_roles_are_judged_as_a_reader_judges_them():
    """At least 57 in 60 are right."""
    wrong = [(pair["text"], pair["role"], role_in(pair["text"], pair["term"])) for pair in PAIRS]
    wrong = [row for row in wrong if row[1] != row[2]]
    assert 1 - len(wrong) / len(PAIRS) >= NEEDED, wrong
