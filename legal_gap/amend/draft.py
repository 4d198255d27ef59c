"""A text that can be changed: units of law made of runs of words, every run a slice of the act that it comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from legal_gap.model import Instrument, Piece, Provision, Text
from legal_gap.segment import element_id
from legal_gap.text import fold

ABOVE = ("section", "schedule", "preamble", "part", "chapter", "division")


@dataclass(slots=True, eq=False)
class Words:
    """The run ``[start, end)`` of an act's clean text; ``clause`` carries it where the act amends. Without act: added ``literal``."""

    act: Instrument | None
    start: int = 0
    end: int = 0
    clause: str = ""
    literal: str = ""

    @property
    def text(self) -> str:
        """The words."""
        return self.act.text.clean[self.start : self.end] if self.act is not None else self.literal

    def cut(self, low: int, high: int) -> Words:
        """The part ``[low, high)`` of the run, counted from its beginning."""
        if self.act is None:
            return Words(None, literal=self.literal[low:high])
        return Words(self.act, self.start + low, self.start + high, self.clause)


@dataclass(slots=True, eq=False)
class Unit:
    """A unit of law while it changes: words and units in order. The root has no level."""

    level: str = ""
    num: str = ""
    heading: str = ""
    status: str = "in_force"
    mark: str = ""
    clause: str = ""
    inserted_into: str = ""
    parts: list[Words | Unit] = field(default_factory=list)

    @property
    def units(self) -> list[Unit]:
        """The units directly below."""
        return [part for part in self.parts if isinstance(part, Unit)]

    def walk(self) -> Iterator[Unit]:
        """This unit and every unit below it, in order."""
        yield self
        for unit in self.units:
            yield from unit.walk()

    def sections(self) -> Iterator[Unit]:
        """The numbered sections of the act itself, not those of its schedules."""
        for unit in self.units:
            if unit.level == "section":
                yield unit
            elif unit.level != "schedule":
                yield from unit.sections()

    def runs(self) -> Iterator[tuple[Unit, Words]]:
        """Every run of words below, in order, with the unit that it stands in."""
        for part in self.parts:
            if isinstance(part, Words):
                yield self, part
            else:
                yield from part.runs()

    @property
    def text(self) -> str:
        """All words below, as they stand."""
        return "".join(run.text for _, run in self.runs())


Slices = Callable[[int, int], "list[Words | Unit]"]


def thaw(instrument: Instrument) -> Unit:
    """An instrument as a draft; freezing it again gives the same text."""
    length = len(instrument.text.clean)

    def slices(start: int, end: int) -> list[Words | Unit]:
        return [Words(instrument, start, end)] if end > start else []

    return Unit(parts=filled(instrument.provisions, 0, length, slices))


def filled(provisions: Sequence[Provision], start: int, end: int, slices: Slices) -> list[Words | Unit]:
    """The parts of a unit ``[start, end)``: its provisions and the words around them."""
    parts: list[Words | Unit] = []
    at = start
    for one in provisions:
        parts += slices(at, max(one.start, at))
        parts.append(thawed(one, slices))
        at = max(at, one.end)
    return parts + slices(at, end)


def thawed(one: Provision, slices: Slices) -> Unit:
    """One provision as a unit."""
    parts = filled(one.children, one.start, one.end, slices)
    return Unit(one.level, one.num, one.heading, one.status, one.mark, one.clause, one.inserted_into, parts)


# -- back to an instrument -------------------------------------------------------------------------------------------


class Frost:
    """Writes a draft out as text and provisions."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0
        self.used: Counter[str] = Counter()

    def write(self, run: Words) -> None:
        """Add a run, with the places of its files; an empty line is none."""
        if run.text == "\n" and (not self.written or self.written[-1].endswith("\n")):
            return
        if run.act is not None:
            for piece in run.act.text.between(run.start, run.end):
                self.pieces.append(shifted(piece, run, self.length))
        self.written.append(run.text)
        self.length += len(run.text)

    def unit(self, unit: Unit, above: str, sub: str) -> Provision:
        """One unit with everything below it."""
        eid = element_id(unit.level, unit.num, above, self.used)
        path = "" if unit.level in ABOVE else sub + (unit.num if unit.num.startswith("(") else "")
        start = self.length
        children = tuple(self.inside(unit, eid, path))
        end = max(start, self.length - trailing(self.written))
        return Provision(
            eid, unit.level, unit.num, unit.heading, start, end, path, children, unit.clause, unit.inserted_into, unit.status, unit.mark
        )

    def inside(self, unit: Unit, eid: str, path: str) -> Iterator[Provision]:
        """The provisions of a unit, its words written as they come."""
        for part in unit.parts:
            if isinstance(part, Words):
                self.write(part)
            elif part.parts:
                yield self.unit(part, eid, path)


def shifted(piece: Piece, run: Words, at: int) -> Piece:
    """The part of a piece that a run holds, at its new place."""
    low, high = max(piece.start, run.start), min(piece.end, run.end)
    raw_low, raw_high = piece.raw_start, piece.raw_end
    if piece.end - piece.start == raw_high - raw_low:
        raw_low, raw_high = raw_low + low - piece.start, raw_high - (piece.end - high)
    start = at + low - run.start
    return replace(piece, start=start, end=start + high - low, raw_start=raw_low, raw_end=raw_high, clause=run.clause)


def trailing(written: Sequence[str]) -> int:
    """How many white characters a text ends in."""
    count = 0
    for words in reversed(written):
        stripped = words.rstrip()
        count += len(words) - len(stripped)
        if stripped:
            break
    return count


def freeze(root: Unit) -> tuple[Text, tuple[Provision, ...]]:
    """A draft as clean text, with its map to the files of every act, and provisions."""
    frost = Frost()
    provisions = tuple(frost.inside(root, "", ""))
    clean = "".join(frost.written)
    return Text(clean, fold(clean), tuple(frost.pieces)), provisions


# -- words -----------------------------------------------------------------------------------------------------------


def sought(words: str) -> re.Pattern[str]:
    """A pattern for words in folded text: any white space between them, no word cut at either end."""
    body = r"\s+".join(re.escape(word) for word in re.sub(r"\s?-\s?", "-", fold(words)).split()).replace(r"\-", r"\s?-\s?")
    first, last = words.strip()[:1], words.strip()[-1:]
    return re.compile((r"(?<!\w)" if first.isalnum() else "") + body + (r"(?!\w)" if last.isalnum() else ""))


def occurrences(units: Sequence[Unit], words: str) -> list[tuple[int, int]]:
    """Where words stand in the text of units read as one."""
    return [m.span() for m in sought(words).finditer(fold("".join(unit.text for unit in units)))]


def put(units: Sequence[Unit], low: int, high: int, new: Sequence[Words]) -> Unit:
    """Put new words in place of ``[low, high)`` of the text of units read as one; the innermost unit that takes them."""
    at, taker = 0, units[0]
    waiting = list(new)
    for owner, run in [pair for unit in units for pair in unit.runs()]:
        start, end = at, at + len(run.text)
        at = end
        inside = start < high and end > low if high > low else start <= low <= end
        if not inside or (not waiting and high == low):
            continue
        i = next(i for i, part in enumerate(owner.parts) if part is run)
        before, after = run.cut(0, max(low - start, 0)), run.cut(min(high, end) - start, end - start)
        taker = owner if waiting else taker
        owner.parts[i : i + 1] = [part for part in (before, *waiting, after) if part.text]
        waiting = []
    return taker
