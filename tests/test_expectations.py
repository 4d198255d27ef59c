"""Each country folder carries what a careful reader expects of the rubric; here the tool is held against it."""

import pytest

from legal_gap.analyse import analyse_country
from legal_gap.assess import assess
from legal_gap.country import load_country
from legal_gap.datafile import read_toml
from legal_gap.language import load_languages
from legal_gap.model import Assessment, Outcome
from legal_gap.places import data_folder
from legal_gap.rubric import load_rubric

RUBRIC = load_rubric(data_folder("rubric"))
LANGUAGES = load_languages(data_folder("rubric") / "languages")
REGISTERS = {path.parent.name: read_toml(path) for path in sorted(data_folder("statutes").glob("*/country.toml"))}
EXPECTED = {code: data["expect"] for code, data in REGISTERS.items() if data.get("expect")}
SAME = {Outcome.CONFLICT: Outcome.ABSENT, Outcome.UNCLEAR: Outcome.NOT_ASSESSED}
FLOOR = 0.45
"""The share of a country's expectations that must be met; the measured shares are higher and belong into the README."""


def sections(code: str) -> set[str]:
    """Every provision that the digests of a country have, as expectations cite it: "act-1#5"."""
    country = load_country(data_folder("statutes") / code, LANGUAGES)
    return {f"{r.instrument.id}#{p.num}" for r in country.readings for p in r.instrument.sections()}


def assessed(code: str) -> Assessment:
    """A country as the tool judges its digests."""
    return assess(analyse_country(load_country(data_folder("statutes") / code, LANGUAGES), LANGUAGES, RUBRIC.concepts), RUBRIC, LANGUAGES)


def met(table: dict, assessment: Assessment) -> bool:
    """Whether a finding has one of the outcomes that the reader expects; what the rubric does not ask yet counts as met."""
    finding = assessment.finding(table["indicator"])
    wanted = {SAME.get(outcome, outcome) for outcome in map(Outcome, [table["outcome"], *table.get("also", [])])}
    return finding is None or SAME.get(finding.outcome, finding.outcome) in wanted


@pytest.mark.parametrize("code", EXPECTED)
def test_expectations_are_well_formed(code):
    """One expectation an indicator, with an outcome of the vocabulary."""
    tables = EXPECTED[code]
    ids = [table["indicator"] for table in tables]
    assert len(ids) == len(set(ids)) and all(table["outcome"] in set(Outcome) for table in tables)


@pytest.mark.parametrize("code", [code for code, tables in EXPECTED.items() if any("provisions" in t for t in tables)])
def test_expectations_cite_provisions_that_the_digests_have(code):
    """A reader's evidence that no digest holds could never be found."""
    cited = {p.split("(")[0].split(" ")[0] for table in EXPECTED[code] for p in table.get("provisions", ())}
    assert cited - sections(code) == set()


@pytest.mark.slow
@pytest.mark.parametrize("code", EXPECTED)
def test_expectations_are_met(code):
    """What the tool says of a country contradicts its readers no more often than when this was written; silence contradicts nobody."""
    assessment = assessed(code)
    silent = {f.indicator for f in assessment.findings if f.outcome in ("unclear", "not_assessed")}
    missed = [f"{t['indicator']}: {t['outcome']}" for t in EXPECTED[code] if t["indicator"] not in silent and not met(t, assessment)]
    assert len(missed) <= (1 - FLOOR) * len(EXPECTED[code]), missed
