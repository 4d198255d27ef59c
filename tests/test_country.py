"""The register of a country: what is read, what is refused, and how a country is found."""

from pathlib import Path

import pytest
from corpus import CORPUS, needs_corpus

from legal_gap.country import find_country, load_country, load_register
from legal_gap.errors import DataError, UnknownName
from legal_gap.language.pack import load_languages

LANGUAGES = load_languages(Path(__file__).parent.parent / "rubric" / "languages")
REGISTER = """code = "XX"
name = "Exland"
aliases = ["Republic of Exland"]
official_languages = ["en"]
legal_tradition = "common_law"
currency = "XXD"

[[instrument]]
id = "one"
title = "One Act"
citation = "Act 1"
kinds = ["trafficking"]
language = "en"
status = "in_force"
files = ["one.md"]
"""


@pytest.fixture
def folder(tmp_path):
    """A country with one act."""
    here = tmp_path / "XX"
    here.mkdir()
    (here / "country.toml").write_text(REGISTER, encoding="utf-8")
    (here / "one.md").write_text("# One Act\n\n## Section 1. Title\n\nThis is it.\n", encoding="utf-8")
    return here


def problems(folder, text):
    """What is wrong with a register."""
    (folder / "country.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_register(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_country_is_read_with_its_acts(folder):
    """The register and the text of each act."""
    country = load_country(folder, LANGUAGES)
    assert [unit.num for unit in country.readings[0].instrument.sections() if unit.level == "section"] == ["1"]


def test_an_act_without_a_language_file_is_not_read(folder):
    """It says so, and proves nothing."""
    (folder / "country.toml").write_text(REGISTER.replace('language = "en"', 'language = "xx"'), encoding="utf-8")
    assert "not read" in load_country(folder, LANGUAGES).readings[0].instrument.quality.warnings[0]


def test_an_empty_file_is_not_read(folder):
    """It says so, and proves nothing."""
    (folder / "one.md").write_bytes(b"")
    assert "empty" in load_country(folder, LANGUAGES).readings[0].instrument.quality.warnings[0]


@pytest.mark.parametrize(("text_status", "score"), [("official", 0.667), ("digest", 1.0), ("excerpt", 1.0)])
def test_a_digest_may_leave_sections_out(folder, text_status, score):
    """Skipped numbers are a loss in a whole text, not in a selection."""
    (folder / "country.toml").write_text(REGISTER + f'text_status = "{text_status}"\n', encoding="utf-8")
    (folder / "one.md").write_text("# One Act\n\n## Section 1. Title\n\nThis is it.\n\n## Section 3. End\n\nThis too.\n", encoding="utf-8")
    assert load_country(folder, LANGUAGES).readings[0].instrument.quality.score == score


def test_all_problems_come_at_once(folder):
    """An unknown kind, an unknown status, a missing file and an id used twice."""
    bad = REGISTER.replace("trafficking", "trafiking").replace("in_force", "ok").replace("one.md", "two.md")
    assert len(problems(folder, bad + bad[bad.index("[[instrument]]") :])) == 7


def test_a_problem_names_key_and_line(folder):
    """So that the author finds it."""
    assert any(
        "line 12" in problem and "trafiking" in problem for problem in problems(folder, REGISTER.replace("trafficking", "trafiking"))
    )


def test_a_file_outside_the_folder_is_refused(folder):
    """A register cannot read the rest of the disk."""
    assert "outside" in problems(folder, REGISTER.replace("one.md", "../../one.md"))[0]


@pytest.mark.parametrize("name", ["XX", "xx", "exland", "Republic of Exland", "EXLAND"])
def test_a_country_is_found_by_code_name_or_alias(folder, name):
    """Whatever the case."""
    assert find_country(folder.parent, name) == folder


def test_an_unknown_country_is_named_with_the_nearest(folder):
    """A slip of the key is answered with the right name."""
    with pytest.raises(UnknownName, match="exland"):
        find_country(folder.parent, "Exlnd")


@needs_corpus
@pytest.mark.parametrize("code", sorted(path.parent.name for path in CORPUS.glob("*/country.toml")))
def test_the_registers_of_the_corpus_are_right(code):
    """The check refuses nothing that is true."""
    assert load_register(CORPUS / code).code == code
