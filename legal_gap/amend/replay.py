"""One change after the other put into the draft of the principal act; what cannot be put in raises the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from legal_gap.amend import carried
from legal_gap.amend.draft import Unit, Words, occurrences, put
from legal_gap.amend.orders import Change, Place, Range
from legal_gap.language.numbering import number_key
from legal_gap.language.pack import Language
from legal_gap.model import Instrument
from legal_gap.segment.heads import Head
from legal_gap.text import fold

CONTAINERS = ("part", "chapter", "division")
QUOTES = "\"“”'‘’ ["


GAP = re.compile(r"(?<!\w)[xX](?: ?[xX]){2,}(?!\w)|\*(?: ?\*){2,}|_{3,}")
"""Marks that stand for words left out."""


class Refused(Exception):
    """Why a change cannot be applied, as a clause of a sentence."""


class Replay:
    """The draft of a principal act, and the sections that the change at hand has touched."""

    def __init__(self, root: Unit, act: Instrument, language: Language) -> None:
        self.root = root
        self.act = act
        self.language = language
        self.touched: list[str] = []

    def apply(self, change: Change) -> tuple[str, ...]:
        """Put one change in; the numbers of the sections that it touched. Raises Refused."""
        self.touched = []
        if change.reason:
            raise Refused(change.reason)
        if change.action == "table":
            self.table(change)
        elif change.action.endswith("words"):
            self.words(change)
        elif change.block is not None:
            self.carried(change, change.block)
        elif change.action == "repeal":
            self.repeal(change)
        elif change.action == "renumber":
            self.renumber(change)
        else:
            raise Refused("the order was not understood")
        return tuple(dict.fromkeys(self.touched))

    # finding places

    def section(self, num: str) -> Unit:
        """The section with a number. Raises Refused."""
        if not num:
            raise Refused("it names no section")
        found = [unit for unit in self.root.sections() if unit.num.upper() == num.upper()]
        if len(found) != 1:
            raise Refused(f"the principal act has {'no' if not found else 'more than one'} provision {num}")
        self.touched.append(found[0].num)
        return found[0]

    def find(self, place: Place) -> list[Unit]:
        """The unit that a place names; a definition may be several. Raises Refused."""
        unit = self.section(place.section)
        if place.term:
            found = definition(unit, place.term)
            return [labelled(Unit(parts=[*found]), place.labels[-1], place)] if place.labels else found
        for label in place.labels:
            unit = labelled(unit, label, place)
        return [unit]

    # changes

    def words(self, change: Change) -> None:
        """Take words out, put words in."""
        if change.old is None:
            raise Refused("it quotes no words")
        self.exchange(self.find(change.place), change, change.old, change.new)

    def exchange(self, units: Sequence[Unit], change: Change, old: Range, new: Range | None) -> None:
        """Replace, delete or add words in units read as one."""
        said = self.act.text.clean[old[0] : old[1]]
        places = occurrences(units, said)
        if not places:
            raise Refused(f"the words “{said}” do not stand in {change.place}")
        if len(places) > 1 and not change.everywhere:
            if not change.last:
                raise Refused(f"the words “{said}” stand {len(places)} times in {change.place}")
            places = places[-1:]
        fresh = [Words(self.act, new[0], new[1], change.clause)] if new else []
        space = Words(None, literal=" ")
        for low, high in reversed(places):
            if change.action == "insert_after_words":
                taker = put(units, high, high, joined(space, fresh))
            elif change.action == "insert_before_words":
                taker = put(units, low, low, [*fresh, space])
            else:
                taker = put(units, low, high + (not fresh and doubles_space(units, low, high)), fresh)
            taker.clause = change.clause

    def repeal(self, change: Change) -> None:
        """Take units out; a repealed section leaves its number and the words of the order."""
        place = change.place
        if place.container and not place.section:
            raise Refused("it repeals a part")
        if place.labels or place.term:
            for unit in [*self.find(place), *self.more(place)]:
                parent_of(self.root, unit).parts.remove(unit)
            self.section(place.section).clause = change.clause
            return
        for num in (place.section, *place.more):
            unit = self.section(num)
            unit.parts = [Words(None, literal=f"{unit.num}. "), Words(self.act, *change.at, change.clause), Words(None, literal="\n")]
            unit.status, unit.clause = "repealed", change.clause

    def more(self, place: Place) -> Iterator[Unit]:
        """The further units that a place names beside its first."""
        section = self.section(place.section)
        for label in place.more:
            unit = Unit(parts=[*definition(section, place.term)]) if place.term else section
            for one in (*place.labels[:-1], label):
                unit = labelled(unit, one, place)
            yield unit

    def renumber(self, change: Change) -> None:
        """Make a section without subsections its own first subsection."""
        section = self.section(change.place.section)
        if any(unit.level == "subsection" for unit in section.units):
            raise Refused(f"{section.num} has subsections already")
        section.parts = [Unit("subsection", "(1)", clause=change.clause, parts=section.parts)]

    def carried(self, change: Change, block: Range) -> None:
        """Put carried provisions in: whole sections by their numbers, units of a section at their place."""
        if GAP.search(self.act.text.clean, *block):
            raise Refused("it leaves parts of the text out (x x x), and those stay as they were")
        place = change.place
        if place.labels or place.term or change.action == "add" and place.section:
            self.below(change, block)
        else:
            self.whole(change, block)

    def below(self, change: Change, block: Range) -> None:
        """Units of a section: in place of one, beside one, or at its end."""
        place = change.place
        fresh = carried.below(self.act, block, change.clause, self.language)
        if not fresh:
            raise Refused("the provisions that it carries could not be read")
        if change.action == "add":
            target = self.find(place)[-1]
            target.parts += lines(fresh)
            return
        old = self.find(place)
        others = list(self.more(place)) if change.action == "substitute" else []
        parent = parent_of(self.root, old[0])
        gone = [*old, *others] if change.action == "substitute" else []
        fresh = rejoined(fresh, {one.num for one in parent.units if one.num and one not in gone})
        for unit in fresh:
            unit.level = old[0].level if unit.num else unit.level
        at = parent.parts.index(old[0] if change.action != "insert_after" else old[-1]) + (change.action == "insert_after")
        parent.parts[at:at] = lines(fresh)
        for unit in gone:
            parent_of(self.root, unit).parts.remove(unit)

    def whole(self, change: Change, block: Range) -> None:
        """Whole sections, alone or in a part: each takes the place of the one with its number, or stands where its number belongs."""
        if change.action == "substitute" and change.place.section:
            self.section(change.place.section)
        fresh = carried.sections(self.act, block, change.clause, self.language, self.accepts(change))
        if not fresh:
            raise Refused("the provisions that it carries could not be read")
        known = {unit.num.upper() for unit in self.root.sections()}
        nums = [unit.num.upper() for top in fresh for unit in top.walk() if unit.level == "section"]
        if change.action == "substitute" and change.place.section and change.place.section not in nums:
            raise Refused(f"it carries {', '.join(nums)} in place of {change.place.section}")
        for top in fresh:
            if top.level in CONTAINERS and not known & {u.num.upper() for u in top.walk() if u.level == "section"}:
                self.insert(top)
            else:
                for unit in [u for u in top.walk() if u.level == "section"]:
                    self.settle(unit, change)
        self.touched += [num for num in nums if num not in self.touched]

    def accepts(self, change: Change) -> Callable[[Head], bool]:
        """Which numbers may begin a carried section: those replaced, or those behind the place and before the section after it."""
        place = change.place
        known = [number_key(unit.num) for unit in self.root.sections()]
        wanted = {number_key(num) for num in (place.section, *place.more) if num}

        def accept(head: Head) -> bool:
            if head.key in wanted:
                return change.action != "insert_after" and change.action != "insert_before" or change.action == "carried"
            if change.action == "carried" and head.key in known:
                return True
            base = head.key[0][0]
            return (
                bool(head.key[0][1])
                and (not wanted or any(abs(base - key[0][0]) <= 1 for key in wanted))
                or (head.key not in known and (not known or base > max(key[0][0] for key in known)))
            )

        return accept

    def settle(self, unit: Unit, change: Change) -> None:
        """A carried section in place of the one with its number; else where its number belongs."""
        old = [one for one in self.root.sections() if one.num.upper() == unit.num.upper()]
        if len(old) > 1:
            raise Refused(f"the principal act has more than one provision {unit.num}")
        if old and change.action.startswith("insert") and old[0].status == "in_force":
            raise Refused(f"the principal act has a provision {unit.num} already")
        if old:
            parts = parent_of(self.root, old[0]).parts
            parts[parts.index(old[0])] = unit
        else:
            self.insert(unit)

    def insert(self, unit: Unit) -> None:
        """A new section or part behind the last section with a smaller number."""
        first = next(one for one in unit.walk() if one.level == "section")
        smaller = [one for one in self.root.sections() if number_key(one.num) < number_key(first.num)]
        if not smaller:
            raise Refused(f"there is no place for {first.num}")
        neighbour = max(smaller, key=lambda one: number_key(one.num))
        if unit.level in CONTAINERS:
            holder = parent_of(self.root, neighbour)
            neighbour = holder if holder.level in CONTAINERS else neighbour
        parts = parent_of(self.root, neighbour).parts
        at = parts.index(neighbour) + 1
        parts[at:at] = lines([unit])

    def table(self, change: Change) -> None:
        """A row of a table of changes: its words out, its words in."""
        if change.old is None:
            raise Refused("the table could not be read")
        units = self.find(change.place)
        old, new = columns(self.act.text.clean, change, units)
        self.exchange(units, replace(change, everywhere=True), old, new)


def columns(text: str, change: Change, units: Sequence[Unit]) -> tuple[Range, Range]:
    """The words out and the words in of a row whose columns ran together: the longest beginning that stands in the provision."""
    start, end = change.old or (0, 0)
    gaps = [start + m.start() for m in re.finditer(" ", text[start:end])]
    for gap in reversed(gaps):
        if occurrences(units, text[start:gap]):
            return (start, gap), (gap + 1, end)
    raise Refused(f"no words of its row stand in {change.place}")


def rejoined(fresh: Sequence[Unit], kept: set[str]) -> list[Unit]:
    """Carried units without those that repeat a label which stays: a citation that a line began with belongs to the unit before."""
    found: list[Unit] = []
    for unit in fresh:
        if found and unit.num in kept:
            found[-1].parts += [Words(None, literal=" "), *unit.parts]
        else:
            found.append(unit)
    return found


def joined(space: Words, fresh: Sequence[Words]) -> list[Words]:
    """New words behind old ones: with a space before them, unless they begin with a point or comma."""
    return list(fresh) if fresh and fresh[0].text[:1] in ",.;:)" else [space, *fresh]


def doubles_space(units: Sequence[Unit], low: int, high: int) -> bool:
    """Whether taking out ``[low, high)`` leaves two spaces side by side."""
    text = "".join(unit.text for unit in units)
    return text[low - 1 : low] == " " == text[high : high + 1]


def lines(units: Sequence[Unit]) -> list[Words | Unit]:
    """Units, each on lines of its own."""
    found: list[Words | Unit] = []
    for unit in units:
        found += [Words(None, literal="\n"), unit, Words(None, literal="\n")]
    return found


def parent_of(root: Unit, unit: Unit) -> Unit:
    """The unit that a unit stands directly in. Raises Refused where an earlier change took it out."""
    found = next((one for one in root.walk() if any(part is unit for part in one.parts)), None)
    if found is None:
        raise Refused("an earlier change took it out")
    return found


def labelled(unit: Unit, label: str, place: Place) -> Unit:
    """The unit with a label directly below, else the only one further down. Raises Refused."""
    near = [one for one in unit.units if one.num.lower() == label.lower()]
    near = [one for one in near if one.num == label] or near
    if len(near) > 1:
        near = [one for one in near if in_sequence(one, unit.units)]
    far = [one for one in unit.walk() if one is not unit and one.num.lower() == label.lower()]
    far = [one for one in far if one.num == label] or far
    if len(near) == 1:
        return near[0]
    if len(far) == 1:
        return far[0]
    raise Refused(f"the principal act has {'no' if not far else 'more than one'} {place}")


def in_sequence(unit: Unit, siblings: Sequence[Unit]) -> bool:
    """Whether a label comes right behind the one before it: a number in brackets at the edge of a line is no unit."""
    before = [one.num.strip("()").lower() for one in siblings[: siblings.index(unit)] if one.num]
    own = unit.num.strip("()").lower()
    if not before:
        return own in ("1", "a", "i")
    if own.isdigit() and before[-1].isdigit():
        return int(own) == int(before[-1]) + 1
    return len(own) == len(before[-1]) == 1 and ord(own) == ord(before[-1]) + 1


def definition(section: Unit, term: str) -> list[Unit]:
    """The paragraphs of the definition of a term: the one that begins with it, and those up to the next definition."""
    wanted = " ".join(fold(term).replace("- ", "-").split())
    for parent in section.walk():
        units = parent.units
        for i, unit in enumerate(units):
            words = fold(unit.text).lstrip(QUOTES)
            if words.startswith(wanted) and fold(unit.text)[:1] in QUOTES and words[len(wanted) : len(wanted) + 1] in QUOTES:
                rest = []
                for other in units[i + 1 :]:
                    if fold(other.text)[:1] in QUOTES:
                        break
                    rest.append(other)
                return [unit, *rest]
    if carved := carve(section, wanted):
        return [carved]
    raise Refused(f"the principal act has no definition of “{term}” in {section.num}")


def carve(section: Unit, term: str) -> Unit | None:
    """The definition of a term that stands among other words, made a unit of its own: from its quotation mark to the next one's."""
    begins = re.compile(rf"(?:^|(?<=[\s]))[\"'] ?{re.escape(term)} ?[\"']")
    for owner, run in section.runs():
        text = fold(run.text)
        if found := begins.search(text):
            following = re.compile(r"[.;](\s+)(?=[\"'][^\"';.]{1,80}[\"'])").search(text, found.end())
            end = following.end() - len(following[1]) if following else len(text.rstrip())
            unit = Unit("paragraph", parts=[run.cut(found.start(), end)])
            i = next(i for i, part in enumerate(owner.parts) if part is run)
            owner.parts[i : i + 1] = [run.cut(0, found.start()), unit, run.cut(end, len(text))]
            return unit
    return None
