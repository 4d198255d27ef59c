"""Markdown of several makes: front matter, headings, page rules with running heads, footnotes, comments, quotations."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from legal_gap.model import Block, Layer

SIGNS = re.compile(
    r"(?m)^ {0,3}#{1,6} \S|\A\ufeff?---\n[^\n]*:|^\*\*[^*\n]+\*\*|^ *[*-] \S|\[[^\[\]\n]{1,300}\]\(http|^> |\b_[^_\n]+_\b|\A<!--"
)
CHUNK = re.compile(
    r"(?m)^(?:[ ]{0,3}#{1,6}[^\S\n][^\n]*|[^\n]*\S[^\n]*(?:\n(?![^\S\n]*(?:[*+-]|#{1,6}|>)[^\S\n]|-{3,}[^\S\n]*$)[^\n]*\S[^\n]*)*)"
)
FRONT = re.compile(r"\A\ufeff?\s*(?:---[^\S\n]*\r?\n(?:[^\n]*\n){0,40}?---[^\S\n]*(?:\r?\n|\Z))+")
RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|(?:\\_){3,})\s*")
HEADING = re.compile(r"\s*(#{1,6})\s+")
BOLD = re.compile(r"\s*(?:\*\*|__)[^\n]{1,200}(?:\*\*|__)\s*")
COMMENT = re.compile(r"\s*(?:<!--(?:(?!<!--).)*?-->\s*|\[[^\]\n]+\]:\s+\S+[^\n]*\s*)+", re.S)
FOOTNOTES = re.compile(r"(?i)\s*#{1,6}\s+(?:foot)?notes?\s*:?\s*")
FOOTNOTE = re.compile(r"\s*\[\^[^\]\n]+\]:")
PAGE = re.compile(r"(?i)\s*(?:#{1,6}\s*)?[*_]*\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*[*_]*\s*")
PAGE_HEADING = re.compile(r"(?i)\s*#{1,6}\s+(?:page|trang|halaman|seite)\s+\d{1,4}\s*")
PLAIN_HEAD = re.compile(r"[\d\s#*_|]+")
LONGEST_RUNNING_HEAD = 120
QUOTED = re.compile(r"\s*>\s*")
NOTED = re.compile(r"(?i)\s*>\s*[*_]*(?:verified|secondary\b|memory\b|editorial|note\b|translator)")


def is_markdown(text: str) -> bool:
    """Whether a text carries enough of Markdown's marks to be read as such."""
    sample = text[:60_000]
    return bool(FRONT.match(sample)) or len(SIGNS.findall(sample)) >= 3 or sample.lstrip().startswith("# ")


def parse(text: str, name: str, warnings: tuple[str, ...] = ()) -> Layer:
    """The blocks of a Markdown text; headings carry their depth (1-6, 7 for a line in bold)."""
    front = FRONT.match(text)
    at = front.end() if front else 0
    found = [block(text, *chunk.span()) for chunk in CHUNK.finditer(text, at)]
    found = without_running_heads(text, under_footnotes(text, found))
    head = [Block(0, at, level="furniture")] if at else []
    return Layer(name, "markdown", text, (*head, *found), warnings)


def block(text: str, start: int, end: int) -> Block:
    """One chunk with what its marks say."""
    head = text[start : start + 8].lstrip()
    if head[:1] == "#" and (mark := HEADING.match(text, start, end)):
        return Block(start, end, level="furniture") if PAGE_HEADING.fullmatch(text, start, end) else Block(start, end, depth=len(mark[1]))
    if head[:1] in "-_*\\" and RULE.fullmatch(text, start, end):
        return Block(start, end, level="furniture")
    if head[:1] in "<[" and (COMMENT.fullmatch(text, start, end) or FOOTNOTE.match(text, start, end)):
        return Block(start, end, level="furniture" if head[:1] == "<" else "note")
    if head[:1] == ">" and NOTED.match(text, start, end):
        return Block(start, end, level="note")
    if head[:2] in ("**", "__") and BOLD.fullmatch(text, start, end):
        return Block(start, end, depth=7)
    return Block(start, end)


def under_footnotes(text: str, found: list[Block]) -> list[Block]:
    """Everything under a heading that says "Footnotes" is a note, up to the next heading."""
    notes = False
    kept = []
    for item in found:
        if 0 < item.depth < 7:
            notes = bool(FOOTNOTES.fullmatch(text, item.start, item.end))
        kept.append(replace(item, level="note", depth=0) if notes and not item.level else item)
    return kept


def without_running_heads(text: str, found: list[Block]) -> list[Block]:
    """Short chunks around page rules that repeat, numbers aside, and page numbers that stand alone, are furniture."""
    rules = [i for i, item in enumerate(found) if item.level == "furniture" and not text.startswith("<!--", item.start)]
    near = {j for i in rules for j in (i - 1, i + 1, i + 2) if 0 <= j < len(found)}
    short = {j for j in near if not found[j].level and found[j].end - found[j].start < LONGEST_RUNNING_HEAD}
    keys = {j: PLAIN_HEAD.sub(" ", text[found[j].start : found[j].end]).strip() for j in short}
    counts = Counter(keys.values())
    running = {j for j, key in keys.items() if (counts[key] > 2 and key) or PAGE.fullmatch(text, found[j].start, found[j].end)}
    return [replace(item, level="furniture", depth=0) if j in running else item for j, item in enumerate(found)]
