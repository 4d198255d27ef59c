"""Word files: paragraphs with their heading styles, and the numbers that Word counts by itself printed out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree

from legal_gap.errors import Problem, ReadError
from legal_gap.model import Layer
from legal_gap.parsers.provisions_json import Writer

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LONGEST_LABEL = 60
LARGEST_PART = 120_000_000
LARGEST_RATIO = 400
"""How much smaller than its text a part may be packed; a bomb is packed a thousand times smaller."""
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def is_docx(data: bytes) -> bool:
    """Whether a file is a zip with a Word document in it."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def parse(data: bytes, name: str) -> Layer:
    """The layer of a Word file. Raises ReadError where it is locked, broken, or packed like a bomb."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            body = part(archive, "word/document.xml", name)
            styles = part(archive, "word/styles.xml", name)
            lists = part(archive, "word/numbering.xml", name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ReadError(
            Problem(name, f"the Word file cannot be unpacked ({error})", "Save it again as .docx, without a password.")
        ) from None
    if body is None:
        raise ReadError(Problem(name, "the Word file holds no document", "Save it again as .docx."))
    writer = Writer()
    numbers = Numbers.of(lists)
    levels = heading_levels(styles)
    for paragraph in body.iter(f"{W}p"):
        write(paragraph, writer, numbers, levels)
    if not writer.parts:
        raise ReadError(Problem(name, "the Word file holds no text", "If it only shows pictures of pages, run OCR on a PDF of it."))
    return Layer(name, "docx", writer.text(), tuple(writer.blocks))


def part(archive: zipfile.ZipFile, path: str, name: str) -> Any:
    """One part of the archive as a tree; ``None`` where it is not there. Raises ReadError on a bomb or broken XML."""
    try:
        info = archive.getinfo(path)
    except KeyError:
        return None
    if info.file_size > LARGEST_PART or info.file_size > LARGEST_RATIO * max(info.compress_size, 1024):
        raise ReadError(Problem(name, "a part of the Word file unpacks to far more than a law holds; it is refused", "Save it again."))
    data = archive.read(info)
    if b"<!ENTITY" in data[:4000]:
        raise ReadError(Problem(name, "the Word file declares XML entities; these are refused", "Save it again with Word."))
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise ReadError(Problem(name, f"the Word file is broken ({error.msg})", "Save it again as .docx.")) from None


def heading_levels(styles: Any) -> dict[str, int]:
    """The outline level of each style that is a heading, by the style's id."""
    found: dict[str, int] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        named = style.find(f"{W}name")
        label = (named.get(f"{W}val", "") if named is not None else "").lower()
        if label.startswith("heading ") and label[8:].isdigit():
            found[style.get(f"{W}styleId", "")] = min(int(label[8:]), 6)
    return found


def write(paragraph: Any, writer: Writer, numbers: Numbers, levels: dict[str, int]) -> None:
    """One paragraph with its own number in front and the depth of its heading style."""
    words = " ".join("".join(runs(paragraph)).split())
    label = numbers.next(paragraph)
    if words:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        depth = levels.get(style.get(f"{W}val", ""), 0) if style is not None else 0
        writer.add(f"{label} {words}".strip(), **({"depth": depth} if depth else {}))


def runs(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph; deleted text, field codes and second copies left out."""
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if any(ancestor.tag == FALLBACK for ancestor in element.iterancestors()) or owner(element) is not paragraph:
            continue
        yield element.text or "" if element.tag == f"{W}t" else "-" if element.tag == f"{W}noBreakHyphen" else " "


def owner(element: Any) -> Any:
    """The innermost paragraph that an element stands in."""
    return next((ancestor for ancestor in element.iterancestors(f"{W}p")), None)


@dataclass(slots=True)
class Numbers:
    """The lists of a document: how each level is printed, and how far it has counted."""

    lists: dict[str, dict[int, tuple[str, str, int]]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Any) -> Numbers:
        """The lists that ``numbering.xml`` describes."""
        found = cls()
        if tree is None:
            return found
        abstract = {one.get(f"{W}abstractNumId"): list_levels(one) for one in tree.iter(f"{W}abstractNum")}
        for one in tree.iter(f"{W}num"):
            base = one.find(f"{W}abstractNumId")
            found.lists[one.get(f"{W}numId", "")] = abstract.get(base.get(f"{W}val") if base is not None else None, {})
        return found

    def next(self, paragraph: Any) -> str:
        """The number that Word prints before a paragraph; empty where it prints none."""
        place = paragraph.find(f"{W}pPr/{W}numPr")
        which = place.find(f"{W}numId") if place is not None else None
        if which is None:
            return ""
        depth = place.find(f"{W}ilvl")
        level = stated(depth, "val", 0)
        id = which.get(f"{W}val", "")
        if level not in (levels := self.lists.get(id, {})):
            return ""
        counts = self.counts.setdefault(id, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        text = levels[level][1]
        for one, (form, _, first) in levels.items():
            text = text.replace(f"%{one + 1}", printed(counts.get(one, first), form))
        return "" if levels[level][0] == "bullet" else text


def list_levels(abstract: Any) -> dict[int, tuple[str, str, int]]:
    """The levels of a list: form, pattern and first number of each."""
    found = {}
    for level in abstract.iter(f"{W}lvl"):
        form, text, first = (level.find(f"{W}{tag}") for tag in ("numFmt", "lvlText", "start"))
        found[stated(level, "ilvl", 0)] = (
            form.get(f"{W}val", "decimal") if form is not None else "decimal",
            text.get(f"{W}val", "")[:LONGEST_LABEL] if text is not None else "",
            stated(first, "val", 1),
        )
    return found


def stated(element: Any, attribute: str, otherwise: int) -> int:
    """The number that an attribute states; the default where it states none that a law would count to."""
    value = element.get(W + attribute, "") if element is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else otherwise


def printed(count: int, form: str) -> str:
    """A count in the form that Word prints it in."""
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        text = ""
        for value, sign in ROMAN:
            text += sign * (count // value)
            count %= value
        return text.upper() if form == "upperRoman" else text
    return f"{count:02}" if form == "decimalZero" else "" if form in ("none", "bullet") else str(count)
