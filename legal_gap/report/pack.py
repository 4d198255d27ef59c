"""The briefing pack: comparison, country reports and the provisions behind them in one PDF."""

from __future__ import annotations

import base64
import gc
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from legal_gap.catalogue import marked as _
from legal_gap.compare import compare
from legal_gap.datafile import check_keys, read_toml
from legal_gap.errors import DataError, OutputError, Problem
from legal_gap.model import Assessment
from legal_gap.pool import small_processes, spread
from legal_gap.report import pdf
from legal_gap.report.comparison import ComparisonView, comparison_view
from legal_gap.report.data import as_json, comparison_dict, to_dict
from legal_gap.report.files import moment
from legal_gap.report.html import comparison_html, country_html, page
from legal_gap.report.look import VARIANTS
from legal_gap.report.merge import Part, join, landscape
from legal_gap.report.translate import spoken, told
from legal_gap.report.view import FIRST, CountryView, Quote, country_view, cut
from legal_gap.report.words import Words
from legal_gap.rubric import Rubric

DECIDING = 2
"""Provisions of one finding in the annex."""
IMAGES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class PackSettings:
    """What the person who hands the pack out decides. ``logo`` is a data address; ``classification`` a line on every page."""

    title: str = ""
    subtitle: str = ""
    date: str = ""
    logo: str = ""
    classification: str = ""
    paper: str = "A4"
    variant: str = VARIANTS[0]


def load_logo(path: Path) -> str:
    """A picture file as a data address. Raises OutputError where it is no picture or cannot be read."""
    kind = IMAGES.get(path.suffix.lower())
    if kind is None:
        raise OutputError(Problem(str(path), "the logo is not a picture that reports can hold", f"Use one of: {', '.join(IMAGES)}."))
    try:
        return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
    except OSError as error:
        raise OutputError(Problem(str(path), f"the logo cannot be read ({error.strerror})", "Check the path.")) from None


def load_settings(path: Path) -> dict[str, str]:
    """Title, subtitle, date, logo (a path beside the file) and classification from a small TOML. Raises DataError."""
    keys = ("title", "subtitle", "date", "logo", "classification", "paper")
    table = read_toml(path)
    problems = check_keys(path, table, {}, dict.fromkeys(keys, str))
    if problems:
        raise DataError(problems)
    found = {key: str(value) for key, value in table.items()}
    if found.get("logo"):
        found["logo"] = load_logo(path.parent / found["logo"])
    return found


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision in the annex with the questions that it answers."""

    quote: Quote
    indicators: tuple[str, ...]

    @property
    def words(self) -> str:
        """The provision, cut at a word where it is long."""
        return cut(self.quote.evidence.quote, FIRST)


def cited(view: CountryView) -> tuple[Cited, ...]:
    """Each provision that decides a finding (two of a finding at most), once, in the order of the acts and their numbers."""
    found: dict[tuple[str, str, str, str], tuple[Quote, list[str]]] = {}
    for f in view.findings:
        for quote in f.places[:DECIDING]:
            e = quote.evidence
            found.setdefault((e.instrument, e.num, e.sub, e.quote), (quote, []))[1].append(f.indicator.id)

    def place(key: tuple[str, str, str, str]) -> tuple[str, int, str, str]:
        digits = re.match(r"\d+", key[1])
        return key[0], int(digits[0]) if digits else 0, key[1], key[2]

    return tuple(Cited(found[key][0], tuple(dict.fromkeys(found[key][1]))) for key in sorted(found, key=place))


# -- rendering -------------------------------------------------------------------------------------------------------


def _render(task: tuple[str, str, Path | None]) -> bytes:
    content = pdf.render_cached(*task).content
    gc.collect()
    return content


def render_all(pages: Iterable[str], variant: str, cache: Path | None = None, jobs: int = 1) -> list[bytes]:
    """Render pages in parallel processes, in their order. The next page is made while others are drawn."""
    context = small_processes("legal_gap.report.draw") if jobs > 1 else None
    return list(spread(_render, ((html, variant, cache) for html in pages), jobs, context))


# -- the pack --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    title: str
    anchor: str
    page: int


def _stamps(lying: Sequence[bool], settings: PackSettings, words: Words) -> str:
    return page("stamp.html", {"lying": lying, "settings": settings}, words, settings.paper)


def _front(views: Sequence[CountryView], view: ComparisonView, entries: Sequence[Entry], settings: PackSettings, words: Words) -> str:
    context = {"views": views, "view": view, "rubric": view.rubric, "entries": entries, "settings": settings, "part": True}
    return page("pack.html", context, words, settings.paper)


def _entries(titles: Sequence[str], starts: Iterable[int]) -> tuple[Entry, ...]:
    return tuple(Entry(title, f"part-{i}", start + 1) for i, (title, start) in enumerate(zip(titles, starts, strict=True)))


def _starts(first: int, counts: Sequence[int]) -> tuple[int, ...]:
    return tuple(first + sum(counts[:i]) for i in range(len(counts)))


def _parts(
    assessments: Sequence[Assessment], rubric: Rubric, views: Sequence[CountryView], settings: PackSettings, words: Words
) -> dict[str, Callable[[], str]]:
    """Title → what makes the page of every part behind the front."""
    say, paper = words.say, settings.paper
    pages: dict[str, Callable[[], str]] = {}
    if len(assessments) > 1:
        pages[say(_("Comparison"))] = lambda: comparison_html(compare(assessments), rubric, words=words, paper=paper, part=True)
    for assessment in assessments:
        pages[assessment.jurisdiction.name] = partial(country_html, assessment, rubric, assessments, words, paper, part=True)
    for view in views:
        if view.has_text:
            title = say(_("Annex: provisions of %s")) % view.jurisdiction.name
            pages[title] = partial(_annex, title, view, words, paper)
    about = {"view": views[0], "country": views[0].jurisdiction, "rubric": rubric, "part": True}
    pages[say(_("Method and limits"))] = lambda: page("pack_method.html", about, words, paper)
    return pages


def _annex(title: str, view: CountryView, words: Words, paper: str) -> str:
    return page("annex.html", {"title": title, "provisions": cited(view), "part": True}, words, paper)


def attachments(assessments: Sequence[Assessment], rubric: Rubric) -> dict[str, str]:
    """The machine-readable data of a pack by file name."""
    files = {f"{a.jurisdiction.code}.json": as_json(to_dict(a, rubric)) for a in assessments}
    return files | {"comparison.json": as_json(comparison_dict(compare(assessments)))}


def pack(
    assessments: Sequence[Assessment],
    rubric: Rubric,
    settings: PackSettings | None = None,
    words: Words | None = None,
    cache: Path | None = None,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda stage: None,
) -> bytes:
    """The pack as one PDF with continuous page numbers. ``progress`` hears the name of each stage."""
    settings, words = settings or PackSettings(), words or Words()
    data = attachments(assessments, rubric)
    assessments, rubric = [told(a, words) for a in assessments], spoken(rubric, words)
    views = [country_view(a, rubric) for a in assessments]
    view = comparison_view(compare(assessments), rubric, moment().year)
    pages = _parts(assessments, rubric, views, settings, words)
    progress(words.say(_("pages")))
    contents = render_all((make() for make in pages.values()), settings.variant, cache, jobs)
    shapes, titles = [landscape(c) for c in contents], list(pages)
    counts = [len(shape) for shape in shapes]
    progress(words.say(_("contents")))
    draft = pdf.render(_front(views, view, _entries(titles, _starts(1, counts)), settings, words), settings.variant)
    front = _front(views, view, _entries(titles, _starts(draft.pages, counts)), settings, words)
    lying = [False] * draft.pages + [lies for shape in shapes for lies in shape]
    stamps = pdf.render(_stamps(lying, settings, words), settings.variant).content
    progress(words.say(_("one file")))
    parts = [Part(title, content) for title, content in zip(titles, contents, strict=True)]
    first = Part(settings.title or words.say(_("Briefing pack")), pdf.render(front, settings.variant).content)
    return join(first, parts, stamps, data)


def handout_html(
    assessments: Sequence[Assessment], rubric: Rubric, settings: PackSettings | None = None, words: Words | None = None
) -> str:
    """The two pages to hand round: shared gaps, what would close them, the core questions side by side."""
    settings, words = settings or PackSettings(), words or Words()
    rubric = spoken(rubric, words)
    view = comparison_view(compare(assessments), rubric, moment().year)
    return page("handout.html", {"view": view, "rubric": rubric, "settings": settings}, words, settings.paper)
