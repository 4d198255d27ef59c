"""The report as one HTML file: offline, on a phone, in print; under each quotation the whole provision with the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup, escape

from legal_gap.model import Assessment, Evidence, Instrument, Jurisdiction, Provision
from legal_gap.report.html import country_context, harmless, page
from legal_gap.report.translate import spoken, told
from legal_gap.report.view import Quote, country_view
from legal_gap.report.words import Words
from legal_gap.rubric import Rubric

LONGEST = 12_000
"""Characters of a provision that are shown; a longer one is cut and says so."""
LEAST = 12
"""Characters that a piece of a quotation needs to be marked."""


def section_of(instrument: Instrument, evidence: Evidence) -> Provision | None:
    """The section that a piece of evidence stands in: by its eid, else by its number."""
    sections = tuple(instrument.sections())
    exact = next((s for s in sections if any(unit.eid == evidence.eid for unit in s.walk())), None)
    return exact or next((s for s in sections if s.num == evidence.num), None)


def _pieces(evidence: Evidence) -> list[str]:
    """The runs of the quotation that stand in one piece in the law."""
    runs = evidence.quote.replace("[…]", "\0").replace("…", "\0").split("\0")
    return [piece for run in runs if len(piece := " ".join(run.split())) >= LEAST]


def highlighted(text: str, pieces: Sequence[str]) -> Markup:
    """The text, escaped, with each piece that it holds in a ``mark``; marks never overlap."""
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        start = text.find(piece)
        if start >= 0 and all(start + len(piece) <= a or start >= b for a, b in spans):
            spans.append((start, start + len(piece)))
    out, last = Markup(""), 0
    for start, end in sorted(spans):
        out += escape(text[last:start]) + Markup("<mark>") + escape(text[start:end]) + Markup("</mark>")
        last = end
    return out + escape(text[last:])


def whole_provision(country: Jurisdiction, evidence: Evidence) -> Markup:
    """The provision behind a quotation as paragraphs with the quoted words marked; empty where its text is not on file."""
    reading = country.reading(evidence.instrument)
    section = section_of(reading.instrument, evidence) if reading else None
    if reading is None or section is None:
        return Markup("")
    text = harmless(reading.instrument.text.clean[section.start : section.end])
    shown = " ".join(text[:LONGEST].split()) + (" …" if len(text) > LONGEST else "")
    return highlighted(shown, [harmless(piece) for piece in _pieces(evidence)])


def web_html(
    assessment: Assessment,
    rubric: Rubric,
    others: Sequence[Assessment] = (),
    words: Words | None = None,
    templates: Path | None = None,
) -> str:
    """The country report as one file without scripts and without anything to fetch."""
    words = words or Words()
    assessment, rubric = told(assessment, words), spoken(rubric, words)
    view = country_view(assessment, rubric)

    def whole(quote: Quote) -> Markup:
        return whole_provision(view.jurisdiction, quote.evidence)

    name = "web.html" if view.has_text else "missing.html"
    context = country_context(view, words, others) | {"part": False, "whole": whole}
    return page(name, context, words, templates=templates)
