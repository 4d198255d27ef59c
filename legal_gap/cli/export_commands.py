"""``export``: a law as other programs read it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legal_gap.akn import to_akn
from legal_gap.cli.app import app
from legal_gap.cli.desk import at_desk
from legal_gap.cli.options import DatabaseOption, StatutesOption
from legal_gap.cli.output import say
from legal_gap.cli.provision_commands import instrument_of
from legal_gap.cli.read_commands import guessed, read_text
from legal_gap.cli.work import folder_of, the_language
from legal_gap.errors import Problem, UnknownName
from legal_gap.model import Instrument, Record
from legal_gap.report.files import write


@app.command()
def export(
    what: Annotated[str, typer.Argument(metavar="FILE | COUNTRY", help="A statute file; or a country, by ISO code or name.")],
    instrument: Annotated[str, typer.Argument(metavar="[INSTRUMENT]", help="With a country: the id of an instrument.")] = "",
    akn: Annotated[bool, typer.Option("--akn", help="Akoma Ntoso 3, the OASIS standard for laws in XML.")] = False,
    language: Annotated[str, typer.Option("--language", help="Language of the file. Default: guessed from the text.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help="Where it goes. Default: printed.")] = None,
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write a law in a form that other programs read; an instrument of a country as amended by the later acts on file.

    Example:

        legal-gap export SG pc-1871 --akn -o pc-1871.xml
    """
    if not akn:
        raise UnknownName(Problem("export", "no form is named", "Add --akn for Akoma Ntoso 3."))
    if instrument:
        with at_desk(database) as desk:
            country = desk.read(folder_of(what, statutes))
            data = to_akn(instrument_of(country, instrument), country.code)
    elif Path(what).is_file():
        data = to_akn(instrument_in(Path(what), language), "")
    else:
        raise UnknownName(
            Problem(what, "there is no such file", f"Name a file; or an instrument: legal-gap export {what} INSTRUMENT --akn")
        )
    if output is None:
        typer.echo(data.decode("utf-8"), nl=False)
    else:
        write(output, data)
        say(f"Written: {output}")


def instrument_in(path: Path, language: str) -> Instrument:
    """A file as an instrument; of its record only the language and the name of the file are known."""
    code = language or guessed([path])
    _, text, provisions, quality = read_text([path], the_language(code))
    record = Record(path.stem, path.stem, "", (), code, "in_force", "official", (path.name,))
    return Instrument(record, text, provisions, (), quality)
