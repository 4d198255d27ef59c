"""Provision JSON of several shapes: one small mapping file a shape (``shapes/``) says where numbers and words stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from legal_gap.datafile import read_toml
from legal_gap.errors import Problem, ReadError
from legal_gap.model import Block, Layer
from legal_gap.parsers import plain

SHAPES = Path(__file__).parent / "shapes"
DEEPEST = 60
LEADING_NUMBER = re.compile(r"\s*\d+[A-Z]{0,2}\.\s*")
PRINTED_NUMBER = re.compile(r"(?:[^\n]{0,150}\n)?\s*\[?(\d+[A-Z]{0,2})\.\s*")


@cache
def shapes() -> tuple[Mapping[str, Any], ...]:
    """The mapping files, the most particular first."""
    return tuple(sorted((read_toml(path) for path in sorted(SHAPES.glob("*.toml"))), key=lambda shape: shape["kind"] == "text"))


@dataclass
class Writer:
    """The text layer of a structured file as it grows: paragraphs set apart by a blank line, each with its block."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, **claims: Any) -> None:
        """One paragraph with what the form claims of it."""
        if text := text.strip():
            self.blocks.append(Block(self.length, self.length + len(text), **claims))
            self.parts.append(text)
            self.length += len(text) + 2

    def add_lines(self, text: str, **claims: Any) -> None:
        """Several paragraphs, set apart by blank lines."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        for block in plain.blocks(text, 0, len(text)):
            self.add(text[block.start : block.end], **({"level": block.level} if block.level else claims))

    def text(self) -> str:
        """The layer's text."""
        return "\n\n".join(self.parts)


def parse(text: str, name: str, warnings: tuple[str, ...] = ()) -> Layer | None:
    """The layer of a JSON file; ``None`` where the text is not JSON after all. Raises ReadError on a shape not known."""
    try:
        data = json.loads(text.lstrip("\ufeff \t\r\n"))
    except (ValueError, RecursionError) as error:
        if re.match(r'\s*\ufeff?\s*[\[{]\s*(?:["{\[]|[\]}])', text):
            raise ReadError(Problem(name, f"broken JSON ({type(error).__name__}: {error})"[:200], "Fetch the file again.")) from None
        return None
    return layer_of(data, name, "json", warnings)


def layer_of(data: Any, name: str, form: str, warnings: tuple[str, ...] = ()) -> Layer:
    """The layer of structured data by the first shape that fits. Raises ReadError where none does."""
    shape = next((shape for shape in shapes() if all(any(True for _ in found(data, path)) for path in shape["when"])), None)
    if shape is None:
        raise ReadError(
            Problem(
                name,
                "data of a shape that no mapping file describes",
                f"Add a mapping in {SHAPES.name}/, or give the text in another form.",
            )
        )
    writer = Writer()
    READERS[shape["kind"]](data, shape, writer)
    if not writer.parts:
        raise ReadError(Problem(name, "the file holds no text", "Fetch the file again."))
    return Layer(name, form, writer.text(), tuple(writer.blocks), warnings)


def found(data: Any, path: str) -> Iterator[Any]:
    """The values at a dotted path; ``*`` is any key, a number is a place in a list."""
    if not path:
        yield data
        return
    key, _, rest = path.partition(".")
    if isinstance(data, dict):
        values = list(data.values()) if key == "*" else [data[key]] if key in data else []
    elif isinstance(data, list) and key.isdigit() and int(key) < len(data):
        values = [data[int(key)]]
    else:
        values = []
    for value in values:
        yield from found(value, rest)


def read_text(data: Any, shape: Mapping[str, Any], writer: Writer) -> None:
    """The whole text in one field (or a few)."""
    for path in shape["text"]:
        for value in found(data, path):
            if isinstance(value, str):
                writer.add_lines(value)


def read_list(data: Any, shape: Mapping[str, Any], writer: Writer) -> None:
    """A list of sections, or of rows that repeat their section."""
    items = [item for value in found(data, shape["items"]) if isinstance(value, list) for item in value if isinstance(item, dict)]
    above: dict[int, str] = {}
    last = None
    recounted = is_recounted(items, shape)
    for item in items:
        for depth, keys in enumerate(shape.get("containers", ())):
            title = " ".join(words(item.get(key)) for key in keys).strip()
            if title and above.get(depth) != title:
                above[depth] = title
                writer.add(title, depth=depth + 1, heading=title)
        num, heading = words(item.get(shape["num"])), words(item.get(shape["heading"]))
        if recounted:
            num, heading = printed_number(item, shape), LEADING_NUMBER.sub("", heading)
        if (num, heading) != last or "label" not in shape:
            writer.add(heading or num, level="section", num=num, heading=heading)
        last = (num, heading)
        label = words(item.get(shape.get("label", ""))) if "nested" not in shape else ""
        for path in shape["text"]:
            for value in found(item, path):
                write_nested(value, shape, writer, label)


def printed_number(item: Mapping[str, Any], shape: Mapping[str, Any]) -> str:
    """The number at the start of a section's words, or of their second line; empty where there is none."""
    text = next((value for path in shape["text"] for value in found(item, path) if isinstance(value, str)), "")
    match = PRINTED_NUMBER.match(text)
    return match[1] if match else ""


def is_recounted(items: Sequence[Mapping[str, Any]], shape: Mapping[str, Any]) -> bool:
    """Whether whoever made the file counted the sections anew: most carry another number than their words print."""
    pairs = [(words(item.get(shape["num"])), printed_number(item, shape)) for item in items]
    return sum(bool(printed) and printed != claimed for claimed, printed in pairs) * 2 > len(pairs)


def write_nested(value: Any, shape: Mapping[str, Any], writer: Writer, label: str = "", depth: int = 0) -> None:
    """The words of a section: a string, or nested lists of labelled units."""
    if isinstance(value, str):
        writer.add_lines(f"{label} {value}".strip())
    elif isinstance(value, list):
        for unit in value:
            write_nested(unit, shape, writer, depth=depth)
    elif isinstance(value, dict):
        mark = words(value.get(shape.get("label", "")))
        for key in shape.get("nested", ()):
            if key in value:
                write_nested(value[key], shape, writer, printed_label(mark, depth), depth + 1)


def printed_label(mark: str, depth: int) -> str:
    """The label of a nested unit as an act prints it: the number of a first-level paragraph is only counted, an item's stands in brackets."""
    if not mark.isalnum():
        return mark
    return "" if depth == 0 and mark.isdigit() else f"({mark})"


def words(value: Any) -> str:
    """A value as text; nothing where there is none."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def read_tree(data: Any, shape: Mapping[str, Any], writer: Writer) -> None:
    """A tree of typed units."""
    unwrap = re.compile(shape["unwrap"]) if "unwrap" in shape else None
    carried: list[str] = []
    for level, text in units(next(found(data, shape["root"]), {}), shape, ""):
        text = unwrap.sub(r"\1", text) if unwrap else text
        if level == "joined":
            carried.append(text)
            continue
        writer.add_lines(" ".join([*carried, text]), **({"level": level} if level else {}))
        carried.clear()


def units(node: Any, shape: Mapping[str, Any], level: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Level and words of every unit of a tree, in order."""
    if depth > DEEPEST:
        return
    if isinstance(node, str):
        yield level, node
    elif isinstance(node, list):
        for child in node:
            yield from units(child, shape, level, depth + 1)
    elif isinstance(node, dict):
        kind = node.get(shape["type"], "")
        level = "note" if kind in shape.get("notes", ()) else level
        yield from own_words(node, kind, shape, level)
        for key in shape["children"]:
            yield from units(node.get(key, []), shape, level, depth + 1)


def own_words(node: Mapping[str, Any], kind: str, shape: Mapping[str, Any], level: str) -> Iterator[tuple[str, str]]:
    """The words of a unit itself, with its label before them."""
    num = words(node.get(shape.get("num", ""))) if kind not in shape.get("unnumbered", ()) else ""
    for key in shape["text"]:
        if isinstance(value := node.get(key), str) and (value or num):
            label = f"{num}. " if num and kind in shape.get("whole", ()) else f"({num}) " if num else ""
            yield "joined" if kind in shape.get("joined", ()) and not level else level, label + value


READERS = {"list": read_list, "text": read_text, "tree": read_tree}
