"""A few English words beside a quotation in another language: the concepts and penalties found in it. Ours, not the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from legal_gap.language.pack import load_language
from legal_gap.language.terms import written
from legal_gap.model import Evidence, Jurisdiction, Penalty, Provision, Reading
from legal_gap.places import data_folder

PIVOT = "en"
"""The language of glosses, that of the rubric."""
JOINT = " · "
MOST_CONCEPTS = 8
MOST_PENALTIES = 3


@cache
def english() -> Mapping[str, str]:
    """What each concept is called in the language of glosses: the preferred word of its file, without its alternatives."""
    language = load_language(data_folder("rubric") / "languages" / f"{PIVOT}.toml")
    return {id: written(language, id)[0] for id in language.table("concept") if written(language, id)}


def gloss(evidence: Evidence, jurisdiction: Jurisdiction) -> str:
    """ "public official · trafficking in persons · imprisonment 36–180 months": what was found in a quotation that is not
    English, from concepts and penalty records alone; empty for an English quotation or where nothing was found."""
    reading = jurisdiction.reading(evidence.instrument)
    if reading is None or reading.instrument.record.language.split("-")[0] == PIVOT:
        return ""
    found = penalties_of(evidence, reading)
    names = [id for id in evidence.concepts if id != "penalty" and not any(getattr(p, id, False) is True for p in found)]
    concepts = [english().get(id, id.replace("_", " ")) for id in names][:MOST_CONCEPTS]
    offences = [offence_gloss(p) for p in found if "penalty" in evidence.concepts]
    penalties = [told for p in found if (told := penalty_gloss(p))]
    return JOINT.join(dict.fromkeys((*concepts, *filter(None, offences), *penalties)))


def penalties_of(evidence: Evidence, reading: Reading) -> tuple[Penalty, ...]:
    """The penalties of the quoted unit, else those that its section threatens for it in closing words."""
    path = list(_path(evidence.eid, reading.instrument.provisions))
    for unit in reversed(path):
        inside = tuple(p for p in reading.penalties if unit.start <= p.start < unit.end)
        if inside or unit.is_section:
            return inside[:MOST_PENALTIES]
    return ()


def _path(eid: str, units: tuple[Provision, ...]) -> Iterator[Provision]:
    """The unit called ``eid`` with the units above it, from the top; nothing where there is none."""
    for unit in units:
        if unit.eid == eid:
            yield unit
            return
        below = list(_path(eid, unit.children))
        if below:
            yield unit
            yield from below
            return


def offence_gloss(penalty: Penalty) -> str:
    """The offence that a quotation of nothing but a penalty stands for, and whose: "embezzlement by a public official"."""
    if penalty.offence == "other":
        return ""
    by = {"public_official": " by a public official", "legal_person": " by a legal person"}.get(penalty.applies_to, "")
    return penalty.offence.replace("_", " ") + by


def penalty_gloss(penalty: Penalty) -> str:
    """A penalty record in a few words, terms in months as printed in the law."""
    parts = [f"penalty {penalty.increase}" if penalty.increase else "", *_custody(penalty), _fine(penalty)]
    parts += ["a fine alone possible"] if penalty.fine_only_possible and penalty.custodial else []
    parts += [said for holds, said in _others(penalty) if holds]
    parts += ["penalty as for another provision"] if penalty.by_reference else []
    return JOINT.join(part for part in parts if part)


def _others(penalty: Penalty) -> tuple[tuple[bool, str], ...]:
    named = (penalty.corporal, "corporal punishment"), (penalty.disqualification, "disqualification"), (penalty.dismissal, "dismissal")
    return named


def _custody(penalty: Penalty) -> Iterator[str]:
    if penalty.death:
        yield "death penalty"
    if penalty.life:
        yield "life imprisonment"
    term = _range(penalty.imprisonment_min_months, penalty.imprisonment_max_months)
    if term:
        yield f"imprisonment {term} months"


def _fine(penalty: Penalty) -> str:
    if penalty.fine == "none" or penalty.fine == "unspecified" and penalty.by_reference:
        return ""
    amount = _range(penalty.fine_min, penalty.fine_max) if penalty.fine == "amount" else ""
    if penalty.fine == "multiple":
        return "fine by multiples of a value"
    if amount and penalty.fine_unit == "category":
        return f"fine of category {amount}"
    unit = penalty.currency or "" if penalty.fine_unit == "currency" else penalty.fine_unit.replace("_", " ")
    return " ".join(part for part in ("fine", amount, unit if amount else "") if part)


def _range(low: float | None, high: float | None) -> str:
    """ "36–180", "up to 60", "from 24"; empty where neither end is stated."""
    if low is None or high is None:
        end = high if low is None else low
        return "" if end is None else f"{'up to' if low is None else 'from'} {end:,.10g}"
    return f"{low:,.10g}–{high:,.10g}" if low != high else f"{low:,.10g}"
