"""Laws in XML, streamed: one walk for every vocabulary, the names of elements in ``vocabularies.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from legal_gap.datafile import read_toml
from legal_gap.errors import Problem, ReadError
from legal_gap.model import Layer
from legal_gap.parsers.provisions_json import Writer

FILE = Path(__file__).parent / "vocabularies.toml"
CONTAINERS = ("part", "chapter", "division", "schedule")
BELOW = ("subsection", "paragraph", "subparagraph", "item", "proviso", "explanation", "illustration", "tail", "loose")
INSIDE = ("section", *BELOW)
UNITS = frozenset((*INSIDE, *CONTAINERS))
SKIPPED = frozenset(("contents", "skipped", "notes"))
WORDS = frozenset(("words", "num", "heading"))
MIXED = frozenset(("words", "num", "notes", "skipped"))
"""What, inside words, is set apart from them or left out."""
TAG = re.compile(rb"<(?:\w+:)?(\w+)[\s>]")
DEEPEST = 100
ENTITIES = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]*(?:SYSTEM|PUBLIC)[^>]*\[", re.I)
NUMBER = re.compile(r"\w(?:[\w/–‑-]|\.(?=\w))*")
WRAPPED = re.compile(r"^[\W_]*|[\W_]*$")


@cache
def names() -> Mapping[str, str]:
    """What each element is, by its name in lower case."""
    return {name: what for what, elements in vocabulary().items() for name in elements}


@cache
def vocabulary() -> Mapping[str, Sequence[str]]:
    """The names of elements by what they are."""
    return read_toml(FILE)


def parse(data: bytes, name: str, warnings: tuple[str, ...] = ()) -> Layer:
    """The layer of an XML law. Raises ReadError where it is not well-formed, or declares entities (which are never expanded)."""
    if ENTITIES.search(data[:20_000]):
        raise ReadError(Problem(name, "the XML declares entities or an external subset; these are refused", "Save it without a DOCTYPE."))
    walk = Walk(cited(data))
    try:
        for event, element in etree.iterparse(
            BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
            remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            if (what := walk.kinds[element.tag]) == NAMED:
                what = walk.kinds.of(element.get("name") or "")
            if what and event == "start":
                walk.start(what)
            elif what:
                walk.end(what, element)
    except Nested:
        raise ReadError(Problem(name, f"units are nested more than {DEEPEST} deep", "Fetch the file again.")) from None
    except etree.XMLSyntaxError as error:
        if len(walk.writer.parts) < 3:
            raise ReadError(Problem(name, f"not well-formed XML: {error.msg}", "Fetch the file again, or mend the line.")) from None
        warnings = (*warnings, f"the XML breaks off: {error.msg}")
    if not walk.writer.parts:
        raise ReadError(Problem(name, "the XML holds no text", "Fetch the file again."))
    return Layer(name, walk.kinds.form, walk.writer.text(), tuple(walk.writer.blocks), warnings)


def cited(data: bytes) -> str:
    """Which element is the unit that lawyers cite: the last of the vocabulary's list that the file has."""
    tags = {tag.lower().decode("ascii", "replace") for tag in set(TAG.findall(data))}
    return next((name for name in reversed(vocabulary()["section"]) if name in tags), "paragraph")


class Nested(Exception):
    """Units inside units without end."""


@dataclass(slots=True)
class Unit:
    """An open element of the law's hierarchy."""

    level: str
    depth: int
    num: str = ""
    heading: str = ""
    said: bool = False


NAMED = "named"


class Kinds(dict[str, str]):
    """What the elements of a file are, each tag looked up once; ``form`` is told by the root element."""

    def __init__(self, cited_by: str) -> None:
        super().__init__()
        self.cited_by = cited_by
        self.form = "xml"

    def __missing__(self, tag: str) -> str:
        local = tag.rpartition("}")[2].lower()
        if local in ("akomantoso", "uscdoc"):
            self.form = "akn" if local == "akomantoso" else "uslm"
        self[tag] = NAMED if local == "hcontainer" else self.of(local)
        return self[tag]

    def of(self, local: str) -> str:
        """What an element is, by its local name."""
        if (local := local.lower()) == self.cited_by:
            return "section"
        what = names().get(local, "")
        return "division" if what == "section" else what


class Walk:
    """Turns start and end of elements into paragraphs with claims, and forgets each element when it is done."""

    def __init__(self, cited_by: str) -> None:
        self.kinds = Kinds(cited_by)
        self.writer = Writer()
        self.units: list[Unit] = [Unit("", 0)]
        self.skip = 0
        self.quoted = 0
        self.inside = 0
        self.mixed = False

    def start(self, what: str) -> None:
        """An element opens."""
        self.mixed = self.mixed or what in MIXED and self.inside > 0
        if what in SKIPPED:
            self.skip += 1
        elif self.skip:
            return
        elif what == "quoted":
            self.quoted += 1
        elif what in UNITS:
            self.say()
            above = self.units[-1]
            if len(self.units) > DEEPEST:
                raise Nested
            self.units.append(Unit(what, above.depth + (above.level in INSIDE)))
        elif what in WORDS:
            self.inside += 1

    def end(self, what: str, element: Any) -> None:
        """An element closes: its words are kept, itself is forgotten."""
        if what in SKIPPED:
            self.skip -= 1
            self.forget(element)
        elif self.skip:
            return
        elif what == "quoted":
            self.quoted -= 1
        elif what in WORDS:
            self.inside -= 1
            if not self.inside:
                self.text(what, element)
                self.mixed = False
        elif what in UNITS:
            if what == "tail" or (element.text and element.text.strip()):
                self.words(text_of(element, True))
            self.say()
            self.units.pop()
            self.forget(element)

    def text(self, what: str, element: Any) -> None:
        """A number, a heading, or words: of the innermost unit."""
        unit = self.units[-1]
        text = text_of(element, self.mixed)
        if what == "num" and not unit.said:
            unit.num = f"{unit.num} {text}".strip()
        elif what == "heading" and not unit.said:
            unit.heading = f"{unit.heading} {text}".strip()
        else:
            self.words(text)
        self.forget(element)

    def words(self, text: str) -> None:
        """Words of the innermost unit."""
        if not text:
            return
        unit = self.units[-1]
        if unit.level in BELOW and not unit.said:
            self.say(text)
        else:
            self.say()
            self.writer.add(text)

    def say(self, text: str = "") -> None:
        """The head of the innermost unit, once: number and heading, and for units below the section the first words."""
        unit = self.units[-1]
        if unit.said or not (unit.num or unit.heading or text):
            return
        unit.said = True
        printed = " ".join(part for part in (unit.num, unit.heading, text) if part)
        num = WRAPPED.sub("", unit.num)
        if self.quoted:
            self.writer.add(printed)
        elif unit.level == "section":
            found = NUMBER.search(num.rpartition(" ")[2])
            self.writer.add(printed, level="section", num=found[0] if found else num, heading=unit.heading)
        elif unit.level:
            self.writer.add(printed, level=unit.level, num=num, heading=unit.heading, depth=unit.depth)
        else:
            self.writer.add(printed)

    def forget(self, element: Any) -> None:
        """Free an element's memory; its tail stays where other words need it."""
        if not self.inside:
            element.clear(keep_tail=True)
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None and len(parent) > 40:
                del parent[0]


def text_of(element: Any, mixed: bool) -> str:
    """The words of an element on one line, without notes and deleted text (``mixed``: such may stand in it)."""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(pieces(element, names()) if mixed else element.itertext()).split())


def pieces(element: Any, known: Mapping[str, str]) -> Iterable[str]:
    """The pieces of text of an element, in order."""
    if element.text:
        yield element.text
    for child in element:
        what = known.get(child.tag.rpartition("}")[2].lower(), "") if isinstance(child.tag, str) else "notes"
        if what not in ("notes", "skipped"):
            if what in ("words", "num"):
                yield " "
            yield from pieces(child, known)
            if what in ("words", "num"):
                yield " "
        if child.tail:
            yield child.tail
