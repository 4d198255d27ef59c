"""``check``: data files tried, with the examples inside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from legal_gap.cli.app import DISAGREES, app
from legal_gap.cli.output import say
from legal_gap.cli.work import the_languages, the_rubric
from legal_gap.country import load_register
from legal_gap.draft import WORDS, load_words
from legal_gap.errors import DataError, LegalGapError, Problem, UnknownName
from legal_gap.examples import run_indicator
from legal_gap.language.pack import load_language
from legal_gap.places import data_folder
from legal_gap.rubric import load_concepts, load_indicator, load_rubric
from legal_gap.wording import run_language, unworded


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="Data files or folders of them. Default: all.")] = None,
) -> None:
    """Check data files and run the examples written inside them.

    Exits with 1 where an example is judged otherwise than its author expects, with 2 where a file breaks its contract.

    Example:

        legal-gap check rubric/indicators/A02.toml
    """
    problems: list[Problem] = []
    disagreements: list[str] = []
    checked = list(data_files(files or [data_folder("rubric"), data_folder("statutes")]))
    for path in checked:
        try:
            disagreements += check_file(path)
        except LegalGapError as error:
            problems += error.problems
    for line in disagreements:
        typer.echo(line)
    if problems:
        raise DataError(problems)
    if disagreements:
        raise typer.Exit(DISAGREES)
    say(f"{len(checked)} files checked, no disagreement.")


def data_files(places: Sequence[Path]) -> Iterator[Path]:
    """The files named, and every data file below the folders named. Raises UnknownName."""
    for place in places:
        if place.is_dir():
            yield from sorted(path for path in place.rglob("*.toml"))
        elif place.exists():
            yield place
        else:
            raise UnknownName(Problem(str(place), "there is no such file", "Name a data file or a folder of them."))


def check_file(path: Path) -> list[str]:
    """Check one file by what it is; the disagreements of its examples. Raises DataError."""
    rubric = data_folder("rubric")
    if path.name == "country.toml":
        load_register(path.parent)
    elif path.name == "concepts.toml":
        load_concepts(path)
    elif path.name == WORDS:
        load_words(path)
    elif path.parent.name == "languages":
        return check_language(path)
    elif path.parent.name == "indicators":
        indicator = load_indicator(path, load_concepts(near(path.parent.parent, rubric) / "concepts.toml"))
        found = run_indicator(indicator, load_rubric(rubric), the_languages())
        return [f"FAIL {indicator.id}: {d.example}\n     {d.message}" for d in found]
    return []


def check_language(path: Path) -> list[str]:
    """Check a language file and run its examples. Raises DataError."""
    language, rubric = load_language(path), the_rubric()
    found = [f"FAIL {language.code}: {d.example}\n     {d.message}" for d in run_language(language, rubric, the_languages())]
    missing = unworded(language, rubric.concepts)
    if missing:
        found.append(f"FAIL {language.code}: {len(missing)} concepts have no words and no reason under [omitted]: {', '.join(missing)}")
    return found


def near(folder: Path, fallback: Path) -> Path:
    """The rubric that a file belongs to: its own, else the one that ships."""
    return folder if (folder / "concepts.toml").exists() else fallback
