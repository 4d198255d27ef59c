"""Understand an instrument: mentions, penalties, offences. A pure function of its text and the packs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from legal_gap.amend import carrier
from legal_gap.language import Language
from legal_gap.mention import find_mentions
from legal_gap.model import Instrument, Jurisdiction, Penalty, Reading
from legal_gap.offence import understand
from legal_gap.rubric import Concept

Classes = Mapping[str, Mapping[str, object]]


def analyse(instrument: Instrument, language: Language, concepts: Mapping[str, Concept], classes: Classes) -> Reading:
    """Read an instrument for what it mentions, punishes and forbids; ``classes`` resolves its class words."""
    reading = understand(instrument, find_mentions(instrument, language, concepts), language, classes)
    if not any(piece.clause for piece in instrument.text.pieces):
        return reading
    return replace(reading, penalties=tuple(carried(instrument, penalty) for penalty in reading.penalties))


def carried(instrument: Instrument, penalty: Penalty) -> Penalty:
    """A penalty of an as-amended text in the file of the act that last changed its words."""
    source = carrier(instrument, [(penalty.start, penalty.end)])
    return replace(penalty, file=source.file) if source else penalty


def analyse_country(jurisdiction: Jurisdiction, languages: Mapping[str, Language], concepts: Mapping[str, Concept]) -> Jurisdiction:
    """Understand every instrument of a country for whose language there is a pack; the others stay as they were read."""
    readings = tuple(
        analyse(r.instrument, languages[r.instrument.record.language], concepts, jurisdiction.penalty_classes)
        if r.instrument.record.language in languages and r.instrument.provisions
        else r
        for r in jurisdiction.readings
    )
    return replace(jurisdiction, readings=readings)
