"""Walk an instrument and read the penalties of every unit that threatens one."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from legal_gap.language import Language
from legal_gap.language.penalties import PenaltyGrammar, compile_penalties
from legal_gap.model import Instrument, Penalty, Provision
from legal_gap.penalty.draft import PenaltyWords
from legal_gap.penalty.words import Parsed, parse_words

SILENT = frozenset({"explanation", "illustration", "preamble"})
"""Levels that explain the law and threaten nothing."""

OWN = frozenset({"tail", "proviso"})
"""Levels whose words belong to the unit above them."""

LISTED = frozenset({"paragraph", "subparagraph", "item"})
"""Levels that list acts or cases of the unit above them."""

NOT_PRINTED = ("start", "end", "factor", "condition", "tier_word", "added", "amends")


@dataclass(frozen=True, slots=True)
class Found:
    """Penalty words with the unit that they belong to; positions are those of the instrument's text."""

    unit: Provision
    section: Provision
    words: PenaltyWords


def find_penalties(instrument: Instrument, language: Language) -> tuple[Penalty, ...]:
    """The penalties of an instrument as printed, in document order: one for each punishable unit or tier.

    Words in a chapeau or closing words belong to the unit that they open or close. Offence, ``applies_to``, ``tier``
    and ``resolved_*`` are filled by ``offence.understand``.
    """
    return tuple(as_penalty(instrument, found) for found in find_words(instrument, language))


def find_words(instrument: Instrument, language: Language) -> list[Found]:
    """As :func:`find_penalties`, with the unit and what the record does not hold (factor, condition)."""
    grammar = compile_penalties(language)
    found: list[Found] = []
    for section in instrument.sections():
        if section.level != "preamble" and section.status == "in_force" and _may_punish(instrument, section, grammar):
            found += [f for f in _Walk(instrument, grammar, section).unit(section, None) if not f.words.amends]
    return sorted(found, key=lambda f: f.words.start)


def _may_punish(instrument: Instrument, section: Provision, grammar: PenaltyGrammar) -> bool:
    return bool(grammar.hint.search(instrument.text.folded, section.start, section.end))


@dataclass(frozen=True, slots=True)
class _Walk:
    instrument: Instrument
    grammar: PenaltyGrammar
    section: Provision

    def unit(self, unit: Provision, above: tuple[int, int] | None) -> list[Found]:
        """Penalties of a unit and of all units below it; ``above`` is an announcement that the unit completes."""
        children = [child for child in unit.children if not child.is_section]
        chapeau_end = unit.children[0].start if unit.children else unit.end
        found, opening = self.read(unit, unit.start, chapeau_end, above)
        is_open = opening.is_open
        if is_open and children and (opening.compares or self.is_one_list(children)):
            return self.read(unit, unit.start, max(child.end for child in children), above)[0]
        announced = (unit.start, chapeau_end) if is_open else None
        for child in children:
            if child.level in OWN:
                tail, closing = self.read(unit, child.start, child.end, None)
                announced = (child.start, child.end) if closing.is_open else None
                found += tail
                found += [replace(f, unit=unit) for below in child.children for f in self.unit(below, announced)]
            elif child.level not in SILENT:
                found += self.unit(child, announced)
        return self.merge_provisos(self.lifted(unit, children, found))

    def lifted(self, unit: Provision, children: list[Provision], found: list[Found]) -> list[Found]:
        """Closing words that the text runs on into the last paragraph ("(b) ..., shall be guilty") belong to the whole list."""
        listed = [child for child in children if child.level in LISTED]
        if len(listed) < 2 or listed[-1] is not children[-1] or not found:
            return found
        last = listed[-1]
        inside = [f for f in found if last.start <= f.words.start < last.end]
        clean = self.instrument.text.clean
        joined = all(
            clean[child.start : child.end].rstrip().rstrip("]").endswith((",", ";", "or", "and", "—", "–")) for child in listed[:-1]
        )
        return [replace(f, unit=unit) for f in found] if joined and len(inside) == len(found) else found

    def read(self, unit: Provision, start: int, end: int, above: tuple[int, int] | None) -> tuple[list[Found], Parsed]:
        """Penalties in ``[start, end)`` of a unit, read behind the announcement ``above``, and whether it stays open."""
        text = self.instrument.text
        low, high = above or (start, start)
        shift = high - low
        clean, folded = (whole[low:high] + whole[start:end] for whole in (text.clean, text.folded))
        parsed = parse_words(clean, folded, self.grammar)
        found = []
        for words in parsed.penalties:
            if words.end > shift:
                at, to = (max(position - shift, 0) + start for position in (words.start, words.end))
                found.append(Found(unit, self.section, replace(words, start=at, end=to)))
        return found, parsed

    def merge_provisos(self, found: list[Found]) -> list[Found]:
        """A proviso that only adds a bound belongs to the penalty before it."""
        kept: list[Found] = []
        for item in found:
            if item.words.amends and kept:
                kept[-1] = replace(kept[-1], words=kept[-1].words.with_bounds(item.words))
            elif item.words.added and not item.words.custodial and kept and kept[-1].unit == item.unit:
                kept[-1] = replace(kept[-1], words=kept[-1].words.with_added(item.words))
            else:
                kept.append(item)
        return kept

    def is_one_list(self, children: list[Provision]) -> bool:
        """Whether paragraphs go on one announcement together ("(a) imprisonment ...; and (b) a fine") and are no cases."""
        for child in children:
            if child.level in SILENT | OWN:
                continue
            words = self.grammar.tokens(self.instrument.text.folded[child.start : child.end])
            first = next((t for t in words if t.kind not in ("number", "other_head", "skip", "and", "or")), None)
            if first is None or first.kind in ("condition", "subject", "tier_mark", "strong", "weak"):
                return False
        return True


def as_penalty(instrument: Instrument, found: Found) -> Penalty:
    """The record of penalty words, with the unit's citation and the quoted words."""
    words, section = found.words, found.section
    printed = {key: value for key, value in asdict(words).items() if key not in NOT_PRINTED}
    return Penalty(
        instrument=instrument.id,
        file=instrument.text.file(words.start) or (instrument.record.files or ("",))[0],
        num=section.num,
        sub="" if found.unit is section else found.unit.sub,
        eid=found.unit.eid,
        start=words.start,
        end=words.end,
        quote=instrument.quote(words.start, words.end),
        **printed,
    )
