"""``report`` and ``compare``: the pages that people read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from legal_gap.catalogue import languages
from legal_gap.cli.app import app
from legal_gap.cli.desk import at_desk
from legal_gap.cli.options import CountriesArgument, DatabaseOption, Format, FormatOption, StatutesOption
from legal_gap.cli.output import print_json, print_rows, say, warn
from legal_gap.cli.pool import spread
from legal_gap.cli.work import folders_of, the_rubric
from legal_gap.compare import Comparison, compare
from legal_gap.errors import OutputError, Problem
from legal_gap.model import Assessment
from legal_gap.places import user_folder
from legal_gap.report.comparison import comparison_view
from legal_gap.report.data import as_json, comparison_dict
from legal_gap.report.files import moment, write
from legal_gap.report.forms import FORMS, Look, made, printed
from legal_gap.report.html import PAPERS, comparison_html
from legal_gap.report.pdf import VARIANTS, write_pdf
from legal_gap.report.tables import as_csv, comparison_tables
from legal_gap.report.translate import spoken
from legal_gap.report.xlsx import workbook

DEFAULT = ("pdf", "html", "json")

Page = tuple[Path, str, str]
"""Where a PDF goes, the HTML that it is made from, and its variant."""

OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the pages go.")]
FormOption = Annotated[
    list[str] | None, typer.Option("--format", help=f"One of {', '.join(FORMS)}; may be given again. Default: pdf, html, json.")
]
PaperOption = Annotated[str, typer.Option("--paper", help=f"{' or '.join(PAPERS)}.")]
VariantOption = Annotated[str, typer.Option("--pdf-variant", help=f"One of {', '.join(VARIANTS)}.")]
TemplateOption = Annotated[Path | None, typer.Option("--template", metavar="PATH", help="A folder of your own Jinja and CSS, or a .docx.")]

LanguageOption = Annotated[
    str, typer.Option("--language", help=f"Language of the page: {', '.join(languages())}. Quotations stay as they are.")
]


@app.command()
def report(
    countries: CountriesArgument = None,
    output: OutputOption = Path("reports"),
    format: FormOption = None,
    template: TemplateOption = None,
    variant: VariantOption = VARIANTS[0],
    paper: PaperOption = PAPERS[0],
    language: LanguageOption = "en",
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the gap report of countries as PDF, with the same as HTML and JSON; of several, their comparison too.

    Example:

        legal-gap report SG --output reports
    """
    forms, look = chosen(format), Look(paper, variant, template, language)
    look.check()
    with at_desk(database) as desk:
        assessments = desk.assess_all(folders_of(countries, statutes))
        pages = [page for one in assessments for page in write_country(one, assessments, output, forms, look)]
        if len(assessments) > 1:
            pages += write_comparison(compare(assessments), output, forms, look)
        desk.problems.extend(write_pages(pages))


def chosen(forms: Sequence[str] | None) -> tuple[str, ...]:
    """The forms asked for, each once. Raises OutputError for one that is not known."""
    wanted = tuple(dict.fromkeys(name for form in forms or DEFAULT for name in form.lower().split(",")))
    for form in wanted:
        if form not in FORMS:
            raise OutputError(Problem(form, "this form of a report is not known", f"One of: {', '.join(FORMS)}."))
    return wanted


def write_country(assessment: Assessment, others: Sequence[Assessment], output: Path, forms: Sequence[str], look: Look) -> list[Page]:
    """Write a country's files but for the PDF, and return what that is to be drawn from. Raises OutputError."""
    code = assessment.jurisdiction.code
    for form in forms:
        if form != "pdf":
            write(output / f"{code}.{form}", made(form, assessment, the_rubric(), others, look))
    return [(output / f"{code}.pdf", printed(assessment, the_rubric(), others, look), look.variant)] if "pdf" in forms else []


def write_comparison(comparison: Comparison, output: Path, forms: Sequence[str], look: Look) -> list[Page]:
    """Write the comparison's HTML, JSON, workbook and CSV, as asked for, and return what the PDF is to be drawn from. Raises OutputError."""
    html = comparison_html(comparison, the_rubric(), look.words, look.paper, look.folder)
    tables = comparison_tables(comparison_view(comparison, spoken(the_rubric(), look.words), moment().year), look.words)
    makers: dict[str, Callable[[], str | bytes]] = {
        "html": lambda: html,
        "json": lambda: as_json(comparison_dict(comparison)),
        "xlsx": lambda: workbook(tables, "legal_gap"),
        "csv": lambda: as_csv(tables[0]),
    }
    for form in forms:
        if form in makers:
            write(output / f"comparison.{form}", makers[form]())
    return [(output / "comparison.pdf", html, look.variant)] if "pdf" in forms else []


def write_pages(pages: Sequence[Page]) -> list[Problem]:
    """Make the PDFs, in several processes where there are several; what kept one from being made, each thing once."""
    problems: list[Problem] = []
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        for path, warnings, found in progress.track(spread(draw, pages), total=len(pages), description="Writing pages"):
            problems += found
            for line in warnings:
                warn(f"{path}: {line}")
            if not found:
                say(str(path))
    return list(dict.fromkeys(problems))


def pages_folder() -> Path:
    """Where drawn pages are kept, so that an unchanged country is not drawn again."""
    return user_folder() / "pages"


def draw(page: Page) -> tuple[Path, tuple[str, ...], tuple[Problem, ...]]:
    """Make one PDF, whole or not at all; with what the renderer had to say and what kept it from being made."""
    path, html, variant = page
    try:
        return path, write_pdf(html, path, variant, pages_folder()).warnings, ()
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
            desk.problems.extend(write_pages(write_comparison(comparison, output, DEFAULT, Look())))
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
