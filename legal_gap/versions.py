"""One act in several languages: which text is a translation of which, and where the same provision stands in the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legal_gap.model import Assessment, Evidence, Instrument, Jurisdiction, Penalty, Provision, Record

TRANSLATIONS = ("official_translation", "unofficial_translation")
"""Text states of a text that is not the one that the legislator passed."""

SUPERSEDED = "superseded"
"""The state of a section that only a newer text still has."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The same provision in another language version of the act: its register entry, the unit and its words."""

    record: Record
    provision: Provision
    words: str


def originals(records: Iterable[Record]) -> dict[str, str]:
    """Each text that is a version of another text on file, with the id of that other: both are one act, and count once."""
    records = tuple(records)
    ids = {record.id for record in records}
    return {r.id: r.translation_of for r in records if r.translation_of in ids and r.translation_of != r.id}


def place(unit: Provision, section: Provision) -> tuple[str, str, str]:
    """What a provision is called in every version of its act: the clause that carries it, its section and its label."""
    return unit.clause or section.clause, section.num, unit.sub


def counterparts(instrument: Instrument, jurisdiction: Jurisdiction) -> tuple[Instrument, ...]:
    """The other language versions of an act that were read, in the order of the register."""
    instruments = {reading.instrument.id: reading.instrument for reading in jurisdiction.readings}
    one = originals(i.record for i in instruments.values())
    root = one.get(instrument.id, instrument.id)
    family = [i for id, i in instruments.items() if one.get(id, id) == root and id != instrument.id]
    return tuple(i for i in family if i.record.language != instrument.record.language and i.provisions)


def beside(evidence: Evidence, jurisdiction: Jurisdiction, language: str) -> Beside | None:
    """The provision that ``evidence`` quotes, as a version in ``language`` has it; ``None`` where no such version was read."""
    reading = jurisdiction.reading(evidence.instrument)
    for other in counterparts(reading.instrument, jurisdiction) if reading else ():
        if other.record.language == language and (found := same_place(evidence, other)):
            return Beside(other.record, found, other.quote(found.start, found.end))
    return None


def same_place(evidence: Evidence, other: Instrument) -> Provision | None:
    """The unit of another version with the clause, number and label of the evidence, else ``None``."""
    wanted = (evidence.clause, evidence.num, evidence.sub)
    for section in other.sections():
        if section.num == evidence.num:
            for unit in section.walk():
                if place(unit, section) == wanted:
                    return unit
    return None


def alone(evidence: Iterable[Evidence], records: Mapping[str, Record], one: Mapping[str, str]) -> tuple[Record, ...]:
    """The translations (of ``one``, or by their text state) that all of the evidence comes from; nothing where some is in an original."""
    found = {item.instrument: records.get(item.instrument) for item in evidence}
    texts = [record for record in found.values() if record is not None]
    all_of_them = len(texts) == len(found) and all(r.text_status in TRANSLATIONS or r.id in one for r in texts)
    return tuple(texts) if texts and all_of_them else ()


def penalties_once(assessment: Assessment) -> tuple[Penalty, ...]:
    """The penalty records of a country that are law today, without those that a translation repeats of a section whose original
    has records of its own."""
    one = originals(r.instrument.record for r in assessment.jurisdiction.readings)
    held = {(p.instrument, p.num) for p in assessment.penalties}
    gone = {place for reading in assessment.jurisdiction.readings for place in superseded(reading.instrument)}
    return tuple(p for p in assessment.penalties if (one.get(p.instrument), p.num) not in held and (p.instrument, p.num) not in gone)


def superseded(instrument: Instrument) -> frozenset[tuple[str, str]]:
    """The sections, with the id of their instrument, that a newer text on file took the place of."""
    units = tuple(instrument.sections())
    stands = {unit.num for unit in units if unit.status != SUPERSEDED}
    return frozenset((instrument.id, unit.num) for unit in units if unit.status == SUPERSEDED and unit.num not in stands)
