"""Little acts in our own words, read and understood as real ones are, and a country that has them."""

from dataclasses import replace
from pathlib import Path

from legal_gap.analyse import analyse
from legal_gap.assess import assess
from legal_gap.language import load_languages
from legal_gap.model import Assessment, Finding, Jurisdiction, Quality, Reading, TreatyStatus
from legal_gap.rubric import load_rubric
from legal_gap.segment import provisions_of

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "rubric" / "languages")
RUBRIC = load_rubric(ROOT / "rubric")


def reading(text: str, *kinds: str, id: str = "act", quality: float = 1.0, **record: object) -> Reading:
    """An act read and understood; of good quality and in force where nothing else is said."""
    instrument = provisions_of(text, LANGUAGES["en"])
    facts = {"id": id, "kinds": kinds, "language": "en", "status": "in_force", "text_status": "official", **record}
    instrument = replace(instrument, record=replace(instrument.record, **facts), quality=Quality(quality))
    return analyse(instrument, LANGUAGES["en"], RUBRIC.concepts, {})


def country(*readings: Reading, treaties: tuple[TreatyStatus, ...] = ()) -> Jurisdiction:
    """A country with these readings."""
    return Jurisdiction("XX", "Example", ("en",), "mixed", "XXX", treaties=treaties, readings=readings)


def judged(*readings: Reading) -> Assessment:
    """The country held against the rubric."""
    return assess(country(*readings), RUBRIC, LANGUAGES)


def found(indicator: str, *readings: Reading) -> Finding:
    """The finding on one indicator."""
    finding = judged(*readings).finding(indicator)
    assert finding is not None
    return finding


def outcomes(assessment: Assessment) -> dict[str, str]:
    """The outcome of each indicator."""
    return {f.indicator: f.outcome.value for f in assessment.findings}
