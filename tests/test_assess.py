"""A verdict rests on words that are there; an absence rests on a text that was read; nothing else changes either."""

import re
from dataclasses import replace

import pytest
from acts import LANGUAGES, RUBRIC, country, judged, outcomes, reading

from legal_gap.assess import assess, gap_class
from legal_gap.model import Outcome, Quality, TreatyStatus

TRAFFICKING = """
12. Offence of trafficking in persons
Any person who traffics in persons by force, deception or abuse of power for exploitation is liable to imprisonment for a term not exceeding 15 years.
13. Aggravated trafficking in persons
Where the offender is a public officer, trafficking in persons is punished with imprisonment for life.
"""
BASE = TRAFFICKING.partition("13.")[0]
PARKING = """
3. Parking
A person who parks a vehicle on a bridge is liable to a fine not exceeding 100 dollars.
"""


def test_a_quote_is_a_slice_of_the_text():
    """Every span slices back to words of the quotation."""
    act = reading(TRAFFICKING, "trafficking")
    found = judged(act).finding("A02")
    assert found is not None and found.evidence
    assert all(
        " ".join(act.instrument.text.clean[s.start : s.end].split()) in " ".join(TRAFFICKING.split())
        for e in found.evidence
        for s in e.spans
    )


def test_present_always_has_a_provision():
    """A verdict without a quotation is never printed."""
    found = [f for f in judged(reading(TRAFFICKING, "trafficking")).findings if f.outcome in (Outcome.PRESENT, Outcome.PARTIAL)]
    assert found and all(f.evidence for f in found)


def test_absent_always_says_what_was_searched():
    """A drafter can overturn it."""
    found = [f for f in judged(reading(BASE, "trafficking")).findings if f.outcome is Outcome.ABSENT]
    assert found and all(f.searched.instruments and f.searched.provisions for f in found)


def test_without_the_decisive_act_nothing_is_absent():
    """Not read is never not there."""
    assert Outcome.ABSENT.value not in outcomes(judged()).values()


@pytest.mark.parametrize("record", [{"amending": True}, {"text_status": "excerpt"}, {"text_status": "digest"}, {"status": "repealed"}])
def test_the_silence_of_such_a_text_proves_nothing(record):
    """An amending act, an excerpt, a digest without covers and a repealed act leave the question open."""
    assert outcomes(judged(reading(BASE, "trafficking", **record)))["A02"] == "not_assessed"


def test_a_digest_proves_silence_where_it_covers_the_kind():
    """A digest that holds all provisions of a kind is complete for it."""
    assert outcomes(judged(reading(BASE, "trafficking", text_status="digest", covers=("trafficking",))))["A02"] == "absent"


def test_a_digest_of_law_in_a_language_without_words_leaves_it_to_a_person():
    """No text behind it can be searched."""
    act = reading(BASE, "trafficking", text_status="digest", covers=("trafficking",), original_language="xx")
    assert outcomes(judged(act))["A02"] == "unclear"


def test_a_poor_text_is_unclear():
    """A text that was read badly needs a person."""
    assert outcomes(judged(reading(BASE, "trafficking", quality=0.2)))["A02"] == "unclear"


def test_a_language_without_words_counts_as_unread():
    """A pack that only numbers sections searches nothing."""
    act = reading(BASE, "trafficking", language="xx")
    assert (
        outcomes(assess(country(act), RUBRIC, {**LANGUAGES, "xx": replace(LANGUAGES["en"], code="xx", tables={})}))["A02"] == "not_assessed"
    )


def test_an_act_on_something_else_changes_no_absence():
    """An irrelevant act never turns absent into present."""
    before = outcomes(judged(reading(BASE, "trafficking")))
    after = outcomes(judged(reading(BASE, "trafficking"), reading(PARKING, "other", id="parking")))
    assert after == before


def test_numbers_of_sections_decide_nothing():
    """The same law with other section numbers gives the same verdicts."""
    shifted = re.sub(r"(?m)^(\d+)\.", lambda m: f"{int(m.group(1)) + 100}.", TRAFFICKING)
    assert outcomes(judged(reading(shifted, "trafficking"))) == outcomes(judged(reading(TRAFFICKING, "trafficking")))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ((), None),
        ((TreatyStatus("UNCAC", "none"), TreatyStatus("UNTOC", "none")), "recommended_reform"),
        ((TreatyStatus("UNCAC", "party"),), "treaty_gap"),
    ],
)
def test_a_treaty_gap_needs_a_party(status, expected):
    """Where the status is not on file nothing is said of a treaty duty."""
    assert gap_class(Outcome.ABSENT, "mandatory", RUBRIC.indicator("D01"), country(treaties=status)) == expected


def test_guidance_is_never_a_treaty_gap():
    """A recommendation binds nobody."""
    bound = country(treaties=(TreatyStatus("UNCAC", "party"), TreatyStatus("UNTOC", "party")))
    assert gap_class(Outcome.ABSENT, "guidance", RUBRIC.indicator("A01"), bound) == "recommended_reform"


def test_an_article_from_memory_makes_no_treaty_gap():
    """What was not checked is not printed as a duty."""
    indicator = RUBRIC.indicator("D01")
    remembered = replace(indicator, basis=tuple(replace(b, memory=True) for b in indicator.basis))
    assert gap_class(Outcome.ABSENT, "mandatory", remembered, country(treaties=(TreatyStatus("UNCAC", "party"),))) is None


def test_an_act_in_force_that_is_not_at_hand_keeps_silence_from_being_an_absence():
    """The register names a second act of the decisive kind: it may hold the limb."""
    read = reading(BASE, "trafficking")
    waiting = replace(read.instrument.record, id="second-act")
    land = replace(country(read), records=(read.instrument.record, waiting))
    assert outcomes(assess(land, RUBRIC, LANGUAGES))["A02"] == "not_assessed"


def test_an_act_in_a_language_without_words_keeps_silence_from_being_an_absence():
    """A second act of the decisive kind is on file, but nothing in it can be searched; a translation of it that was read can."""
    act, foreign = reading(BASE, "trafficking"), reading(PARKING, "trafficking", id="second-act", language="xx")
    packs = {**LANGUAGES, "xx": replace(LANGUAGES["en"], code="xx", tables={})}
    records = (act.instrument.record, foreign.instrument.record)
    assert outcomes(assess(replace(country(act, foreign), records=records), RUBRIC, packs))["A02"] == "not_assessed"
    version = reading(PARKING, "trafficking", id="english", translation_of="second-act")
    land = replace(country(act, foreign, version), records=(*records, version.instrument.record))
    assert outcomes(assess(land, RUBRIC, packs))["A02"] == "absent"


def test_a_repealed_act_that_is_not_at_hand_changes_nothing():
    """What is not in force cannot hold the limb."""
    read = reading(BASE, "trafficking")
    gone = replace(read.instrument.record, id="old-act", status="repealed")
    land = replace(country(read), records=(read.instrument.record, gone))
    assert outcomes(assess(land, RUBRIC, LANGUAGES))["A02"] == "absent"


def test_a_digest_of_a_part_keeps_silence_from_being_an_absence():
    """A whole act of the kind is read, another only in part: the limb may stand in the rest of it."""
    whole = reading(BASE, "trafficking")
    part = reading(PARKING, "trafficking", id="second-act", text_status="digest")
    assert outcomes(judged(whole))["A02"] == "absent"
    assert outcomes(judged(whole, part))["A02"] == "not_assessed"


CODE = """
161. Taking bribes
A public servant who accepts any gratification as a reward for doing an official act shall be punished with imprisonment of up to 7 years.
"""
EXAMPLE = """
162. Abetting
Whoever abets an offence shall be punished with imprisonment of up to 2 years.
Illustration
(a) A, the agent of an overseas trader, pays an officer of a foreign state a bribe. A has abetted the offence.
"""


@pytest.mark.parametrize("indicator", ["D02", "D03", "D04", "D06", "D08", "D09", "G03"])
def test_a_code_that_punishes_bribery_leaves_the_rest_to_an_act_on_corruption(indicator):
    """Bribes abroad, in business and of companies and unexplained wealth stand in an act of their own nearly everywhere."""
    assert outcomes(judged(reading(CODE, "penal_code")))[indicator] == "not_assessed"


def test_the_imagined_case_behind_a_rule_is_no_rule():
    """An illustration shows how a rule works; what happens in it is not an offence."""
    act = reading(CODE + EXAMPLE, "penal_code", "anti_corruption")
    assert outcomes(judged(act))["D03"] == "absent"


# -- evidence and reasons ---------------------------------------------------------------------------------------------


def elements(indicator):
    """The elements of an indicator by their names."""
    return {element.id: element for element in RUBRIC.indicator(indicator).elements}


RAISED = "\n\nWhere the offender is a public officer, trafficking in persons is punished with imprisonment for life.\n"
BY_HEADING = TRAFFICKING.partition("13.")[0] + "13. Penalties" + RAISED + "14. Trafficking in persons by a public officer" + RAISED


def test_the_provision_whose_heading_names_what_is_asked_leads():
    """A reader looks there first."""
    assert [e.num for e in judged(reading(BY_HEADING, "trafficking")).finding("A02").evidence] == ["14", "13"]


def test_the_act_on_the_subject_leads_before_a_general_code():
    """The kind of instrument that the question names first."""
    special, general = reading(TRAFFICKING, "trafficking", id="special"), reading(TRAFFICKING, "penal_code", id="code")
    assert [e.instrument for e in judged(general, special).finding("A02").evidence] == ["special", "code"]


def test_what_was_looked_for_is_listed():
    """The words themselves, of the languages that were read."""
    searched = judged(reading(BASE, "trafficking")).finding("A02").searched
    assert ("abuse of office" in searched.terms, "pegawai awam" in searched.terms) == (True, False)


def test_an_absence_tells_the_provisions_that_came_near():
    """Where a constraint alone stood in the way: an official as victim, say."""
    near = (
        BASE + "13. Attacks\n\nA person who traffics in persons with force against a public officer is liable to imprisonment for life.\n"
    )
    finding = judged(reading(near, "trafficking")).finding("A02")
    assert (finding.outcome, [n.num for n in finding.searched.near_misses]) == (Outcome.ABSENT, ["13"])


def test_a_verdict_that_is_present_tells_no_near_misses():
    """There is nothing to overturn."""
    assert judged(reading(TRAFFICKING, "trafficking")).finding("A02").searched.near_misses == ()


def test_a_partial_verdict_says_what_is_there_and_what_is_lacking():
    """The elements met, then those that present would need."""
    code = reading("3. A person who destroys evidence is liable to imprisonment for 7 years.\n", "penal_code")
    finding = judged(code).finding("D12")
    asked = elements("D12")
    assert finding.reasons == (asked["evidence"].says, *(asked[id].lacks for id in ("testimony", "advantage", "officials")))


def test_a_present_verdict_says_only_what_is_there():
    """It lacks nothing."""
    finding = judged(reading(TRAFFICKING, "trafficking")).finding("A02")
    assert finding.reasons == (elements("A02")["limb"].says,)


def test_an_absence_says_what_is_lacking():
    """Each element that present would need."""
    finding = judged(reading(BASE, "trafficking")).finding("A02")
    assert finding.reasons[0] == elements("A02")["limb"].lacks


def test_a_verdict_not_assessed_names_the_kind_that_was_not_read():
    """So that the reader knows what to load."""
    assert judged(reading(PARKING, "criminal_procedure")).finding("F01").reasons == (
        "Not assessed: no principal text of this kind was read (trafficking or penal_code).",
    )


def test_elements_that_must_stand_in_one_section_are_not_gathered_from_two():
    """Asking in one section and accepting in another make no full offence of taking bribes."""
    taking = (
        "A public officer who accepts a bribe, for himself or another person, for doing or omitting an official act is liable to a fine.\n"
    )
    asking = "A public officer who solicits a bribe for an official act is liable to a fine.\n"
    whole = "5. Bribes\n\n" + taking.replace("accepts", "solicits or accepts")
    torn = f"5. Taking bribes\n\n{taking}\n6. Asking for bribes\n\n{asking}"
    verdicts = [outcomes(judged(reading(text, "anti_corruption", "penal_code")))["D01"] for text in (whole, torn)]
    assert verdicts == ["present", "partial"]


def test_an_older_version_decides_only_where_it_fills_a_gap():
    """A superseded text is read for articles that the newer one lacks, and for nothing else."""
    old = reading(TRAFFICKING, "trafficking", id="old", status="superseded", fallback_for="new")
    left = reading(TRAFFICKING, "trafficking", id="old", status="superseded")
    assert [outcomes(judged(act))["A02"] for act in (old, left)] == ["present", "not_assessed"]


def test_a_digest_without_words_beside_an_official_text_is_no_doubt():
    """One text that can be searched is enough."""
    foreign = reading(BASE, "trafficking", id="x", text_status="digest", covers=("trafficking",), original_language="zz")
    assert outcomes(judged(foreign, reading(BASE, "trafficking")))["A02"] == "absent"


def test_an_article_from_memory_and_a_second_that_was_checked_make_a_treaty_gap():
    """The class follows what was checked."""
    party = (TreatyStatus("UNTOC", "party"),)
    indicator = RUBRIC.indicator("D12")
    assert gap_class(Outcome.ABSENT, "mandatory", indicator, country(treaties=party)) == "treaty_gap"
    assert gap_class(Outcome.ABSENT, "mandatory", indicator, country(treaties=(TreatyStatus("UNTOC", "none"),))) is None
    assert gap_class(Outcome.PRESENT, "mandatory", indicator, country(treaties=party)) is None


def test_a_partial_verdict_has_the_strength_of_what_is_lacking():
    """Where a general rule is there, more is only guidance."""
    general = (
        "3. Aggravating circumstances\n\nIt is an aggravating circumstance that the offender is a public officer who abused his office.\n"
    )
    code = reading(BASE.replace("12. Offence of trafficking", "2. Offence of trafficking") + general, "trafficking", "penal_code")
    findings = [judged(act).finding("A02") for act in (code, reading(BASE, "trafficking"))]
    indicator = RUBRIC.indicator("A02")
    assert [(f.outcome.value, f.strength) for f in findings] == [
        ("partial", indicator.partial_strength),
        ("absent", indicator.absent_strength),
    ]


@pytest.mark.parametrize(("score", "outcome"), [(Quality.POOR, "absent"), (Quality.POOR - 0.01, "unclear")])
def test_a_text_counts_from_the_line_of_poor_quality_upwards(score, outcome):
    """The line itself is good enough."""
    assert outcomes(judged(reading(BASE, "trafficking", quality=score)))["A02"] == outcome


def test_a_code_on_other_crimes_alone_compares_nothing():
    """It leaves trafficking to an act of its own, which was not read."""
    code = reading("9. Theft\n\nA person who steals is liable to imprisonment for 3 years.\n", "penal_code")
    assert [outcomes(judged(code))[id] for id in ("F01", "A02", "F05")] == ["not_assessed"] * 3
