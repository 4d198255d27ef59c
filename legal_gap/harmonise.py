"""The computed indicators: how the penalties of a country's statutes stand to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isinf
from typing import Any

from legal_gap.amend import carrier, clause_of
from legal_gap.model import Evidence, Finding, Jurisdiction, Outcome, Penalty, Searched
from legal_gap.rubric import Indicator, Rubric
from legal_gap.scope import Scoped, Section

LIFE = "life"
COMPARED = "Compared: "
"""How a reason begins that only names a form of the comparison; a page that shows the forms themselves leaves it out."""


@dataclass(frozen=True, slots=True)
class Form:
    """A punishable form of an offence: the penalty with the reading and the section it stands in."""

    penalty: Penalty
    scoped: Scoped
    section: Section

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the act, and of one whose article the section replaces."""
        return (*self.section.provision.kinds, *self.scoped.instrument.record.kinds)

    @property
    def ceiling(self) -> float | None:
        """Months, infinite for life or death, ``None`` where it is not known."""
        return self.penalty.ceiling

    @property
    def height(self) -> float:
        """The ceiling, for comparing forms; one that is not known is the lowest."""
        return self.penalty.ceiling or 0.0


@dataclass(frozen=True)
class Relations:
    """The forms of every offence family. ``bases``: per family, floor and ceiling of the basic form that anyone can commit."""

    forms: tuple[Form, ...]
    families: Mapping[str, Mapping[str, Any]]
    bases: Mapping[str, tuple[float | None, float | None]]
    persons: frozenset[str] = frozenset()
    limbs: frozenset[str] = frozenset()
    narrow: frozenset[str] = frozenset()

    def of(self, family: str, applies_to: Sequence[str] = (), tiers: Sequence[str] = ()) -> tuple[Form, ...]:
        """The forms of a family, limited to persons and tiers where these are given."""
        return tuple(
            f
            for f in self.forms
            if f.penalty.offence == family
            and (not applies_to or f.penalty.applies_to in applies_to)
            and (not tiers or f.penalty.tier in tiers)
        )

    def near(self, family: str, applies_to: Sequence[str] = (), tiers: Sequence[str] = ()) -> tuple[Form, ...]:
        """The forms that a prosecutor would turn to first: headings that name the subject, then acts whose title does, then, where
        acts have no headings, sections that call the offence by its name, then acts of the first kind.
        """
        forms = self.of(family, applies_to, tiers)
        for closer in (self._named(family, forms), self._titled(family, forms), self._called(family, forms), forms):
            for kind in (*self.families.get(family, {}).get("kinds", ()), ""):
                here = tuple(f for f in closer if not kind or kind in f.kinds)
                if here:
                    return here
        return ()

    def _named(self, family: str, forms: Sequence[Form]) -> tuple[Form, ...]:
        concepts = set(self.families.get(family, {}).get("concepts", ()))
        return tuple(f for f in forms if concepts & f.section.heading)

    def _titled(self, family: str, forms: Sequence[Form]) -> tuple[Form, ...]:
        first = next(iter(self.families.get(family, {}).get("kinds", ())), "")
        titled = [f for f in forms if self._name(family) in f.scoped.title]
        return tuple(f for f in forms if f in titled or titled and first in f.section.provision.kinds)

    def _called(self, family: str, forms: Sequence[Form]) -> tuple[Form, ...]:
        return tuple(f for f in forms if not f.section.provision.heading and self._name(family) in f.section.mentions)

    def _named_for_all(self, family: str) -> Relations:
        """Where a heading limits the offence to some victims, only the forms that are called by its name and limited to none."""
        forms, name = self.of(family), self._name(family)
        called = (*(f for f in forms if name in f.section.heading), *self._called(family, forms))
        wide = tuple(f for f in called if not self.narrow & f.section.heading)
        return replace(self, forms=wide if any(self.narrow & f.section.heading for f in forms) else ())

    def _name(self, family: str) -> str:
        """The concept that is the offence's own name: the first that the rubric lists for the family."""
        return next(iter(self.families.get(family, {}).get("concepts", ())), "")

    def official(self, family: str, tiers: Sequence[str] = ()) -> tuple[Form, ...]:
        """The forms that an official commits: of officials by their subject, or aggravated by a limb on office or duty."""
        own = self.near(family, ("public_official",), tiers)
        limbs = [f for f in self.near(family, ("anyone",), tiers) if f.penalty.tier in ("aggravated", "top") and self._has_limb(f)]
        return (*own, *limbs)

    def _has_limb(self, form: Form) -> bool:
        unit = next((u for u in form.section.provision.walk() if u.eid == form.penalty.eid), form.section.provision)
        inside = (m for ms in form.section.mentions.values() for m in ms if unit.start <= m.start < unit.end)
        return any(m.concept in self.limbs or (m.role == "offender" and m.concept in self.persons) for m in inside)

    def _remoteness(self, form: Form) -> tuple[bool, bool, bool, int]:
        """Forms for some victims only, and forms in amending acts, come after the form for everyone in the principal act; one that
        replaces an article of that act comes first."""
        record = form.scoped.instrument.record
        later = record.amending or bool(record.fallback_for)
        return bool(self.narrow & form.section.heading), later, not form.section.provision.kinds, form.penalty.start

    def lowest(self, family: str, persons: Sequence[str], others: Sequence[Form] = ()) -> list[Form]:
        """The basic forms with a known ceiling, the nearest, else ``others``; where the law has none, the forms for a value."""
        for forms in (self.near(family, persons, ("basic",)), others, self.near(family, persons, ("value",))):
            if known := [f for f in forms if f.ceiling is not None]:
                return known
        return []

    def base(self, family: str) -> Form | None:
        """The basic form that anyone can commit: the highest bracket of the first section that has one."""
        named = self._named_for_all(family)
        forms = named.lowest(family, ("anyone",)) or self.lowest(family, ("anyone",), self.of(family, ("anyone",), ("basic",)))
        first = min(forms, key=self._remoteness, default=None)
        return highest(f for f in forms if first and f.section is first.section)


def highest(forms: Iterable[Form]) -> Form | None:
    """The form with the highest known ceiling."""
    known = [f for f in forms if f.ceiling is not None]
    return max(known, key=lambda f: f.height, default=None)


def lightest(forms: Iterable[Form]) -> Form | None:
    """The form with the lowest known ceiling."""
    return min((f for f in forms if f.ceiling is not None), key=lambda f: f.ceiling or 0, default=None)


def relations(readings: Sequence[Scoped], rubric: Rubric) -> Relations:
    """Gather the forms of a country's offences. The rubric says where the basic form of each family is looked for."""
    families = rubric.families
    persons, limbs = frozenset(rubric.family(rubric.official)), frozenset(rubric.office_limbs)
    narrow = frozenset(rubric.narrow_victims)
    forms = tuple(Form(p, scoped, section) for scoped in readings for section in scoped.sections for p in section.penalties)
    bare = Relations(forms, families, {}, persons, limbs, narrow)
    names = {f.penalty.offence for f in forms} - {"other"}
    bases = {family: base for family in names if (base := bare.base(family)) is not None}
    return replace(bare, bases={family: (base.penalty.floor, base.ceiling) for family, base in bases.items()})


# -- findings --------------------------------------------------------------------------------------------------------


def months(value: float | None) -> float | str | None:
    """Months for print and JSON; life and death are "life"."""
    return LIFE if value is not None and isinf(value) else value


def ratio(above: float, below: float) -> float:
    """How many times ``below`` goes into ``above``; life against life is 1."""
    if isinf(above) and isinf(below):
        return 1.0
    return above / below if below else inf


def evidence(form: Form, element: str) -> Evidence:
    """The penalty words as evidence."""
    p, instrument, section = form.penalty, form.scoped.instrument, form.section.provision
    source = carrier(instrument, [(p.start, p.end)])
    return Evidence(
        instrument=p.instrument,
        file=p.file,
        num=p.num,
        sub=p.sub,
        eid=p.eid,
        quote=p.quote,
        spans=instrument.text.spans(p.start, p.end),
        concepts=("penalty",),
        clause=clause_of(instrument, source, (section,)),
        page=source.page if source else instrument.text.page(p.start),
        heading=section.heading,
        mark=section.mark,
        element=element,
    )


def _say(form: Form) -> str:
    p = form.penalty
    term = months(form.ceiling)
    words = "life or death" if term == LIFE else f"{term:g} months" if isinstance(term, float | int) else "an unknown term"
    return f"{p.offence.replace('_', ' ')}, {p.applies_to.replace('_', ' ')}, {p.tier} form: up to {words} ({p.instrument} {p.num}{p.sub})"


def _finding(indicator: Indicator, outcome: Outcome, forms: Sequence[Form], reasons: Sequence[str], **computed: object) -> Finding:
    return Finding(
        indicator=indicator.id,
        outcome=outcome,
        strength=indicator.absent_strength,
        gap_class=None,
        evidence=tuple(evidence(form, "compared") for form in forms),
        elements={},
        searched=Searched((), 0, ()),
        reasons=(*reasons, *(f"{COMPARED}{_say(form)}." for form in forms)),
        computed={key: months(value) if isinstance(value, float) else value for key, value in computed.items()},
    )


def _none(indicator: Indicator, family: str, outcome: Outcome = Outcome.NOT_ASSESSED) -> Finding:
    name = family.replace("_", " ")
    return _finding(indicator, outcome, (), (f"No penalty for {name} was found in what was read.",))


def _unresolved(relations: Relations, families: Iterable[str]) -> Form | None:
    """A form of a family all of whose penalties are classes that no table resolves: no comparison is possible then."""
    for family in families:
        forms = relations.near(family)
        if forms and all(f.ceiling is None for f in forms):
            return next((f for f in forms if f.penalty.class_word), None)
    return None


def _serious(indicator: Indicator, relations: Relations) -> Finding:
    """Whether the basic forms reach the threshold (UNTOC 2(b) defines serious crime by a maximum of at least four years)."""
    rule = indicator.computed
    threshold, core = float(rule["months"]), rule.get("core", rule["families"])
    reached: dict[str, Form] = {}
    lower: dict[str, Form] = {}
    for family in rule["families"]:
        persons = tuple(rule.get("applies_to", ()))
        basic = (
            relations.base(family)
            if persons == ("anyone",)
            else (highest if family in core else lightest)(relations.lowest(family, persons))
        )
        any_tier = highest(relations.near(family, persons))
        if basic and basic.height >= threshold:
            reached[family] = basic
        elif any_tier:
            lower[family] = any_tier if any_tier.height >= threshold and len(rule["families"]) == 1 else basic or any_tier
    forms = [*reached.values(), *lower.values()]
    values = {family: form.ceiling for family, form in (reached | lower).items()}
    if not forms or not any(f in reached or f in lower for f in core):
        return _none(indicator, core[0], Outcome.ABSENT)
    missing = [f for f in rule["families"] if f not in reached and (f in lower or f in core)]
    aggravated = any(form.height >= threshold for form in lower.values())
    if not missing:
        weak = any(f.penalty.fine_only_possible and f.ceiling == threshold for f in reached.values())
        return _finding(indicator, Outcome.PARTIAL if weak else Outcome.PRESENT, forms, (), threshold=threshold, **values)
    outcome = Outcome.PARTIAL if aggravated or any(f in reached for f in core) else Outcome.ABSENT
    unknown = [f for f in missing if f in lower and lower[f].ceiling is None]
    if len(unknown) == len(missing):
        outcome = Outcome.UNCLEAR
    found = "Only a graver form reaches" if aggravated and len(missing) == 1 else "Not found, or below"
    reasons = [f"{found} {threshold:g} months: {_names(f for f in missing if f not in unknown)}."] if len(unknown) < len(missing) else []
    reasons += [f"What the penalty comes to could not be worked out: {_names(unknown)}."] if unknown else []
    return _finding(indicator, outcome, forms, reasons, threshold=threshold, **values)


def _names(families: Iterable[str]) -> str:
    return ", ".join(family.replace("_", " ") for family in families)


def _graded(found: float, raised: bool, wanted: float) -> Outcome:
    """The outcome of a ratio of official to basic form: below one is an inversion, ``wanted`` our cut-off for "clearly more"."""
    if found < 1:
        return Outcome.CONFLICT
    if found >= wanted:
        return Outcome.PRESENT
    return Outcome.PARTIAL if found > 1 or raised else Outcome.ABSENT


def _uplift(indicator: Indicator, relations: Relations) -> Finding:
    """Whether the form that an official commits is punished more than the basic form, matched with the base of its own section.

    A form for some victims only (children) is narrower than the offence, so it gives partial at most.
    """
    family, wanted = indicator.computed["family"], float(indicator.computed["ratio"])
    base = relations.base(family)
    forms = relations.official(family)
    if base is None:
        known = relations.of(family, ("anyone", "public_official"))
        return _none(indicator, family, Outcome.NOT_ASSESSED if known else Outcome.ABSENT)
    wide = [f for f in forms if not relations.narrow & f.section.heading]
    official = highest(wide or forms)
    if official is None:
        reason = f"No form of {family} that an official commits carries a penalty of its own, so the ratio is 1."
        return _finding(indicator, Outcome.ABSENT, (base,), (reason,), ratio=1.0, base=base.ceiling)
    own = [f for f in relations.of(family, ("anyone",), ("basic",)) if f.section is official.section]
    base = (highest(own) or base) if not wide else base
    found = ratio(official.height, base.height)
    outcome = _graded(found, (official.penalty.floor or 0) > (base.penalty.floor or 0), wanted)
    reason = (
        "The official form is punished less than the form anyone can commit."
        if outcome is Outcome.CONFLICT
        else "Highest official form against highest basic form."
    )
    if not wide and outcome is Outcome.PRESENT:
        outcome, reason = Outcome.PARTIAL, "Only a form for some victims is raised for officials."
    return _finding(indicator, outcome, (official, base), (reason,), ratio=found, base=base.ceiling, official=official.ceiling)


def _charge_choice(indicator: Indicator, relations: Relations) -> Finding:
    """Whether charging one offence instead of another lowers the exposure of an official (own cut-offs)."""
    over, under = indicator.computed["over"], indicator.computed["under"]
    first = highest(relations.near(over, ("public_official", "anyone"), ("basic", "value")) or relations.near(over))
    second = relations.base(under)
    if first is None or second is None:
        return _none(indicator, under if second is None else over)
    found = ratio(first.height, second.height)
    outcome = Outcome.PRESENT if found >= 1 else Outcome.PARTIAL if found >= float(indicator.computed["partial"]) else Outcome.ABSENT
    return _finding(indicator, outcome, (first, second), (), ratio=found)


def _parity(indicator: Indicator, relations: Relations) -> Finding:
    """Whether the official forms of two families lie within a factor of each other (own cut-off)."""
    first, second = (highest(relations.official(family)) for family in indicator.computed["families"])
    if first is None or second is None:
        return _none(indicator, " and ".join(indicator.computed["families"]))
    found = ratio(first.height, second.height)
    factor = float(indicator.computed["factor"])
    inside = 1 / factor <= found <= factor
    return _finding(indicator, Outcome.PRESENT if inside else Outcome.ABSENT, (first, second), (), ratio=found)


def _no_fine_only(indicator: Indicator, relations: Relations) -> Finding:
    """Whether a fine alone can be imposed for the core offences of officials."""
    forms = [
        f
        for family in indicator.computed["families"]
        for f in relations.of(family, ("public_official", "anyone"), ("basic", "value", "aggravated"))
    ]
    if not forms:
        return _none(indicator, indicator.computed["families"][0])
    loose = [f for f in forms if f.penalty.fine_only_possible]
    officials = [f for f in loose if f.penalty.applies_to == "public_official"]
    outcome = Outcome.ABSENT if officials else Outcome.PARTIAL if loose else Outcome.PRESENT
    shown = (officials or loose or forms)[:4]
    reason = "A fine alone is possible." if loose else "Custody cannot be replaced by a fine alone in the forms found."
    return _finding(indicator, outcome, shown, (reason,), fine_only=len(loose), compared=len(forms))


def _minimum(indicator: Indicator, relations: Relations) -> Finding:
    """Whether the official forms carry a minimum term (own cut-off)."""
    wanted = float(indicator.computed["months"])
    forms = [f for family in indicator.computed["families"] for f in relations.official(family)]
    if not forms:
        return _none(indicator, f"officials in {' or '.join(indicator.computed['families'])}", Outcome.ABSENT)
    best = max(forms, key=lambda f: f.penalty.floor or (inf if _life_only(f) else 0))
    floor = inf if _life_only(best) else best.penalty.floor or 0
    outcome = Outcome.PRESENT if floor >= wanted else Outcome.PARTIAL if floor else Outcome.ABSENT
    return _finding(indicator, outcome, (best,), (), minimum=floor)


def _life_only(form: Form) -> bool:
    p = form.penalty
    return (p.life or p.death) and p.imprisonment_max_months is None and p.imprisonment_min_months is None


def _more_for_officials(indicator: Indicator, relations: Relations) -> Finding:
    """Whether the same conduct by an official is punished more than by anyone; an inversion is a conflict.

    Where sections for both sides name what the rule is ``about``, only these are held against each other. Other forms of the
    family are not the same conduct: a rise in them is partial, and a lower penalty says nothing.
    """
    family, about = indicator.computed["family"], indicator.computed.get("about", "")
    sides = (relations.of(family, ("public_official",)), relations.of(family, ("anyone",), ("basic",)))
    near = [[form for form in side if about in form.section.mentions] for side in sides]
    same = all(near)
    official, anyone = (highest(side) for side in (near if same else sides))
    if official is None or anyone is None:
        return _none(indicator, family, Outcome.ABSENT if anyone else Outcome.NOT_ASSESSED)
    found = ratio(official.height, anyone.height)
    if found == 1 or found < 1 and not same:
        outcome = Outcome.ABSENT
    elif found > 1:
        outcome = Outcome.PRESENT if same else Outcome.PARTIAL
    else:
        outcome = Outcome.CONFLICT
    return _finding(indicator, outcome, (official, anyone), (), ratio=found)


def _value_threshold(indicator: Indicator, relations: Relations) -> Finding:
    """Wages and bribe thresholds need dated sources that no statute holds, so only the absence of tiers can be seen."""
    forms = relations.of(indicator.computed["family"], ("public_official",))
    if not forms:
        return _none(indicator, indicator.computed["family"])
    tiers = [f for f in forms if f.penalty.tier == "value"]
    if tiers:
        reason = (
            "The penalty depends on the value of the bribe; whether the threshold is low needs a dated wage figure that is not on file."
        )
        return _finding(indicator, Outcome.NOT_ASSESSED, tiers[:3], (reason,))
    loose = [f for f in forms if f.penalty.fine_only_possible]
    reason = "No value threshold stands in the bribery offence" + (", but a fine alone is possible." if loose else ".")
    return _finding(indicator, Outcome.PARTIAL if loose else Outcome.PRESENT, (loose or forms)[:1], (reason,))


RULES: Mapping[str, Callable[[Indicator, Relations], Finding]] = {
    "serious": _serious,
    "uplift": _uplift,
    "charge_choice": _charge_choice,
    "parity": _parity,
    "no_fine_only": _no_fine_only,
    "minimum": _minimum,
    "more_for_officials": _more_for_officials,
    "value_threshold": _value_threshold,
}


def compute(indicator: Indicator, relations: Relations, jurisdiction: Jurisdiction) -> Finding:
    """The finding on a computed indicator. A class of penalty that no table resolves makes it not assessed."""
    rule = indicator.computed
    families = [*rule.get("families", ()), *(rule[k] for k in ("family", "over", "under") if k in rule)]
    unresolved = _unresolved(relations, families)
    finding = RULES[rule["rule"]](indicator, relations)
    if unresolved is not None and finding.outcome in (Outcome.ABSENT, Outcome.CONFLICT, Outcome.NOT_ASSESSED):
        reason = f'The class of penalty "{unresolved.penalty.class_word}" is in no table of {jurisdiction.name}.'
        return _finding(indicator, Outcome.NOT_ASSESSED, (unresolved,), (reason,))
    return finding
