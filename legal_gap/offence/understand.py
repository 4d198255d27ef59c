"""One instrument understood: its penalties with offence, addressee and tier, its offences, its citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from legal_gap.language import Language
from legal_gap.language.offences import compile_offences
from legal_gap.language.penalties import compile_penalties
from legal_gap.model import Instrument, Mention, Offence, Penalty, Provision, Reading
from legal_gap.offence.cite import Index, operates, references_of
from legal_gap.offence.conduct import LABEL, Conduct, Context, conducts, described_by, families
from legal_gap.offence.resolve import Known, is_general, resolve
from legal_gap.penalty.find import Found, as_penalty, find_words
from legal_gap.penalty.grades import grades

NEXUS = {"duty": "in_duty", "use_of_office": "by_office", "misuse": "abuse_of_office"}
"""How an official limb is triggered, by the concept that says so."""


def understand(
    instrument: Instrument, mentions: Sequence[Mention], language: Language, classes: Mapping[str, Mapping[str, object]]
) -> Reading:
    """The reading of an instrument: ``mentions`` in order of place, ``classes`` the country's penalty classes.

    Every penalty gets its offence, whom it applies to, its tier and what references, classes and increases come to.
    """
    context = Context(instrument, mentions, compile_offences(language), Index(instrument))
    known = [item for found in find_words(instrument, language) for item in _known(found, context)]
    tiers = {**grades(instrument, language), **classes}
    known = resolve(_tiered(of_the_act(known, context), context), context, tiers, compile_penalties(language).spelled)
    offences = _offences(known, context)
    return Reading(
        instrument=instrument,
        mentions=tuple(mentions),
        penalties=tuple(item.penalty for item in known),
        offences=tuple(offences),
        references=references_of(instrument, context.index, context.grammar),
    )


def of_the_act(known: list[Known], context: Context) -> list[Known]:
    """A penalty for "an offence under this act" is one for the offence that the act is about: that of most of its penalties."""
    own = [item for item in known if item.penalty.offence != "other" and not item.penalty.increase]
    family, most = max(Counter(item.penalty.offence for item in own).items(), key=lambda pair: pair[1], default=("other", 0))
    chief = next((i for i in own if i.penalty.offence == family and i.penalty.custodial and i.penalty.applies_to == "anyone"), None)
    if chief is None or most * 2 <= len(own):
        return known
    return [_under(item, chief, context) for item in known]


def _under(item: Known, chief: Known, context: Context) -> Known:
    words = context.instrument.text.folded[item.found.unit.start : item.found.words.end]
    if item.penalty.offence != "other" or not context.grammar.says("own_act", words):
        return item
    return replace(item, penalty=replace(item.penalty, offence=chief.penalty.offence), chief=chief)


def _known(found: Found, context: Context) -> list[Known]:
    """A penalty once for each kind of offence (and addressee) that its sentence punishes."""
    penalty = as_penalty(context.instrument, found)
    items: dict[tuple[str, str], Known] = {}
    for conduct in conducts(found.unit, found.words.start, found.words.end, context):
        for family in families(conduct, context, conduct.unit.eid != found.unit.eid):
            who = applies_to(found, conduct, context)
            items.setdefault((family, who), Known(replace(penalty, offence=family, applies_to=who), found, conduct))
    return [*items.values(), *_official_limbs(found, penalty, items, context)]


def _official_limbs(found: Found, penalty: Penalty, items: Mapping[tuple[str, str], Known], context: Context) -> list[Known]:
    """Paragraphs of a list of cases that name an official as offender: the same penalty, for officials, by that paragraph.

    The list may stand with the penalty while the offence that it aggravates is described in another section.
    """
    limbs = []
    cases = [child for child in found.unit.children if child.level in ("paragraph", "subparagraph", "item")]
    for (family, who), item in items.items():
        if who != "anyone" or len(cases) < 2 or found.section.eid == item.conduct.section.eid and item.conduct.unit.eid != found.unit.eid:
            continue
        named = [child for child in cases if _official_in(child.start, child.end, context)]
        if 0 < len(named) < len(cases):
            for child in named:
                own = replace(penalty, offence=family, applies_to="public_official", sub=child.sub, eid=child.eid, tier="aggravated")
                limbs.append(Known(own, found, described_by(child, context)))
    return limbs


def _official_in(start: int, end: int, context: Context) -> bool:
    return any(concept == "public_official" and role == "offender" for concept, role, _, _ in context.within([(start, end)]))


def applies_to(found: Found, conduct: Conduct, context: Context) -> str:
    """Whom a penalty is for: a legal person or an official where its subject is one, else anyone."""
    grammar, folded = context.grammar, context.instrument.text.folded
    subject = found.words.condition or folded[max(found.unit.start, found.words.start - 240) : found.words.start]
    above = [folded[low:high] for low, high in conduct.ranges[:-1] if low >= found.section.start and high <= found.words.start]
    if not found.words.custodial and any(grammar.names_a_legal_person(text) for text in (subject, *above[-1:])):
        return "legal_person"
    opening = _opening(conduct.unit, context)
    own = folded[found.unit.start : found.words.start]
    texts = [folded[low:high] for low, high in (*conduct.ranges[:-1], opening)]
    if grammar.says("anyone_subject", own) or grammar.says("anyone_subject", folded[slice(*opening)]):
        return "anyone"
    if any(grammar.says("official_subject", text.strip()) for text in (*texts, own.strip(), found.words.condition)):
        return "public_official"
    if any(_official_in(low, high, context) for low, high in (*conduct.ranges[:-1], opening)):
        return "public_official"
    cases = [child for child in conduct.unit.children if child.level == "paragraph"]
    return "public_official" if cases and all(_official_in(c.start, c.end, context) for c in cases) else "anyone"


def _opening(unit: Provision, context: Context) -> tuple[int, int]:
    """The words before the first unit below; where these are only the number, on into that unit's own."""
    if not unit.children:
        return unit.start, unit.end
    first = unit.children[0]
    only_a_number = LABEL.fullmatch(context.instrument.text.folded[unit.start : first.start].strip() + " ")
    return unit.start, _opening(first, context)[1] if only_a_number else first.start


CASE = 120
"""Characters in which a penalty of its own says which paragraphs it is for."""

# -- tiers ------------------------------------------------------------------------------------------------------------


def _ceiling(penalty: Penalty) -> float:
    return (
        2000.0 if penalty.death else 1500.0 if penalty.life else penalty.imprisonment_max_months or penalty.imprisonment_min_months or 0.0
    )


def _tiered(known: list[Known], context: Context) -> list[Known]:
    """Tell the basic form of an offence from its aggravated forms, by what the law calls them or by a higher penalty."""
    first: dict[tuple[str, str], Known] = {}
    tiered = []
    for item in known:
        place = (item.found.section.eid, item.penalty.offence)
        base = first.setdefault(place, item)
        tier = item.penalty.tier if item.penalty.tier != "basic" else _tier(item, base, context)
        tiered.append(replace(item, penalty=replace(item.penalty, tier=tier), base=base if base is not item else None))
    return [_topped(item, tiered) for item in tiered]


def _tier(item: Known, base: Known, context: Context) -> str:
    words, grammar = item.found.words, context.grammar
    if grammar.says("value", words.condition):
        return "value"
    if item is base and grammar.says("value_case", context.folded([(item.found.unit.start, item.found.unit.end)])):
        return "value"
    headings = f"{item.conduct.section.heading}\n{item.found.section.heading}".lower()
    named = grammar.says("aggravated", headings) or grammar.says("aggravated", words.condition)
    harsher = item is not base and _ceiling(item.penalty) > _ceiling(base.penalty) > 0 and not _is_own_case(item, context)
    return "aggravated" if named or words.increase or words.tier_word == "repeat" or harsher else "basic"


def _is_own_case(item: Known, context: Context) -> bool:
    """Whether a penalty is that of other paragraphs of the section, which list offences beside each other and not above."""
    unit = item.found.unit
    end = unit.children[0].start if unit.children else unit.end
    return context.grammar.says("own_case", context.folded([(unit.start, min(end, unit.start + CASE))]))


def _topped(item: Known, known: Sequence[Known]) -> Known:
    """The harshest of several aggravated forms in a section is the top tier."""
    if item.penalty.tier != "aggravated" or not (item.penalty.life or item.penalty.death):
        return item
    same = [o.penalty for o in known if o.found.section.eid == item.found.section.eid and o.penalty.offence == item.penalty.offence]
    lesser = [p for p in same if p.tier == "aggravated" and _ceiling(p) < _ceiling(item.penalty)]
    return replace(item, penalty=replace(item.penalty, tier="top")) if lesser else item


# -- offences ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Key:
    family: str
    eid: str
    who: str
    tier: str


def _offences(known: Sequence[Known], context: Context) -> list[Offence]:
    """The offences behind the penalties, and those that a general penalty section punishes."""
    grouped: dict[_Key, list[Known]] = {}
    for item in known:
        if not is_general(item, context):
            key = _Key(item.penalty.offence, item.conduct.unit.eid, item.penalty.applies_to, item.penalty.tier)
            grouped.setdefault(key, []).append(item)
    found = [_offence(key, items, context) for key, items in grouped.items()]
    return sorted([*found, *_unpunished(known, found, context)], key=lambda offence: (offence.start, offence.family))


def _offence(key: _Key, items: Sequence[Known], context: Context) -> Offence:
    conduct, base = items[0].conduct, items[0].base
    concepts = {concept for concept, *_ in context.within(conduct.ranges)}
    nexus = tuple(name for name, concept in NEXUS.items() if concept in concepts)
    if key.who == "public_official":
        nexus = nexus or ("status",)
    return Offence(
        family=key.family,
        instrument=context.instrument.id,
        eid=key.eid,
        num=conduct.section.num,
        sub="" if conduct.unit is conduct.section else conduct.unit.sub,
        start=conduct.unit.start,
        end=conduct.unit.end,
        applies_to=key.who,
        tier=key.tier,
        nexus=nexus,
        base=base.conduct.unit.eid if base and key.tier != "basic" else "",
        penalties=tuple(item.penalty for item in items),
    )


def _unpunished(known: Sequence[Known], found: Sequence[Offence], context: Context) -> list[Offence]:
    """Sections that create an offence and name no penalty: the general penalty section, where there is one, punishes them."""
    general = tuple(item.penalty for item in known if is_general(item, context))
    punished = {offence.num.lower() for offence in found} | {item.found.section.num.lower() for item in known}
    offences = []
    for section in context.instrument.sections():
        if not general or section.num.lower() in punished or not operates(section, context.instrument, context.grammar):
            continue
        conduct = described_by(section, context)
        if any(concept == "offence_created" for concept, *_ in context.within(conduct.ranges)):
            family = families(conduct, context)[0]
            offences.append(
                Offence(family, context.instrument.id, section.eid, section.num, "", section.start, section.end, penalties=general)
            )
    return offences
