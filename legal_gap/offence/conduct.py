"""The conduct behind a penalty: where it is described, whose it is, and which family of offences it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from legal_gap.datafile import read_toml
from legal_gap.language.offences import OffenceGrammar
from legal_gap.model import OFFENCES, Instrument, Mention, Provision
from legal_gap.offence.cite import Index, find_citations
from legal_gap.places import data_folder
from legal_gap.rubric import load_concepts

SILENT = frozenset({"explanation", "illustration"})
LISTED = frozenset({"paragraph", "subparagraph", "item"})
SIDES = ("passive_bribery", "active_bribery")
FEWEST_ACTS = 3
"""Paragraphs that make a list of acts."""
MOST_WORDS_OF_A_CITING_UNIT = 900
"""Characters before a penalty; a longer unit describes a conduct of its own."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Concepts that make a family: each of ``needs`` is any of its concepts, with a role where one is given."""

    family: str
    needs: tuple[tuple[tuple[str, str], ...], ...]
    weight: float
    within: int = 0
    order: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What ``rubric/offences.toml`` says."""

    rules: tuple[Rule, ...]
    heading: float
    text: float


def _rule(table: Mapping[str, Any]) -> Rule:
    needs = tuple(tuple((part.partition(":")[0], part.partition(":")[2]) for part in need.split("|")) for need in table["needs"])
    return Rule(table["family"], needs, float(table["weight"]), int(table.get("within", 0)), bool(table.get("order", False)))


@cache
def load_rules() -> Rules:
    """The families' rules. Raises DataError where the file cannot be read."""
    data = read_toml(data_folder("rubric") / "offences.toml")
    return Rules(tuple(_rule(table) for table in data["rule"]), float(data["weight"]["heading"]), float(data["weight"]["text"]))


@cache
def ancestors() -> Mapping[str, frozenset[str]]:
    """Each concept with the concepts that are met wherever it is: a police officer is a public official."""
    concepts = load_concepts(data_folder("rubric") / "concepts.toml")

    def above(id: str) -> frozenset[str]:
        parents = concepts[id].parents if id in concepts else ()
        return frozenset({id}).union(*(above(parent) for parent in parents))

    return {id: above(id) for id in concepts}


@dataclass(frozen=True, eq=False)
class Context:
    """An instrument with its mentions and its language's words, as every step needs them."""

    instrument: Instrument
    mentions: Sequence[Mention]
    grammar: OffenceGrammar
    index: Index

    @cached_property
    def starts(self) -> list[int]:
        """Where mentions start, for search."""
        return [mention.start for mention in self.mentions]

    def within(self, ranges: Sequence[tuple[int, int]]) -> list[tuple[str, str, int, int]]:
        """Concept, role, start and end of every mention in the ranges, with the concepts above it."""
        found = []
        for low, high in ranges:
            i = bisect_left(self.starts, low)
            while i < len(self.starts) and self.starts[i] < high:
                m = self.mentions[i]
                for concept in ancestors().get(m.concept, frozenset({m.concept})):
                    found.append((concept, m.role, m.start, m.end))
                i += 1
        return found

    def folded(self, ranges: Sequence[tuple[int, int]]) -> str:
        """The folded words of the ranges, joined."""
        return " ".join(self.instrument.text.folded[low:high] for low, high in ranges)


@dataclass(frozen=True, slots=True)
class Conduct:
    """Where a punished conduct is described: the unit, its section, and the ranges of text that say what is done."""

    unit: Provision
    section: Provision
    ranges: tuple[tuple[int, int], ...]


FEWEST_WORDS_OF_ITS_OWN = 200
"""Characters up to which a unit that punishes ("whoever commits this misconduct is liable to …") describes nothing itself."""
WORDS_OF_A_NAME = 2
"""So many words of a heading tell the name of its offence."""
LABEL = re.compile(r"[(\[]?\w{1,4}[.)\]]{1,2}\s*")


def described_by(unit: Provision, context: Context) -> Conduct:
    """The words that describe the conduct of a unit: its own and the opening words of the units above it; where a paragraph
    punishes the section's own offence once more ("whoever commits the offence in one of these cases"), also its basic form."""
    chain = context.index.chain(unit)
    opening = [(above.start, above.children[0].start) for above in reversed(chain[1:]) if above.children]
    basic = basic_form(chain, context)
    return Conduct(unit, chain[-1], (*(_spoken(basic) if basic else ()), *opening, *_spoken(unit)))


def basic_form(chain: Sequence[Provision], context: Context) -> Provision | None:
    """The paragraph that describes the offence which another paragraph of the section only varies; ``None`` where it does not."""
    if len(chain) < 2 or not says_same(chain[-2], context):
        return None
    earlier = [child for child in chain[-1].children if child.end <= chain[-2].start]
    return next((child for child in earlier if not says_same(child, context)), None)


def says_same(unit: Provision, context: Context) -> bool:
    """Whether a paragraph opens by naming the section's own offence or its offender again."""
    folded = context.instrument.text.folded
    label = LABEL.match(folded, unit.start) if unit.num else None
    start = label.end() if label else unit.start
    return context.grammar.says("same", folded[start : min(unit.end, start + 160)])


def _spoken(unit: Provision) -> list[tuple[int, int]]:
    """The unit's text without explanations, illustrations and sections below it."""
    ranges, at = [], unit.start
    for child in unit.children:
        if child.level in SILENT or child.is_section:
            ranges.append((at, child.start))
            at = child.end
    return [(low, high) for low, high in [*ranges, (at, unit.end)] if low < high]


def conducts(unit: Provision, start: int, end: int, context: Context) -> list[Conduct]:
    """What a penalty ``[start, end)`` in ``unit`` punishes: the units that its sentence cites, before it or as its case, else the
    unit itself."""
    own = described_by(unit, context)
    ranges = [(low, max(low, min(high, start)), "guilty_under") for low, high in own.ranges]
    cited = []
    for low, high, check in [*ranges, (start, end, "case_under")]:
        for cite in find_citations(context.instrument, low, high, context.grammar):
            before = context.instrument.text.folded[max(cite.start - 90, low) : cite.start]
            target = context.index.target(cite, unit)
            if target and not (target.start <= unit.start and unit.end <= target.end) and context.grammar.says(check, before):
                cited.append(described_by(target, context))
    unique = [c for c in {c.unit.eid: c for c in cited}.values() if not any(_holds(c.unit, other.unit) for other in cited)]
    length = sum(max(0, min(high, start) - low) for low, high in own.ranges)
    if unique and length < MOST_WORDS_OF_A_CITING_UNIT:
        return unique
    return [described_by(own.section, context)] if grades_its_section(unit, own.section, context) else [own]


def grades_its_section(unit: Provision, section: Provision, context: Context) -> bool:
    """Whether a unit describes nothing itself and only says what the offence of its section comes to ("this offence is a felony")."""
    spoken = _spoken(unit)
    short = unit.eid != section.eid and sum(high - low for low, high in spoken) <= FEWEST_WORDS_OF_ITS_OWN
    return short and context.grammar.says("own_section", context.folded(spoken))


def _holds(unit: Provision, other: Provision) -> bool:
    return unit.start <= other.start and other.end <= unit.end and unit.eid != other.eid


def families(conduct: Conduct, context: Context, cited: bool = False) -> list[str]:
    """The families of a conduct, the likeliest first. A unit whose words name no offence is read with those that it points to;
    a paragraph of a list that a penalty has ``cited`` is the very act, and stays as it is."""
    found = _of_most_acts(conduct, context) or _scored(conduct, context)
    whole = conduct.unit.eid == conduct.section.eid or cited and conduct.unit.level in LISTED
    wider = _pointed_to(conduct, context) if found == ["other"] and not whole else None
    return _scored(wider, context) if wider else found


def _of_most_acts(conduct: Conduct, context: Context) -> list[str]:
    """The families of a list of acts that are punished alike: that of most of them, and both sides of bribery where it lists both.

    A heading that names the offence decides alone; paragraphs joined by "and" are the elements of one act and no list.
    """
    acts = [child for child in conduct.unit.children if child.level in LISTED]
    heading = conduct.section.heading.lower()
    if len(acts) < FEWEST_ACTS or any(pattern.search(heading) for pattern in context.grammar.heading.values()):
        return []
    if any(context.grammar.says("joined", context.instrument.text.folded[act.start : act.end].rstrip()) for act in acts[:-1]):
        return []
    each = [_scored(Conduct(act, conduct.section, tuple(_spoken(act))), context) for act in acts]
    counts = Counter(family for found in each for family in found if family != "other")
    if all(side in counts for side in SIDES):
        return [side for side in SIDES]
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return [first] if most > max(next_most, 1) else []


def _pointed_to(conduct: Conduct, context: Context) -> Conduct | None:
    """A unit read with the units of its section that it cites, or with the whole section where it says next to nothing itself."""
    unit, section = conduct.unit, conduct.section
    if sum(high - low for low, high in _spoken(unit)) <= FEWEST_WORDS_OF_ITS_OWN or _punishes_the_first(unit, section, context):
        return Conduct(unit, section, tuple(_spoken(section)))
    cited = [context.index.target(c, unit) for c in find_citations(context.instrument, unit.start, unit.end, context.grammar) if not c.num]
    siblings = {
        u.eid: u for u in cited if u and u.eid != unit.eid and section.start <= u.start and u.end <= section.end and u.eid != section.eid
    }
    ranges = [part for sibling in siblings.values() for part in _spoken(sibling)]
    return Conduct(unit, section, (*ranges, *conduct.ranges)) if ranges else None


def _punishes_the_first(unit: Provision, section: Provision, context: Context) -> bool:
    """Whether a section has two subsections, of which the first describes and the second punishes what the heading names."""
    both = [child for child in section.children if child.level == "subsection"]
    name = " ".join(section.heading.lower().split()[:WORDS_OF_A_NAME])
    words = " ".join(context.instrument.text.folded[unit.start : unit.end].split())
    return len(both) == 2 and unit.eid == both[1].eid and len(name.split()) == WORDS_OF_A_NAME and name in words


def _scored(conduct: Conduct, context: Context) -> list[str]:
    """The families by the words of a conduct alone; both kinds of bribery where one provision forbids both sides."""
    scores = dict.fromkeys(OFFENCES, 0.0)
    rules = load_rules()
    words = context.folded(conduct.ranges)
    mentions = context.within(conduct.ranges)
    for family, pattern in context.grammar.heading.items():
        scores[family] += rules.heading if pattern.search(conduct.section.heading.lower()) else 0.0
    best = dict.fromkeys(OFFENCES, 0.0)
    for rule in rules.rules:
        if rule.weight > best[rule.family] and fits(rule, mentions):
            best[rule.family] = rule.weight
    official = any(concept == "public_official" and role == "offender" for concept, role, _, _ in mentions)
    for family, pattern in context.grammar.text.items():
        enough = official or family not in SIDES or best[family] > 0
        scores[family] += rules.text if enough and pattern.search(words) else 0.0
    for family, weight in best.items():
        scores[family] += weight
    top = max(OFFENCES, key=lambda family: scores[family])
    if scores[top] <= 0:
        return ["other"]
    if top in SIDES and all(scores[side] >= rules.text + 2 for side in SIDES):
        return sorted(SIDES, key=lambda side: -scores[side])
    return [top]


def fits(rule: Rule, mentions: Sequence[tuple[str, str, int, int]]) -> bool:
    """Whether the mentions hold what a rule needs, close enough and in its order."""
    found = [[m for m in mentions if any(m[0] == concept and (not role or m[1] == role) for concept, role in need)] for need in rule.needs]
    if not all(found):
        return False
    if len(found) < 2 or not rule.within:
        return True
    for first in found[0]:
        for second in found[1]:
            apart = second[2] - first[3] if second[2] >= first[2] else first[2] - second[3]
            if apart <= rule.within and (not rule.order or second[2] >= first[2]):
                return True
    return False
