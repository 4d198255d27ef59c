"""Every example inside an indicator file is judged as its author judges it."""

from pathlib import Path

import pytest

from legal_gap.examples import run_example
from legal_gap.language import load_languages
from legal_gap.rubric import load_rubric

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "rubric" / "languages")
RUBRIC = load_rubric(ROOT / "rubric")
CASES = [pytest.param(i, e, id=f"{i.id}: {e.name}") for i in RUBRIC.indicators for e in i.examples if e.language in LANGUAGES]


@pytest.mark.parametrize(("indicator", "example"), CASES)
def test_an_example_is_judged_as_its_author_judges_it(indicator, example):
    """The outcome agrees, and a look-alike is kept out by the constraint it names."""
    assert run_example(indicator, example, RUBRIC, LANGUAGES) == []
