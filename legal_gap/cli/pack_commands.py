"""``brief`` and ``pack``: what people carry into a meeting."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from legal_gap.cli.app import app
from legal_gap.cli.desk import at_desk
from legal_gap.cli.options import CountriesArgument, DatabaseOption, StatutesOption
from legal_gap.cli.output import say
from legal_gap.cli.report_commands import LanguageOption, OutputOption, PaperOption, VariantOption, pages_folder, write_pages
from legal_gap.cli.work import folders_of, the_rubric
from legal_gap.report.files import write
from legal_gap.report.forms import Look
from legal_gap.report.html import PAPERS, brief_html
from legal_gap.report.pack import PackSettings, handout_html, load_logo, load_settings, pack
from legal_gap.report.pdf import VARIANTS, write_pdf


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
        assessments = desk.assess_all(folders_of(countries, statutes))
        others = assessments + (desk.assess_all(folders_of(beside, statutes)) if beside else [])
        pages = [
            (output / f"{a.jurisdiction.code}-brief.pdf", brief_html(a, the_rubric(), others, look.words, look.paper), look.variant)
            for a in assessments
        ]
        desk.problems.extend(write_pages(pages))


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
    statutes: StatutesOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the briefing pack: comparison, country reports and the provisions behind them in one PDF, with a handout.

    Example:

        legal-gap pack SG AU -o pack.pdf --title "Roundtable"
    """
    look = Look(paper, variant, language=language)
    look.check()
    kept = load_settings(settings) if settings else {}
    picture = load_logo(logo) if logo else None
    named = {"title": title, "subtitle": subtitle, "date": date, "logo": picture, "classification": classification}
    chosen = PackSettings(**({"paper": paper, "variant": variant} | kept | {key: value for key, value in named.items() if value}))
    with at_desk(database) as desk:
        assessments = desk.assess_all(folders_of(countries, statutes))
        content = pack(assessments, the_rubric(), chosen, look.words, cache=pages_folder(), jobs=os.cpu_count() or 1, progress=say)
        write(output, content)
        handout = handout_html(assessments, the_rubric(), chosen, look.words)
        write_pdf(handout, output.with_name(f"{output.stem}-handout.pdf"), chosen.variant)
        say(str(output))
