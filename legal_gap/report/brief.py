"""Two pages for the meeting: three gaps, the clause behind each, a neighbour's wording, five hard questions with their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from legal_gap.model import Assessment, Outcome, Penalty
from legal_gap.report.peers import Peer, peers_for
from legal_gap.report.slip import Slip, compared, forms_of, start_of
from legal_gap.report.view import CountryView, FindingView, Quote, cut
from legal_gap.rubric import Rubric

GAPS = 3
NEIGHBOURS = 5
CLAUSE = 300
"""Characters of a clause; the rest is cut at a word and marked."""


@dataclass(frozen=True, slots=True)
class BriefGap:
    """One of the three gaps."""

    view: FindingView
    quote: Quote | None
    words: str
    peer: Peer | None
    slip: Slip | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the evidence says to the five hard questions."""

    base: Penalty | None
    official: Penalty | None
    duties: tuple[FindingView, ...]
    options: int
    reforms: int
    unrecorded: int
    bribery: Penalty | None
    neighbours: tuple[tuple[str, int], ...]
    asked_abroad: int


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that the two pages print."""

    view: CountryView
    gaps: tuple[BriefGap, ...]
    answers: Answers


def _gap(f: FindingView, view: CountryView, others: Sequence[Assessment], slips: Mapping[str, Slip]) -> BriefGap:
    quote = f.quotes[0] if f.quotes else None
    found = peers_for(f.indicator.id, view.jurisdiction, others)
    return BriefGap(f, quote, cut(quote.evidence.quote, CLAUSE) if quote else "", found[0] if found else None, slips.get(f.indicator.id))


def _neighbours(view: CountryView, others: Sequence[Assessment]) -> tuple[tuple[str, int], ...]:
    """The five countries whose law answers most of this country's gaps in full, by name: a pointer to texts, no ranking."""
    gaps = {f.indicator.id for f in view.gaps}
    counts = []
    for other in others:
        met = sum(1 for f in other.findings if f.indicator in gaps and f.outcome is Outcome.PRESENT)
        if other.jurisdiction.code != view.jurisdiction.code and met:
            counts.append((other.jurisdiction.name, met))
    return tuple(sorted(sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:NEIGHBOURS]))


def _answers(view: CountryView, others: Sequence[Assessment]) -> Answers:
    country = view.jurisdiction
    codes = [f.strength.code for f in view.gaps if f.strength]
    known = compared(view.assessment, view.rubric)
    official, _ = forms_of(country, "trafficking", known)
    base = start_of(country, "trafficking", known)[1]
    taking, taken = forms_of(country, "passive_bribery", known)
    return Answers(
        base=base,
        official=official,
        duties=tuple(f for f in view.gaps if f.strength and f.strength.code == "treaty_gap"),
        options=codes.count("option_not_taken"),
        reforms=codes.count("recommended_reform"),
        unrecorded=codes.count("status_not_recorded") + codes.count("not_checked"),
        bribery=taking or taken,
        neighbours=_neighbours(view, others),
        asked_abroad=sum(1 for o in others if o.jurisdiction.code != country.code),
    )


def brief_of(view: CountryView, rubric: Rubric, others: Sequence[Assessment], slips: Mapping[str, Slip]) -> Brief:
    """The three heaviest gaps and the answers."""
    return Brief(view, tuple(_gap(f, view, others, slips) for f in view.gaps[:GAPS]), _answers(view, others))
