"""Articles of one act that another act takes out of force, and the articles that take their place.

A code that gathers scattered offences ends with a list: these articles of these acts no longer apply, and who cites one of
them shall read this article of the code. Silence about that list would judge a country by law that is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from legal_gap.amend.view import consolidate
from legal_gap.language.amendments import Revocations, revocations
from legal_gap.language.pack import Language
from legal_gap.model import Instrument, Provision

MISREAD = str.maketrans({"l": "1", "i": "1", "o": "0"})
"""Letters that a scan gives for digits."""
HEAD = 1500
"""Letters of an act in which its own title stands."""
FURTHEST = 60
"""Articles that a list may name by its first and last."""

Cited = tuple[str, str]
"""An article and the labels below it, "" for the whole article."""


@dataclass(frozen=True, slots=True)
class Revoked:
    """Articles of the act called ``title`` that ``section`` of the act ``by`` takes out of force, and what is read in place of each."""

    title: str
    cites: tuple[Cited, ...]
    by: str
    section: str
    label: str
    instead: Mapping[Cited, tuple[Cited, ...]]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that are read instead."""
        return tuple(dict.fromkeys(num for new in self.instead.values() for num, _ in new))


def in_force(instruments: Sequence[Instrument], languages: Mapping[str, Language]) -> tuple[Instrument, ...]:
    """The instruments of a country as they stand: later acts replayed into them, and without what other acts take out of force."""
    return without_revoked(consolidate(instruments, languages), languages)


def without_revoked(instruments: Sequence[Instrument], languages: Mapping[str, Language]) -> tuple[Instrument, ...]:
    """The instruments of a country; what a list in another act in force takes out of force is marked so, and the quality says it."""
    lists = [(one, item) for one in instruments for item in lists_of(one, languages)]
    found = []
    adopted: dict[str, dict[str, tuple[str, ...]]] = {}
    for one in instruments:
        for act, item in lists:
            if act.id != one.id and act.record.language == one.record.language and called(one, item.title):
                kinds = one.record.kinds
                one = marked(one, item, act.record.title)
                new = adopted.setdefault(act.id, {})
                new.update({num: (*new.get(num, ()), *kinds) for num in item.articles})
        found.append(one)
    return tuple(
        replace(one, provisions=tuple(adopting(p, adopted[one.id]) for p in one.provisions)) if one.id in adopted else one for one in found
    )


def adopting(unit: Provision, articles: Mapping[str, tuple[str, ...]]) -> Provision:
    """A provision with the kinds of the act whose article it replaces."""
    children = tuple(adopting(child, articles) for child in unit.children)
    kinds = tuple(dict.fromkeys(articles.get(unit.num, ()))) if unit.level == "section" else ()
    return replace(unit, children=children, kinds=kinds)


def lists_of(act: Instrument, languages: Mapping[str, Language]) -> Iterator[Revoked]:
    """Every item of every list in an act in force that takes articles of other acts out of force."""
    words = revocations(languages[act.record.language]) if act.record.language in languages else None
    if words is None or act.record.status != "in_force" or not words.ends.search(act.text.folded):
        return
    for section in act.sections():
        text = act.text.folded[section.start : section.end]
        if end := words.ends.search(text):
            items = list(items_of(text[: end.end()], section, act, words))
            rest = replacements(text[end.end() :], words)
            yield from (replace(item, instead=taken(item, items, rest)) for item in items)


def items_of(text: str, section: Provision, act: Instrument, words: Revocations) -> Iterator[Revoked]:
    """The items of one list."""
    for match in words.item.finditer(text):
        label = words.label.findall(text[: match.start("cites")])
        cites = tuple(cited(match["cites"], words))
        if cites:
            yield Revoked(" ".join(match["title"].split()), cites, act.id, section.num, label[-1] if label else "", {})


def cited(text: str, words: Revocations) -> Iterator[Cited]:
    """The articles of an enumeration with their labels; a range gives every article in it."""
    tokens = list(words.token.finditer(text))
    num, several, labelled = "", False, False
    for i, token in enumerate(tokens):
        if token["section"]:
            last = num
            num = numeral(token["section"])
            labelled = i + 1 < len(tokens) and tokens[i + 1].lastgroup in ("number", "letter")
            if several and last.isdigit() and num.isdigit() and 0 < int(num) - int(last) < FURTHEST:
                yield from ((str(n), "") for n in range(int(last) + 1, int(num)))
            if not labelled:
                yield num, ""
        elif labelled and token.lastgroup in ("number", "letter"):
            yield num, f"({token['letter'] or numeral(token['number'])})"
        several = bool(token["to"])


def numeral(text: str) -> str:
    """An article's number, digits that a scan took for letters mended: "l2o" is 120, "12 a" is 12A."""
    match = re.fullmatch(r"([\dlio]+)(?: ?([a-z]))?", text)
    digits, letter = match.groups("") if match else (text, "")
    return digits.translate(MISREAD) + letter.upper()


def replacements(text: str, words: Revocations) -> list[tuple[str, dict[Cited, tuple[Cited, ...]]]]:
    """The rules on reading other articles instead: the label of the list's item that each speaks of, and old to new."""
    found = []
    for part in words.part.split(text):
        rules = words.instead.finditer(part)
        pairs = {old: tuple(cited(rule["new"], words)) for rule in rules for old in cited(rule["old"], words)}
        if pairs:
            label = words.label_cited.search(part)
            found.append((label["label"] if label else "", pairs))
    return found


def taken(
    item: Revoked, items: Sequence[Revoked], rules: Sequence[tuple[str, dict[Cited, tuple[Cited, ...]]]]
) -> dict[Cited, tuple[Cited, ...]]:
    """The rules of the item: those with its label, else those whose articles only this item lists."""
    nums = {num for num, _ in item.cites}
    for label, pairs in rules:
        olds = {num for num, _ in pairs}
        if olds <= nums and (label == item.label or sum(olds <= {n for n, _ in one.cites} for one in items) == 1):
            return pairs
    return {}


def called(act: Instrument, title: str) -> bool:
    """Whether an act bears a title: in its own first words, spaces and hyphens aside. An amending act only cites it."""
    bare = re.sub(r"\W", "", title)
    return not act.record.amending and bool(bare) and bare in re.sub(r"\W", "", act.text.folded[:HEAD])


def said_of(cites: Sequence[Cited]) -> str:
    """Articles as they are cited: "607(1)(a)", "463, 464"."""
    nums = dict.fromkeys(num for num, _ in cites)
    return ", ".join(num + "".join(sub for n, sub in cites if n == num) for num in nums)


def marked(act: Instrument, item: Revoked, by: str) -> Instrument:
    """The act with the articles of an item out of force, and a warning that names them and what is read instead."""
    nums = {num: [sub for n, sub in (*item.cites, *item.instead) if n == num] for num, _ in item.cites}
    gone: list[str] = []

    def mark(unit: Provision, num: str = "") -> Provision:
        if unit.level == "section" and unit.num in nums and unit.status == "in_force":
            if "" in nums[unit.num] and not any(nums[unit.num]):
                return out(unit, unit.num)
            num = unit.num
        elif num and unit.sub and unit.sub in nums[num]:
            return out(unit, num)
        children = tuple(mark(child, num if child.level != "section" else "") for child in unit.children)
        return replace(unit, children=children)

    def out(unit: Provision, num: str) -> Provision:
        instead = item.instead.get((num, unit.sub)) or item.instead.get((num, ""))
        gone.append(f"{num}{unit.sub}" + (f" (now {said_of(instead)})" if instead else ""))
        return replace(unit, status="repealed")

    provisions = tuple(mark(unit) for unit in act.provisions)
    if not gone:
        return act
    said = f"out of force since {by}, {item.section}: {', '.join(gone)}"
    return replace(act, provisions=provisions, quality=replace(act.quality, warnings=(*act.quality.warnings, said)))
