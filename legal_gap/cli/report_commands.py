"""``report`` and ``compare``: the pages that people read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from legal_gap.cli.app import app
from legal_gap.cli.desk import at_desk, ignore_interrupt
from legal_gap.cli.options import CountriesArgument, DatabaseOption, Format, FormatOption, StatutesOption
from legal_gap.cli.output import print_json, print_rows, say, warn
from legal_gap.cli.work import folders_of, the_rubric
from legal_gap.compare import Comparison, compare
from legal_gap.errors import OutputError, Problem
from legal_gap.model import Assessment
from legal_gap.report.data import as_json, comparison_dict, to_dict
from legal_gap.report.files import write
from legal_gap.report.html import comparison_html, country_html
from legal_gap.report.pdf import write_pdf

Page = tuple[Path, str]
"""Where a PDF goes, and the HTML that it is made from."""

OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the pages go.")]


@app.command()
def report(
    countries: CountriesArgument = None,
    output: OutputOption = Path("reports"),
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the gap report of countries as PDF, with the same as HTML and JSON; of several, their comparison too.

    Example:

        legal-gap report SG --output reports
    """
    with at_desk(database) as desk:
        assessments = desk.assess_all(folders_of(countries, statutes))
        pages = [write_country(assessment, assessments, output) for assessment in assessments]
        if len(assessments) > 1:
            pages.append(write_comparison(compare(assessments), output))
        desk.problems.extend(write_pages(pages))


def write_country(assessment: Assessment, others: Sequence[Assessment], output: Path) -> Page:
    """Write a country's HTML and JSON. Raises OutputError."""
    code = assessment.jurisdiction.code
    html = country_html(assessment, the_rubric(), [other for other in others if other is not assessment])
    write(output / f"{code}.html", html)
    write(output / f"{code}.json", as_json(to_dict(assessment, the_rubric())))
    return output / f"{code}.pdf", html


def write_comparison(comparison: Comparison, output: Path) -> Page:
    """Write the comparison's HTML and JSON. Raises OutputError."""
    html = comparison_html(comparison, the_rubric())
    write(output / "comparison.html", html)
    write(output / "comparison.json", as_json(comparison_dict(comparison)))
    return output / "comparison.pdf", html


def write_pages(pages: Sequence[Page]) -> list[Problem]:
    """Make the PDFs, in several processes where there are several; what kept one from being made, each thing once."""
    problems: list[Problem] = []
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        for path, warnings, found in progress.track(drawn(pages), total=len(pages), description="Writing pages"):
            problems += found
            for line in warnings:
                warn(f"{path}: {line}")
            if not found:
                say(str(path))
    return list(dict.fromkeys(problems))


def drawn(pages: Sequence[Page]) -> Iterator[tuple[Path, tuple[str, ...], tuple[Problem, ...]]]:
    """Each page drawn, in order."""
    workers = min(os.cpu_count() or 1, len(pages))
    if workers < 2:
        yield from map(draw, pages)
        return
    pool = ProcessPoolExecutor(workers, initializer=ignore_interrupt)
    try:
        yield from pool.map(draw, pages)
    finally:
        pool.shutdown(cancel_futures=True)


def draw(page: Page) -> tuple[Path, tuple[str, ...], tuple[Problem, ...]]:
    """Make one PDF, whole or not at all; with what the renderer had to say and what kept it from being made."""
    path, html = page
    try:
        return path, write_pdf(html, path).warnings, ()
    except OutputError as error:
        return path, (), error.problems


@app.command("compare")
def compare_countries(
    countries: CountriesArgument = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Write the comparison as PDF there.")] = None,
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Set the verdicts on countries side by side, or write the comparison report.

    Example:

        legal-gap compare SG AU CN
    """
    with at_desk(database) as desk:
        comparison = compare(desk.assess_all(folders_of(countries, statutes)))
        if output:
            desk.problems.extend(write_pages([write_comparison(comparison, output)]))
        elif format == Format.JSON:
            print_json(comparison_dict(comparison))
        else:
            print_rows(matrix(comparison), format)


def matrix(comparison: Comparison) -> list[dict[str, str]]:
    """Indicators down, countries across."""
    codes = [country.code for country in comparison.countries]
    rows = []
    for row in comparison.rows:
        outcomes = (cell.finding.outcome.value.replace("_", " ") if cell else "" for cell in row.cells)
        rows.append(
            {"indicator": row.indicator, **dict(zip(codes, outcomes, strict=True)), "title": the_rubric().indicator(row.indicator).title}
        )
    return rows
