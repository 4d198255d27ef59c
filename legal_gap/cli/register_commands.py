"""``countries`` and ``load``: what is on file, and more of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legal_gap.cli.app import app
from legal_gap.cli.options import CountryArgument, Format, FormatOption, StatutesOption
from legal_gap.cli.output import print_rows
from legal_gap.cli.work import folder_of, folders_of, the_languages, the_rubric
from legal_gap.country import load_register
from legal_gap.errors import DataError, Problem, UnknownName
from legal_gap.late import late
from legal_gap.model import KINDS, Jurisdiction, Record
from legal_gap.places import user_folder

if TYPE_CHECKING:
    from legal_gap import intake, parsers, segment
else:
    intake, parsers, segment = late("legal_gap.intake"), late("legal_gap.parsers"), late("legal_gap.segment")

COLUMNS = ("code", "name", "official", "digests", "provisions", "verified", "register_only")
MISSING_COLUMNS = ("code", "kind", "questions", "registered")


@app.command()
def countries(
    missing: Annotated[
        bool, typer.Option("--missing", help="List the texts to collect next: the kinds that most open questions wait for.")
    ] = False,
    statutes: StatutesOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """List the countries on file, with how much of their law is at hand.

    Example:

        legal-gap countries --missing
    """
    if missing:
        print_rows(missing_rows(folders_of(None, statutes)), format, MISSING_COLUMNS)
        return
    rows: list[Mapping[str, Any]] = []
    problems: list[Problem] = []
    for folder in folders_of(None, statutes):
        try:
            rows.append(country_row(load_register(folder)))
        except DataError as error:
            problems += error.problems
    print_rows(rows, format, COLUMNS)
    if problems:
        raise DataError(problems)


def missing_rows(folders: Sequence[Path]) -> list[Mapping[str, Any]]:
    """Per country the kinds of text that the most questions wait for, with the ids under which the register knows them and, for
    those of which only parts are at hand, what is at hand.
    """
    rows: list[Mapping[str, Any]] = []
    for country in (load_register(folder) for folder in folders):
        at_hand = {kind for r in country.records if r.files for kind in proves(r)}
        waiting = Counter(
            kind
            for indicator in the_rubric().indicators
            if indicator.scored
            for group in indicator.decisive
            if not at_hand & set(group)
            for kind in group
        )
        for kind, questions in waiting.most_common():
            known = " ".join(r.id if not r.files else f"{r.id} ({r.text_status})" for r in country.records if kind in r.kinds)
            rows.append({"code": country.code, "kind": kind, "questions": questions, "registered": known})
    return rows


def proves(record: Record) -> tuple[str, ...]:
    """The kinds whose silence a text could prove: all of a principal text, what a digest or an excerpt covers."""
    if record.amending or record.status not in ("in_force", "bill"):
        return ()
    return record.covers if record.text_status in ("digest", "excerpt") else record.kinds


def country_row(country: Jurisdiction) -> Mapping[str, Any]:
    """How many instruments are at hand as official text or digest, how much of the digests is verified, what is only registered."""
    marks = [
        mark for r in country.records if r.text_status == "digest" for file in r.files for mark in marks_of(Path(country.folder) / file)
    ]
    official = sum(bool(r.files) and r.text_status != "digest" for r in country.records)
    digests = sum(bool(r.files) and r.text_status == "digest" for r in country.records)
    return {
        "code": country.code, "name": country.name, "official": official, "digests": digests, "provisions": len(marks),
        "verified": f"{sum(mark.startswith('verified') for mark in marks) / len(marks):.0%}" if marks else "",
        "register_only": len(country.records) - official - digests, "folder": country.folder,
    }  # fmt: skip


def marks_of(path: Path) -> list[str]:
    """The provenance marks of a digest file, one a provision."""
    return re.findall(r"(?m)^> (verified|secondary)", path.read_text(encoding="utf-8")) if path.is_file() else []


@app.command()
def load(
    country: CountryArgument,
    id: Annotated[str, typer.Argument(metavar="INSTRUMENT", help="Id of the instrument; one of the register has its digest replaced.")],
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file, or an address that begins with http:// or https://.")],
    title: Annotated[str, typer.Option("--title", help="Title; needed for an instrument that is not in the register.")] = "",
    citation: Annotated[str, typer.Option("--citation", help="How the instrument is cited: Act 670.")] = "",
    kinds: Annotated[list[str] | None, typer.Option("--kind", help="Kind of instrument; may be given more than once.")] = None,
    language: Annotated[str, typer.Option("--language", help="Language of the text: en, ms.")] = "",
    as_of: Annotated[str, typer.Option("--as-of", help="The state of the text: 2022, 2024-05-01.")] = "",
    text_status: Annotated[
        str, typer.Option("--text-status", help="official, official_translation, unofficial_translation, excerpt.")
    ] = "official",
    statutes: StatutesOption = None,
    into: Annotated[
        Path | None, typer.Option("-o", "--into", metavar="ROOT", help="Where to put it. Default: your own folder of statutes.")
    ] = None,
) -> None:
    """Take in the official text of an instrument, from a file or the web.

    The text goes into your own folder of statutes, beside a copy of what ships; its hash is recorded.

    Example:

        legal-gap load SG pc-1871 act.html --as-of 2024
    """
    shipped = folder_of(country, statutes)
    known = next((record for record in load_register(shipped).records if record.id == id), None)
    facts = {"title": title, "citation": citation, "kinds": kinds or [], "language": language, "as_of": as_of}
    facts = {key: value for key, value in facts.items() if value}
    if known is None:
        facts = complete(facts, id, country)
    elif not language and known.text_status == "digest" and known.original_language:
        facts["language"] = known.original_language
    folder = intake.prepare_folder(shipped, into or user_folder() / "statutes")
    fetched = intake.fetch(source)
    language = str(facts.get("language") or (known.language if known else ""))
    layer = parsers.parse_bytes(fetched.data, source)
    written = intake.register(folder, id, fetched, {**facts, "text_status": text_status})
    typer.echo(f"{written}\nsha256 {fetched.sha256}")
    if language in the_languages():
        _, provisions, quality = segment.segment([layer], the_languages()[language])
        typer.echo(f"{sum(unit.is_section for p in provisions for unit in p.walk())} provisions, text quality {quality.score:.2f}")
    else:
        typer.echo(f'there is no language file for "{language}" yet, so its provisions cannot be assessed')


def complete(facts: Mapping[str, Any], id: str, country: str) -> dict[str, Any]:
    """The facts of a new entry in the register. Raises UnknownName where one that cannot be guessed is missing."""
    missing = [f"--{name}" for name, key in (("title", "title"), ("kind", "kinds"), ("language", "language")) if key not in facts]
    if missing:
        way_out = f"Give {', '.join(missing)}; or an id that `legal-gap countries {country}` lists."
        raise UnknownName(Problem(f"{country} {id}", "the instrument is not in the register", way_out))
    unknown = [kind for kind in facts["kinds"] if kind not in KINDS]
    if unknown:
        raise UnknownName(Problem(", ".join(unknown), "there is no such kind of instrument", f"One of: {', '.join(KINDS)}."))
    return {"citation": "", "status": "in_force", **facts}
