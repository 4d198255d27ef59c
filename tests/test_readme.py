"""The README is an assertion: every command in it runs and prints what stands there."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from legal_gap.cli import app
from legal_gap.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```", README, re.M | re.S)
EXAMPLES = [(command, output) for block in BLOCKS for command, output in re.findall(r"^\$ legal-gap (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)]


def as_pattern(output):
    """The printed lines; a line of three dots stands for any lines, three dots at the end of a line for its rest."""
    found = ""
    for line in output.rstrip().splitlines():
        found += r"(?:.*\n)*?" if line == "…" else re.escape(line.removesuffix("…")) + (".*" if line.endswith("…") else "") + r"\n"
    return found + r"\s*"


@pytest.fixture
def at_home(tmp_path, monkeypatch):
    """A person with an empty home, in the checkout, at a terminal a hundred letters wide."""
    monkeypatch.chdir(ROOT)
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_each_command_prints_what_the_readme_says(command, output, at_home):
    """A reader who types it sees the same."""
    result = CliRunner().invoke(app, shlex.split(command, comments=True))
    assert re.fullmatch(as_pattern(output), result.output.rstrip() + "\n"), result.output


def test_each_command_is_in_the_readme():
    """Nothing has to be discovered by accident."""
    assert [name for name in COMMANDS if f"`{name}" not in README] == []


def test_the_readme_has_its_examples():
    """The loop above has something to run."""
    assert len(EXAMPLES) >= 5


def test_each_picture_is_there_and_small():
    """Pictures show real pages and load fast."""
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures and max((ROOT / picture).stat().st_size for picture in pictures) < 300_000
