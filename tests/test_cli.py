"""The frame of the command line: help, errors as sentences, exit codes."""

import subprocess
import sys
from importlib import import_module

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

import legal_gap
from legal_gap.cli import app, commands
from legal_gap.cli.app import Commands
from legal_gap.cli.output import as_csv, as_table
from legal_gap.errors import Problem, ReadError

for entry in commands.COMMANDS.values():
    import_module(f"legal_gap.cli.{entry.module}")
COMMANDS = get_command(app).commands


def raising(error):
    """A command line whose only command fails with ``error``."""
    failing = typer.Typer(cls=Commands, rich_markup_mode=None)

    @failing.callback()
    def group():
        """Do it."""

    @failing.command()
    def fail():
        """Fail."""
        raise error

    return CliRunner().invoke(failing, ["fail"])


def test_version_is_that_of_the_package():
    """``--version`` prints one line."""
    assert CliRunner().invoke(app, ["--version"]).output == f"legal-gap {legal_gap.__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_shows_an_example(name):
    """Help is the manual: each command has a line that can be pasted."""
    output = CliRunner().invoke(app, [name, "--help"]).output
    assert f"\n      legal-gap {name}" in output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_their_help_says(name):
    """The list is written down, so that it need not load what it lists."""
    assert " ".join(COMMANDS[name].help.split()).startswith(commands.COMMANDS[name].help)


def test_a_command_is_suggested_for_a_slip_of_the_pen():
    """The names are known before the commands are loaded."""
    assert "Did you mean 'report'" in CliRunner().invoke(app, ["reprt"]).output


@pytest.mark.parametrize("arguments", [["--help"], ["countries"], ["report", "--help"]])
def test_what_needs_no_law_loads_no_reader_and_no_renderer(arguments):
    """A list on the screen does not wait for the libraries that draw pages."""
    loaded = "[name for name, module in sys.modules.items() if type(module).__name__ != '_LazyModule']"
    said = f"import sys; from legal_gap.start import main\ntry: main()\nfinally: print(*{loaded}, file=sys.stderr)"
    names = subprocess.run([sys.executable, "-c", said, *arguments], capture_output=True, text=True, check=True).stderr.split()
    assert {"weasyprint", "docx", "xlsxwriter", "sqlite_utils", "selectolax", "pikepdf"} & set(names) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_has_help(name):
    """No option has to be guessed."""
    assert not [p.name for p in COMMANDS[name].params if not getattr(p, "help", None)]


def test_a_mistake_that_can_be_mended_is_a_sentence_with_a_way_out():
    """Where, what, way out; exit code 2."""
    result = raising(ReadError(Problem("MY/act.md", "the file is empty", "Load it again.")))
    assert (result.exit_code, result.stderr) == (2, "MY/act.md: the file is empty\n  → Load it again.\n")


def test_a_mistake_of_ours_is_no_traceback(monkeypatch):
    """What nobody expected is one sentence too, with the way to tell us."""
    monkeypatch.delenv("LEGAL_GAP_DEBUG", raising=False)
    result = raising(ZeroDivisionError("division by zero"))
    assert (result.exit_code, "Traceback" in result.output, "LEGAL_GAP_DEBUG" in result.output) == (2, False, True)


def test_debug_lets_the_traceback_through(monkeypatch):
    """LEGAL_GAP_DEBUG shows where our mistake is."""
    monkeypatch.setenv("LEGAL_GAP_DEBUG", "1")
    assert isinstance(raising(ZeroDivisionError()).exception, ZeroDivisionError)


def test_control_c_exits_with_130():
    """An interrupted command says so in one sentence."""
    result = raising(KeyboardInterrupt())
    assert (result.exit_code, "Stopped." in result.stderr) == (130, True)


def test_an_unknown_command_names_the_likely_one():
    """A slip of the finger is answered with the command that was meant."""
    result = CliRunner().invoke(app, ["docter"])
    assert (result.exit_code, "Did you mean 'doctor'?" in result.output) == (2, True)


def test_an_unknown_folder_of_statutes_is_a_sentence(tmp_path):
    """``--statutes`` with a wrong path says what belongs there."""
    result = CliRunner().invoke(app, ["doctor", "--statutes", str(tmp_path / "nowhere")])
    assert (result.exit_code, "there is no such folder" in result.stderr) == (2, True)


def test_a_table_folds_its_last_column_under_itself(monkeypatch):
    """Long sentences stay in their column."""
    monkeypatch.setenv("COLUMNS", "40")
    assert as_table([{"id": "A02", "text": "one two three four five six seven eight"}], ("id", "text")).splitlines()[-1].startswith("     ")


def test_csv_joins_lists_and_leaves_nothing_for_none():
    """A spreadsheet gets one cell for each value."""
    assert as_csv([{"kinds": ["a", "b"], "page": None, "months": 36.0}]) == "kinds,page,months\na; b,,36\n"
