"""The findings, penalties, instruments and the matrix as plain rows, the same in every form that has tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from legal_gap.catalogue import marked as _
from legal_gap.model import Assessment
from legal_gap.report.comparison import ComparisonView
from legal_gap.report.html import harmless
from legal_gap.report.translate import spoken, told
from legal_gap.report.view import CountryView, FindingView, Quote, country_view
from legal_gap.report.words import Words
from legal_gap.rubric import Rubric
from legal_gap.versions import penalties_once

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a cell of a CSV file."""

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A title, its heads and rows of strings and numbers; ``wide`` are the columns of running text."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: tuple[int, ...] = ()


def _where(quote: Quote, words: Words) -> str:
    return f"{words.cited(quote.evidence)}, {quote.source.citation or quote.source.title}"


def _finding(f: FindingView, words: Words) -> tuple[Cell, ...]:
    first = f.places[0] if f.places else None
    searched = "; ".join(source.title for source in f.searched)
    return (
        f.indicator.id,
        f.indicator.title,
        words.outcome(f.outcome),
        words.say(f.strength.label) if f.strength else "",
        f.indicator.weight,
        " ".join(f.finding.reasons),
        _where(first, words) if first else "",
        first.evidence.quote if first else "",
        words.text_state(first.source.text_status) if first else "",
        first.source.as_of if first else "",
        "; ".join(_where(q, words) for q in f.places[1:]),
        searched,
        f.finding.searched.provisions,
        words.kinds(f.finding.searched.missing_kinds),
        f.indicator.remedy if f.outcome.is_gap else "",
    )


def findings_table(view: CountryView, words: Words) -> Table:
    """Every finding with its verdict, its deciding provision and its search record."""
    heads = (
        _("Id"), _("Question"), _("Verdict"), _("Strength"), _("Weight"), _("Reasons"), _("Deciding provision"), _("Words"),
        _("Text"), _("As of"), _("Other provisions"), _("Searched"), _("Provisions searched"), _("Text missing"), _("What would close it"),
    )  # fmt: skip
    rows = tuple(_finding(f, words) for f in view.findings)
    return Table(words.say(_("Findings")), tuple(map(words.say, heads)), rows, (1, 5, 7, 10, 11, 14))


def penalties_table(view: CountryView, words: Words) -> Table:
    """Every penalty record: bounds in months as printed and as resolved."""
    heads = (
        _("Instrument"), _("Provision"), _("Offence"), _("For"), _("Tier"), _("Minimum (months)"), _("Maximum (months)"),
        _("Resolved minimum"), _("Resolved maximum"), _("Resolved by"), _("Life"), _("Death"), _("Fine"), _("Besides"), _("Words"),
    )  # fmt: skip
    yes = words.say(_("yes"))
    rows = tuple(
        (
            view.sources[p.instrument].title if p.instrument in view.sources else p.instrument,
            words.pinpoint(p.num, p.sub, p.eid), words.family(p.offence), words.applies(p.applies_to), words.tier(p.tier),
            p.imprisonment_min_months, p.imprisonment_max_months, p.resolved_min_months, p.resolved_max_months, p.resolved_by or "",
            yes if p.life else "", yes if p.death else "", words.fine(p), words.besides(p), p.quote,
        )
        for p in penalties_once(view.assessment)
    )  # fmt: skip
    return Table(words.say(_("Penalties")), tuple(map(words.say, heads)), rows, (0, 12, 13, 14))


def instruments_table(view: CountryView, words: Words) -> Table:
    """The register with what was read of it."""
    heads = (_("Id"), _("Title"), _("Citation"), _("Kind"), _("State"), _("Text"), _("As of"), _("Sections read"), _("Quality"),
             _("Later changes, not read"), _("Source"), _("SHA-256"))  # fmt: skip
    rows = tuple(
        (
            i.record.id, i.record.title, i.record.citation, words.kinds(i.record.kinds), words.standing(i.record),
            words.text_state(i.record.text_status) if i.provisions else words.say(_("not read")), i.record.as_of, i.provisions,
            round(i.instrument.quality.score, 2) if i.instrument and i.provisions else None, i.record.later_changes, i.record.source,
            " ".join(file.sha256 for file in i.files),
        )
        for i in view.instruments
    )  # fmt: skip
    return Table(words.say(_("Instruments")), tuple(map(words.say, heads)), rows, (1, 3, 9, 10))


def about_table(view: CountryView, words: Words) -> Table:
    """What the file is and what it cannot say."""
    rows: tuple[tuple[Cell, ...], ...] = (
        (words.say(_("Country")), view.jurisdiction.name),
        (words.say(_("Rubric")), view.rubric.version),
        (words.say(_("Questions")), len(view.findings)),
        (words.say(_("Instruments read")), len(view.read)),
        (words.say(_("Of these digests in our own words")), len(view.digests)),
        (words.say(_("Limits")), words.say(_("Law, not practice; not legal advice. “Not read” is never “not there”."))),
    )
    return Table(words.say(_("About")), (words.say(_("What")), words.say(_("Value"))), rows, (1,))


def matrix_table(view: ComparisonView, words: Words) -> Table:
    """Verdicts, indicators down and countries across."""
    heads = (words.say(_("Id")), words.say(_("Question")), *(c.name for c in view.countries))
    rows = tuple(
        (line.indicator.id, line.indicator.title, *(words.outcome(cell.outcome) if cell else "" for cell in line.row.cells))
        for line in view.lines
    )
    return Table(words.say(_("Matrix")), heads, rows, (1,))


def clauses_table(view: ComparisonView, words: Words) -> Table:
    """The deciding provision of each cell."""
    heads = (_("Id"), _("Question"), _("Country"), _("Verdict"), _("Deciding provision"), _("Act"), _("Text"), _("As of"), _("Words"))
    rows = tuple(
        (
            line.indicator.id, line.indicator.title, view.comparison.country(cell.country).name, words.outcome(cell.outcome),
            words.cited(cell.deciding) if cell.deciding else "", cell.record.title if cell.record and cell.deciding else "",
            words.text_state(cell.record.text_status) if cell.record else "", cell.record.as_of if cell.record else "",
            cell.deciding.quote if cell.deciding else "",
        )
        for line in view.lines
        for cell in line.row.cells
        if cell
    )  # fmt: skip
    return Table(words.say(_("Deciding clauses")), tuple(map(words.say, heads)), rows, (1, 5, 8))


def country_tables(assessment: Assessment, rubric: Rubric, words: Words | None = None) -> tuple[Table, ...]:
    """About, findings, penalties and instruments of a country."""
    words = words or Words()
    view = country_view(told(assessment, words), spoken(rubric, words))
    return tuple(make(view, words) for make in (about_table, findings_table, penalties_table, instruments_table))


def comparison_tables(view: ComparisonView, words: Words | None = None) -> tuple[Table, ...]:
    """Matrix and deciding clauses of a comparison."""
    words = words or Words()
    return matrix_table(view, words), clauses_table(view, words)


def plain(cell: Cell) -> str:
    """A cell as harmless text; a whole number without its point."""
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else f"{cell:g}"


def _guarded(cell: Cell) -> str:
    text = plain(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA) else text


def as_csv(table: Table) -> str:
    """A table as CSV. A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_guarded(head) for head in table.heads])
    writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _escaped(text: str) -> str:
    """Text as Markdown that means itself."""
    text = harmless(text)
    for character in "\\`*_[]<>|#":
        text = text.replace(character, f"\\{character}")
    return " ".join(text.split())


def _markdown_table(table: Table, columns: Sequence[int]) -> list[str]:
    lines = ["| " + " | ".join(_escaped(table.heads[c]) for c in columns) + " |", "|" + " --- |" * len(columns)]
    return lines + ["| " + " | ".join(_escaped(plain(row[c])) for c in columns) + " |" for row in table.rows]


def as_markdown(assessment: Assessment, rubric: Rubric, words: Words | None = None) -> str:
    """A country's findings as Markdown: verdict, reasons, provision and words of each, then penalties and instruments."""
    words = words or Words()
    view = country_view(told(assessment, words), spoken(rubric, words))
    lines = [
        f"# {_escaped(view.jurisdiction.name)}",
        "",
        words.say(_("Law, not practice; not legal advice. “Not read” is never “not there”.")),
        "",
    ]
    for f in view.findings:
        strength = f" · {words.say(f.strength.label)}" if f.strength else ""
        lines += [f"## {f.indicator.id} {_escaped(f.indicator.title)}", "", f"**{words.outcome(f.outcome)}**{strength}", ""]
        lines += [_escaped(" ".join(f.finding.reasons)), ""] if f.finding.reasons else []
        for quote, said in f.shown:
            lines += [f"> {_escaped(harmless(said))}", ">", f"> — {_escaped(_where(quote, words))}", ""]
        for source in f.notes:
            lines += [f"{words.say(_('Later changes, not read'))}: {_escaped(source.title)}: {_escaped(source.later_changes)}", ""]
        if f.outcome.is_gap:
            lines += [f"{words.say(_('What would close it'))}: {_escaped(f.indicator.remedy)}", ""]
    for table, columns in ((penalties_table(view, words), (1, 2, 3, 4, 5, 6, 12)), (instruments_table(view, words), (1, 2, 5, 6, 9))):
        lines += [f"## {table.title}", "", *_markdown_table(table, columns), ""]
    return "\n".join(lines).rstrip() + "\n"
