"""A register drafted from a bare folder: what is guessed, what a file's failure does, and the commands around it."""

import tomllib

import pytest
from typer.testing import CliRunner

from legal_gap.cli import app
from legal_gap.cli.work import the_languages
from legal_gap.country import check, load_register
from legal_gap.draft import as_register, country_of, drafted, load_words, names_of
from legal_gap.places import data_folder

SHIPPED = data_folder("statutes")
TRAFFIC = """ANTI-TRAFFICKING IN PERSONS ACT 2011

Act 77 of Malaysia

1. Short title
This Act is called after its year and its subject, and it is in force in all of the country from the day of the notice.

2. Trafficking in persons
A person who traffics in persons for the purpose of exploitation commits an offence and is liable to imprisonment for a term not exceeding ten years.
"""
HARBOUR = "The harbour\n\n1. A master of the ship shall moor it at the place that is shown to him by the keeper of the harbour.\n"


@pytest.fixture
def folder(tmp_path):
    """A folder with an act in two parts, a file of another kind and one that is no text."""
    place = tmp_path / "texts"
    place.mkdir()
    (place / "tip-part1.txt").write_text(TRAFFIC, encoding="utf-8")
    (place / "tip-part2.txt").write_text("3. Obstruction\nA person who obstructs an officer is liable to a fine.\n", encoding="utf-8")
    (place / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (place / "broken.pdf").write_bytes(b"%PDF-1.4 and nothing more")
    return place


@pytest.fixture
def drafts(folder):
    """The guesses about that folder, by id."""
    words = load_words(data_folder("rubric") / "drafting.toml")
    return {one.value("id"): one for one in drafted(folder, the_languages(), words, "en")}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "ANTI-TRAFFICKING IN PERSONS ACT 2011"),
        ("citation", "Act 77"),
        ("kinds", ["trafficking"]),
        ("language", "en"),
        ("year", 2011),
    ],
)
def test_a_first_page_tells_what_a_law_is(drafts, key, value):
    """Title, citation, kinds, language and year are guessed."""
    assert drafts["tip"].value(key) == value


def test_parts_of_one_text_are_one_instrument(drafts):
    """File names say which part is which."""
    assert drafts["tip"].files == ["tip-part1.txt", "tip-part2.txt"]


def test_where_the_kind_is_unsure_silence_proves_nothing(drafts):
    """A law of unknown kind is an excerpt: what it says counts, what it leaves out does not."""
    assert drafts["harbour"].value("text_status") == "excerpt"


def test_a_file_that_cannot_be_read_stays_in_the_register(drafts):
    """Not read is told, never left out."""
    assert drafts["broken"].problem is not None


def test_the_country_is_told_by_the_texts():
    """The name that the first pages carry most."""
    assert country_of(SHIPPED.parent / "nowhere", SHIPPED, [TRAFFIC])[0] == "MY"


def test_every_country_is_known_by_code_and_name():
    """Names lead to codes, whatever the case."""
    assert names_of(SHIPPED)["malaysia"] == names_of(SHIPPED)["my"] == "MY"


def test_a_draft_is_a_register_without_problems(folder, drafts):
    """What is drafted loads, and carries the country's treaties."""
    text = as_register("MY", "name of the folder", SHIPPED, list(drafts.values()))
    (folder / "country.toml").write_text(text, encoding="utf-8")
    assert not check(folder / "country.toml", tomllib.loads(text)) and load_register(folder).treaties


def test_each_guess_is_marked(drafts):
    """A person sees what is a guess, and why."""
    text = as_register("MY", "name of the folder", SHIPPED, list(drafts.values()))
    assert all("# guess: " in line for line in text.splitlines() if line.startswith(("title", "kinds", "language")) and "TIP" in line)


def run(*words):
    """The command line, run."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def audited(folder, tmp_path):
    """The folder after an audit that takes the guesses."""
    return run("audit", folder, "--yes", "--format", "json", "--database", tmp_path / "kept.db")


def test_an_audit_reports_what_it_could_not_read(audited):
    """The rest goes on; the bad file is one sentence and counted."""
    assert "2 laws read, 1 not read." in audited.stdout and audited.stderr.count("broken.pdf") == 1 and audited.exit_code == 2


def test_an_audit_writes_the_report_beside_the_folder(audited, folder):
    """Nothing but the register goes into the folder itself."""
    assert (folder.parent / "texts-report" / "MY.json").is_file()


def test_a_register_that_is_there_is_used_as_it_is(audited, folder, tmp_path):
    """A second audit changes nothing, whatever it would guess."""
    register = folder / "country.toml"
    register.write_text(register.read_text(encoding="utf-8").replace("ACT 2011", "ACT 2012"), encoding="utf-8")
    before = register.read_bytes()
    run("audit", folder, "--yes", "--format", "json", "--database", tmp_path / "kept.db")
    assert register.read_bytes() == before


def test_guesses_need_a_person(folder):
    """Without a prompt and without --yes nothing is written."""
    result = run("audit", folder)
    assert result.exit_code == 2 and "--yes" in result.stderr and not (folder / "country.toml").exists()


@pytest.mark.parametrize(("what", "code"), [("country", "XK"), ("indicator", "Z01"), ("language", "eo")])
def test_a_skeleton_passes_its_check(tmp_path, what, code):
    """The beginning of a data file is one that loads, and its examples agree."""
    assert run("new", what, code, "--into", tmp_path).exit_code == run("check", tmp_path).exit_code == 0


def test_a_skeleton_overwrites_nothing(tmp_path):
    """What a person wrote stays."""
    run("new", "country", "XK", "--into", tmp_path)
    result = run("new", "country", "XK", "--into", tmp_path)
    assert result.exit_code == 2 and "not overwritten" in result.stderr
