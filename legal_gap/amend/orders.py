"""What an amending act orders: every change with the clause that orders it, the place it names, the words it quotes or carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from legal_gap.language.amendments import CARRIED, CLOSE, INNER, OPEN, Amendments, Order
from legal_gap.language.numbering import ROMAN, number_key
from legal_gap.model import Instrument
from legal_gap.segment.amending import CLOSES

LABEL = re.compile(r"^[^\w(\n]{0,3}\((\w{1,4})\)(?=\W)", re.M)
NUMBER = re.compile(r"(?P<section>\d{1,4}(?: ?[a-z]{1,3}(?![a-z]))?)?(?P<labels>(?: ?\([a-z\d]{1,5}\))*)")
BARE_LABEL = re.compile(r"[a-z]|\d{1,3}")
ENDS = re.compile(r"[”\"’']{1,2} ?[.;,]{0,2}[”\"’']? ?(?:\w{2,4})?[ ]*$", re.M)
"""Where carried law may end: a line that ends in a closing quotation mark, a point, and perhaps "and"."""
ROW = re.compile(r"(?<![\w(])(?P<section>\d{1,4}[A-Z]{0,2})(?P<labels>(?: ?\(\w{1,4}\))*) (?P<words>[^\d\n(][^\d\n]*[^\d\s])")
"""A row of a table of changes: the provision, the words taken out, the words put in."""
SENTENCE = re.compile(rf"[^;.{CARRIED}]{{0,240}}{CARRIED}*")
"""The rest of a sentence, and the provisions that it carries."""
LOST = "no order was read in this clause"
STRAIGHT, CURLY, CURLY_END = '"', "“„", "”"
LONGEST_QUOTATION = 3000
NEAR = 14
"""Letters between two citations of which the second says where the first stands ("paragraph (a) of subsection (1)")."""
FURTHEST = 25
"""How many numbers a clause may be ahead of the one before it."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an order is about: a section with the labels below it (each with its rank in the language's list), a definition, a part;
    ``more`` are further labels of the same kind."""

    section: str = ""
    labels: tuple[str, ...] = ()
    ranks: tuple[int, ...] = ()
    term: str = ""
    container: tuple[str, str] | None = None
    more: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.container and not self.section:
            return " ".join(self.container)
        return f"{self.section}{''.join(self.labels)}" + (f" “{self.term}”" if self.term else "")


Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. Ranges are of the amending act's clean text; ``reason`` says why it cannot even be tried."""

    clause: str
    action: str
    place: Place
    at: Range
    old: Range | None = None
    new: Range | None = None
    block: Range | None = None
    everywhere: bool = False
    last: bool = False
    reason: str = ""


@dataclass(slots=True)
class Item:
    """A labelled part of a clause: its own words up to the first item below, and the items above it."""

    label: str
    start: int
    end: int
    above: tuple[Item, ...] = field(default_factory=tuple)


def lined(act: Instrument) -> str:
    """The folded text with its line ends."""
    clean, folded = act.text.clean, act.text.folded
    return "".join("\n" if a == "\n" else b for a, b in zip(clean, folded, strict=True)) if "\n" in clean else folded


def changes_of(act: Instrument, words: Amendments) -> list[Change]:
    """Every change that an act orders, in order; a clause that orders something not understood is a change with a reason."""
    text = lined(act)
    found: list[Change] = []
    before: tuple[str, int] | None = None
    for num, start, end in clauses(act, text, words):
        if before is not None:
            found += [Change(lost, "unread", Place(), (before[1], start), reason=LOST) for lost in between(before[0], num)]
        before = num, end
        skeleton = masked(act.text.clean, text, start, end, words)
        here = list(in_clause(num, skeleton, start, act, words))
        found += here or [Change(num, "unread", Place(), (start, end), reason="the order was not understood")]
    return found


def between(first: str, second: str) -> list[str]:
    """The numbers of the clauses between two that amend."""
    outer, other = first.rpartition("(")[0], second.rpartition("(")[0]
    low, high = (number_key(one.rpartition("(")[2].strip(")"))[0][0] for one in (first, second))
    return [f"{outer}({n})" if outer else str(n) for n in range(low + 1, high)] if outer == other else []


# -- clauses ---------------------------------------------------------------------------------------------------------


def clauses(act: Instrument, text: str, words: Amendments) -> list[tuple[str, int, int]]:
    """The clauses that amend: number, start, end. Clauses that do something else end the one before them."""
    starts: list[tuple[int, str, bool]] = []
    last = 0
    for found in words.clause.finditer(text):
        key = number_key(found["num"])[0][0]
        if last < key <= last + FURTHEST:
            starts.append((found.start("num"), found["num"].upper(), True))
            last = key
    plain = [p for p in act.sections() if p.level == "section" and not p.clause and p.num]
    numbered = [(start, num) for start, num, _ in starts]
    for one in plain:
        before = [num for start, num in numbered if start <= one.start]
        follows = before and number_key(one.num)[0][0] == number_key(before[-1])[0][0] + 1
        if follows or one.num.isalpha() or not before:
            starts.append((one.start, one.num, False))
    starts.sort()
    edges = [start for start, _, _ in starts] + [len(text)]
    found_clauses = []
    for i, (start, num, amends) in enumerate(starts):
        if amends and edges[i + 1] > start:
            outer = next((n for s, n, a in reversed(starts[:i]) if not a and n.isalpha()), "")
            found_clauses.append((f"{outer}({num})" if outer else num, start, edges[i + 1]))
    return found_clauses


# -- the skeleton ----------------------------------------------------------------------------------------------------


def masked(clean: str, text: str, start: int, end: int, words: Amendments) -> str:
    """The skeleton of a clause: quotations and carried provisions masked, character for character."""
    out = list(text[start:end])
    at = start
    while at < end:
        carries = words.carries.search(text, at, end)
        quote = next_quotation(clean, at, end)
        if carries and (quote is None or carries.start() < quote[0]):
            low, high = block(clean, carries.end(), end)
            out[low - start : high - start] = CARRIED * (high - low)
            at = max(high, carries.end())
        elif quote:
            low, high = quote
            out[low - start : high - start] = OPEN + INNER * (high - low - 2) + CLOSE
            at = high
        else:
            break
    return "".join(out)


def next_quotation(clean: str, start: int, end: int) -> Range | None:
    """The next quotation that opens and closes, its marks included."""
    for found in re.finditer(rf"[{STRAIGHT}{CURLY}]", clean[start:end]):
        low = start + found.start()
        high = closing(clean, low, min(end, low + LONGEST_QUOTATION))
        if high > low + 2:
            return low, high
    return None


def closing(clean: str, low: int, end: int) -> int:
    """Behind the mark that closes the quotation at ``low``; ``low`` where none does."""
    if clean[low] == STRAIGHT:
        return clean.find(STRAIGHT, low + 1, end) + 1 or low
    depth = 0
    for i in range(low, end):
        depth += (clean[i] in CURLY) - (clean[i] == CURLY_END)
        if depth == 0:
            return i + 1
    return low


def block(clean: str, start: int, end: int) -> Range:
    """The carried provisions that begin at ``start``: up to the line that closes their quotation, else to the end."""
    while start < end and clean[start].isspace():
        start += 1
    if clean[start : start + 1] and clean[start] in STRAIGHT + CURLY + "‘'":
        for found in ENDS.finditer(clean, start, end):
            inside = clean[start : found.end()]
            if sum(inside.count(mark) for mark in CURLY) <= inside.count(CURLY_END) and inside.count(STRAIGHT) % 2 == 0:
                return start, found.end()
    found_end = ENDS.search(clean, start, end)
    return start, found_end.end() if found_end and CLOSES.search(found_end[0].split()[0]) else end


# -- orders ----------------------------------------------------------------------------------------------------------


def in_clause(num: str, skeleton: str, start: int, act: Instrument, words: Amendments) -> Iterator[Change]:
    """The changes of one clause."""
    for item in items(skeleton):
        label = num + "".join(f"({one.label})" for one in (*item.above, item) if one.label)
        outer = Place()
        for one in item.above:
            outer = place(skeleton[one.start : one.end], start + one.start, outer, act, words)
        at = item.start
        while at < item.end:
            fits = [
                (m.start(), rank, order, m)
                for rank, order in enumerate(words.orders)
                if (m := order.pattern.search(skeleton, at, item.end))
            ]
            if not fits:
                break
            _, _, order, m = min(fits, key=lambda fit: fit[:2])
            context = place(skeleton[item.start : m.start()], start + item.start, outer, act, words)
            following = min((other.start() for _, _, _, other in fits if other.start() >= m.end()), default=item.end)
            rest = SENTENCE.match(skeleton, m.end(), max(following, m.end()))
            yield from completed(ordered(label, order, m, context, start, act, words), rest[0] if rest else "", start + m.end())
            at = max(m.end(), at + 1)


def completed(changes: Iterator[Change], rest: str, end: int) -> Iterator[Change]:
    """Changes once the rest of their sentence is seen: what is taken out may be replaced by what stands there."""
    for change in changes:
        if change.action == "repeal" and CARRIED in rest:
            at = end + rest.index(CARRIED)
            yield replace(change, action="substitute", block=(at, at + rest.count(CARRIED)))
        elif change.action in ("repeal", "delete_words") and (OPEN in rest or CARRIED in rest) and not change.reason:
            yield replace(change, reason="the order was not understood")
        else:
            yield change


def items(skeleton: str) -> list[Item]:
    """The clause and its labelled items, each with the items above it."""
    found = [Item("", 0, len(skeleton))]
    stack: list[tuple[str, Item]] = []
    for m in LABEL.finditer(skeleton):
        if m.start() == 0:
            continue
        kind = kind_of(m[1], stack)
        depth = next((i for i, (other, _) in enumerate(stack) if other == kind), len(stack))
        del stack[depth:]
        found[-1].end = m.start()
        item = Item(m[1], m.start(), len(skeleton), (found[0], *(one for _, one in stack)))
        stack.append((kind, item))
        found.append(item)
    return found


def kind_of(label: str, stack: Sequence[tuple[str, Item]]) -> str:
    """Whether a label counts in digits, Roman numbers or letters: (i) after (h) is a letter."""
    if label[0].isdigit():
        return "digit"
    roman = ROMAN.fullmatch(label) is not None
    if roman and any(kind == "alpha" and len(label) == 1 and ord(label) == ord(one.label[0]) + 1 for kind, one in stack):
        return "alpha"
    return "roman" if roman and (label == "i" or any(kind == "roman" for kind, _ in stack)) else "alpha"


def ordered(
    clause: str, order: Order, m: re.Match[str], context: Place, start: int, act: Instrument, words: Amendments
) -> Iterator[Change]:
    """The change (or changes) of one order in a skeleton that begins at ``start`` of the text."""
    groups = m.groupdict()

    def span(name: str) -> Range | None:
        return (start + m.start(name), start + m.end(name)) if groups.get(name) else None

    def quoted(name: str) -> Range | None:
        found = span(name)
        return inner(act.text.clean, *found) if found else None

    if unit := span("unit"):
        context = place(m["unit"], unit[0], context, act, words, several=True)
    elif order.action.endswith("words") and words.unit.search(m[0]):
        context = place(m[0], start + m.start(), context, act, words)
    everywhere, last = (bool(pattern and pattern.search(m[0])) for pattern in (words.everywhere, words.ending))
    change = Change(
        clause, order.action, context, (start + m.start(), start + m.end()), quoted("old"), quoted("new"), span("block"), everywhere, last
    )
    around = m.string[m.string.rfind("\n", 0, m.start()) + 1 : m.end()]
    if words.elsewhere and words.elsewhere.search(around):
        change = replace(change, reason="it changes the text in another language")
    elif words.heading and words.heading.search(around):
        change = replace(change, reason="it changes only a heading")
    if order.action == "table":
        yield from rows(change, act)
        return
    yield change
    if removed := quoted("last"):
        yield replace(change, old=removed)


def rows(change: Change, act: Instrument) -> Iterator[Change]:
    """A change for each row of the tables in an act's schedules; ``old`` is the words of the row. Their numbers rise."""
    found = [m for unit in act.walk() if unit.level == "schedule" for m in ROW.finditer(act.text.clean, unit.start, unit.end)]
    last = 0
    for m in found:
        labels = tuple(re.findall(r"\(\w+\)", m["labels"]))
        if (key := number_key(m["section"])[0][0]) >= last:
            last = key
            place = Place(m["section"], labels, tuple(range(len(labels))))
            yield replace(change, place=place, at=m.span(), old=m.span("words"))
    if not found:
        yield replace(change, reason="its table could not be read")


def inner(clean: str, low: int, high: int) -> Range:
    """A quotation without its marks and the blanks inside them."""
    low, high = low + 1, high - 1
    while low < high and clean[low].isspace():
        low += 1
    while high > low and clean[high - 1].isspace():
        high -= 1
    return low, high


def place(skeleton: str, start: int, context: Place, act: Instrument, words: Amendments, several: bool = False) -> Place:
    """The place that a run of skeleton (it begins at ``start`` of the text) names, read on from ``context``."""
    found: list[tuple[int, str, re.Match[str]]] = [(m.start(), "unit", m) for m in words.unit.finditer(skeleton)]
    found += [(m.start(), "term", m) for m in words.defined.finditer(skeleton)] if words.defined else []
    found += [(m.start(), "container", m) for m in words.container.finditer(skeleton)] if words.container else []
    last_end, last_rank = -20, -1
    found.sort(key=lambda one: one[0])
    edges = [at for at, _, _ in found[1:]] + [len(skeleton)]
    for (at, kind, m), edge in zip(found, edges, strict=False):
        if kind == "term":
            low, high = inner(act.text.clean, start + m.start("term"), start + m.end("term"))
            inside = at - last_end <= NEAR and last_rank > 0
            kept = [(r, label) for r, label in zip(context.ranks, context.labels, strict=True) if inside and r > 0]
            context = replace(
                context,
                term=act.text.clean[low:high].strip("“”\"'‘’ "),
                labels=tuple(label for _, label in kept),
                ranks=tuple(r for r, _ in kept),
            )
        elif kind == "container":
            context = replace(context, container=(m["level"], m["n"].upper()))
        elif m["n"]:
            rank = rank_of(m["word"], words)
            outward = at - last_end <= NEAR and rank < last_rank
            context = named(context, *split(m["n"], m["word"], words), rank, outward)
            if several and not outward:
                context = replace(context, more=further(skeleton[m.end() : edge], context))
            last_end, last_rank = m.end(), rank
    return context


def named(context: Place, section: str, labels: Sequence[str], rank: int, outward: bool) -> Place:
    """A place once a citation is read: outward ("paragraph (a) of subsection (1)") what stands below is kept, else it is left."""
    ranks = dict(enumerate(context.labels)) if not context.ranks else dict(zip(context.ranks, context.labels, strict=True))
    if section:
        ranks = {**(ranks if outward and not labels else {}), **dict(enumerate(labels))}
        context = replace(context, section=section, term="", container=context.container)
    elif len(labels) > 1:
        ranks = dict(enumerate(labels))
    elif labels:
        ranks = {r: label for r, label in ranks.items() if r < rank or outward and r > rank} | {rank: labels[0]}
    order = sorted(ranks)
    return replace(context, labels=tuple(ranks[r] for r in order), ranks=tuple(order))


def further(rest: str, context: Place) -> tuple[str, ...]:
    """More labels (or sections) of the same kind behind a citation: "paragraphs (j) and (k)"."""
    if context.labels:
        return tuple(f"({label})" for label in re.findall(r"\(([a-z\d]{1,5})\)", rest))
    return tuple("".join(num.split()).upper() for num in re.findall(r"(?<![\w(/])\d{1,4}(?: ?[a-z]{1,2}(?![a-z]))?(?![\w(/])", rest))


def split(n: str, word: str, words: Amendments) -> tuple[str, list[str]]:
    """A number as section and labels; a bare letter or digit behind a word for a lower unit is its label."""
    n = n.strip()
    if rank_of(word, words) >= 0 and BARE_LABEL.fullmatch(n):
        return "", [f"({n})"]
    m = NUMBER.match(n)
    section = "".join((m["section"] or "").split()).upper() if m else ""
    return section, re.findall(r"\([a-z\d]{1,5}\)", m["labels"]) if m else []


def rank_of(word: str, words: Amendments) -> int:
    """How deep below the section a word's units stand, -1 for the section itself."""
    return next((i for i, pattern in enumerate(words.below) if pattern.search(word)), -1)
