"""``assess``, ``show``, ``search``, ``penalties``, ``check``, ``evaluate`` as a person uses them, and what they say to bad input."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from legal_gap.cli import app, desk, law, reading

ROOT = Path(__file__).parent.parent
REGISTER = """\
code = "XX"
name = "Exland"
official_languages = ["en"]
legal_tradition = "common_law"
currency = "XXX"

[[treaty]]
id = "ACTIP"
status = "party"

[[instrument]]
id = "act-1"
title = "Traffic in Persons Act"
citation = "Act 1"
kinds = ["trafficking"]
language = "en"
status = "in_force"
text_status = "official"
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
ACT = """\
# Traffic in Persons Act

1. Trafficking in persons

(1) Any person who recruits, transports or harbours another person by force for the purpose of exploitation commits the offence of trafficking in
persons and is liable to imprisonment for a term of not less than three years and not more than ten years.

2. Offence by a public official

Where the offence of trafficking in persons under section 1 is committed by a public official, the offender is liable to imprisonment for a term
of not less than five years and not more than twenty years. <b>Bold & brave</b> and a word in Thai: ค้ามนุษย์.
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A root with one country, for a person with an empty home."""
    folder = tmp_path / "statutes" / "XX"
    folder.mkdir(parents=True)
    (folder / "country.toml").write_text(REGISTER, encoding="utf-8")
    (folder / "act-1.md").write_text(ACT, encoding="utf-8")
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "statutes"


def run(*words):
    """Run a command."""
    return CliRunner().invoke(app, [str(word) for word in words])


def data(root, *words):
    """What a command prints as JSON."""
    return json.loads(run(*words, "--statutes", root, "--format", "json").stdout)


def test_assess_prints_the_contract_as_json(root):
    """One country is one object with verdicts and penalties."""
    found = data(root, "assess", "XX")
    assert (found["jurisdiction"], found["instruments"][0]["provisions"] > 0, len(found["findings"]) > 0) == ("XX", True, True)


def test_assess_of_several_countries_is_a_list(root):
    """Without a name every country is assessed."""
    assert [entry["jurisdiction"] for entry in data(root, "assess")] == ["XX"]


def test_assess_as_csv_has_a_row_for_each_verdict(root):
    """A spreadsheet gets the quotation too."""
    lines = run("assess", "XX", "--statutes", root, "--format", "csv").stdout.splitlines()
    assert lines[0] == "country,indicator,outcome,gap_class,strength,provision,title,quote,reasons"


def test_assess_names_the_provision_that_decides(root):
    """A verdict can be checked."""
    assert "act-1 2" in run("assess", "XX", "--statutes", root).stdout


@pytest.mark.parametrize(("sort", "code"), [("nothing", 0), ("gap", 1), ("conflict", 0), ("not-assessed", 1)])
def test_fail_on_exits_with_one_where_a_verdict_is_of_that_sort(root, sort, code):
    """A script can stop at a gap."""
    assert run("assess", "XX", "--statutes", root, "--fail-on", sort).exit_code == code


def test_the_same_text_is_not_analysed_twice(root, monkeypatch):
    """The second run reads nothing."""
    first = run("assess", "XX", "--statutes", root, "--format", "json").stdout
    monkeypatch.setattr(reading, "carry_out", None)
    assert run("assess", "XX", "--statutes", root, "--format", "json").stdout == first


def test_a_law_that_did_not_change_is_not_judged_twice(root, monkeypatch):
    """The verdicts are kept with the readings, and come back as they were."""
    first = run("assess", "XX", "--statutes", root, "--format", "json").stdout
    monkeypatch.setattr(desk, "assess", None)
    assert run("assess", "XX", "--statutes", root, "--format", "json").stdout == first


def test_another_question_is_another_verdict(root, monkeypatch):
    """A changed rubric makes the verdicts useless, not the readings."""
    run("assess", "XX", "--statutes", root)
    monkeypatch.setattr(law, "rubric_files", lambda: "other files")
    monkeypatch.setattr(reading, "carry_out", None)
    monkeypatch.setattr(desk.assess, "assess", lambda *_: pytest.fail("judged again"))
    with pytest.raises(pytest.fail.Exception):
        CliRunner().invoke(app, ["assess", "XX", "--statutes", str(root)], catch_exceptions=False)


def test_verdicts_on_a_text_that_could_not_be_read_are_not_kept(root):
    """What went wrong is told every time."""
    (root / "XX" / "act-1.md").write_bytes(b"\x00" * 900)
    assert [("act-1.md" in run("assess", "XX", "--statutes", root).stderr) for _ in range(2)] == [True, True]


def test_a_file_that_changed_is_read_again(root):
    """The file is the truth, the database a cache."""
    run("assess", "XX", "--statutes", root)
    (root / "XX" / "act-1.md").write_text(ACT.replace("public official", "member of a gang"), encoding="utf-8")
    assert "member of a gang" in run("show", "XX", "act-1", "2", "--statutes", root).stdout


def test_another_word_for_a_concept_is_another_reading(root, monkeypatch):
    """A changed language file makes what was kept useless."""
    run("assess", "XX", "--statutes", root)
    monkeypatch.setattr(law, "packs", lambda: "other packs")
    monkeypatch.setattr(reading, "carry_out", lambda task: pytest.fail("read again"))
    with pytest.raises(pytest.fail.Exception):
        CliRunner().invoke(app, ["assess", "XX", "--statutes", str(root)], catch_exceptions=False)


def test_a_home_that_cannot_be_written_costs_time_only(root, monkeypatch, tmp_path):
    """Without a database everything works, more slowly."""
    (tmp_path / "file").write_text("x")
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "file" / "home"))
    assert run("assess", "XX", "--statutes", root).exit_code == 0


def test_a_database_that_was_named_must_be_one(root, tmp_path):
    """A wrong --database is a sentence, and the file stays as it is."""
    (tmp_path / "letter.txt").write_text("Dear Minister, " * 200)
    result = run("assess", "XX", "--statutes", root, "--database", tmp_path / "letter.txt")
    assert (result.exit_code, "cannot be used" in result.stderr) == (2, True)


def test_a_damaged_database_is_made_again(root, tmp_path):
    """What is derived is derived again."""
    run("assess", "XX", "--statutes", root)
    place = next((tmp_path / "home").rglob("readings.db"))
    place.write_bytes(b"\xff" * 5000)
    assert run("assess", "XX", "--statutes", root).exit_code == 0


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\x00\x01\x02" * 400])
def test_a_file_without_text_is_told_when_the_rest_is_done(root, content):
    """Empty or no text at all: the verdicts are printed, then the sentence; exit code 2."""
    (root / "XX" / "act-1.md").write_bytes(content)
    result = run("assess", "XX", "--statutes", root)
    assert (result.exit_code, "A02" in result.stdout, "act-1.md" in result.stderr) == (2, True, True)


def test_a_missing_file_is_a_sentence(root):
    """The register names a file that is not there."""
    (root / "XX" / "act-1.md").unlink()
    result = run("assess", "XX", "--statutes", root)
    assert (result.exit_code, 'the file "act-1.md" does not exist' in result.stderr) == (2, True)


def test_another_encoding_is_read_or_told(root):
    """A text in an old encoding is not read as rubbish without a word."""
    (root / "XX" / "act-1.md").write_bytes(ACT.replace("brave", "bravé — “quoted”").replace("ค้ามนุษย์", "").encode("cp1252"))
    result = run("read", root / "XX" / "act-1.md")
    assert "bravé" in run("read", root / "XX" / "act-1.md", "--text").stdout or "!" in result.stdout or result.exit_code == 2


def test_one_broken_register_does_not_stop_the_others(root):
    """The verdicts of the others are printed, then every problem."""
    (root / "YY").mkdir()
    (root / "YY" / "country.toml").write_text('code = "YY"\n')
    result = run("assess", "--statutes", root)
    assert (result.exit_code, "XX" in result.stdout, 'the key "name" is missing' in result.stderr) == (2, True, True)


def test_an_empty_root_is_a_sentence(tmp_path):
    """A folder without countries says what a country is."""
    result = run("assess", "--statutes", tmp_path)
    assert (result.exit_code, "country.toml" in result.stderr) == (2, True)


def test_an_unknown_country_is_a_sentence(root):
    """The names on file are given."""
    result = run("assess", "Atlantis", "--statutes", root)
    assert (result.exit_code, "On file: XX" in result.stderr) == (2, True)


def test_show_prints_the_provision_with_its_place(root):
    """Words, file and characters."""
    out = run("show", "XX", "act-1", "2", "--statutes", root).stdout
    assert ("Bold & brave" in out, "XX/act-1.md" in out) == (True, True)


def test_show_gives_places_that_hold_the_words(root):
    """A span is a slice of the file."""
    spans = data(root, "show", "XX", "act", "2")[0]["spans"]
    assert ACT[spans[0]["start"] : spans[-1]["end"]].startswith("2. Offence by a public official")


@pytest.mark.parametrize("words", [("XX", "act-9"), ("XX", "act-1", "99"), ("XX", "act-2")])
def test_show_of_what_is_not_on_file_is_a_sentence(root, words):
    """No such instrument, no such provision, no text."""
    assert run("show", *words, "--statutes", root).exit_code == 2


@pytest.mark.parametrize("words", ["public OFFICIAL", "มนุษย์", '"twenty years"'])
def test_search_finds_words_in_any_script(root, words):
    """Words, a part of a Thai sentence, a phrase."""
    assert [hit["num"] for hit in data(root, "search", *words.split(maxsplit=0))] == ["2"]


def test_search_sees_only_the_countries_asked_for(root, tmp_path):
    """What the database holds of other folders is not shown."""
    run("assess", "--statutes", root)
    other = tmp_path / "other" / "YY"
    other.mkdir(parents=True)
    (other / "country.toml").write_text(REGISTER.replace('"XX"', '"YY"').replace('files = ["act-1.md"]', "files = []"))
    assert data(other.parent, "search", "official") == []


def test_penalties_carry_the_bounds_in_months(root):
    """As printed, in document order."""
    found = [(p["num"], p["imprisonment_min_months"], p["imprisonment_max_months"]) for p in data(root, "penalties", "XX")]
    assert found == [("1", 36, 120), ("2", 60, 240)]


def test_check_passes_what_ships():
    """Every register and every concept file keeps its contract."""
    assert run("check", ROOT / "statutes", ROOT / "rubric" / "concepts.toml", ROOT / "rubric" / "languages").exit_code == 0


def indicator(tmp_path, change=lambda text: text):
    """A copy of an indicator in a folder of its own, changed."""
    place = tmp_path / "indicators" / "A02.toml"
    place.parent.mkdir()
    place.write_text(change((ROOT / "rubric" / "indicators" / "A02.toml").read_text(encoding="utf-8")), encoding="utf-8")
    return place


def test_check_runs_the_examples_of_one_file(tmp_path):
    """An author's file may lie anywhere."""
    assert run("check", indicator(tmp_path)).exit_code == 0


def test_check_refuses_an_indicator_without_a_look_alike(tmp_path):
    """What fools a question must be tried."""
    result = run("check", indicator(tmp_path, lambda text: text.replace("look_alike = true", "look_alike = false")))
    assert (result.exit_code, "look-alike" in result.stderr) == (2, True)


def test_check_says_why_an_example_disagrees(tmp_path):
    """Exit code 1, what the author expects, what the rubric finds."""
    result = run("check", indicator(tmp_path, lambda text: text.replace('expect = "present"', 'expect = "absent"', 1)))
    assert (result.exit_code, "you expect absent" in result.stdout) == (1, True)


def test_check_of_a_file_that_is_not_there_is_a_sentence():
    """A wrong path."""
    assert run("check", "nowhere.toml").exit_code == 2


GOLD = """\
jurisdiction = "XX"
[[finding]]
indicator = "A02"
outcome = "present"
provisions = ["XX/act-1.md#2"]
certainty = "high"
[[penalty]]
provision = "XX/act-1.md#1"
imprisonment_min_months = 36
imprisonment_max_months = 120
"""


def test_evaluate_measures_agreement(root, tmp_path):
    """Verdicts, evidence and penalties against a reader's."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "XX.toml").write_text(GOLD)
    found = data(root, "evaluate", tmp_path / "gold")
    assert (found["all"]["verdicts"], found["penalties"]["bounds"]) == (1, 1.0)


def test_evaluate_without_answers_is_a_sentence(tmp_path):
    """An empty folder."""
    assert run("evaluate", tmp_path).exit_code == 2


def big(root, sections=400):
    """Make the act so long that reading it takes a while."""
    part = ACT.split("\n\n", 2)[2]
    (root / "XX" / "act-1.md").write_text(
        "# Act\n\n" + "\n\n".join(f"{n}. Heading\n\n{part}" for n in range(1, sections)), encoding="utf-8"
    )


@pytest.mark.slow
def test_control_c_is_one_sentence(root, tmp_path):
    """An interrupted run leaves no traceback, whichever process was hit."""
    big(root)
    command = [sys.executable, "-m", "legal_gap.cli", "assess", "XX", "--statutes", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True)
    while not list((tmp_path / "home").rglob("readings.db")):
        time.sleep(0.05)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, "Traceback" in err, "Stopped." in err) == (130, False, True)
