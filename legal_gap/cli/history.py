"""``show --history``: the versions of a provision, and what later acts changed or could not change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import typer

from legal_gap.amend import AsAmended, Unapplied, Version, views_of
from legal_gap.cli.options import DataFormat
from legal_gap.cli.output import print_json
from legal_gap.cli.work import the_languages
from legal_gap.errors import Problem, UnknownName
from legal_gap.language.numbering import number_key
from legal_gap.model import Instrument, Jurisdiction


def print_history(country: Jurisdiction, instrument: Instrument, number: str, format: DataFormat) -> None:
    """Print the history of a provision, or of a whole act where no number is given. Raises UnknownName."""
    view = views_of([reading.instrument for reading in country.readings], the_languages()).get(instrument.id)
    if number and not any(p.num.lower() == number.lower() for p in (view.instrument if view else instrument).sections()):
        way_out = f"`legal-gap show {country.code} {instrument.id}` lists them."
        raise UnknownName(Problem(f"{instrument.id} {number}", "there is no such provision", way_out))
    if format == DataFormat.JSON:
        print_json(as_data(view, number))
    elif view is None:
        typer.echo(f"{instrument.record.title}: no act on file amends this text.")
    else:
        typer.echo("\n".join(as_lines(view, number)))


def as_data(view: AsAmended | None, number: str) -> Mapping[str, Any]:
    """The history as data: versions by number, changes that were and were not applied."""
    if view is None:
        return {"applied": 0, "versions": {}, "not_applied": []}
    versions = {num: found for num, found in view.versions.items() if not number or num.lower() == number.lower()}
    return {
        "applied": view.applied,
        "versions": {num: [asdict(version) for version in found] for num, found in versions.items()},
        "not_applied": [asdict(one) for one in missed(view, number)],
    }


def missed(view: AsAmended, number: str) -> list[Unapplied]:
    """What could not be applied, of one section or of all; what names no section concerns every one."""
    return [one for one in view.unapplied if not number or one.section.lower() in ("", number.lower())]


def as_lines(view: AsAmended, number: str) -> Iterator[str]:
    """The history as text."""
    if number:
        found = view.history(number)
        if not found:
            yield f"{view.instrument.record.title}, {number}: no act on file changes it."
        for version in found:
            yield f"{version.date or 'no date'}  {version.title}{clauses(version)}{' · repealed' if version.status == 'repealed' else ''}"
            yield f"  [{version.file}]\n"
            yield version.text + "\n"
    else:
        yield f"{view.instrument.record.title}: {view.applied} changes applied, {len(view.unapplied)} not."
        for num, versions in sorted(view.versions.items(), key=lambda pair: number_key(pair[0])):
            yield f"  {num}: " + "; ".join(f"{v.date or 'no date'} {v.instrument}{clauses(v)}" for v in versions)
    yield from ("", *(f"Not applied: {one.title}, clause {one.clause}: {one.reason}.\n  {one.said}" for one in missed(view, number)))


def clauses(version: Version) -> str:
    """The clauses that made a version; nothing for the act as enacted."""
    return f", clause {', '.join(version.clauses)}" if version.clauses else ""
