"""``countries``, ``load``, ``read`` as a person uses them, and what they say to bad input."""

import json
import tomllib

import pytest
from typer.testing import CliRunner

from legal_gap.cli import app

REGISTER = """\
code = "XX"
name = "Exland"
aliases = ["The Exes"]
official_languages = ["en"]
legal_tradition = "mixed"
currency = "XXX"

[[instrument]]
id = "act-1"
title = "Traffic in Persons Act"
citation = "Act 1"
kinds = ["trafficking"]
language = "en"
status = "in_force"
text_status = "digest"
files = ["act-1.md"]

[[instrument]]
id = "act-2"
title = "Passports Act"
citation = "Act 2"
kinds = ["passports"]
language = "en"
status = "in_force"
files = []
"""
DIGEST = """\
# Traffic in Persons Act (Act 1)

## Section 4. Trading in persons
> verified

A person who trades in persons commits an offence. Penalty: imprisonment for up to 20 years.
"""
OFFICIAL = "<html><body><p>4. Whoever trades in persons is punished.</p><script>steal()</script></body></html>"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A root with one country, for a person with an empty home."""
    folder = tmp_path / "statutes" / "XX"
    folder.mkdir(parents=True)
    (folder / "country.toml").write_text(REGISTER, encoding="utf-8")
    (folder / "act-1.md").write_text(DIGEST, encoding="utf-8")
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "statutes"


def run(*words):
    """Run a command."""
    return CliRunner().invoke(app, [str(word) for word in words])


def change(root, old, new):
    """Change the register."""
    file = root / "XX" / "country.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_countries_counts_texts_and_digests(root):
    """One glance tells how much of a country's law is at hand."""
    row = json.loads(run("countries", "--statutes", root, "--format", "json").stdout)[0]
    assert (row["code"], row["official"], row["digests"], row["register_only"]) == ("XX", 0, 1, 1)


def test_countries_shows_the_others_when_one_register_is_wrong(root):
    """A broken file is told, and does not hide the rest."""
    (root / "YY").mkdir()
    (root / "YY" / "country.toml").write_text('code = "YY"\n')
    result = run("countries", "--statutes", root)
    assert (result.exit_code, "Exland" in result.stdout, 'the key "name" is missing' in result.stderr) == (2, True, True)


def test_every_problem_of_a_register_is_told_with_key_and_line(root):
    """One run is enough to mend a file."""
    change(root, 'status = "in_force"\ntext_status = "digest"', 'status = "in force"\ntext_status = "digest"\ncolour = "red"')
    change(root, 'legal_tradition = "mixed"', "legal_tradition = 1")
    found = run("countries", "--statutes", root).stderr
    assert [word in found for word in ('"in force"', '"colour"', '"legal_tradition"', "line 5")] == [True] * 4


def test_a_register_that_is_no_toml_is_a_sentence_with_the_line(root):
    """The parser's own place is passed on."""
    change(root, 'name = "Exland"', "name = Exland")
    result = run("countries", "--statutes", root)
    assert (result.exit_code, "line 2" in result.stderr) == (2, True)


def test_ids_that_stand_twice_are_refused(root):
    """Evidence must point to one instrument."""
    change(root, 'id = "act-2"', 'id = "act-1"')
    assert 'the id "act-1" is used 2 times' in run("countries", "--statutes", root).stderr


def test_an_unknown_country_names_those_on_file(root):
    """A wrong name is answered with the right ones."""
    result = run("load", "Atlantis", "act-1", "act.html", "--statutes", root)
    assert (result.exit_code, "XX" in result.stderr) == (2, True)


def test_a_loaded_text_takes_the_digests_place(root, tmp_path):
    """The register of the user's own copy points to the official text."""
    (tmp_path / "act.html").write_text(OFFICIAL)
    result = run("load", "The Exes", "act-1", tmp_path / "act.html", "--as-of", "2024", "--statutes", root, "-o", tmp_path / "mine")
    entry = tomllib.loads((tmp_path / "mine" / "XX" / "country.toml").read_text(encoding="utf-8"))["instrument"][0]
    assert (result.exit_code, entry["files"], entry["text_status"], entry["as_of"]) == (0, ["act-1.official.html"], "official", "2024")


def test_the_user_sees_the_loaded_text_from_then_on(root, tmp_path):
    """Without --statutes the user's own folder comes before what ships."""
    (tmp_path / "act.html").write_text(OFFICIAL)
    run("load", "XX", "act-1", tmp_path / "act.html", "--statutes", root)
    row = next(row for row in json.loads(run("countries", "--format", "json").stdout) if row["code"] == "XX")
    assert row["official"] == 1


def test_a_new_instrument_needs_a_title_and_a_kind(root, tmp_path):
    """What cannot be guessed is asked for."""
    (tmp_path / "act.txt").write_text("4. Whoever trades in persons is punished.")
    result = run("load", "XX", "act-9", tmp_path / "act.txt", "--statutes", root)
    assert (result.exit_code, "--title, --kind, --language" in result.stderr) == (2, True)


@pytest.mark.parametrize(("name", "content"), [("empty.txt", b" \n"), ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)])
def test_what_is_no_text_is_not_loaded(root, tmp_path, name, content):
    """Nothing is written where there is nothing to read."""
    (tmp_path / name).write_bytes(content)
    result = run("load", "XX", "act-1", tmp_path / name, "--statutes", root, "-o", tmp_path / "mine")
    assert (result.exit_code, list(tmp_path.glob("mine/XX/*official*"))) == (2, [])


def test_an_id_cannot_leave_the_folder(root, tmp_path):
    """An id becomes a file name."""
    (tmp_path / "act.txt").write_text("4. Whoever trades in persons is punished.")
    facts = ("--title", "T", "--kind", "other", "--language", "en")
    assert run("load", "XX", "../act", tmp_path / "act.txt", *facts, "--statutes", root).exit_code == 2


def test_read_shows_the_tree(root):
    """An author sees what the program sees."""
    assert "section 4  Trading in persons" in run("read", root / "XX" / "act-1.md").stdout


def test_read_prints_the_contract_as_json(root):
    """Another program gets the tree with places in the file."""
    data = json.loads(run("read", root / "XX" / "act-1.md", "--format", "json").stdout)
    assert (data["language"], data["provisions"][-1]["num"], data["provisions"][-1]["start"] > 0) == ("en", "4", True)


def test_read_text_is_what_offsets_count(root):
    """For Markdown it is the file itself."""
    assert run("read", root / "XX" / "act-1.md", "--text").stdout == DIGEST


def test_a_text_agrees_with_itself(root):
    """Two readings of one file have the same numbers and words."""
    file = root / "XX" / "act-1.md"
    data = json.loads(run("read", "--compare", file, file, "--format", "json").stdout)
    assert (data["number_agreement"], data["text_similarity"]) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("words", "says"),
    [(("nowhere.md",), "does not exist"), (("--compare", "a.md"), "two texts"), (("--language", "xx", "a.md"), "no language file")],
)
def test_read_says_what_it_cannot_read(words, says):
    """A file, a second text, a language."""
    result = run("read", *words)
    assert (result.exit_code, says in result.stderr) == (2, True)


def test_a_loaded_file_that_was_changed_is_told(root, tmp_path):
    """The register says of which bytes it speaks."""
    (tmp_path / "act.txt").write_text("4. Whoever trades in persons is punished.")
    run("load", "XX", "act-1", tmp_path / "act.txt", "--statutes", root, "-o", root)
    (root / "XX" / "act-1.official.txt").write_text("4. Whoever trades in persons is rewarded.")
    assert "is not the one that was loaded" in run("show", "XX", "act-1", "--statutes", root).stderr


def test_missing_says_where_only_a_digest_of_parts_is_at_hand():
    """A code of which we only have a digest is still to be collected, but nobody should think that it is unknown."""
    rows = json.loads(run("countries", "--missing", "--format", "json").stdout)
    named = [row["registered"] for row in rows if row["code"] == "AE" and row["kind"] == "penal_code"]
    assert named == ["fdl-31-2021 (digest)"]


def test_missing_names_the_texts_that_questions_wait_for():
    """A task force sees what to collect next, most wanted first."""
    done = run("countries", "--missing", "--format", "json")
    rows = [row for row in json.loads(done.stdout) if row["code"] == "FJ"]
    assert rows and rows == sorted(rows, key=lambda row: -row["questions"])
