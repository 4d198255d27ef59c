"""``show``, ``search``, ``penalties``: what stands in the law on file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legal_gap.cli.app import app
from legal_gap.cli.desk import Desk, at_desk
from legal_gap.cli.law import load_law
from legal_gap.cli.options import (
    CountriesOption,
    CountryArgument,
    DatabaseOption,
    DataFormat,
    DataFormatOption,
    Format,
    FormatOption,
    StatutesOption,
)
from legal_gap.cli.output import print_json, print_rows, say
from legal_gap.cli.work import folder_of, folders_of
from legal_gap.errors import Problem, UnknownName
from legal_gap.late import late
from legal_gap.model import Instrument, Jurisdiction, Penalty, Provision, Reading

if TYPE_CHECKING:
    from legal_gap.cli import history as history_printer
    from legal_gap.report import data
else:
    history_printer, data = late("legal_gap.cli.history"), late("legal_gap.report.data")

PENALTY_COLUMNS = ("provision", "offence", "applies_to", "tier", "imprisonment", "fine", "quote")
CONTEXT = 60
"""Letters shown on each side of a word that was found."""


@app.command()
def show(
    country: CountryArgument,
    instrument: Annotated[str, typer.Argument(metavar="INSTRUMENT", help="The id of an instrument, or the beginning of it.")],
    number: Annotated[str, typer.Argument(metavar="[NUMBER]", help="Number of a provision. Default: the list of provisions.")] = "",
    history: Annotated[
        bool, typer.Option("--history", help="Its versions, each with date, act and clause; without NUMBER, what later acts changed.")
    ] = False,
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
    format: DataFormatOption = DataFormat.TABLE,
) -> None:
    """Show one provision of an instrument, as amended by the later acts on file.

    Example:

        legal-gap show SG penal-code 161
    """
    with at_desk(database) as desk:
        if history:
            printed = desk.as_printed(folder_of(country, statutes))
            history_printer.print_history(printed, instrument_of(printed, instrument), number, format)
            return
        found = instrument_of(desk.read(folder_of(country, statutes)), instrument)
        sections = [p for p in found.sections() if not number or p.num.lower() == number.lower()]
        if not sections:
            raise UnknownName(
                Problem(f"{found.id} {number}", "there is no such provision", f"`legal-gap show {country} {found.id}` lists them.")
            )
        if format == DataFormat.JSON:
            print_json([provision_dict(found, provision) for provision in sections])
        elif number:
            typer.echo("\n\n".join(as_page(found, provision) for provision in sections))
        else:
            print_rows([{"num": p.num, "level": p.level, "heading": p.heading} for p in sections], format)


def instrument_of(country: Jurisdiction, id: str) -> Instrument:
    """The instrument with this id, or the only one whose id begins so. Raises UnknownName."""
    read = {r.instrument.id: r.instrument for r in country.readings if r.instrument.provisions}
    found = [id] if id in read else [known for known in read if known.startswith(id.lower())]
    if len(found) == 1:
        return read[found[0]]
    on_file = ", ".join(found or read) or "none, only the register is at hand"
    raise UnknownName(Problem(f"{country.code} {id}", "no instrument or more than one has this id", f"On file: {on_file}."))


def as_page(instrument: Instrument, provision: Provision) -> str:
    """A provision with its place: file, characters, page."""
    record, spans = instrument.record, instrument.text.spans(provision.start, provision.end)
    page = instrument.text.page(provision.start)
    files = dict.fromkeys(span.file for span in spans)
    ends = {file: (min(s.start for s in spans if s.file == file), max(s.end for s in spans if s.file == file)) for file in files}
    place = "; ".join(f"{file} {low}–{high}" for file, (low, high) in ends.items()) or "no file"
    place += f", page {page}" if page else ""
    note = f"\n[{record.text_status.replace('_', ' ')}; {provision.mark or record.as_of}; {place}]"
    return f"{record.title}, {provision.num}\n\n{instrument.text.clean[provision.start : provision.end].strip()}\n{note}"


def provision_dict(instrument: Instrument, provision: Provision) -> Mapping[str, Any]:
    """A provision as data (DATA contract 6), children included."""
    spans = [{"file": s.file, "start": s.start, "end": s.end} for s in instrument.text.spans(provision.start, provision.end)]
    return {
        "eid": provision.eid, "level": provision.level, "num": provision.num, "sub": provision.sub, "heading": provision.heading,
        "text": instrument.text.clean[provision.start : provision.end].strip(), "page": instrument.text.page(provision.start),
        "spans": spans, "status": provision.status, "inserted_into": provision.inserted_into or None,
        "children": [provision_dict(instrument, child) for child in provision.children],
    }  # fmt: skip


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='All must occur; "quoted words" stay together.')],
    countries: CountriesOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="The most provisions to show.")] = 20,
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Search the provisions of the countries on file, in any script.

    Example:

        legal-gap search passport official --country SG
    """
    sought = " ".join(f'"{word}"' if " " in word else word for word in words)
    with at_desk(database) as desk:
        keys = [key for folder in folders_of(countries, statutes) for key in kept_keys(desk, folder)]
        hits = desk.store.search(sought, keys, limit)
        rows = [
            {"country": h.country, "instrument": h.instrument, "num": h.num, "heading": h.heading, "text": around(h.text, words)}
            for h in hits
        ]
        print_rows(rows, format)
        if not rows:
            say("Nothing was found.")


def kept_keys(desk: Desk, folder: Path) -> list[str]:
    """The keys of a country's readings, all of them in the database."""
    desk.read(folder)
    return [task.key for task in load_law(folder).tasks]


def around(text: str, words: Iterable[str]) -> str:
    """The first of the words with what stands around it."""
    line = " ".join(text.split())
    low = line.casefold()
    places = [at for word in words if (at := low.find(word.casefold())) >= 0]
    start = max(min(places, default=0) - CONTEXT, 0)
    end = start + 2 * CONTEXT + 20
    return ("… " if start else "") + line[start:end].strip() + (" …" if end < len(line) else "")


@app.command()
def penalties(
    country: CountryArgument,
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """List every penalty of a country's law: how long, how much, for whom.

    Example:

        legal-gap penalties SG --format csv
    """
    with at_desk(database) as desk:
        read = desk.read(folder_of(country, statutes))
        found = [penalty for reading in read.readings for penalty in in_order(reading)]
        if format == Format.TABLE:
            print_rows([penalty_row(penalty) for penalty in found], format, PENALTY_COLUMNS)
        else:
            print_rows([data.penalty_dict(penalty) for penalty in found], format)


def in_order(reading: Reading) -> list[Penalty]:
    """The penalties of an instrument as they stand in it."""
    return sorted(reading.penalties, key=lambda penalty: penalty.start)


def penalty_row(penalty: Penalty) -> Mapping[str, Any]:
    """A penalty in words, for a table."""
    return {
        "provision": f"{penalty.instrument} {penalty.num}{penalty.sub}", "offence": penalty.offence, "applies_to": penalty.applies_to,
        "tier": penalty.tier, "imprisonment": term(penalty), "fine": fine(penalty), "quote": penalty.quote,
    }  # fmt: skip


def term(penalty: Penalty) -> str:
    """The loss of liberty or life in words: "36–240 months", "life"."""
    low, high = penalty.floor, penalty.resolved_max_months if penalty.resolved_max_months is not None else penalty.imprisonment_max_months
    months = f"{low:g}–{high:g} months" if low and high else f"up to {high:g} months" if high else f"from {low:g} months" if low else ""
    parts = ["death" if penalty.death else "", "life" if penalty.life else "", months, penalty.increase, penalty.class_word or ""]
    return ", ".join(part for part in parts if part)


def fine(penalty: Penalty) -> str:
    """The fine in words: "up to 10000 SGD"."""
    unit = (penalty.currency or "") if penalty.fine_unit == "currency" else penalty.fine_unit.replace("_", " ")
    low, high = penalty.fine_min, penalty.fine_max
    amount = f"{low:g}–{high:g}" if low and high else f"up to {high:g}" if high else f"from {low:g}" if low else ""
    if penalty.fine == "none":
        return ""
    return f"{amount} {unit}".strip() if amount else penalty.fine
