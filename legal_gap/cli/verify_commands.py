"""``verify``: digests held against the official text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from legal_gap.cli.app import DISAGREES, app
from legal_gap.cli.options import DataFormat, DataFormatOption
from legal_gap.cli.output import print_json, print_rows, say
from legal_gap.cli.work import the_languages
from legal_gap.country import country_folders, find_country
from legal_gap.places import data_folder, user_folder
from legal_gap.verify import Checked, verify_country


@app.command()
def verify(
    countries: Annotated[
        list[str] | None, typer.Argument(metavar="[COUNTRY]...", help="Codes or names. Default: all with a digest.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="Folder of country folders with official texts. Default: the texts you loaded.")
    ] = None,
    format: DataFormatOption = DataFormat.TABLE,
) -> None:
    """Hold the digests that ship with the program against the official text: numbers, penalties, years and names.

    Prints each difference, with its reason where one is recorded. Exits with 1 where a difference has none.

    Example:

        legal-gap verify MY --against statute-books
    """
    root = data_folder("statutes")
    folders = [find_country(root, name) for name in countries] if countries else country_folders(root)
    texts = against or user_folder() / "statutes"
    checked = [(folder.name, one) for folder in folders for one in verify_country(folder, texts, the_languages())]
    if format == DataFormat.TABLE:
        print_rows([row(code, one) for code, one in checked], format)
        for line in lines(checked):
            typer.echo(line)
        say(summary([one for _, one in checked]))
    elif format == DataFormat.JSON:
        print_json([as_data(code, one) for code, one in checked])
    else:
        print_rows([row(code, one) for code, one in checked], format)
    if any(one.unexplained for _, one in checked):
        raise typer.Exit(DISAGREES)


def row(code: str, one: Checked) -> dict[str, object]:
    """A digest as one row of a table."""
    return {
        "country": code, "digest": one.instrument, "provisions": one.provisions, "agree": len(one.agreed), "not verified": len(one.unverified),
        "differ": len({d.num for d in one.differences}), "unexplained": len(one.unexplained), "official text": ", ".join(one.official) or "none",
    }  # fmt: skip


def lines(checked: Sequence[tuple[str, Checked]]) -> Iterator[str]:
    """Each difference on a line of its own, and each recorded reason that nothing needs."""
    for code, one in checked:
        yield from (f"{code} {difference}" for difference in one.differences)
        yield from (f"{code} {one.instrument}, {num}: a reason is recorded, but nothing differs" for num in one.unused)


def summary(checked: Sequence[Checked]) -> str:
    """The whole comparison in a sentence."""
    held = [one for one in checked if one.official]
    return (
        f"{sum(one.provisions for one in held)} provisions in {len(held)} digests held against official texts: "
        f"{sum(len(one.agreed) for one in held)} agree, {sum(len(one.unverified) for one in held)} by number only, "
        f"{sum(len(one.unexplained) for one in held)} differences without a reason; {len(checked) - len(held)} digests have no text there."
    )


def as_data(code: str, one: Checked) -> dict[str, Any]:
    """A digest with every difference, for machines."""
    return {
        "jurisdiction": code, "instrument": one.instrument, "official": list(one.official), "provisions": one.provisions,
        "agreed": list(one.agreed), "not_verified": list(one.unverified), "unused_reasons": list(one.unused),
        "differences": [{"num": d.num, "kind": d.kind, "digest": d.ours, "official": d.theirs, "reason": d.reason or None} for d in one.differences],
    }  # fmt: skip
