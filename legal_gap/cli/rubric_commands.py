"""``rubric``: the questions that a law is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer

from legal_gap.cli.app import CANNOT, FINE, Commands, app
from legal_gap.cli.options import DataFormat, DataFormatOption, Format, FormatOption
from legal_gap.cli.output import print_json, print_rows
from legal_gap.cli.work import the_rubric
from legal_gap.rubric import Indicator, Rubric

rubric_app = typer.Typer(cls=Commands, rich_markup_mode=None, no_args_is_help=False, invoke_without_command=True)
app.add_typer(rubric_app, name="rubric")


class Map(StrEnum):
    """What indicators are mapped to."""

    RECOMMENDATIONS = "recommendations"
    CONTEXTS = "contexts"


@rubric_app.callback()
def rubric(
    ctx: typer.Context,
    map: Annotated[Map | None, typer.Option("--map", help="Show which indicators serve each recommendation or risk context.")] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Show the questions that a law is held against.

    Example:

        legal-gap rubric --map recommendations
    """
    if map is not None:
        print_rows(map_rows(the_rubric(), map), format)
        raise typer.Exit(FINE)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(CANNOT)


@rubric_app.command("list")
def list_indicators(format: FormatOption = Format.TABLE) -> None:
    """List the indicators.

    Example:

        legal-gap rubric list
    """
    rubric = the_rubric()
    print_rows([summary(rubric, indicator) for indicator in rubric.indicators], format, ("id", "method", "strength", "title"))


@rubric_app.command()
def show(
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR", help="The id of an indicator: A02.")],
    format: DataFormatOption = DataFormat.TABLE,
) -> None:
    """Show an indicator: its question, legal basis, criteria and what fools it.

    Example:

        legal-gap rubric show A02
    """
    found = the_rubric().indicator(indicator.upper())
    if format == DataFormat.JSON:
        print_json(asdict(found))
    else:
        typer.echo(as_page(found))


def summary(rubric: Rubric, indicator: Indicator) -> Mapping[str, Any]:
    """An indicator as a row."""
    return {
        "id": indicator.id, "group": rubric.groups.get(indicator.group, indicator.group), "method": indicator.method,
        "strength": indicator.absent_strength, "weight": indicator.weight, "kinds": list(indicator.kinds), "title": indicator.title,
    }  # fmt: skip


def map_rows(rubric: Rubric, map: Map) -> list[Mapping[str, Any]]:
    """Each recommendation or context with the indicators that serve it; one without any has nothing that a statute can show."""
    names = rubric.recommendations if map == Map.RECOMMENDATIONS else rubric.contexts
    rows: list[Mapping[str, Any]] = []
    for number, name in names.items():
        served = [i.id for i in rubric.indicators if number in (i.recommendations if map == Map.RECOMMENDATIONS else i.contexts)]
        rows.append({"number": number, map.value: name, "indicators": served})
    return rows


def as_page(indicator: Indicator) -> str:
    """An indicator as a page of text."""
    lines = [f"{indicator.id}  {indicator.title}", "", indicator.question, "", "Legal basis"]
    lines += [f"  {b.instrument} {b.article} ({b.strength}{', from memory' if b.memory else ''})" for b in indicator.basis]
    lines += ["", "Criteria", *(f"  {name + ':':<10}{text}" for name, text in indicator.criteria.items())]
    lines += ["", "What fools it", f"  {indicator.fooled_by}", "", "Remedy", f"  {indicator.remedy}", "", "Looked for in"]
    lines += [f"  {', '.join(indicator.kinds)}; silence decides in {' and '.join(' or '.join(group) for group in indicator.decisive)}"]
    return "\n".join(lines)
