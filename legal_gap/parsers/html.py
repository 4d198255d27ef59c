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
BLOCKS = "p,div,li,tr,h1,h2,h3,h4,h5,h6,dt,dd,blockquote,section,article,table,pre,ul,ol,hr,center,caption,fieldset,main"
DROPPED = ["script", "style", "noscript", "template", "head", "nav", "select", "button", "svg", "iframe", "object", "title", "textarea"]
BREAK, CELL, BOLD, PLAIN = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""Characters that no text has, to mark block ends, cell ends, and where bold begins and ends, while the tree is read in one go."""
LEVEL = "\ufdd4"
DEEPEST = 500
NESTING = re.compile(r"(?i)</?(?:div|span|table|b|i|font|ul|blockquote)\b")
SPACE = re.compile(r"[ \t\r\n\f]+")
FOOTNOTE = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|\*{1,3})\s*[\])]?\s*")
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
    """The text of a page with marks where blocks end and bold begins."""
    tree = LexborHTMLParser(MARKS.sub("", text))
    tree.strip_tags(DROPPED, recursive=True)
    body = tree.body
    if body is None:
        return ""
    for node in tree.css("sup"):
        if FOOTNOTE.fullmatch(node.text()):
            node.decompose()
    for node in tree.css("br"):
        node.insert_before(BREAK)
    for node in tree.css("td,th"):
        node.insert_after(CELL)
    for node in tree.css("b,strong"):
        node.insert_before(BOLD)
        node.insert_after(PLAIN)
    for node in tree.css(BLOCKS):
        tag = node.tag
        node.insert_before(f"{BREAK}{LEVEL}{tag[1]}" if tag and tag[0] == "h" and tag[1:].isdigit() else BREAK)
        node.insert_after(BREAK)
    return SPACE.sub(" ", body.text())


def write(paragraph: str, writer: Writer) -> None:
    """One paragraph with the depth that its heading tag, or its being all in bold, gives it."""
    words = MARKS.sub("", HEADED.sub("", paragraph.replace(CELL, " "))).strip()
    if not words:
        return
    level = HEADED.search(paragraph)
    depth = int(level[1]) if level else 7 if all_bold(paragraph) and len(words) < 200 else 0
    writer.add(SPACE.sub(" ", words), **({"depth": depth} if depth else {}))


def all_bold(paragraph: str) -> bool:
    """Whether every word of a paragraph is bold."""
    if BOLD not in paragraph:
        return False
    bold = 0
    for part, mark in zip(RUN.split(paragraph), ["", *RUN.findall(paragraph)], strict=True):
        bold += (mark == BOLD) - (mark == PLAIN)
        if bold <= 0 and MARKS.sub("", part).strip():
            return False
    return True
