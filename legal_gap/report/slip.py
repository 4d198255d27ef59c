"""The amendment slip: a clause for this country's own act, with a bracket computed from its own base penalty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, inf, isinf
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from legal_gap.catalogue import marked as _
from legal_gap.datafile import check_choice, check_keys, read_toml
from legal_gap.errors import DataError, Problem
from legal_gap.gloss import PIVOT, english
from legal_gap.language.pack import load_language
from legal_gap.language.terms import written
from legal_gap.model import OFFENCES, Assessment, Jurisdiction, Penalty, Reading, Record
from legal_gap.places import data_folder
from legal_gap.report.view import forms_compared
from legal_gap.report.words import Words
from legal_gap.rubric import Rubric
from legal_gap.versions import superseded

FIELDS = ("official", "base", "bracket")
AFTER = ("base", "official")
"""What a clause may follow: the base section, or the provision on officials where there is one."""
ARTICLE = re.compile(r"\b([Aa])(?= [aeioAEIO])")
"""The English article that a filled-in word makes wrong (clauses are drafted in English)."""
OFFICIAL = "public_official"
UPLIFT = "uplift"
"""The computed rule that sets the official form of a family against its base."""

Forms = tuple[Penalty | None, Penalty | None]
"""The heaviest form that names an official, and the base form, of one family."""


@dataclass(frozen=True, slots=True)
class SlipRule:
    """The clause of one indicator, with places to fill."""

    indicator: str
    family: str
    text: str
    place: str
    factor: float | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A clause filled in for a country. ``now`` is the heaviest form that names an official today; ``after`` the provision that
    the clause follows, ``None`` where ``place`` alone tells.

    Ratios are official maximum over base maximum; ``None`` where one is not known.
    """

    act: Record
    base: Penalty
    text: str
    place: str
    official: str
    own_word: bool
    now: Penalty | None = None
    before: float | None = None
    then: float | None = None
    after: Penalty | None = None

    @property
    def changes_ratio(self) -> bool:
        """Whether the slip says anything about the ratio."""
        return self.then is not None


def load_slips(path: Path | None = None) -> dict[str, SlipRule]:
    """Read the slips by indicator. Raises DataError with every problem."""
    path = path or data_folder("rubric") / "slips.toml"
    rules, problems = {}, []
    for id, table in read_toml(path).items():
        problems += check_keys(path, table, {"family": str, "text": str, "place": str}, {"factor": float, "after": str}, f"[{id}]")
        problems += check_choice(path, table, "family", OFFENCES, f"[{id}]")
        problems += check_choice(path, table, "after", AFTER, f"[{id}]") if "after" in table else []
        unknown = {name for _text, name, _spec, _conv in Formatter().parse(table.get("text", "")) if name} - set(FIELDS)
        if unknown:
            problems.append(
                Problem(f"{path} [{id}]", f"unknown places to fill: {', '.join(sorted(unknown))}", f"Known: {', '.join(FIELDS)}.")
            )
        rules[id] = SlipRule(
            id, table.get("family", ""), table.get("text", ""), table.get("place", ""), table.get("factor"), table.get("after", "")
        )
    if problems:
        raise DataError(problems)
    return rules


def _words(reading: Reading, start: int = 0, end: int | None = None) -> Counter[tuple[bool, str]]:
    """What an official is called in a stretch of an act, with whether the text makes that person the offender."""
    text = reading.instrument.text.clean
    inside = (m for m in reading.mentions if m.concept == OFFICIAL and start <= m.start and (end is None or m.end <= end))
    return Counter((m.role == "offender", " ".join(text[m.start : m.end].split()).lower()) for m in inside)


def _best(counts: Counter[tuple[bool, str]]) -> str:
    return max(counts, key=lambda word: (word[0], counts[word], word[1]), default=(False, ""))[1]


def _preferred(reading: Reading) -> str:
    """The language's first word for an official, where the act has it; of a foreign act only: its other words need a reader."""
    language = reading.instrument.record.language.split("-")[0]
    path = data_folder("rubric") / "languages" / f"{language}.toml"
    terms = written(load_language(path), OFFICIAL)[:1] if language != PIVOT and path.is_file() else ()
    return next((term for term in terms for _, word in _words(reading) if word == term), "")


def own_word(country: Jurisdiction, act: str, now: Penalty | None = None) -> str:
    """The word for an official who offends: that of the act's form for officials, else of the act, else of other acts.

    Empty where no text has one.
    """
    reading = country.reading(act)
    if reading and (word := _preferred(reading)):
        return word
    if reading and now and now.instrument == act:
        unit = next((u for s in reading.instrument.sections() for u in s.walk() if u.eid == now.eid), None)
        if unit and (word := _best(_words(reading, unit.start, unit.end))):
            return word
    everywhere: Counter[tuple[bool, str]] = sum(map(_words, country.readings), Counter())
    own = _words(reading) if reading else Counter[tuple[bool, str]]()
    return _best(
        Counter({w: n for w, n in own.items() if w[0]}) or Counter({w: n for w, n in everywhere.items() if w[0]}) or own or everywhere
    )


def named(word: str, act: Record, words: Words) -> str:
    """The word as it stands in an English clause: a foreign one in brackets behind the English, a place to fill where there is none."""
    if not word:
        return words.say(_("[public official]"))
    return word if act.language.split("-")[0] == PIVOT else f"{english()[OFFICIAL]} (“{word}”)"


def _of(reading: Reading, family: str, applies_to: str) -> list[Penalty]:
    """The custodial forms of a family that are law today, in the order of the text."""
    gone = superseded(reading.instrument)
    forms = (p for p in reading.penalties if p.offence == family and p.applies_to == applies_to and p.ceiling is not None)
    return [p for p in forms if (p.instrument, p.num) not in gone]


def base_of(country: Jurisdiction, family: str) -> Penalty | None:
    """The first basic form that anyone can commit, in the law on that subject before other law; by value where there is no other."""
    readings = sorted(country.readings, key=lambda r: family not in r.instrument.record.kinds)
    forms = [p for r in readings for p in _of(r, family, "anyone")]
    return next((p for tier in ("basic", "value") for p in forms if p.tier == tier), None)


def official_of(country: Jurisdiction, family: str) -> Penalty | None:
    """The heaviest form that names an official."""
    forms = [p for r in country.readings for p in _of(r, family, OFFICIAL)]
    return max(forms, key=lambda p: p.ceiling or 0.0, default=None)


def compared(assessment: Assessment, rubric: Rubric) -> dict[str, Forms]:
    """By family the forms that its uplift question sets against each other: the clause must start from the same base as the verdict."""
    found: dict[str, Forms] = {}
    for finding in assessment.findings:
        rule = rubric.indicator(finding.indicator).computed
        forms = forms_compared(finding, assessment.penalties)
        if rule.get("rule") == UPLIFT and forms and len(forms) == len(finding.evidence):
            found[rule["family"]] = (forms[0] if len(forms) > 1 else None, forms[-1])
    return found


def forms_of(country: Jurisdiction, family: str, known: Mapping[str, Forms]) -> Forms:
    """The forms that a verdict compared; where no question compares the family, the heaviest official form and the first basic one."""
    return known.get(family) or (official_of(country, family), base_of(country, family))


def start_of(country: Jurisdiction, family: str, known: Mapping[str, Forms]) -> Forms:
    """The forms that a clause starts from: those that the verdict compared. Where these are limbs of one section and an earlier
    section of the act has a basic form without a limb for officials, the gap is there, and so is the clause."""
    official, base = forms_of(country, family, known)
    first = base_of(country, family)
    limb = official and base and first and official.num == base.num and official.instrument == base.instrument == first.instrument
    return (None, first) if limb and first and base and first.num != base.num and first.start < base.start else (official, base)


def ratio(above: Penalty | float, base: Penalty) -> float:
    """One maximum over another; life over a term is infinite, life over life is 1."""
    high = (above.ceiling or 0.0) if isinstance(above, Penalty) else above
    low = base.ceiling or 0.0
    if isinf(high) and isinf(low):
        return 1.0
    return high / low if low else inf


def bracket(base: Penalty, factor: float, words: Words) -> tuple[str, float]:
    """The raised penalty in words and its maximum in months; whole years, rounded up. Life stays life."""
    top = base.ceiling or 0.0
    low = ceil((base.floor or 0.0) * factor / 12) * 12
    if isinf(top):
        said = words.say(_("imprisonment for life"))
        least = words.say(_("or for a term of not less than %s")) % words.months(low) if low else ""
        return f"{said}, {least}" if least else said, inf
    high = ceil(top * factor / 12) * 12
    if low and low < high:
        return words.say(_("imprisonment for not less than %s and not more than %s")) % (words.months(low), words.months(high)), high
    return words.say(_("imprisonment for not more than %s")) % words.months(high), high


def _penalty(rule: SlipRule, base: Penalty, official: Penalty | None, words: Words) -> tuple[str, float | None]:
    """The computed bracket; where the law already threatens officials with as much, the penalty of that provision."""
    if rule.factor is None:
        return "", None
    said, top = bracket(base, rule.factor, words)
    if official and (official.ceiling or 0.0) >= top:
        return words.say(_("the penalty stated in %s")) % words.pinpoint(official.num, official.sub, official.eid), official.ceiling
    return said, top


def _follows(rule: SlipRule, base: Penalty, official: Penalty | None) -> Penalty | None:
    """The provision that the clause follows."""
    if rule.after == "official" and official and official.instrument == base.instrument:
        return official
    return base if rule.after else None


def slip_for(rule: SlipRule, country: Jurisdiction, words: Words, known: Mapping[str, Forms] = MappingProxyType({})) -> Slip | None:
    """Fill a clause in; ``None`` where no base penalty was read, because then the place of the clause is not known."""
    official, base = start_of(country, rule.family, known)
    if base is None:
        return None
    reading = country.reading(base.instrument)
    if reading is None:
        return None
    act, words = reading.instrument.record, Words()  # the clause is drafted in English, whatever the language of the report
    word = own_word(country, act.id, official)
    section = words.pinpoint(base.num, "", base.eid)
    said, top = _penalty(rule, base, official, words)
    text = ARTICLE.sub(r"\1n", rule.text.format(official=named(word, act, words), base=section, bracket=said))
    before = ratio(official, base) if official else None
    then = ratio(top, base) if top is not None else None
    return Slip(act, base, text, rule.place, word, bool(word), official, before, then, _follows(rule, base, official))


def slips_for(assessment: Assessment, rubric: Rubric, rules: Mapping[str, SlipRule], words: Words) -> dict[str, Slip]:
    """Every slip that can be filled in for a country, by indicator."""
    known = compared(assessment, rubric)
    found = {id: slip_for(rule, assessment.jurisdiction, words, known) for id, rule in rules.items()}
    return {id: slip for id, slip in found.items() if slip}
