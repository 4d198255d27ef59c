"""The country report in every form, from the same data: which file, and what goes into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from legal_gap.late import late
from legal_gap.model import Assessment
from legal_gap.report.data import as_json, to_dict
from legal_gap.report.html import country_html
from legal_gap.report.look import Look
from legal_gap.report.tables import as_csv, as_markdown, country_tables
from legal_gap.rubric import Rubric

if TYPE_CHECKING:
    from legal_gap.report import docx, web, xlsx
else:
    docx, web, xlsx = late("legal_gap.report.docx"), late("legal_gap.report.web"), late("legal_gap.report.xlsx")

Others = Sequence[Assessment]
Maker = Callable[[Assessment, Rubric, Others, Look], str | bytes]


def _docx(assessment: Assessment, rubric: Rubric, _: Others, look: Look) -> bytes:
    return docx.country_from_template(assessment, rubric, look.word) if look.word else docx.country_docx(assessment, rubric, look.words)


MAKERS: dict[str, Maker] = {
    "html": lambda a, rubric, others, look: web.web_html(a, rubric, others, look.words, look.folder),
    "json": lambda a, rubric, others, look: as_json(to_dict(a, rubric)),
    "docx": _docx,
    "xlsx": lambda a, rubric, others, look: xlsx.workbook(country_tables(a, rubric, look.words), a.jurisdiction.name),
    "csv": lambda a, rubric, others, look: as_csv(country_tables(a, rubric, look.words)[1]),
    "md": lambda a, rubric, others, look: as_markdown(a, rubric, look.words),
}
"""Every form but PDF, which is drawn from ``printed`` in a process of its own."""


def made(form: str, assessment: Assessment, rubric: Rubric, others: Others, look: Look) -> str | bytes:
    """The content of the file in one form other than PDF."""
    return MAKERS[form](assessment, rubric, others, look)


def printed(assessment: Assessment, rubric: Rubric, others: Others, look: Look) -> str:
    """The page from which the PDF is drawn."""
    return country_html(assessment, rubric, others, look.words, look.paper, look.folder)
