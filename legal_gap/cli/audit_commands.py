"""``audit`` and ``new``: from a bare folder of files to a report, and the beginning of a data file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from legal_gap.cli.app import app
from legal_gap.cli.desk import at_desk
from legal_gap.cli.law import load_law
from legal_gap.cli.options import DatabaseOption, OcrOption
from legal_gap.cli.output import print_rows, say, warn
from legal_gap.cli.products import produce
from legal_gap.cli.report_commands import FormOption, chosen, reports
from legal_gap.cli.work import the_language, the_languages
from legal_gap.country import REGISTER, load_register
from legal_gap.draft import WORDS, Draft, as_register, country_of, drafted, load_words, look, names_of, statute_files
from legal_gap.errors import OutputError, Problem, ReadError, UnknownName
from legal_gap.language import Language
from legal_gap.model import Assessment, Jurisdiction
from legal_gap.ocr import with_text
from legal_gap.parsers import file_bytes
from legal_gap.parsers.pdf import needs_ocr
from legal_gap.places import data_folder
from legal_gap.report.files import write
from legal_gap.report.look import Look
from legal_gap.text import fold

COLUMNS = ("title", "kinds", "language", "year", "files")


class Subject(StrEnum):
    """What a skeleton can be of."""

    COUNTRY = "country"
    INDICATOR = "indicator"
    LANGUAGE = "language"


@app.command()
def audit(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of statute files of one country, in any form.")],
    country: Annotated[str, typer.Option("--country", help="ISO code or name, where folder and texts do not tell.")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Where the report goes. Default: FOLDER-report, beside it.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take the guesses without asking.")] = False,
    ocr: OcrOption = False,
    language: Annotated[str, typer.Option("--language", help="Language of the scans. Default: the country's first.")] = "",
    format: FormOption = None,
    database: DatabaseOption = None,
) -> None:
    """Report on a bare folder of statute files: guess what each is, read, assess, write the pages.

    The guesses are written to country.toml in the folder, each marked as one; a country.toml that is there is used as it is.

    Example:

        legal-gap audit texts/malaysia --yes
    """
    if not folder.is_dir():
        raise UnknownName(Problem(str(folder), "there is no such folder", "Name a folder of statute files."))
    forms, folder = chosen(format), folder.resolve()
    output = (output or folder.parent / f"{folder.name}-report").resolve()
    if not (folder / REGISTER).exists() and not draft_register(folder, country, output, yes, scans_in(language) if ocr else None):
        return
    register = load_register(folder)
    missed = forgotten(folder, register, output)
    with at_desk(database) as desk:
        law = load_law(folder)
        assessment = desk.assessment(law)
        produce(desk, reports(desk, [law], output, forms, Look()), Look().variant, jobs=1)
        typer.echo(summary(assessment, missed))
        typer.echo(f"The report is in {output}.")


def draft_register(folder: Path, country: str, output: Path, yes: bool, scanned: str | None = None) -> bool:
    """Draft ``country.toml``, show the guesses, write it; whether to go on. Raises UnknownName where the country cannot be told."""
    if not yes and not sys.stdin.isatty():
        raise UnknownName(
            Problem(str(folder), "the guesses about its files need a person to confirm them", "Run it at a prompt, or add --yes.")
        )
    shipped, words = data_folder("statutes"), load_words(data_folder("rubric") / WORDS)
    code, why = (
        named(country, shipped)
        if country
        else country_of(folder, shipped, [look(folder, path, words).text for path in statute_files(folder, output)])
    )
    if not code:
        raise UnknownName(Problem(str(folder), "which country its laws are of cannot be told", "Add --country MY."))
    spoken = next(iter(load_register(shipped / code).official_languages), "en")
    scans = {} if scanned is None else copies(statute_files(folder, output), the_language(scanned or spoken))
    drafts = drafted(folder, the_languages(), words, spoken, output, scans)
    text = as_register(code, why, shipped, drafts)
    show(code, why, drafts)
    go_on = yes or typer.confirm("Go on with these guesses?", default=True, err=True)
    write(folder / REGISTER, text)
    if not go_on:
        typer.echo(f"Mend {folder / REGISTER}, then run the command again.")
    return go_on


def scans_in(language: str) -> str:
    """The code of the language that scans are in, empty for the country's first. Raises UnknownName where there is no file for it."""
    return the_language(language).code if language else ""


def copies(files: Sequence[Path], language: Language) -> dict[Path, Path]:
    """Copies of the scans among files, with text by OCR. What cannot be had is told, and stays a file without text."""
    found = {}
    for path in files:
        try:
            if needs_ocr(file_bytes(path), path.name):
                say(f"{path.name}: a scan, read through OCR in {language.name} …")
                found[path] = with_text(path, language)
        except ReadError as error:
            warn(str(error))
    return found


def named(country: str, shipped: Path) -> tuple[str, str]:
    """The code of a country that a person named. Raises UnknownName."""
    if (code := names_of(shipped).get(fold(country))) is None:
        raise UnknownName(Problem(country, "no such country is on file", "`legal-gap countries` lists them."))
    return code, "name that was given"


def show(code: str, why: str, drafts: Sequence[Draft]) -> None:
    """The guesses as a table, so that a person can see what is wrong with them."""
    typer.echo(f"Country: {code}, by the {why}. Guesses about {len(drafts)} laws:")
    rows = [{**{key: value for key, (value, _) in one.guesses.items()}, "files": one.files} for one in drafts]
    print_rows(rows, "table", COLUMNS)


def forgotten(folder: Path, register: Jurisdiction, output: Path) -> list[str]:
    """Files of the folder that its register does not name; each is told."""
    known = {name for record in register.records for name in (*record.files, *record.alternates)}
    missed = [name for path in statute_files(folder, output) if (name := path.relative_to(folder).as_posix()) not in known]
    for name in missed:
        warn(f"{folder / name}: the file is not in {REGISTER}, so it is not read\n  → Add it there.")
    return missed


def summary(assessment: Assessment, missed: Sequence[str]) -> str:
    """How many laws were read and how many were not."""
    laws = [reading.instrument for reading in assessment.jurisdiction.readings]
    read = sum(bool(law.provisions) for law in laws)
    return f"{read} laws read, {len(laws) - read + len(missed)} not read."


@app.command()
def new(
    subject: Annotated[Subject, typer.Argument(metavar="WHAT", help="country, indicator or language.")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of what is new: XK, Z01, eo.")],
    into: Annotated[Path, typer.Option("--into", "-o", metavar="FOLDER", help="Where it goes.")] = Path(),
) -> None:
    """Write the commented beginning of a data file, which `legal-gap check` accepts. A file that is there is never overwritten.

    Example:

        legal-gap new indicator Z01
    """
    places = {
        Subject.COUNTRY: into / code / REGISTER,
        Subject.INDICATOR: into / "indicators" / f"{code}.toml",
        Subject.LANGUAGE: into / "languages" / f"{code}.toml",
    }
    place = places[subject]
    if not code.replace("-", "").isalnum() or not code.isascii():
        raise UnknownName(Problem(code, "this is no code", "Letters and digits: XK, Z01, eo."))
    if place.exists():
        raise OutputError(Problem(str(place), "the file exists; it is not overwritten", "Take another code, or edit the file."))
    skeleton = data_folder("rubric") / "skeletons" / f"{subject.value}.toml"
    write(place, Template(skeleton.read_text(encoding="utf-8")).safe_substitute(code=code, group=code[:1]))
    typer.echo(f"{place}\nFill it in, then run: legal-gap check {place}")
