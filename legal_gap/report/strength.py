"""How far the rule behind a gap binds this country. A duty is only printed where the register shows that the country took it on."""

from __future__ import annotations

from dataclasses import dataclass

from legal_gap.catalogue import marked as _
from legal_gap.model import Basis, Finding, Jurisdiction
from legal_gap.rubric import Indicator, Rubric

BINDING = ("mandatory", "mandatory-regional")
RANK = {"treaty_gap": 0, "not_checked": 1, "status_not_recorded": 1, "option_not_taken": 2, "recommended_reform": 3}
LABELS = {
    "treaty_gap": _("Treaty gap"),
    "not_checked": _("Treaty duty to be checked"),
    "status_not_recorded": _("Treaty status not recorded"),
    "option_not_taken": _("Option not taken"),
    "recommended_reform": _("Recommended reform"),
}
MEANINGS = {
    "treaty_gap": _("the rule is mandatory and the country is recorded as a party"),
    "not_checked": _("a treaty article may require the rule; its number or text was not checked by us"),
    "status_not_recorded": _("the rule binds parties to a treaty; whether the country is a party is not recorded here"),
    "option_not_taken": _("a treaty asks States to consider, to endeavour, or allows them; leaving it out breaks no duty"),
    "recommended_reform": _("guidance, a model law or a treaty that does not bind the country recommends it; no duty"),
}


@dataclass(frozen=True, slots=True)
class Strength:
    """The class of a gap; ``binding`` the rules that carry it, ``since`` the dates where recorded."""

    code: str
    binding: tuple[tuple[Basis, str, str], ...] = ()

    @property
    def label(self) -> str:
        """The phrase that is printed."""
        return LABELS[self.code]

    @property
    def meaning(self) -> str:
        """What the phrase claims."""
        return MEANINGS[self.code]

    @property
    def rank(self) -> int:
        """Stronger rules first."""
        return RANK[self.code]


def _bound(strength: str, indicator: Indicator, country: Jurisdiction, rubric: Rubric) -> tuple[tuple[Basis, str, str], ...]:
    """Rules of the strength tested, of treaties to which the country is recorded as a party: the rule, the treaty's name, the date."""
    found = []
    for basis in indicator.basis:
        status = country.treaty(basis.instrument)
        if basis.strength == strength and strength in BINDING and status and status.status == "party":
            since = status.since.isoformat() if status.since else ""
            found.append((basis, rubric.treaties.get(basis.instrument, basis.instrument), since))
    return tuple(found)


def _unrecorded(strength: str, indicator: Indicator, country: Jurisdiction) -> bool:
    binding = [basis for basis in indicator.basis if basis.strength == strength]
    return not binding or any(country.treaty(basis.instrument) is None for basis in binding)


def strength_of(finding: Finding, indicator: Indicator, country: Jurisdiction, rubric: Rubric) -> Strength | None:
    """The class of a gap, ``None`` where there is no gap. "Treaty gap" needs the engine's verdict and a party record for a checked article."""
    if not finding.outcome.is_gap:
        return None
    bound = _bound(finding.strength, indicator, country, rubric)
    checked = tuple(entry for entry in bound if not entry[0].memory)
    if finding.gap_class == "treaty_gap":
        if checked:
            return Strength("treaty_gap", checked)
        return Strength("not_checked", bound) if bound else Strength("status_not_recorded")
    if finding.gap_class is None and finding.strength in BINDING:
        return Strength("status_not_recorded" if _unrecorded(finding.strength, indicator, country) else "recommended_reform")
    return Strength(finding.gap_class or "recommended_reform")
