"""``assess``, ``evaluate``: a country's law held against the rubric, and the tool held against careful readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from legal_gap.assess import open_case
from legal_gap.cli.app import DISAGREES, app
from legal_gap.cli.desk import at_desk
from legal_gap.cli.options import CountriesArgument, DatabaseOption, DataFormat, DataFormatOption, Format, FormatOption, StatutesOption
from legal_gap.cli.output import print_json, print_rows, say
from legal_gap.cli.work import folder_of, folders_of, the_languages, the_rubric
from legal_gap.errors import Problem, UnknownName
from legal_gap.evaluate import Agreement, Comparison, confusion, cut, evaluate, figures, load_gold, penalty_figures
from legal_gap.model import Assessment, Finding, Outcome
from legal_gap.report.data import to_dict
from legal_gap.singletons import Singleton, singletons

COLUMNS = ("country", "indicator", "outcome", "gap_class", "provision", "title")
CUTS = ("country", "group", "language", "indicator")


class FailOn(StrEnum):
    """What makes ``assess`` exit with 1."""

    NOTHING = "nothing"
    GAP = "gap"
    TREATY_GAP = "treaty-gap"
    CONFLICT = "conflict"
    NOT_ASSESSED = "not-assessed"


FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="Exit with 1 where a verdict is of this sort.")]


@app.command("assess")
def assess_countries(
    countries: CountriesArgument = None,
    fail_on: FailOnOption = FailOn.NOTHING,
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Hold the law of countries against the rubric and print the verdicts.

    JSON carries everything behind each verdict; for one country it is one object, else a list.

    Example:

        legal-gap assess SG --fail-on treaty-gap
    """
    with at_desk(database) as desk:
        assessments = desk.assess_all(folders_of(countries, statutes))
        if format == Format.JSON:
            whole = [to_dict(assessment, the_rubric()) for assessment in assessments]
            print_json(whole[0] if countries and len(countries) == 1 else whole)
        else:
            print_rows([finding_row(a, f) for a in assessments for f in a.findings], format, COLUMNS)
        for assessment in assessments:
            tell_unread(assessment)
        if any(fails(finding, fail_on) for a in assessments for finding in a.findings):
            raise typer.Exit(DISAGREES)


def finding_row(assessment: Assessment, finding: Finding) -> Mapping[str, Any]:
    """A verdict as a row, with the provision that decides it."""
    first = finding.evidence[0] if finding.evidence else None
    return {
        "country": assessment.jurisdiction.code, "indicator": finding.indicator, "outcome": finding.outcome.value.replace("_", " "),
        "gap_class": (finding.gap_class or "").replace("_", " "), "strength": finding.strength,
        "provision": f"{first.instrument} {first.num}{first.sub}" if first else "",
        "title": the_rubric().indicator(finding.indicator).title, "quote": first.quote if first else "",
        "reasons": list(finding.reasons),
    }  # fmt: skip


def fails(finding: Finding, fail_on: FailOn) -> bool:
    """Whether a verdict is of the sort that was asked for."""
    return {
        FailOn.NOTHING: False,
        FailOn.GAP: finding.outcome.is_gap,
        FailOn.TREATY_GAP: finding.gap_class == "treaty_gap",
        FailOn.CONFLICT: finding.outcome is Outcome.CONFLICT,
        FailOn.NOT_ASSESSED: finding.outcome is Outcome.NOT_ASSESSED,
    }[fail_on]


def tell_unread(assessment: Assessment) -> None:
    """Tell a person how many instruments could not be read; JSON and the report list them."""
    country = assessment.jurisdiction
    read = {
        r.instrument.id for r in country.readings if r.instrument.provisions and r.instrument.record.language in assessment.language_packs
    }
    unread = [record.id for record in country.records if record.id not in read]
    if unread:
        say(
            f"{country.code}: {len(unread)} of {len(country.records)} instruments were not read: {', '.join(unread[:6])}{' …' * (len(unread) > 6)}"
        )


@app.command("evaluate")
def evaluate_tool(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of files of reference answers, one a country: MY.toml.")],
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
    alone: Annotated[bool, typer.Option("--singletons", help="Print what decides in one country only, instead of the agreement.")] = False,
    format: DataFormatOption = DataFormat.TABLE,
) -> None:
    """Measure how far the tool agrees with careful readers of the same texts.

    Example:

        legal-gap evaluate ../shared/gold --statutes ../shared/corpus
    """
    golds = {loaded.jurisdiction: loaded for path in sorted(gold.glob("*.toml")) for loaded in [load_gold(path)]}
    if not golds:
        raise UnknownName(Problem(str(gold), "no reference answers are there", "Name a folder of files like MY.toml."))
    with at_desk(database) as desk:
        if alone:
            cases = (open_case(desk.read(folder_of(code, statutes)), the_rubric(), the_languages()) for code in golds)
            print_singletons(singletons(cases, the_rubric().indicators), format)
            return
        agreement = evaluate([desk.assess(folder_of(code, statutes)) for code in golds], golds)
        if format == DataFormat.JSON:
            print_json(as_data(agreement))
        else:
            print_tables(agreement)


def print_singletons(found: Sequence[Singleton], format: DataFormat) -> None:
    """What decides in one country only, a row each."""
    rows = [{"kind": s.kind, "name": s.name, "country": s.country, "indicators": " ".join(s.indicators)} for s in found]
    if format == DataFormat.JSON:
        print_json(rows)
    else:
        print_rows(rows, Format.TABLE, ("kind", "name", "country", "indicators"))


def as_data(agreement: Agreement) -> Mapping[str, Any]:
    """Everything that was measured (DATA contract 5)."""
    by = {name: {key: figures(part) for key, part in cut(agreement.verdicts, name).items()} for name in CUTS}
    return {
        "all": figures(agreement.verdicts), "by": by, "penalties": penalty_figures(agreement.penalties),
        "confusion": confusion(agreement.verdicts), "disagreements": [disagreement(v) for v in agreement.verdicts if not v.right],
    }  # fmt: skip


def disagreement(verdict: Comparison) -> Mapping[str, Any]:
    """A verdict on which the tool and the reader differ."""
    return {
        "country": verdict.jurisdiction, "indicator": verdict.answer.indicator, "reader": list(verdict.answer.outcomes),
        "tool": verdict.outcome, "certainty": verdict.answer.certainty, "reader_cites": list(verdict.answer.provisions[:3]),
        "tool_cites": list(verdict.cited[:3]),
    }  # fmt: skip


def print_tables(agreement: Agreement) -> None:
    """The figures by country, group, language and indicator, then penalties, confusion and disagreements."""
    rows = [{"by": "all", "of": "", **percent(figures(agreement.verdicts))}]
    rows += [{"by": name, "of": key, **percent(figures(part))} for name in CUTS for key, part in cut(agreement.verdicts, name).items()]
    print_rows(rows, Format.TABLE)
    print_section("Penalties", [percent(penalty_figures(agreement.penalties))])
    table = confusion(agreement.verdicts)
    columns = [outcome.value for outcome in Outcome if any(outcome in row for row in table.values())]
    print_section(
        "The reader said (down), the tool said (across)", [{"reader": r, **{c: row.get(c, 0) for c in columns}} for r, row in table.items()]
    )
    print_section("Disagreements", [disagreement(v) for v in agreement.verdicts if not v.right])


def print_section(title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """A table under its title."""
    typer.echo(f"\n{title}")
    print_rows(rows, Format.TABLE)


def percent(measured: Mapping[str, float | int | None]) -> Mapping[str, Any]:
    """Shares as percentages, kappas with two digits."""
    return {
        key: value if value is None or isinstance(value, int) else f"{value:.2f}" if key.startswith("kappa") else f"{value:.0%}"
        for key, value in measured.items()
    }
