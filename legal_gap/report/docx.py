"""The country report as a Word file: real headings, tables and styles that a ministry can restyle; or into a template of its own."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from legal_gap.catalogue import marked as _
from legal_gap.errors import OutputError, Problem
from legal_gap.model import Assessment
from legal_gap.report.data import to_dict
from legal_gap.report.files import moment
from legal_gap.report.html import harmless
from legal_gap.report.slip import load_slips, slips_for
from legal_gap.report.tables import Table, instruments_table, penalties_table, plain
from legal_gap.report.translate import spoken, told
from legal_gap.report.view import CountryView, FindingView, Quote, country_view
from legal_gap.report.words import Words
from legal_gap.rubric import Rubric

GAP_REPORT = _("gap report")
SLIP = _("Amendment slip (our own drafting, a starting point)")
EPOCH = (1980, 1, 1, 0, 0, 0)


def _language(run: Any, language: str) -> None:
    """Mark a run with its language, so that spelling and speech follow the script."""
    mark = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia", "w:bidi"):
        mark.set(qn(attribute), language)
    run._element.get_or_add_rPr().append(mark)


def _quote(document: Any, quote: Quote, said: str, words: Words) -> None:
    paragraph = document.add_paragraph(style="Intense Quote")
    run = paragraph.add_run(harmless(said))
    _language(run, quote.source.language)
    if quote.source.direction == "rtl":
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    state = words.text_state(quote.source.text_status)
    mark = f"; {quote.evidence.mark}" if quote.evidence.mark else ""
    document.add_paragraph(harmless(f"{words.cited(quote.evidence)}, {quote.source.title} ({state}{mark})"), style="Caption")


def _finding(document: Any, f: FindingView, words: Words, slip: str) -> None:
    _heading(document, f"{f.indicator.id} {f.indicator.title}", 2)
    line = document.add_paragraph()
    line.add_run(words.outcome(f.outcome)).bold = True
    if f.strength:
        line.add_run(f" · {words.say(f.strength.label)}")
    document.add_paragraph(f.indicator.question)
    if f.finding.reasons:
        document.add_paragraph(harmless(" ".join(f.finding.reasons)))
    for quote, said in f.shown:
        _quote(document, quote, said, words)
    if f.outcome.value in ("absent", "unclear", "not_assessed"):
        titles = "; ".join(source.title for source in f.searched) or words.say(_("no text on file"))
        document.add_paragraph(harmless(f"{words.say(_('Searched'))}: {f.finding.searched.provisions} · {titles}"))
    for source in f.notes:
        document.add_paragraph(harmless(f"{words.say(_('Later changes, not read'))}: {source.title}: {source.later_changes}"))
    if f.outcome.is_gap:
        document.add_paragraph(f"{words.say(_('What would close the gap'))}: {f.indicator.remedy}")
        if slip:
            document.add_paragraph(f"{words.say(SLIP)}: {harmless(slip)}")


def _heading(document: Any, text: str, level: int) -> None:
    document.add_heading(harmless(text), level)


def _table(document: Any, table: Table, columns: tuple[int, ...]) -> None:
    _heading(document, table.title, 1)
    grid = document.add_table(rows=1, cols=len(columns), style="Light Grid Accent 1")
    for cell, column in zip(grid.rows[0].cells, columns, strict=True):
        cell.text = plain(table.heads[column])
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(header)
    for row in table.rows:
        for cell, column in zip(grid.add_row().cells, columns, strict=True):
            cell.text = plain(row[column])


def _summary(document: Any, view: CountryView, words: Words) -> None:
    _heading(document, words.say(_("Summary")), 1)
    document.add_paragraph(words.say(_("Law, not practice; not legal advice. “Not read” is never “not there”.")))
    for f in view.gaps[:7]:
        label = words.say(f.strength.label) if f.strength else ""
        document.add_paragraph(harmless(f"{f.indicator.title}: {words.outcome(f.outcome)} ({label})"), style="List Bullet")


def _same_bytes(content: bytes) -> bytes:
    """The package with fixed times and order, so that the same report is the same file."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


def _core(document: Any, title: str) -> None:
    when: datetime = moment().replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.author, properties.created, properties.modified = harmless(title), "legal_gap", when, when


def country_docx(assessment: Assessment, rubric: Rubric, words: Words | None = None) -> bytes:
    """The gap report as a Word file."""
    words = words or Words()
    assessment, rubric = told(assessment, words), spoken(rubric, words)
    view = country_view(assessment, rubric)
    slips = slips_for(assessment, rubric, load_slips(), words)
    document = Document()
    document.styles["Normal"].font.name = "Noto Sans"
    document.styles["Normal"].font.size = Pt(10)
    _heading(document, f"{view.jurisdiction.name}: {words.say(GAP_REPORT)}", 0)
    _summary(document, view, words)
    for group in view.groups:
        _heading(document, f"{group.id} {group.title}", 1)
        for f in group.findings:
            slip = slips.get(f.indicator.id)
            _finding(document, f, words, slip.text if slip else "")
    _table(document, penalties_table(view, words), (1, 2, 3, 5, 6, 12))
    _table(document, instruments_table(view, words), (1, 2, 5, 6, 9))
    _core(document, view.jurisdiction.name)
    out = BytesIO()
    document.save(out)
    return _same_bytes(out.getvalue())


def _harmless(value: Any) -> Any:
    """The data with every text in them harmless."""
    if isinstance(value, dict):
        return {key: _harmless(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_harmless(one) for one in value]
    return harmless(value) if isinstance(value, str) else value


def country_from_template(assessment: Assessment, rubric: Rubric, template: Path) -> bytes:
    """Fill a Word template of the user's own with the data of the assessment (contract 3), in a sandbox. Raises OutputError."""
    env = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(str(template))
        document.render(_harmless(to_dict(assessment, rubric)), env)
        out = BytesIO()
        document.save(out)
    except Exception as error:  # a template is a program of the user's; whatever it raises is a mistake in it
        raise OutputError(
            Problem(str(template), f"the template cannot be filled in ({error})", "Use the names of `assess --format json`.")
        ) from None
    return _same_bytes(out.getvalue())
