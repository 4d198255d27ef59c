"""Views → HTML through Jinja templates: autoescape on, an unknown name is an error, nothing is fetched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from legal_gap import __version__
from legal_gap.compare import Comparison
from legal_gap.model import Assessment, Outcome
from legal_gap.report import penalties
from legal_gap.report.brief import brief_of
from legal_gap.report.comparison import SIDE_BY_SIDE, comparison_view
from legal_gap.report.files import moment
from legal_gap.report.look import PAPERS
from legal_gap.report.peers import peers_for
from legal_gap.report.slip import load_slips, slips_for
from legal_gap.report.translate import spoken, told
from legal_gap.report.view import CountryView, country_view, cut
from legal_gap.report.words import Words
from legal_gap.rubric import Rubric
from legal_gap.versions import penalties_once

TEMPLATES = Path(__file__).parent / "templates"
FIRST_STRONG, POP = "\u2068", "\u2069"
"""Isolation as characters: WeasyPrint knows no ``unicode-bidi: isolate``, Pango knows these."""
TERMS, NEAR, NEAR_WORDS = 12, 3, 220
"""How much of a search record is printed: terms, near misses, characters of each. The data carry it whole."""
BIDI = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))
ORDERS_BUT_OURS = re.compile("[\u202a-\u202e\u2066\u2067\u200e\u200f\u061c\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
ORDERS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
CONTROLS = dict.fromkeys(c for c in range(0x20) if c not in (0x09, 0x0A, 0x0D)) | dict.fromkeys(range(0x7F, 0xA0))


@cache
def _shown(character: str) -> str:
    """The character, or the replacement sign where no script has it (unassigned, private use: a text misread)."""
    return "\ufffd" if unicodedata.category(character) in ("Cn", "Co") else character


def harmless(text: str) -> str:
    """Text without control characters and without marks that reorder what stands around it."""
    if text.isascii():
        return text.translate(CONTROLS)
    return "".join(map(_shown, text.translate(BIDI | CONTROLS)))


def enclosed(text: str) -> Markup:
    """Harmless text that keeps its direction to itself, without an element around it."""
    clean = harmless(text)
    return escape(clean if clean.isascii() else f"{FIRST_STRONG}{clean}{POP}")


def printable(value: Any) -> Any:
    """What a template prints, whatever file it came from: without controls and orders but for the isolation that is ours."""
    if not isinstance(value, str) or not ORDERS.search(value):
        return value
    ours = isinstance(value, Markup) and value.count(FIRST_STRONG) == value.count(POP)
    clean = (ORDERS_BUT_OURS if ours else ORDERS).sub("", value)
    return Markup(clean) if isinstance(value, Markup) else clean


def isolated(text: str, language: str = "", direction: str = "ltr") -> Markup:
    """Foreign text as a ``bdi`` element with its language and direction; plain ASCII without a language needs none."""
    if not language and text.isascii():
        return escape(harmless(text))
    lang = Markup(' lang="{}"').format(language) if language else Markup("")
    return Markup('<bdi{} dir="{}">{}</bdi>').format(lang, direction, enclosed(text))


def environment(words: Words, templates: Path | None = None) -> Environment:
    """The templates of the house; a folder of the user's own comes first and then runs in a sandbox."""
    loaders: list[BaseLoader] = [FileSystemLoader(TEMPLATES)]
    kind = SandboxedEnvironment if templates else Environment
    if templates:
        loaders.insert(0, FileSystemLoader(templates))
    env = kind(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"], finalize=printable,
    )  # fmt: skip
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_translations(words.catalogue, newstyle=True)  # type: ignore[attr-defined]
    env.filters["isolated"] = isolated
    env.filters["harmless"] = harmless
    env.filters["clipped"] = lambda text: cut(text, NEAR_WORDS)
    env.filters["enclosed"] = enclosed
    env.filters["plain_terms"] = lambda terms: [term for term in terms if not set("()|*…") & set(term)]
    env.globals.update(
        words=words,
        Outcome=Outcome,
        outcomes=tuple(Outcome),
        css=_css(env),
        tool_version=__version__,
        TERMS=TERMS,
        NEAR=NEAR,
        stripes=penalties.stripes,
    )
    return env


def _css(env: Environment) -> Markup:
    source, *_ = env.loader.get_source(env, "report.css")  # type: ignore[union-attr]
    return Markup(source)  # the stylesheet is a file of ours or of the user who runs the program


def page(name: str, context: Mapping[str, Any], words: Words | None = None, paper: str = "A4", templates: Path | None = None) -> str:
    """Render a template with the clock and the paper of the report."""
    env = environment(words or Words(), templates)
    env.globals["whole"] = context.get("whole", lambda quote: "")
    return env.get_template(name).render(now=moment(), paper=paper if paper in PAPERS else PAPERS[0], **context)


def country_context(view: CountryView, words: Words, others: Sequence[Assessment] = ()) -> dict[str, Any]:
    """The names that ``country.html`` uses."""
    families = penalties.families(penalties_once(view.assessment))
    return {
        "view": view,
        "country": view.jurisdiction,
        "rubric": view.rubric,
        "families": families,
        "scale": penalties.scale(families),
        "penalties": penalties.listed(penalties_once(view.assessment)),
        "unlisted": penalties.unlisted(penalties_once(view.assessment)),
        "relations": [f for f in view.findings if f.finding.computed and f.outcome is not Outcome.NOT_ASSESSED],
        "slips": slips_for(view.assessment, view.rubric, load_slips(), words),
        "peers": {f.indicator.id: peers_for(f.indicator.id, view.jurisdiction, others) for f in view.gaps},
    }


def country_html(
    assessment: Assessment,
    rubric: Rubric,
    others: Sequence[Assessment] = (),
    words: Words | None = None,
    paper: str = "A4",
    templates: Path | None = None,
    part: bool = False,
) -> str:
    """The gap report on one country; ``others`` are asked who already has what it lacks.

    Without any text read it is the one page that says what is missing. As a ``part`` of a pack it has no cover, no contents
    and no page numbers of its own.
    """
    words = words or Words()
    assessment, rubric = told(assessment, words), spoken(rubric, words)
    view = country_view(assessment, rubric)
    name = "country.html" if view.has_text else "missing.html"
    return page(name, country_context(view, words, others) | {"part": part}, words, paper, templates)


def brief_html(
    assessment: Assessment,
    rubric: Rubric,
    others: Sequence[Assessment] = (),
    words: Words | None = None,
    paper: str = "A4",
    templates: Path | None = None,
) -> str:
    """Two pages for the meeting; without any text read, the one page that says what is missing."""
    words = words or Words()
    assessment, rubric = told(assessment, words), spoken(rubric, words)
    view = country_view(assessment, rubric)
    if not view.has_text:
        return country_html(assessment, rubric, others, words, paper, templates)
    slips = slips_for(assessment, rubric, load_slips(), words)
    return page("brief.html", {"brief": brief_of(view, rubric, others, slips)}, words, paper, templates)


def comparison_html(
    comparison: Comparison,
    rubric: Rubric,
    words: Words | None = None,
    paper: str = "A4",
    templates: Path | None = None,
    provisions: Sequence[str] = (),
    part: bool = False,
) -> str:
    """The comparison report. ``provisions`` names the questions whose clauses stand side by side; by default the core ones, up to ten countries."""
    words = words or Words()
    rubric = spoken(rubric, words)
    view = comparison_view(comparison, rubric, moment().year)
    chosen = [line for line in view.lines if line.indicator.id in provisions]
    if not provisions and len(view.countries) <= SIDE_BY_SIDE:
        chosen = list(view.core)
    return page("comparison.html", {"view": view, "rubric": rubric, "side_by_side": chosen, "part": part}, words, paper, templates)
