"""What decides in one country only is told apart from what decides in several."""

from dataclasses import replace

from legal_gap.assess import Case, open_case
from legal_gap.examples import example_country
from legal_gap.language import load_languages
from legal_gap.places import data_folder
from legal_gap.rubric import load_rubric
from legal_gap.singletons import grounds, singletons

LANGUAGES = load_languages(data_folder("rubric") / "languages")
RUBRIC = load_rubric(data_folder("rubric"))
A02 = next(i for i in RUBRIC.indicators if i.id == "A02")


def case(code: str, name: str) -> Case:
    """A country whose law is one of the indicator's own examples."""
    example = next(e for e in A02.examples if e.expect == name and e.language == "en")
    return open_case(replace(example_country(example, LANGUAGES["en"], RUBRIC), code=code), RUBRIC, LANGUAGES)


def test_a_verdict_rests_on_patterns_and_terms():
    """Both kinds of ground are named."""
    assert {kind for kind, _ in grounds(A02, case("AA", "present"))} == {"pattern", "term"}


def test_what_decides_in_two_countries_is_no_singleton():
    """The same law twice leaves nothing alone."""
    assert singletons([case("AA", "present"), case("BB", "present")], [A02]) == []


def test_what_decides_in_one_country_only_is_listed_with_it():
    """The other country has no such limb."""
    found = singletons([case("AA", "present"), case("BB", "absent")], [A02])
    assert found and {s.country for s in found} == {"AA"}


def test_an_absence_rests_on_nothing():
    """There is no ground where nothing was found."""
    assert list(grounds(A02, case("BB", "absent"))) == []
