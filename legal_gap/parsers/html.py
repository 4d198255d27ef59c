"""HTML, generic and exported from Word: text only, a paragraph for each block, headings by their level."""

from __future__ import annotations

import re

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
NESTING = re.compile(r"(?i)</?(?:div|span|table|b|i|font|ul|blockquote)\b")
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
    if deepest(text) > DEEPEST:
        raise ReadError(Problem(name, f"tags are nested more than {DEEPEST} deep", "Save the page again from the browser."))
    writer = Writer()
    for paragraph in marked(text).split(BREAK):
        write(paragraph, writer)
    if not writer.parts:
        raise ReadError(Problem(name, "the page holds no text", "Save it from the browser when it is fully loaded."))
    return Layer(name, "html", writer.text(), tuple(writer.blocks), warnings)


def deepest(text: str) -> int:
    """How deep block tags are nested; counted only where a page opens so many that it could be deep."""
    if (
        sum(text.count(f"<{tag}") - text.count(f"</{tag}") for tag in ("div", "span", "table", "b", "i", "font", "ul", "blockquote"))
        < DEEPEST
    ):
        return 0
    depth = most = 0
    for mark in NESTING.finditer(text):
        depth = max(depth + (-1 if mark[0][1] == "/" else 1), 0)
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
