"""What a class word, a reference to another penalty, an increase or a minimum set elsewhere comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from legal_gap.model import Penalty
from legal_gap.offence.cite import find_citations
from legal_gap.offence.conduct import Conduct, Context
from legal_gap.penalty.find import Found


@dataclass(frozen=True, slots=True)
class Known:
    """A penalty with the words it was read from, the conduct it punishes, and the basic form that it aggravates.

    ``chief`` is the basic form of an act's main offence, where the penalty is for any offence under the act.
    """

    penalty: Penalty
    found: Found
    conduct: Conduct
    base: Known | None = None
    chief: Known | None = None


def resolve(
    known: list[Known], context: Context, classes: Mapping[str, Mapping[str, object]], spelled: Callable[[str], str] = str.lower
) -> list[Known]:
    """Fill ``resolved_*``; bounds that stay open stay ``None``. ``spelled`` gives a class word its one spelling."""
    classes = {spelled(name.lower()): terms for name, terms in classes.items()}
    known = [replace(item, penalty=by_class(item.penalty, classes, spelled)) for item in known]
    known = minima_elsewhere(known, context)
    for _ in range(2):  # a reference may lead to a reference
        known = [replace(item, penalty=by_reference(item, known, context)) for item in known]
    return known


def place(penalty: Penalty) -> str:
    """A penalty's provision as DATA.md cites it."""
    return f"{penalty.file}#{penalty.num}{penalty.sub}"


def by_class(penalty: Penalty, classes: Mapping[str, Mapping[str, object]], spelled: Callable[[str], str] = str.lower) -> Penalty:
    """Bounds of a class word by the country's table or the act's own; a printed bound stands over that of the class."""
    word = spelled((penalty.class_word or "").lower())
    name = max((key for key in classes if word and key in word), key=len, default=None)
    if name is None:
        return penalty
    table = classes[name]
    low, high = (_months(table.get(key)) for key in ("min_months", "max_months"))
    return replace(
        penalty,
        resolved_min_months=low if penalty.imprisonment_min_months is None else penalty.imprisonment_min_months,
        resolved_max_months=high if penalty.imprisonment_max_months is None else penalty.imprisonment_max_months,
        resolved_life=bool(table.get("life", False)),
        resolved_by=str(table.get("by") or table.get("source") or f"penalty_class.{name}"),
    )


def _months(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


# -- references and increases -----------------------------------------------------------------------------------------


def by_reference(item: Known, known: Sequence[Known], context: Context) -> Penalty:
    """What another penalty comes to, as a whole, in part or increased."""
    penalty, words = item.penalty, item.found.words
    if not (penalty.by_reference or penalty.increase or words.factor) or penalty.resolved_by:
        return penalty
    target = target_of(item, known, context)
    if target is None:
        return penalty
    scale = (words.factor or 1.0) * scale_of(penalty.increase)
    low, high = target.floor, None if target.ceiling in (None, float("inf")) else target.ceiling
    takes_life = target.life or target.death or target.resolved_life
    return replace(
        penalty,
        resolved_min_months=_times(low, scale) if words.factor is None else None,
        resolved_max_months=_times(high, scale),
        resolved_life=takes_life and words.factor is None,
        resolved_by=place(target),
        fine="unspecified" if penalty.increase and penalty.fine == "none" and target.fine != "none" else penalty.fine,
        fine_only_possible=penalty.fine_only_possible,
    )


def _times(value: float | None, scale: float) -> float | None:
    return None if value is None else round(value * scale, 2)


def scale_of(increase: str) -> float:
    """By how much an increase multiplies a bound: "+1/3" is 4/3, "+25%" 1.25, "x2" 2."""
    if increase.startswith("x"):
        return float(increase[1:])
    if increase.endswith("%"):
        return 1 + float(increase[1:-1]) / 100
    if increase.startswith("+"):
        top, _, bottom = increase[1:].partition("/")
        return 1 + float(top) / float(bottom or 1)
    return 1.0


def target_of(item: Known, known: Sequence[Known], context: Context) -> Penalty | None:
    """The penalty that is meant: of the provision cited with it, of the conduct it punishes, or the one just before."""
    penalty = item.penalty
    if item.chief is not None:
        return item.chief.penalty
    others = [o for o in known if o.found is not item.found and not (o.penalty.increase or o.penalty.by_reference) or o.penalty.resolved_by]
    others = [o for o in others if o.found is not item.found]
    for cite in find_citations(context.instrument, penalty.start, min(penalty.end + 40, item.found.unit.end), context.grammar):
        target = context.index.target(cite, item.found.unit)
        inside = [o for o in others if target and target.start <= o.penalty.start < target.end]
        if inside:
            return _basic(inside)
    same_place = [o for o in others if o.conduct.unit.eid == item.conduct.unit.eid or o.found.unit.eid == item.conduct.unit.eid]
    before = [o for o in others if o.found.section is item.found.section and o.penalty.start < penalty.start]
    family = [o for o in others if o.penalty.offence == penalty.offence != "other"]
    for choice in (same_place, _cited_before(item, others, context), before, family):
        if choice:
            return _basic(choice)
    return None


def _cited_before(item: Known, others: Sequence[Known], context: Context) -> list[Known]:
    """The penalties of other sections that the sentence of "the same penalty" names before it ("the acts described in Article 9")."""
    found: list[Known] = []
    section = item.found.section
    for cite in find_citations(context.instrument, item.found.unit.start, item.penalty.start, context.grammar):
        target = context.index.target(cite, item.found.unit) if cite.num and not cite.act else None
        found += [o for o in others if target and target.eid != section.eid and target.start <= o.penalty.start < target.end]
    return found if item.penalty.by_reference and not item.penalty.increase else []


def _basic(items: Sequence[Known]) -> Penalty:
    """The first basic penalty that takes liberty, else the first."""
    liberty = [item.penalty for item in items if item.penalty.custodial]
    basic = [penalty for penalty in liberty if penalty.tier == "basic"]
    return (basic or liberty or [item.penalty for item in items])[0]


# -- minima set in another section, general penalties ---------------------------------------------------------------------


def is_general(item: Known, context: Context) -> bool:
    """Whether a penalty is for every offence that has none of its own."""
    section = item.found.section
    return context.grammar.says("general_penalty", context.instrument.text.folded[section.start : section.end])


def minima_elsewhere(known: list[Known], context: Context) -> list[Known]:
    """A section that only sets shortest terms for the offences of other sections bounds the penalties there."""
    rules = [item for item in known if _only_a_minimum(item.penalty)]
    bounds: dict[str, tuple[float, Penalty]] = {}
    for item in sorted(rules, key=lambda rule: not _cited_in_case(rule, context)):
        if item.found.words.tier_word == "repeat":
            continue
        for num in _cited_in_case(item, context) or _cited_in_section(item, context):
            months = item.penalty.imprisonment_min_months or 0.0
            bounds.setdefault(num, (months, item.penalty))
    used = {id(rule) for _, rule in bounds.values()}
    kept = [item for item in known if id(item.penalty) not in used]
    return [replace(item, penalty=_bounded(item.penalty, bounds)) for item in kept]


def _only_a_minimum(penalty: Penalty) -> bool:
    other = (penalty.imprisonment_max_months, penalty.class_word)
    return penalty.imprisonment_min_months is not None and not (penalty.life or penalty.death or penalty.fine != "none" or any(other))


def _cited_in_case(item: Known, context: Context) -> list[str]:
    unit = item.found.unit
    if unit is item.found.section:
        return []
    cites = find_citations(context.instrument, unit.start, unit.end, context.grammar)
    return [c.num.lower() for c in cites if c.num and not c.act and c.num.lower() != item.found.section.num.lower()]


def _cited_in_section(item: Known, context: Context) -> list[str]:
    """The other sections that a section names before its rule, as those to which it applies."""
    section, found = item.found.section, []
    for cite in find_citations(context.instrument, section.start, item.found.words.start, context.grammar):
        before = context.instrument.text.folded[max(cite.start - 90, section.start) : cite.start]
        if cite.num and not cite.act and cite.num.lower() != section.num.lower() and context.grammar.says("guilty_under", before):
            found.append(cite.num.lower())
    return found


def _bounded(penalty: Penalty, bounds: Mapping[str, tuple[float, Penalty]]) -> Penalty:
    bound = bounds.get(penalty.num.lower())
    if bound is None or penalty.imprisonment_min_months is not None or not penalty.custodial:
        return penalty
    months, rule = bound
    return replace(
        penalty,
        resolved_min_months=months,
        resolved_max_months=penalty.resolved_max_months or penalty.imprisonment_max_months,
        resolved_by=place(rule),
        fine_only_possible=False,
    )
