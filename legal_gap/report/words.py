"""Verdicts, strengths, text states, terms and citations in words. The only place where a code becomes a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from gettext import NullTranslations
from math import isinf
from typing import TYPE_CHECKING

from icu4py.messageformat import MessageFormat

from legal_gap.catalogue import marked as _
from legal_gap.catalogue import translations
from legal_gap.model import Evidence, Outcome, Penalty, Record

if TYPE_CHECKING:
    from legal_gap.report.view import Quote

OUTCOMES = {
    Outcome.PRESENT: _("In the law"),
    Outcome.PARTIAL: _("Partly in the law"),
    Outcome.ABSENT: _("Not in the law"),
    Outcome.CONFLICT: _("Points the wrong way"),
    Outcome.UNCLEAR: _("Unclear"),
    Outcome.NOT_ASSESSED: _("Not assessed"),
    Outcome.NOT_APPLICABLE: _("Does not apply"),
}
MEANINGS = {
    Outcome.PRESENT: _("the text on file has the rule"),
    Outcome.PARTIAL: _("the text on file has a narrower rule, or part of it"),
    Outcome.ABSENT: _("the texts that decide were read and do not have the rule"),
    Outcome.CONFLICT: _("the text punishes the graver conduct less"),
    Outcome.UNCLEAR: _("a person must read the passage"),
    Outcome.NOT_ASSESSED: _("the text that decides is not on file, or not readable: no statement is made"),
    Outcome.NOT_APPLICABLE: _("the question does not arise in this legal system"),
}
LETTERS = {
    Outcome.PRESENT: "●",
    Outcome.PARTIAL: "◐",
    Outcome.ABSENT: "○",
    Outcome.CONFLICT: "×",
    Outcome.UNCLEAR: "?",
    Outcome.NOT_ASSESSED: "–",
    Outcome.NOT_APPLICABLE: "n/a",
}
STRENGTHS = {
    "mandatory": _("binding on parties"),
    "mandatory-regional": _("binding on parties to the regional treaty"),
    "consider": _("States shall consider it"),
    "endeavour": _("States shall endeavour"),
    "optional": _("States may"),
    "guidance": _("guidance"),
}
TEXT_STATES = {
    "official": _("official text"),
    "official_translation": _("official translation"),
    "unofficial_translation": _("unofficial translation"),
    "excerpt": _("excerpt"),
    "digest": _("digest in our own words"),
}
COUNTS = ("fine_only", "compared")
"""Computed values that count penalties."""
MOST_TIMES = 100
"""No law multiplies by more: a larger bound is a sum of money."""
UNCHECKED = _("named from memory, not checked against a source")
STATES = {
    "in_force": _("in force"),
    "not_in_force": _("not in force"),
    "repealed": _("repealed"),
    "superseded": _("superseded"),
    "bill": _("bill"),
}
FAMILIES = {
    "trafficking": _("Trafficking in persons"),
    "smuggling": _("Smuggling of migrants"),
    "documents": _("Document fraud"),
    "passive_bribery": _("Taking a bribe"),
    "active_bribery": _("Giving a bribe"),
    "embezzlement": _("Embezzlement"),
    "trading_in_influence": _("Trading in influence"),
    "abuse_of_functions": _("Abuse of functions"),
    "illicit_enrichment": _("Illicit enrichment"),
    "laundering": _("Laundering"),
    "obstruction": _("Obstruction of justice"),
    "other": _("Other"),
}
APPLIES = {"anyone": _("anyone"), "public_official": _("public official"), "legal_person": _("legal person")}
TIERS = {"basic": _("base"), "aggravated": _("aggravated"), "top": _("gravest form"), "value": _("by value")}
KINDS = {
    "trafficking": _("anti-trafficking law"),
    "smuggling": _("anti-smuggling law"),
    "immigration": _("immigration law"),
    "anti_corruption": _("anti-corruption law"),
    "penal_code": _("penal code"),
    "money_laundering": _("anti-money-laundering law"),
    "proceeds_of_crime": _("proceeds-of-crime law"),
    "whistleblower": _("whistleblower law"),
    "witness_protection": _("witness-protection law"),
    "public_service": _("public-service law"),
    "police_and_forces": _("police and armed-forces law"),
    "passports": _("passport law"),
    "civil_registration": _("civil-registration law"),
    "labour_migration": _("labour-migration law"),
    "criminal_procedure": _("criminal-procedure law"),
    "mutual_assistance": _("mutual-assistance and extradition law"),
    "organised_crime": _("organised-crime law"),
    "corporate": _("company and procurement law"),
    "constitution": _("constitution"),
    "regulation": _("regulations"),
    "policy": _("strategies and action plans"),
    "treaty": _("treaty"),
    "model_law": _("model law"),
    "other": _("other law"),
}
MEASURES = {
    "ratio": _("ratio"),
    "base": _("base"),
    "official": _("official"),
    "threshold": _("threshold"),
    "minimum": _("minimum"),
    "fine_only": _("penalties with a fine alone"),
    "compared": _("penalties compared"),
}
TRADITIONS = {
    "common_law": _("common law"),
    "civil_law": _("civil law"),
    "mixed": _("mixed legal system"),
    "islamic": _("Islamic law"),
}
UNITS = {
    "sec": _("section"), "art": _("article"), "rule": _("rule"), "reg": _("regulation"), "sched": _("schedule"), "schedule": _("schedule"),
    "preamble": _("preamble"), "ord": _("order"), "clause": _("clause"),
}  # fmt: skip
SOURCE = "en"
"""The language that strings are written in."""
REGIONS = {SOURCE: "en_GB"}
"""Where a language alone leaves the form of a date open."""


@cache
def _format(kind: str, language: str) -> MessageFormat:
    return MessageFormat(f"{{value, {kind}}}", REGIONS.get(language, language))


def _formatted(kind: str, language: str, value: datetime | float) -> str:
    """A value by ICU's rules for the language."""
    return str(_format(kind, language).format({"value": value}))


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of one report in one language."""

    language: str = "en"
    catalogue: NullTranslations = field(default_factory=translations)

    def say(self, message: str) -> str:
        """A printed string in the report's language."""
        return self.catalogue.gettext(message)

    @property
    def is_source(self) -> bool:
        """Whether the report is in the language that its strings are written in."""
        return self.language == SOURCE

    def date(self, day: date | str) -> str:
        """A day as the language writes it; ISO text is read."""
        found = date.fromisoformat(day) if isinstance(day, str) else day
        return _formatted("date, long", self.language, datetime(found.year, found.month, found.day, 12, tzinfo=UTC))

    def number(self, number: float) -> str:
        """A number as the language groups and points it, with two decimals at most."""
        return _formatted("number, ::.##", self.language, number)

    def outcome(self, outcome: Outcome) -> str:
        """The verdict as a phrase."""
        return self.say(OUTCOMES[outcome])

    def meaning(self, outcome: Outcome) -> str:
        """What the verdict claims."""
        return self.say(MEANINGS[outcome])

    def letter(self, outcome: Outcome) -> str:
        """The sign of a verdict in a narrow cell."""
        return LETTERS[outcome]

    def strength(self, strength: str) -> str:
        """How far a rule binds."""
        return self.say(STRENGTHS.get(strength, strength))

    def text_state(self, state: str) -> str:
        """What kind of text was read."""
        return self.say(TEXT_STATES.get(state, state))

    def state(self, state: str) -> str:
        """Whether an instrument is law today."""
        return self.say(STATES.get(state, state))

    def standing(self, record: Record) -> str:
        """Whether an instrument is law today, and whether the register names it from memory only."""
        state = self.state(record.status)
        return f"{state}; {self.say(UNCHECKED)}" if record.confidence in ("memory", "unchecked") else state

    def family(self, offence: str) -> str:
        """A family of offences."""
        return self.say(FAMILIES.get(offence, offence))

    def form(self, penalty: Penalty) -> str:
        """One form of an offence with what it carries: "Taking a bribe (public official, base): up to 10 years"."""
        who = f"{self.applies(penalty.applies_to)}, {self.tier(penalty.tier)}"
        return f"{self.family(penalty.offence)} ({who}): {self.resolved(penalty) or self.custody(penalty) or self.penalty(penalty)}"

    def measure(self, name: str) -> str:
        """The name of a computed value: a measure, or the family of offences whose maximum it is."""
        return self.say(MEASURES[name]) if name in MEASURES else self.family(name)

    def applies(self, applies_to: str) -> str:
        """Whom a penalty is for."""
        return self.say(APPLIES.get(applies_to, applies_to))

    def tier(self, tier: str) -> str:
        """The tier of a penalty."""
        return self.say(TIERS.get(tier, tier))

    def kind(self, kind: str) -> str:
        """A kind of instrument, or several of which one is enough ("penal_code or anti_corruption")."""
        parts = kind.split(" or ")
        return self.listed([self.say(KINDS.get(part, part.replace("_", " "))) for part in parts], _("or"))

    def tradition(self, tradition: str) -> str:
        """A legal tradition."""
        return self.say(TRADITIONS.get(tradition, tradition))

    def kinds(self, kinds: Sequence[str]) -> str:
        """Kinds of instrument in a row."""
        return "; ".join(self.kind(kind) for kind in kinds)

    def listed(self, items: Sequence[str], last: str = _("and")) -> str:
        """ "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.say(last)} {items[-1]}"

    def pinpoint(self, num: str, sub: str = "", eid: str = "", clause: str = "") -> str:
        """ "section 13(f)", with the clause of the amending act that put it there."""
        unit = next((UNITS[part] for part in (p.split("_")[0] for p in eid.split("__")) if part in UNITS), "")
        label = " ".join(part for part in (self.say(unit) if unit else "", f"{num}{sub}") if part)
        return self.say(_("%s (clause %s of the amending act)")) % (label, clause) if clause else label

    def cited(self, evidence: Evidence) -> str:
        """The pinpoint of a piece of evidence."""
        return self.pinpoint(evidence.num, evidence.sub, evidence.eid, evidence.clause)

    def cited_in(self, quote: Quote) -> str:
        """The pinpoint of a quotation in the act that it is cited from; the page names the amending act itself where there is one."""
        e = quote.evidence
        return self.pinpoint(e.num, e.sub, e.eid, "" if quote.carrier else e.clause)

    def months(self, months: float) -> str:
        """A term: "5 years", "18 months", "2 years 6 months"; under two years in months."""
        many = self.catalogue.ngettext
        if months != round(months):
            days = round(months * 30)
            return many("%d day", "%d days", days) % days
        years, rest = divmod(round(months), 12)
        if not years or (rest and months < 24):
            return many("%d month", "%d months", round(months)) % round(months)
        said = many("%d year", "%d years", years) % years
        return f"{said} {many('%d month', '%d months', rest) % rest}" if rest else said

    def term(self, low: float | None, high: float | None) -> str:
        """A range of imprisonment; an open end is said to be open."""
        if low is not None and high is not None:
            return self.months(low) if low == high else self.say(_("%s to %s")) % (self.months(low), self.months(high))
        if high is not None:
            return self.say(_("up to %s")) % self.months(high)
        return self.say(_("at least %s")) % self.months(low) if low is not None else ""

    def custody(self, penalty: Penalty) -> str:
        """Imprisonment, life and death of a penalty as printed in the law."""
        parts = [self.term(penalty.imprisonment_min_months, penalty.imprisonment_max_months)]
        parts += [self.say(_("life imprisonment"))] if penalty.life else []
        parts += [self.say(_("death"))] if penalty.death else []
        return self.listed([part for part in parts if part], _("or"))

    def resolved(self, penalty: Penalty) -> str:
        """What a class word, a reference or an increase comes to, empty where nothing was resolved."""
        term = self.term(penalty.resolved_min_months, penalty.resolved_max_months)
        by = (penalty.resolved_by or "").rpartition("#")[2]
        return self.say(_("%s (by %s)")) % (term, by) if by and term else term

    def fine(self, penalty: Penalty) -> str:
        """The fine of a penalty, empty where there is none."""
        if penalty.fine == "none":
            return ""
        if penalty.fine == "unspecified":
            return self.say(_("fine, amount not stated"))
        unit = {"currency": penalty.currency or "", "penalty_units": self.say(_("penalty units")), "days": self.say(_("day-fines"))}
        name = unit.get(penalty.fine_unit, penalty.fine_unit)
        low, high = penalty.fine_min, penalty.fine_max
        if penalty.fine == "multiple":
            return self._multiple(low, high, penalty.currency)
        amounts = " – ".join(self.number(round(m)) for m in (low, high) if m is not None)
        amount = amounts if low is not None or high is None else self.say(_("up to %s")) % amounts
        amount = amount if high is not None or low is None else self.say(_("at least %s")) % amounts
        return " ".join(filter(None, (self.say(_("fine")), amount, name))) if amounts else self.say(_("fine, amount not stated"))

    def _multiple(self, low: float | None, high: float | None, currency: str | None) -> str:
        """A fine as a multiple of the value; a bound that is a sum of money is the alternative amount, not the factor."""
        bounds = [m for m in (low, high) if m is not None]
        if not bounds:
            return self.say(_("fine, a multiple of the value"))
        if currency or max(bounds) > MOST_TIMES:
            amounts = " – ".join(self.number(round(m)) for m in bounds)
            return (self.say(_("fine, a multiple of the value or %s")) % f"{amounts} {currency or ''}").strip()
        return self.say(_("fine of %s times the value")) % " – ".join(map(self.number, bounds))

    def besides(self, penalty: Penalty) -> str:
        """Everything in a penalty that is neither imprisonment nor fine."""
        named = (
            (penalty.fine_only_possible, _("a fine alone is possible")),
            (penalty.corporal, _("corporal punishment")),
            (penalty.disqualification, _("disqualification")),
            (penalty.dismissal, _("dismissal")),
        )
        parts = [self.say(word) for holds, word in named if holds]
        parts += [self.say(_("increase %s")) % penalty.increase.replace("x", "×")] if penalty.increase else []
        parts += [f"“{penalty.class_word}”"] if penalty.class_word else []
        parts += [self.say(_("as in %s")) % penalty.by_reference] if penalty.by_reference else []
        return "; ".join(parts)

    def ratio(self, ratio: float) -> str:
        """One maximum over another: "1.5", or life against a term."""
        if not ratio or isinf(ratio):
            return self.say(_("life against a term")) if ratio else self.say(_("a term against life"))
        return self.number(ratio)

    def computed(self, name: str, value: object) -> str:
        """A computed value: ratios and counts as numbers, months as terms, anything else as it is."""
        if value == "life":
            return self.say(_("life against a term")) if name == "ratio" else self.say(_("life imprisonment"))
        if not isinstance(value, int | float) or isinstance(value, bool):
            return "—" if value is None else str(value)
        if name in COUNTS:
            return self.number(value)
        return self.ratio(float(value)) if name == "ratio" else self.months(float(value))

    def penalty(self, penalty: Penalty) -> str:
        """The whole penalty in one line."""
        parts = (self.custody(penalty), self.fine(penalty), self.besides(penalty))
        return "; ".join(part for part in parts if part) or self.say(_("no penalty stated here"))
