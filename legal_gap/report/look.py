"""What a person chooses of the look of a report, and what there is to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from legal_gap.catalogue import languages, translations
from legal_gap.errors import OutputError, Problem
from legal_gap.late import late

if TYPE_CHECKING:
    from legal_gap.report import words as vocabulary
    from legal_gap.report.words import Words
else:
    vocabulary = late("legal_gap.report.words")

PAPERS = ("A4", "Letter")
VARIANTS = ("pdf/ua-1", "pdf/ua-2", "pdf/a-2u", "pdf/a-2a", "pdf/a-3u", "pdf/a-3a", "pdf/a-4u")
"""The forms that ``--pdf-variant`` takes; the first is the default."""
FORMS = ("pdf", "html", "json", "docx", "xlsx", "csv", "md")
"""The forms that ``--format`` takes."""


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
        return vocabulary.Words(self.language, translations(self.language))

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
