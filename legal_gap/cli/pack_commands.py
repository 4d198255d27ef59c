"""``brief`` and ``pack``: what people carry into a meeting."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legal_gap.cli.app import app
from legal_gap.cli.desk import at_desk
from legal_gap.cli.options import CountriesArgument, DatabaseOption, StatutesOption
from legal_gap.cli.output import say
from legal_gap.cli.products import Product, name_of, pages_folder, produce
from legal_gap.cli.report_commands import JobsOption, LanguageOption, OutputOption, PaperOption, VariantOption
from legal_gap.cli.work import folders_of, the_rubric
from legal_gap.late import late
from legal_gap.model import Assessment
from legal_gap.pool import cores
from legal_gap.report.look import PAPERS, VARIANTS, Look

if TYPE_CHECKING:
    from legal_gap.report import html
    from legal_gap.report import pack as packing
else:
    html, packing = late("legal_gap.report.html"), late("legal_gap.report.pack")


@app.command()
def brief(
    countries: CountriesArgument = None,
    output: OutputOption = Path("reports"),
    beside: Annotated[
        list[str] | None, typer.Option("--beside", metavar="COUNTRY", help="Neighbours to ask who has it; may be given again.")
    ] = None,
    variant: VariantOption = VARIANTS[0],
    paper: PaperOption = PAPERS[0],
    language: LanguageOption = "en",
    jobs: JobsOption = 0,
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write two pages for the meeting: three gaps, the clause behind each, five hard questions with their answers.

    Example:

        legal-gap brief SG --beside AU
    """
    look = Look(paper, variant, language=language)
    look.check()
    with at_desk(database) as desk:
        laws = desk.laws(folders_of(countries, statutes))
        neighbours = desk.laws(folders_of(beside, statutes)) if beside else []

        @cache
        def assessments() -> list[Assessment]:
            return [desk.assessment(law) for law in [*laws, *neighbours]]

        def maker(i: int) -> Callable[[], str]:
            return lambda: html.brief_html(assessments()[i], the_rubric(), assessments(), look.words, look.paper)

        briefs = [
            Product(
                output / f"{law.register.code}-brief.pdf", name_of(f"brief {i}", "pdf", [*laws, *neighbours], look), maker(i), is_page=True
            )
            for i, law in enumerate(laws)
        ]
        produce(desk, briefs, look.variant, jobs)


@app.command("pack")
def briefing_pack(
    countries: CountriesArgument = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The pack; its handout goes beside it.")] = Path(
        "pack.pdf"
    ),
    settings: Annotated[
        Path | None, typer.Option("--settings", metavar="FILE", help="Title, subtitle, date, logo, classification (TOML).")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Title on the cover.")] = None,
    subtitle: Annotated[str | None, typer.Option("--subtitle", help="Line under the title.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="Date on the cover, as it is to be printed.")] = None,
    logo: Annotated[Path | None, typer.Option("--logo", metavar="FILE", help="Picture on the cover (png, jpg, svg).")] = None,
    classification: Annotated[str | None, typer.Option("--classification", help="Line on every page.")] = None,
    variant: VariantOption = VARIANTS[0],
    paper: PaperOption = PAPERS[0],
    language: LanguageOption = "en",
    jobs: JobsOption = 0,
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the briefing pack: comparison, country reports and the provisions behind them in one PDF, with a handout.

    Example:

        legal-gap pack SG AU -o pack.pdf --title "Roundtable"
    """
    look = Look(paper, variant, language=language)
    look.check()
    kept = packing.load_settings(settings) if settings else {}
    picture = packing.load_logo(logo) if logo else None
    named = {"title": title, "subtitle": subtitle, "date": date, "logo": picture, "classification": classification}
    chosen = packing.PackSettings(**({"paper": paper, "variant": variant} | kept | {key: value for key, value in named.items() if value}))
    with at_desk(database) as desk:
        laws = desk.laws(folders_of(countries, statutes))

        @cache
        def assessments() -> list[Assessment]:
            return [desk.assessment(law) for law in laws]

        def whole() -> bytes:
            return packing.pack(assessments(), the_rubric(), chosen, look.words, pages_folder(), jobs or cores(), say)

        def handout() -> str:
            return packing.handout_html(assessments(), the_rubric(), chosen, look.words)

        beside = output.with_name(f"{output.stem}-handout.pdf")
        products = [
            Product(output, name_of("pack", "pdf", laws, look, repr(chosen)), whole),
            Product(beside, name_of("handout", "pdf", laws, look, repr(chosen)), handout, is_page=True),
        ]
        produce(desk, products, chosen.variant, jobs)
