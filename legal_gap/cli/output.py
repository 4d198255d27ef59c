"""Print rows as a plain table, JSON or CSV; say things that are not data on stderr, and only to a person."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

import typer

from legal_gap.cli.options import Format

Row = Mapping[str, Any]
WIDEST = 40
"""Letters in a column of a table, but the last."""


def say(message: str) -> None:
    """A sentence for the person at the terminal; nothing where stderr is piped."""
    if sys.stderr.isatty():
        typer.echo(message, err=True)


def warn(message: str) -> None:
    """A sentence that must be seen wherever stderr goes."""
    typer.echo(message, err=True)


def print_json(data: object) -> None:
    """Print data as JSON, indented, in the script it is written in."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_rows(rows: Sequence[Row], format: str, columns: Sequence[str] | None = None) -> None:
    """Print rows; ``columns`` chooses those of the table and their order, JSON and CSV carry all."""
    if format == Format.JSON:
        print_json([dict(row) for row in rows])
    elif format == Format.CSV:
        typer.echo(as_csv(rows), nl=False)
    elif rows:
        typer.echo(as_table(rows, columns or tuple(rows[0])))


def as_csv(rows: Sequence[Row]) -> str:
    """Rows as CSV with a header; lists are joined by semicolons."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: plain(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def plain(value: object) -> str:
    """A value as one line of text; nothing for ``None``, yes and no for a truth value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(plain(item) for item in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def as_table(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Rows in columns under a header; a long cell is folded under itself, the last column to the width of the terminal."""
    cells = [[plain(row.get(column)) for column in columns] for row in rows]
    heads = [column.replace("_", " ").capitalize() for column in columns]
    widths = [min(max(len(line[i]) for line in [heads, *cells]), WIDEST) for i in range(len(columns) - 1)]
    room = max(shutil.get_terminal_size((100, 24)).columns - sum(widths) - 2 * len(widths), 30)
    return "\n".join(line for cell in [heads, *cells] for line in table_lines(cell, [*widths, room]))


def table_lines(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """One row of a table, each cell folded into its width."""
    folded = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    lines = zip_longest(*folded, fillvalue="")
    return ["  ".join(f"{part:<{width}}" for part, width in zip(line, widths, strict=True)).rstrip() for line in lines]
