"""Blocks and a numbering grammar make a tree of provisions, with a score that says how well the text was read."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from legal_gap.language.numbering import Numbering, numbering
from legal_gap.language.pack import Language
from legal_gap.model import FileRead, Instrument, Layer, Provision, Quality, Record, Text
from legal_gap.parsers import parse_bytes
from legal_gap.segment.amending import mark_quoted, named, principal_title
from legal_gap.segment.heads import candidates, chosen
from legal_gap.segment.outline import outline
from legal_gap.segment.paragraphs import Paragraph, paragraphs
from legal_gap.segment.quality import quality
from legal_gap.segment.tree import Node
from legal_gap.segment.units import called, prefix_of
from legal_gap.text import Builder

ABBREVIATIONS = {
    "section": "sec", "subsection": "subsec", "paragraph": "para", "subparagraph": "subpara", "item": "item", "chapter": "chp",
    "division": "div", "part": "part", "schedule": "sched", "proviso": "proviso", "explanation": "expl", "illustration": "illus",
    "tail": "wrap", "preamble": "preamble", "note": "note",
}  # fmt: skip
"""Prefixes of element ids, as in Akoma Ntoso where it has one."""
TOP = ("section", "schedule", "preamble", "part", "chapter", "division")
"""Levels that are no unit of a section."""


def segment(layers: Sequence[Layer], language: Language) -> tuple[Text, tuple[Provision, ...], Quality]:
    """The clean text of an instrument's files, its provisions, and how well it was read."""
    with without_collection():
        return cut_up(layers, language)


@contextmanager
def without_collection() -> Iterator[None]:
    """Cut without the collector of cycles: it would look again and again at thousands of objects that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def cut_up(layers: Sequence[Layer], language: Language) -> tuple[Text, tuple[Provision, ...], Quality]:
    """Paragraphs, heads, tree, text and quality, one after the other."""
    grammar = numbering(language)
    found = paragraphs(layers, grammar)
    drop_after_matter(found, grammar)
    every = candidates(found, grammar)
    heads = [head for head in every if not head.guest]
    lengths, edges = starts(found), breaks(found, grammar)
    _, contents = chosen(heads, lengths, edges)
    quoted = mark_quoted(found, [head for head in heads if not any(low <= head.index < high for low, high in contents)], grammar)
    plain, contents = chosen(heads, lengths, edges, grammar.elucidation)
    for low, high in contents:
        for paragraph in found[low:high]:
            paragraph.dropped = paragraph.dropped or "contents"
    heads = sorted([*plain, *quoted, *(head for head in every if head.guest)], key=lambda head: head.index)
    heads = [head for head in heads if not found[head.index].dropped]
    tree = outline(found, heads, grammar)
    text = placed(found)
    provisions = frozen(tree, found)
    if any(unit.clause for top in provisions for unit in top.walk()):
        provisions = named(provisions, principal_title(text, language))
    provisions = called(provisions, prefix_of(text, provisions, language))
    return text, provisions, quality(layers, text, provisions, found, grammar)


def drop_after_matter(found: Sequence[Paragraph], numbering: Numbering) -> None:
    """Explanatory statements and endnotes behind the act are not law: they are left out."""
    if numbering.ends is None:
        return
    for span in files(found):
        for i in range(span.start + len(span) // 5, span.stop):
            if (m := numbering.ends.match(found[i].text)) and (len(found[i].text) < 80 or m.end() < len(m.string)):
                for paragraph in found[i : span.stop]:
                    paragraph.dropped = paragraph.dropped or "after"
                break


def breaks(found: Sequence[Paragraph], numbering: Numbering) -> list[int]:
    """Paragraphs at which an act, its schedule or its list of contents may begin."""
    patterns = [one.match for one in (numbering.schedule, numbering.opens) if one]
    short = [(i, p.text) for i, p in enumerate(found) if not p.dropped and len(p.text) < 300]
    return [i for i, text in short if any([match(text) for match in patterns])]


def files(found: Sequence[Paragraph]) -> list[range]:
    """The paragraphs of each file."""
    edges = [i for i in range(1, len(found)) if found[i].source is not found[i - 1].source]
    return [range(low, high) for low, high in zip([0, *edges], [*edges, len(found)], strict=True)]


def starts(found: Sequence[Paragraph]) -> list[int]:
    """Where each paragraph begins, in characters."""
    at, places = 0, []
    for paragraph in found:
        places.append(at)
        at += len(paragraph.text)
    return places


def placed(found: Sequence[Paragraph]) -> Text:
    """The clean text; each paragraph learns where it stands."""
    builder = Builder()
    for paragraph in found:
        if paragraph.dropped:
            continue
        parts = [paragraph, *paragraph.joined]
        for part in parts:
            end = "\n" if part is parts[-1] else " "
            part.start, part.end = builder.add(part.source.file, part.runs, part.block.page, end)
        paragraph.end = parts[-1].end
    return builder.text()


def frozen(nodes: Sequence[Node], found: Sequence[Paragraph]) -> tuple[Provision, ...]:
    """Nodes as provisions, with their places in the clean text and unique element ids."""
    used: Counter[str] = Counter()
    return tuple(freeze(node, found, "", "", used) for node in nodes)


def freeze(node: Node, found: Sequence[Paragraph], above: str, sub: str, used: Counter[str]) -> Provision:
    """One node with its children."""
    eid = element_id(node.level, node.num, above, used)
    is_top = node.level in TOP
    path = "" if is_top else sub + (node.num if node.num.startswith("(") else "")
    children = tuple([freeze(child, found, eid, path, used) for child in node.children])
    start = found[node.first].start + node.at
    end = max(last_end(found, node), children[-1].end) if children else last_end(found, node)
    return Provision(
        eid, node.level, node.num, node.heading, start, max(end, start), path, children, node.clause, node.inserted_into, node.status, node.mark
    )  # fmt: skip


def element_id(level: str, num: str, above: str, used: Counter[str]) -> str:
    """The element id of a unit below ``above``, unique among those ``used``, which it joins."""
    label = num.strip("()").replace(" ", "-")
    own = f"{ABBREVIATIONS[level]}_{label}" if label else ABBREVIATIONS[level]
    eid = own if level in ("section", "schedule", "preamble") or not above else f"{above}__{own}"
    used[eid] += 1
    return f"{eid}_{used[eid]}" if used[eid] > 1 or (not num and level not in TOP) else eid


def last_end(found: Sequence[Paragraph], node: Node) -> int:
    """Where a node's last paragraph ends."""
    last = node.last
    while last > node.first and found[last].dropped:
        last -= 1
    return found[last].end


def provisions_of(text: str, language: Language) -> Instrument:
    """An instrument from a text in any form, without a record or file: for examples and tests."""
    layer = parse_bytes(text.encode("utf-8"), "text")
    clean, provisions, score = segment([layer], language)
    record = Record("text", "", "", (), language.code, "in_force", "excerpt", ("text",))
    return Instrument(record, clean, provisions, (FileRead("text", "", layer.form, layer.warnings),), score)
