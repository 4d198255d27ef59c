"""Links notation (``.lino``): indented objects that name each other, resolved to nested data and read through a shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from legal_gap.errors import Problem, ReadError
from legal_gap.model import Layer
from legal_gap.parsers.provisions_json import DEEPEST, layer_of

LOOKS = re.compile(r"\A\ufeff?\s*\w+:\r?\n(?:  [^\n]*\n)+")
OBJECT = re.compile(r"(\w+):\s*")
ENTRY = re.compile(r"  (\S+)(?: (.*))?")


def looks_like_links(text: str) -> bool:
    """Whether a text is Links notation: an object's name, then its entries indented by two."""
    return bool(LOOKS.match(text[:4000])) and bool(re.search(r"(?m)^  \w+ `", text[:20_000]))


def parse(text: str, name: str, warnings: tuple[str, ...] = ()) -> Layer:
    """The layer of a file in Links notation. Raises ReadError where its objects form no law that a shape describes."""
    objects = entries(text)
    if not objects:
        raise ReadError(Problem(name, "Links notation without an object", "Fetch the file again."))
    try:
        data = Resolver(objects, 4 * len(objects)).resolve(next(iter(objects)))
    except Endless:
        raise ReadError(Problem(name, "objects in Links notation that name each other without end", "Fetch the file again.")) from None
    return layer_of(data, name, "links", warnings)


def entries(text: str) -> dict[str, list[tuple[str, str]]]:
    """Every object by name with its entries, as key and value."""
    objects: dict[str, list[tuple[str, str]]] = {}
    current: list[tuple[str, str]] = []
    for row in text.splitlines():
        if found := OBJECT.fullmatch(row):
            current = objects.setdefault(found[1], [])
        elif entry := ENTRY.fullmatch(row):
            current.append((entry[1], entry[2] or ""))
    return objects


class Endless(Exception):
    """Objects that name each other again and again."""


@dataclass(slots=True)
class Resolver:
    """Puts objects in the place of their names; each is named once or a few times, so that ``left`` is how many may still come."""

    objects: dict[str, list[tuple[str, str]]]
    left: int

    def resolve(self, name: str, depth: int = 0) -> Any:
        """An object as data: a string of lines, a list of objects, or a table. Raises Endless."""
        rows, self.left = self.objects[name], self.left - 1
        if depth > DEEPEST or self.left < 0:
            raise Endless
        if rows and rows[0] == ("string", ""):
            return "\n".join(plain(value) for key, value in rows[1:] if key == "line")
        if rows and all(not value and key in self.objects for key, value in rows):
            return [self.resolve(key, depth + 1) for key, _ in rows]
        return {key: self.resolve(value, depth + 1) if value in self.objects else plain(value) for key, value in rows}


def plain(value: str) -> str:
    """A value without the marks that set it off."""
    if value[:1] == value[-1:] == "`" and len(value) > 1:
        return value[1:-1]
    return value[1:-1] if value[:1] == "(" and value[-1:] == ")" and value[1:-1].replace(".", "").isalnum() else value
