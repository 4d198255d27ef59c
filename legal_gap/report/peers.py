"""Who already has it: provisions of other assessed countries that satisfy a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legal_gap.model import Assessment, Finding, Jurisdiction, Outcome
from legal_gap.report.view import Quote, cut, quote_of, sources_of

SHOWN = 3
"""Provisions shown for one question."""
LENGTH = 260
"""Characters of a neighbour's words; the rest is cut at a word and marked."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A country whose law has the rule, with its first provision."""

    country: Jurisdiction
    quote: Quote

    @property
    def words(self) -> str:
        """The provision, cut at a word where it is long."""
        return cut(self.quote.evidence.quote, LENGTH)


def _order(peer: Peer, tradition: str) -> tuple[bool, bool, bool, str]:
    """The same legal tradition first, then the law itself before a digest, then checked digests."""
    source, same = peer.quote.source, peer.country.legal_tradition == tradition
    return (not same, source.is_digest, peer.quote.provenance == "secondary", peer.country.code)


def _peer(country: Jurisdiction, finding: Finding | None) -> Peer | None:
    if finding is None or finding.outcome is not Outcome.PRESENT or not finding.evidence:
        return None
    first = finding.evidence[0]
    source = sources_of(country).get(first.instrument)
    return Peer(country, quote_of(first, source, country)) if source else None


def peers_for(indicator: str, country: Jurisdiction, others: Sequence[Assessment]) -> tuple[Peer, ...]:
    """Provisions of other countries that answer a question in full, nearest tradition first. The country itself is left out."""
    found = [_peer(a.jurisdiction, a.finding(indicator)) for a in others if a.jurisdiction.code != country.code]
    return tuple(sorted((p for p in found if p), key=lambda p: _order(p, country.legal_tradition))[:SHOWN])
