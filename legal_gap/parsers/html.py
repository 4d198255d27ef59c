"""HTML, generic and exported from Word: text only, a paragraph for each block, headings by their level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from legal_gap.errors import Problem, ReadError
from legal_gap.model import Layer
from legal_gap.parsers.provisions_json import Writer

LOOKS = re.compile(r"(?i)^\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.S)
TAGS = re.compile(r"(?i)<(?:p|div|span|table|td|br|font|b|i)(?:\s[^<>]*)?/?>")
CHARSET = re.compile(rb"(?i)<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)")
BLOCKS = "p|div|li|dt|dd|blockquote|section|article|pre|ul|ol|center|caption|fieldset|main"
DROPPED = ["script", "style", "noscript", "template", "head", "nav", "select", "button", "svg", "iframe", "object", "title", "textarea"]
BREAK, CELL, BOLD, PLAIN, LEVEL = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
"""Characters that no text has, to mark block ends, cell ends, and where bold begins and ends, while the tree is read in one go."""
DEEPEST = 500
NESTED = (
    "div", "span", "table", "b", "i", "font", "ul", "ol", "dl", "blockquote", "section", "article", "center", "main", "fieldset",
    "form", "aside", "nav", "header", "footer", "details",
)  # fmt: skip
STEP = {tag: 1 for tag in NESTED} | {f"/{tag}": -1 for tag in NESTED}
NEVER_CLOSED = frozenset((
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "a", "br", "hr", "img", "input", "meta", "link",
    "col", "area", "base", "html", "head", "body",
))  # fmt: skip
MOST_OPEN = 4000
"""Tags that a page may leave open; a parser takes time with their number times that of its blocks."""
NAME = re.compile(r"<(/?[A-Za-z][\w:]*)")
FOOTNOTE = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|\*{1,3})\s*[\])]?\s*")
TAG = re.compile(
    rf"(?i)<(?:(?P<opens>(?:{BLOCKS}))(?=[\s>])[^<>]*>|(?P<closes>/(?:{BLOCKS}|h[1-6]))\s*>|h(?P<level>[1-6])(?=[\s>])[^<>]*>|(?P<line>[bh]r\b)[^<>]*>|"
    r"(?P<row>tr\b)[^<>]*>\s*<t[dh]\b[^<>]*>|(?P<end>/t[dh]\s*>\s*</tr)|(?P<cell>t[dh]\b)[^<>]*>|(?P<bold>b|strong)(?=[\s>])[^<>]*>|(?P<plain>/(?:b|strong))\s*>)"
)
"""A tag at which a paragraph, a cell or bold words begin or end."""
MARK_OF = {"opens": ("", BREAK), "closes": (BREAK, ""), "end": (BREAK, ""), "cell": ("", CELL), "bold": ("", BOLD), "plain": (PLAIN, "")}
"""What is put before and behind a tag."""
MARKS = re.compile(f"[{BREAK}{CELL}{BOLD}{PLAIN}{LEVEL}]")
HEADED = re.compile(f"{LEVEL}([1-6])")
RUN = re.compile(f"{BOLD}|{PLAIN}")


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML: it says so, or is full of its tags."""
    sample = text[:20_000]
    return bool(LOOKS.match(sample)) or (sample.lstrip()[:1] == "<" and len(TAGS.findall(sample)) > 10)


def charset(data: bytes) -> str:
    """The character set that the page declares, empty where it declares none."""
    found = CHARSET.search(data[:4000])
    return found[1].decode("ascii").lower() if found else ""


def parse(text: str, name: str, warnings: tuple[str, ...] = ()) -> Layer:
    """The blocks of an HTML page; scripts and styles are never run or read. Raises ReadError where there is no text."""
    refuse_nested(text, name)
    writer = Writer()
    for paragraph in marked(text).split(BREAK):
        write(paragraph, writer)
    if not writer.parts:
        raise ReadError(Problem(name, "the page holds no text", "Save it from the browser when it is fully loaded."))
    return Layer(name, "html", writer.text(), tuple(writer.blocks), warnings)


def refuse_nested(text: str, name: str) -> None:
    """Raise ReadError where tags are nested so deep, or so many are left open, that no browser wrote the page."""
    tags = [tag.lower() for tag in NAME.findall(text)]
    counts = Counter(tags)
    opened = sum(count - counts[f"/{tag}"] for tag, count in counts.items() if tag[0] != "/" and tag not in NEVER_CLOSED)
    if sum(map(counts.__getitem__, NESTED)) > DEEPEST and deepest(tags) > DEEPEST or opened > MOST_OPEN:
        raise ReadError(Problem(name, f"tags are nested more than {DEEPEST} deep", "Save the page again from the browser."))


def deepest(tags: Sequence[str]) -> int:
    """How deep tags are nested that a page closes."""
    depth = most = 0
    for tag in tags:
        if step := STEP.get(tag):
            depth = max(depth + step, 0)
            most = max(most, depth)
    return most


def marked(text: str) -> str:
    """The text of a page with marks where blocks end and bold begins.

    The marks go into the source, always inside an element where text may stand (a parser moves text between table cells
    out of the table), so that the tree is read in one go.
    """
    if any(mark in text for mark in (BREAK, CELL, BOLD, PLAIN, LEVEL)):
        text = MARKS.sub("", text)
    text = TAG.sub(with_mark, text)
    tree = LexborHTMLParser(text)
    tree.strip_tags(DROPPED, recursive=True)
    body = tree.body
    if body is None:
        return ""
    for node in tree.css("sup"):
        if FOOTNOTE.fullmatch(node.text()):
            node.decompose()
    return one_space(body.text())


def with_mark(tag: re.Match[str]) -> str:
    """A tag with its mark, inside the element."""
    kind = tag.lastgroup
    if kind == "line":
        return BREAK
    if kind == "level":
        return f"{tag[0]}{BREAK}{LEVEL}{tag['level']}"
    if kind == "row":
        return f"{tag[0]}{CELL}{BREAK}"
    before, behind = MARK_OF[kind or ""]
    return f"{before}{tag[0]}{behind}"


def one_space(text: str) -> str:
    """A text with each run of blanks as one space."""
    for blank in "\t\r\n\f":
        text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def write(paragraph: str, writer: Writer) -> None:
    """One paragraph with the depth that its heading tag, or its being all in bold, gives it."""
    level = HEADED.search(paragraph) if LEVEL in paragraph else None
    bold = BOLD in paragraph
    words = HEADED.sub("", paragraph) if level else paragraph
    if bold or PLAIN in words or LEVEL in words:
        words = words.replace(BOLD, "").replace(PLAIN, "").replace(LEVEL, "")
    words = words.replace(CELL, " ").strip()
    if not words:
        return
    depth = int(level[1]) if level else 7 if bold and len(words) < 200 and all_bold(paragraph) else 0
    writer.add(one_space(words), **({"depth": depth} if depth else {}))


def all_bold(paragraph: str) -> bool:
    """Whether every word of a paragraph is bold."""
    bold = 0
    for part, mark in zip(RUN.split(paragraph), ["", *RUN.findall(paragraph)], strict=True):
        bold += (mark == BOLD) - (mark == PLAIN)
        if bold <= 0 and MARKS.sub("", part).strip():
            return False
    return True
