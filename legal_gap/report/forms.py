"""The country report in every form, from the same data: which file, and what goes into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from legal_gap.catalogue import languages, translations
from legal_gap.errors import OutputError, Problem
from legal_gap.model import Assessment
from legal_gap.report.data import as_json, to_dict
from legal_gap.report.docx import country_docx, country_from_template
from legal_gap.report.html import PAPERS, country_html
from legal_gap.report.pdf import VARIANTS
from legal_gap.report.tables import as_csv, as_markdown, country_tables
from legal_gap.report.web import web_html
from legal_gap.report.words import Words
from legal_gap.report.xlsx import workbook
from legal_gap.rubric import Rubric

Others = Sequence[Assessment]
Maker = Callable[[Assessment, Rubric, Others, "Look"], str | bytes]


@dataclass(frozen=True, slots=True)
class Look:
    """What a person chooses of the look: paper, PDF variant, a template (a folder of Jinja and CSS, or a Word file), language."""

    paper: str = PAPERS[0]
    variant: str = VARIANTS[0]
    template: Path | None = None
    language: str = "en"

    @property
    def words(self) -> Words:
        """The vocabulary of the report's language."""
        return Words(self.language, translations(self.language))

    @property
    def folder(self) -> Path | None:
        """The folder of templates, where one was chosen."""
        return self.template if self.template and self.template.is_dir() else None

    @property
    def word(self) -> Path | None:
        """The Word template, where one was chosen."""
        return self.template if self.template and self.template.suffix.lower() == ".docx" else None

    def check(self) -> None:
        """Raise OutputError where paper, variant, language or template cannot be used."""
        choices = ((self.paper, PAPERS, "paper"), (self.variant, VARIANTS, "PDF variant"), (self.language, languages(), "language"))
        for value, known, what in choices:
            if value not in known:
                raise OutputError(Problem(value, f"this {what} is not known", f"One of: {', '.join(known)}."))
        if self.template and not self.folder and not (self.word and self.word.is_file()):
            what = "is neither a folder of templates nor a .docx file"
            raise OutputError(Problem(str(self.template), what, "Name a folder with country.html or report.css in it, or a Word file."))


def _docx(assessment: Assessment, rubric: Rubric, _: Others, look: Look) -> bytes:
    return country_from_template(assessment, rubric, look.word) if look.word else country_docx(assessment, rubric, look.words)


MAKERS: dict[str, Maker] = {
    "html": lambda a, rubric, others, look: web_html(a, rubric, others, look.words, look.folder),
    "json": lambda a, rubric, others, look: as_json(to_dict(a, rubric)),
    "docx": _docx,
    "xlsx": lambda a, rubric, others, look: workbook(country_tables(a, rubric, look.words), a.jurisdiction.name),
    "csv": lambda a, rubric, others, look: as_csv(country_tables(a, rubric, look.words)[1]),
    "md": lambda a, rubric, others, look: as_markdown(a, rubric, look.words),
}
FORMS = ("pdf", *MAKERS)
"""The forms that ``--format`` takes. PDF is drawn from ``printed`` in a process of its own."""


def made(form: str, assessment: Assessment, rubric: Rubric, others: Others, look: Look) -> str | bytes:
    """The content of the file in one form other than PDF."""
    return MAKERS[form](assessment, rubric, others, look)


def printed(assessment: Assessment, rubric: Rubric, others: Others, look: Look) -> str:
    """The page from which the PDF is drawn."""
    return country_html(assessment, rubric, others, look.words, look.paper, look.folder)
