"""Digests held against the official text; every statute here is made up, but for those of the corpus."""

from pathlib import Path

import pytest

from legal_gap.errors import DataError
from legal_gap.language import load_languages
from legal_gap.places import data_folder
from legal_gap.verify import Checked, Difference, atoms, spell, verify_country
from tests.corpus import CORPUS, needs_corpus
from tests.factories import penalty

LANGUAGES = load_languages(data_folder("rubric") / "languages")
REGISTER = """
code = "XX"
name = "Exland"
official_languages = ["en"]
legal_tradition = "common_law"
currency = "XXD"

[[instrument]]
id = "{id}"
title = "{title}"
citation = "{citation}"
kinds = ["trafficking"]
language = "{language}"
status = "in_force"
text_status = "{status}"
files = ["act.md"]
"""
OFFICIAL = """# Persons Act 2010

## 1. Selling persons

Any person who sells another person shall be liable to imprisonment for a term not exceeding ten years.

## 2. Guards

Any guard who opens a gate for a seller shall be liable to imprisonment for a term not exceeding four years.
"""
DIGEST = """# Persons Act 2010

## Section 1. Selling
> verified

A person who sells another person is punished with imprisonment for not more than {years} years.
"""


def country(root: Path, text: str, status: str, more: str = "", **over: str) -> Path:
    """A country folder with one act."""
    given = {"id": "act", "title": "Persons Act 2010", "citation": "Act 1 of 2010", "language": "en", "status": status} | over
    folder = root / "XX"
    folder.mkdir(parents=True)
    (folder / "country.toml").write_text(REGISTER.format(**given) + more, encoding="utf-8")
    (folder / "act.md").write_text(text, encoding="utf-8")
    return folder


def verified(tmp_path: Path, digest: str, more: str = "", official: str = OFFICIAL, **over: str) -> Checked:
    """The digest of the made-up act held against its official text."""
    country(tmp_path / "official", official, "official", **over)
    (one,) = verify_country(country(tmp_path / "digests", digest, "digest", more), tmp_path / "official", LANGUAGES)
    return one


def test_a_faithful_digest_agrees(tmp_path):
    """The same term under the same number is what verification is for."""
    assert verified(tmp_path, DIGEST.format(years=10)).agreed == ("1",)


def test_a_wrong_term_is_a_difference(tmp_path):
    """A digest with a wrong number is the worst thing that can ship."""
    assert {d.kind for d in verified(tmp_path, DIGEST.format(years=12)).unexplained} == {"penalty"}


def test_a_number_that_the_act_does_not_have_is_missing(tmp_path):
    """A drafter looks the number up first."""
    digest = DIGEST.format(years=10).replace("Section 1.", "Section 9.")
    assert [d.kind for d in verified(tmp_path, digest).differences] == ["missing"]


def test_a_threat_that_the_digest_leaves_out_is_a_difference(tmp_path):
    """A digest may leave sections out, not the penalty of a section that it has."""
    digest = "# Persons Act 2010\n\n## Section 1. Selling\n> verified\n\nA person must not sell another person.\n"
    assert [d.ours for d in verified(tmp_path, digest).differences] == ["no such penalty"]


def test_a_section_on_something_else_is_a_difference(tmp_path):
    """The number of another section, with a penalty that happens to be the same, must not pass."""
    digest = (
        "# Persons Act 2010\n\n## Section 2. Captains\n> verified\n\nA captain, owner, operator or master of a vessel, aircraft or"
        " vehicle, who transports strangers secretly across borders without passports, travel documents or entry permits, against the"
        " immigration rules, is punished with imprisonment for not more than 4 years.\n"
    )
    assert [d.kind for d in verified(tmp_path, digest).differences] == ["words"]


def test_a_recorded_reason_explains_a_difference(tmp_path):
    """The text at hand is older than the law: that is known, and said."""
    more = '\n[[difference]]\ninstrument = "act"\nprovision = "1"\nreason = "amended in 2020"\n'
    one = verified(tmp_path, DIGEST.format(years=12), more)
    assert not one.unexplained and {d.reason for d in one.differences} == {"amended in 2020"}


def test_a_reason_that_explains_nothing_is_named(tmp_path):
    """Reasons outlive what they explain."""
    more = '\n[[difference]]\ninstrument = "act"\nprovision = "1"\nreason = "amended in 2020"\n'
    assert verified(tmp_path, DIGEST.format(years=10), more).unused == ("1",)


def test_the_source_of_a_secondary_provision_explains_its_penalty(tmp_path):
    """A provision that follows a later act is not held against the older text; its mark says which act."""
    checked = verified(tmp_path, DIGEST.format(years=12).replace("> verified", "> secondary: Act 7 of 2020, https://example.org/7"))
    assert [d.reason for d in checked.differences] == ["the digest follows Act 7 of 2020, https://example.org/7"] * 2


def test_a_source_does_not_explain_a_number_that_is_missing(tmp_path):
    """Where a section is looked for in the wrong place, no source helps."""
    digest = DIGEST.format(years=10).replace("Section 1.", "Section 9.").replace("> verified", "> secondary: Act 7 of 2020")
    assert [d.kind for d in verified(tmp_path, digest).unexplained] == ["missing"]


def test_another_name_is_a_difference(tmp_path):
    """A digest of another act than the one at hand."""
    assert "name" in {d.kind for d in verified(tmp_path, DIGEST.format(years=10), title="Fisheries Ordinance").differences}


def test_another_year_is_a_difference(tmp_path):
    """Re-enactments carry the old name and a new year."""
    found = verified(
        tmp_path, DIGEST.format(years=10), official=OFFICIAL.replace("2010", "1990"), title="Persons Act 1990", citation="Act 9"
    )
    assert "year" in {d.kind for d in found.differences}


def test_a_text_in_a_language_without_penalty_words_is_not_verified(tmp_path):
    """Numbers are compared; a language that we cannot read is counted, not passed."""
    assert verified(tmp_path, DIGEST.format(years=10), official=OFFICIAL.replace("## 1.", "## Pasal 1."), language="xx").agreed == ()


def test_a_digest_without_official_text_is_listed(tmp_path):
    """Nothing to hold it against is not agreement."""
    folder = country(tmp_path / "digests", DIGEST.format(years=10), "digest")
    (one,) = verify_country(folder, tmp_path, LANGUAGES)
    assert one.official == () and one.agreed == () and one.marked == 1


def test_official_ids_can_be_named(tmp_path):
    """Official texts go by other names in other folders."""
    one = verified(tmp_path, DIGEST.format(years=10), '\n[official]\nact = ["bill-7"]\n', id="bill-7")
    assert one.official == ("bill-7",)


def test_a_broken_register_is_refused(tmp_path):
    """Every problem of a register is said before anything is compared."""
    folder = country(tmp_path, DIGEST.format(years=10), "digest")
    (folder / "country.toml").write_text('code = "XX"\n', encoding="utf-8")
    with pytest.raises(DataError):
        verify_country(folder, tmp_path, LANGUAGES)


def test_threats_are_compared_part_by_part():
    """How a text splits its tiers does not matter; what it threatens does."""
    assert atoms([penalty(life=True)]) == {("life", None, None), ("months", 24, 120)}


def test_a_category_of_fine_stands_for_its_amount():
    """One text says the category, the other the money: the country's table makes them the same."""
    fine = penalty(fine="amount", fine_max=5.0, fine_unit="category")
    assert ("fine amount currency", None, 500.0) in atoms([fine], amounts={"5": 500})


def test_a_difference_reads_as_a_line():
    """What is printed names the act, the section, both sides and the reason."""
    line = str(Difference("act-1", "5", "penalty", spell({("months", None, 60)}), spell({("life", None, None)}), "amended"))
    assert line == "act-1, 5: penalty: the digest has months …-60, the official text life (recorded: amended)"


@needs_corpus
@pytest.mark.slow
@pytest.mark.parametrize("code", sorted(path.name for path in CORPUS.glob("*") if (data_folder("statutes") / path.name).is_dir()))
def test_digests_agree_with_the_statutes_beside_the_project(code):
    """Every difference between a digest and the text at hand is explained."""
    checked = verify_country(data_folder("statutes") / code, CORPUS, LANGUAGES)
    assert [str(d) for one in checked for d in one.unexplained] == []
