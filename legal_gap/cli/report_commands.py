"""``report`` and ``compare``: the pages that people read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legal_gap.catalogue import languages
from legal_gap.cli.app import app
from legal_gap.cli.desk import Desk, at_desk
from legal_gap.cli.law import Law
from legal_gap.cli.options import CountriesArgument, DatabaseOption, Format, FormatOption, StatutesOption
from legal_gap.cli.output import print_json, print_rows
from legal_gap.cli.products import Product, name_of, produce
from legal_gap.cli.work import folders_of, the_rubric
from legal_gap.errors import OutputError, Problem
from legal_gap.late import late
from legal_gap.model import Assessment
from legal_gap.report.files import moment
from legal_gap.report.look import FORMS, PAPERS, VARIANTS, Look

if TYPE_CHECKING:
    from legal_gap import compare
    from legal_gap.compare import Comparison
    from legal_gap.report import comparison, data, forms, html, tables, translate, xlsx
else:
    compare, comparison, data = late("legal_gap.compare"), late("legal_gap.report.comparison"), late("legal_gap.report.data")
    forms, html = late("legal_gap.report.forms"), late("legal_gap.report.html")
    tables, translate, xlsx = late("legal_gap.report.tables"), late("legal_gap.report.translate"), late("legal_gap.report.xlsx")

DEFAULT = ("pdf", "html", "json")

OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the pages go.")]
FormOption = Annotated[
    list[str] | None, typer.Option("--format", help=f"One of {', '.join(FORMS)}; may be given again. Default: pdf, html, json.")
]
PaperOption = Annotated[str, typer.Option("--paper", help=f"{' or '.join(PAPERS)}.")]
VariantOption = Annotated[str, typer.Option("--pdf-variant", help=f"One of {', '.join(VARIANTS)}.")]
TemplateOption = Annotated[Path | None, typer.Option("--template", metavar="PATH", help="A folder of your own Jinja and CSS, or a .docx.")]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes that draw pages; 0 for one a core.")]
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
    jobs: JobsOption = 0,
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the gap report of countries as PDF, with the same as HTML and JSON; of several, their comparison too.

    Example:

        legal-gap report SG --output reports
    """
    wanted, look = chosen(format), Look(paper, variant, template, language)
    look.check()
    with at_desk(database) as desk:
        laws = desk.laws(folders_of(countries, statutes))
        produce(desk, reports(desk, laws, output, wanted, look), look.variant, jobs)


def chosen(forms: Sequence[str] | None) -> tuple[str, ...]:
    """The forms asked for, each once. Raises OutputError for one that is not known."""
    wanted = tuple(dict.fromkeys(name for form in forms or DEFAULT for name in form.lower().split(",")))
    for form in wanted:
        if form not in FORMS:
            raise OutputError(Problem(form, "this form of a report is not known", f"One of: {', '.join(FORMS)}."))
    return wanted


def reports(desk: Desk, laws: Sequence[Law], output: Path, wanted: Sequence[str], look: Look) -> list[Product]:
    """The report of each country in each form; of several, their comparison too. Nothing is read until one of them has to be made."""

    @cache
    def assessments() -> list[Assessment]:
        return [desk.assessment(law) for law in laws]

    def maker(i: int, form: str) -> Callable[[], str | bytes]:
        if form == "pdf":
            return lambda: forms.printed(assessments()[i], the_rubric(), assessments(), look)
        return lambda: forms.made(form, assessments()[i], the_rubric(), assessments(), look)

    found = [
        Product(output / f"{law.register.code}.{form}", name_of(f"report {i}", form, laws, look), maker(i, form), form == "pdf")
        for i, law in enumerate(laws)
        for form in wanted
    ]
    return found + (comparisons(laws, lambda: compare.compare(assessments()), output, wanted, look) if len(laws) > 1 else [])


def comparisons(laws: Sequence[Law], made: Callable[[], Comparison], output: Path, wanted: Sequence[str], look: Look) -> list[Product]:
    """The comparison as PDF, HTML, JSON, workbook and CSV, as asked for."""

    def page() -> str:
        return html.comparison_html(made(), the_rubric(), look.words, look.paper, look.folder)

    def sheets() -> tuple[tables.Table, ...]:
        view = comparison.comparison_view(made(), translate.spoken(the_rubric(), look.words), moment().year)
        return tables.comparison_tables(view, look.words)

    makers: dict[str, Callable[[], str | bytes]] = {
        "pdf": page,
        "html": page,
        "json": lambda: data.as_json(data.comparison_dict(made())),
        "xlsx": lambda: xlsx.workbook(sheets(), "legal_gap"),
        "csv": lambda: tables.as_csv(sheets()[0]),
    }
    return [
        Product(output / f"comparison.{form}", name_of("comparison", form, laws, look), makers[form], form == "pdf")
        for form in wanted
        if form in makers
    ]


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
        laws = desk.laws(folders_of(countries, statutes))

        @cache
        def made() -> Comparison:
            return compare.compare([desk.assessment(law) for law in laws])

        if output:
            produce(desk, comparisons(laws, made, output, DEFAULT, Look()), VARIANTS[0], jobs=1)
        elif format == Format.JSON:
            print_json(data.comparison_dict(made()))
        else:
            print_rows(matrix(made()), format)


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
