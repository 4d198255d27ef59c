"""Citations from one provision to another, and where in the instrument they point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from legal_gap.language.offences import OffenceGrammar
from legal_gap.model import Instrument, Provision, Reference

MOST_IN_A_RANGE = 40


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision cited in ``[start, end)``. ``num`` is empty where only a unit of the same section is named; ``act`` another act."""

    start: int
    end: int
    num: str
    sub: str
    below: bool = False
    act: str = ""


@dataclass(frozen=True, eq=False)
class Index:
    """The units of an instrument by number."""

    instrument: Instrument

    @cached_property
    def sections(self) -> dict[str, Provision]:
        """Sections by number, the first of each."""
        found: dict[str, Provision] = {}
        for section in self.instrument.sections():
            found.setdefault(section.num.lower(), section)
        return found

    @cached_property
    def section_of(self) -> dict[str, Provision]:
        """The section of each unit by eid, of nested sections the innermost."""
        return {unit.eid: section for section in self.instrument.sections() for unit in section.walk()}

    @cached_property
    def parents(self) -> dict[str, Provision]:
        """The unit above each unit by eid."""
        return {child.eid: unit for unit in self.instrument.walk() for child in unit.children}

    def chain(self, unit: Provision) -> list[Provision]:
        """The unit and the units above it, up to its section."""
        found = [unit]
        while not found[-1].is_section and found[-1].eid in self.parents:
            found.append(self.parents[found[-1].eid])
        return found

    def unit(self, section: Provision, sub: str) -> Provision | None:
        """The unit of a section with the label path ``sub``, else the nearest unit above that has a part of the path."""
        wanted = re.sub(r"\s", "", sub).lower()
        best: Provision | None = section if not wanted else None
        size = -1
        for unit in section.walk():
            label = re.sub(r"\s", "", unit.sub).lower()
            if label and wanted.startswith(label) and len(label) > size:
                best, size = unit, len(label)
        return best

    def target(self, citation: Citation, unit: Provision) -> Provision | None:
        """The provision that a citation in ``unit`` means, ``None`` where it lies in another act or is not there."""
        if citation.act:
            return None
        if citation.num:
            section = self.sections.get(citation.num.lower())
            return (self.unit(section, citation.sub) or section) if section else None
        section = self.section_of.get(unit.eid)
        if section is None:
            return None
        if citation.below:
            for above in self.chain(unit):
                found = self.unit(section, above.sub + citation.sub)
                if found and found.sub != above.sub and found.sub.endswith(citation.sub.split(")")[-2] + ")"):
                    return found
        return self.unit(section, citation.sub)


def find_citations(instrument: Instrument, low: int, high: int, grammar: OffenceGrammar) -> list[Citation]:
    """Every citation in ``[low, high)`` of an instrument, in order; "paragraph (a) of section 5" is one."""
    folded, clean = instrument.text.folded, instrument.text.clean
    groups: list[list[Citation]] = []
    for match in grammar.citation.finditer(folded, low, high):
        cites = list(_targets(match, grammar))
        other = grammar.other_act.match(clean, match.end())
        if other and not grammar.own.search(folded[match.end() : match.end() + 40]):
            cites = [replace(cite, act=" ".join(other["act"].split())) for cite in cites]
        groups.append(cites)
    found: list[Citation] = []
    for cites, after in zip(groups, [*groups[1:], []], strict=False):
        part_of = (
            cites
            and after
            and cites[-1].below
            and grammar.part_of.match(folded[cites[-1].end : after[0].start - 1].rsplit(" ", 1)[0] + " ")
        )
        head = after[0] if part_of else None
        found += [replace(c, num=head.num, sub=head.sub + c.sub, below=False, act=head.act) for c in cites] if head else cites
    return found


def _targets(match: re.Match[str], grammar: OffenceGrammar) -> Iterator[Citation]:
    """The provisions of one citation; "to" stands for every number between."""
    below = grammar.section_word.match(match["unit"]) is None
    start, text = match.start("targets"), match["targets"]
    last, end, before = "", 0, ""
    for target in grammar.number.finditer(text):
        if target["label"]:
            sub = before = beside(before, grammar.path(target["label"]))
            num = last if not below and last else ""
            yield Citation(start + target.start(), start + target.end(), num, sub, below)
        else:
            num, sub = target["num"], grammar.path(target["sub"])
            below = below and not (sub and grammar.whole.match(match["unit"]))
            if last and grammar.range_word.match(text[end : target.start()]):
                yield from _between(last, num, start + target.start(), start + target.end())
            yield Citation(start + target.start(), start + target.end(), "" if below else num, f"({num}){sub}" if below else sub, below)
            last = num if not below else ""
        end = target.end()


def beside(before: str, label: str) -> str:
    """The path of a label that follows another in a list: "(1)(f), (g)" names (1)(g); a label of another kind stands for itself."""
    labels = re.findall(r"\(\w+\)", before)
    same_kind = len(labels) > 1 and label.count("(") == 1 and labels[-1][1].isdigit() == label[1].isdigit()
    return "".join(labels[:-1]) + label if same_kind else label


def _between(first: str, last: str, start: int, end: int) -> Iterator[Citation]:
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= MOST_IN_A_RANGE:
        for number in range(int(first) + 1, int(last)):
            yield Citation(start, end, str(number), "")


def operates(section: Provision, instrument: Instrument, grammar: OffenceGrammar) -> bool:
    """Whether a section can forbid or punish: definitions, repeals, savings and short titles cannot."""
    heading = section.heading or re.sub(r"^[\W\d]*", "", instrument.text.clean[section.start : section.start + 60])
    return grammar.not_operative.search(heading.lower()) is None


def references_of(instrument: Instrument, index: Index, grammar: OffenceGrammar) -> tuple[Reference, ...]:
    """The graph of citations of an instrument: the edges from its sections. An edge in a definition, repeal, saving or
    short-title section does not operate; one that only names a unit of the same section is no edge."""
    found = []
    for section in instrument.sections():
        operative = operates(section, instrument, grammar)
        own_end = next((child.start for child in section.children if child.is_section), section.end)
        for cite in find_citations(instrument, section.start, own_end, grammar):
            if cite.act or (cite.num and cite.num.lower() != section.num.lower()):
                found.append(Reference(instrument.id, section.eid, cite.start, cite.end, cite.act, cite.num, operative))
    return tuple(found)
