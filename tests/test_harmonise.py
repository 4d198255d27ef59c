"""Penalties are compared as the rubric says: which forms, above or below which line, and what is said of it."""

import pytest
from acts import found, reading

PERSONS = "6. Trafficking in persons\n\nA person who traffics in persons is liable to imprisonment for a term not exceeding {}.\n"
LIFE = "6. Trafficking in persons\n\nA person who traffics in persons is liable to imprisonment for life.\n"
MIGRANTS = "7. Smuggling of migrants\n\nA person who smuggles migrants is liable to imprisonment for a term not exceeding {}.\n"
BRIBE_TAKEN = "8. Bribery of public officers\n\nA public officer who accepts a bribe for an official act is liable to imprisonment for a term not exceeding {}.\n"
BRIBE_GIVEN = (
    "9. Bribing a public officer\n\nA person who gives a bribe to a public officer is liable to imprisonment for a term not exceeding {}.\n"
)
OFFICERS_TRAFFIC = (
    "10. Trafficking in persons by a public officer\n\nA public officer who traffics in persons is liable to imprisonment for {}.\n"
)
OFFICERS_SMUGGLE = (
    "11. Smuggling of migrants by a public officer\n\nA public officer who smuggles migrants is liable to imprisonment for {}.\n"
)


def law(*sections):
    """One act on everything."""
    return reading("\n".join(sections), "trafficking", "smuggling", "anti_corruption")


# -- serious crime ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("term", "outcome"), [("4 years", "present"), ("47 months", "absent"), ("20 years", "present")])
def test_four_years_make_a_serious_crime(term, outcome):
    """UNTOC article 2(b): a maximum of at least four years."""
    assert found("F01", law(PERSONS.format(term))).outcome == outcome


def test_exactly_four_years_that_a_fine_can_replace_are_partial():
    """The court need not imprison at all."""
    text = "6. Trafficking in persons\n\nA person who traffics in persons is liable to a fine or to imprisonment for a term not exceeding 4 years."
    assert found("F01", law(text)).outcome == "partial"


def test_five_years_that_a_fine_can_replace_are_serious():
    """The maximum decides."""
    text = "6. Trafficking in persons\n\nA person who traffics in persons is liable to a fine or to imprisonment for a term not exceeding 5 years."
    assert found("F01", law(text)).outcome == "present"


def test_only_a_graver_form_that_reaches_it_is_partial():
    """And the reason says so."""
    graver = "(2) Where the victim is a child, the offender is liable to imprisonment for a term not exceeding 10 years."
    finding = found("F01", law(PERSONS.format("3 years").replace("A person", "(1) A person"), graver))
    assert (finding.outcome, finding.reasons[0]) == ("partial", "Only a graver form reaches 48 months: trafficking.")


def test_both_sides_of_bribery_are_asked_for():
    """One side below the line is partial and named."""
    finding = found("F03", law(BRIBE_TAKEN.format("7 years"), BRIBE_GIVEN.format("2 years")))
    assert (finding.outcome, finding.reasons[0]) == ("partial", "Not found, or below 48 months: active bribery.")


def test_both_sides_below_are_absent():
    """Nothing of the core reaches the line."""
    assert found("F03", law(BRIBE_TAKEN.format("2 years"), BRIBE_GIVEN.format("3 years"))).outcome == "absent"


def test_the_comparison_names_forms_and_terms():
    """Which form of which offence, for whom, up to what, and where."""
    finding = found("F01", law(PERSONS.format("10 years")))
    assert finding.reasons == ("Compared: trafficking, anyone, basic form: up to 120 months (act 6).",)


def test_the_figures_are_kept_in_months():
    """With the threshold that they were held against; life is a word."""
    assert found("F01", law(LIFE)).computed == {"threshold": 48.0, "trafficking": "life"}


# -- officials -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "outcome"),
    [
        ("a term not exceeding 13 years", "present"),
        ("a term not exceeding 12 years", "partial"),
        ("a term not exceeding 10 years", "absent"),
        ("not less than 2 years and not more than 10 years", "partial"),
        ("a term not exceeding 9 years", "conflict"),
        ("life", "present"),
    ],
)
def test_the_official_form_is_held_against_the_form_for_anyone(term, outcome):
    """Three tenths more is clearly more; a floor of its own is a little more; less is the wrong way round."""
    assert found("F05", law(PERSONS.format("10 years"), OFFICERS_TRAFFIC.format(term))).outcome == outcome


def test_life_for_anyone_and_life_for_officials_is_no_rise():
    """Nothing is above life."""
    assert found("F05", law(LIFE, OFFICERS_TRAFFIC.format("life"))).computed["ratio"] == 1.0


def test_without_an_official_form_the_ratio_is_one():
    """Said in words."""
    finding = found("F05", law(PERSONS.format("10 years")))
    assert (finding.outcome, finding.computed["ratio"]) == ("absent", 1.0)


def test_without_a_base_nothing_is_compared():
    """An official form alone says nothing of a rise."""
    assert found("F05", law(OFFICERS_TRAFFIC.format("life"))).outcome == "not_assessed"


def test_a_rise_for_child_victims_only_is_partial():
    """It is held against the form for children, not for all."""
    child = "7. Child trafficking by a public officer\n\nA public officer who traffics in a child is liable to imprisonment for life.\n"
    finding = found("F05", law(PERSONS.format("10 years"), child))
    assert (finding.outcome, finding.reasons[0]) == ("partial", "Only a form for some victims is raised for officials.")


def test_an_aggravating_limb_on_office_is_an_official_form():
    """Anyone's offence, made graver by the offender's office."""
    limb = "(2) Where the offender is a public officer, the offender is liable to imprisonment for a term not exceeding 20 years."
    finding = found("F05", law(PERSONS.format("10 years").replace("A person", "(1) A person"), limb))
    assert (finding.outcome, finding.computed["ratio"]) == ("present", 2.0)


def test_an_aggravating_limb_on_the_victim_is_none():
    """It reaches no official."""
    limb = "(2) Where the victim is a child, the offender is liable to imprisonment for a term not exceeding 20 years."
    assert found("F05", law(PERSONS.format("10 years").replace("A person", "(1) A person"), limb)).outcome == "absent"


# -- bribery against trafficking -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bribe", "outcome"), [("10 years", "present"), ("9 years", "partial"), ("5 years", "partial"), ("4 years", "absent")]
)
def test_a_lighter_charge_of_bribery_lowers_what_an_official_risks(bribe, outcome):
    """Equal is right, half is partly so."""
    assert found("F07", law(PERSONS.format("10 years"), BRIBE_TAKEN.format(bribe))).outcome == outcome


def test_without_bribery_there_is_no_choice_of_charge():
    """Nothing to compare."""
    assert found("F07", law(PERSONS.format("10 years"))).outcome == "not_assessed"


@pytest.mark.parametrize(
    ("smuggling", "outcome"), [("10 years", "present"), ("9 years", "absent"), ("40 years", "present"), ("41 years", "absent")]
)
def test_official_forms_of_two_offences_lie_within_a_factor_of_two(smuggling, outcome):
    """At both ends."""
    officers = OFFICERS_TRAFFIC.format("a term not exceeding 20 years"), OFFICERS_SMUGGLE.format(f"a term not exceeding {smuggling}")
    assert found("F08", law(*officers)).outcome == outcome


def test_parity_needs_both_official_forms():
    """One alone is not compared."""
    assert found("F08", law(PERSONS.format("9 years"), OFFICERS_TRAFFIC.format("life"))).outcome == "not_assessed"


# -- fine alone ------------------------------------------------------------------------------------------------------


def test_a_fine_in_place_of_custody_for_officials_is_the_gap():
    """The official can pay."""
    finding = found("F09", law(PERSONS.format("10 years"), BRIBE_TAKEN.format("7 years or to a fine")))
    assert (finding.outcome, finding.reasons[0]) == ("absent", "A fine alone is possible.")


def test_a_fine_in_place_of_custody_for_others_only_is_partial():
    """Officials cannot pay, others can."""
    finding = found("F09", law(BRIBE_TAKEN.format("7 years"), BRIBE_GIVEN.format("7 years or to a fine")))
    assert (finding.outcome, [e.num for e in finding.evidence]) == ("partial", ["9"])


def test_custody_throughout_is_present():
    """With what was counted."""
    finding = found("F09", law(BRIBE_TAKEN.format("7 years"), BRIBE_GIVEN.format("7 years")))
    assert (finding.outcome, finding.computed) == ("present", {"fine_only": 0, "compared": 2})


# -- minimum ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "outcome"),
    [
        ("not less than 1 year and not more than 10 years", "present"),
        ("not less than 6 months and not more than 10 years", "partial"),
        ("a term not exceeding 10 years", "absent"),
        ("life", "present"),
    ],
)
def test_officials_have_a_least_term(term, outcome):
    """A year is the line; life is its own minimum."""
    assert found("F10", law(PERSONS.format("10 years"), OFFICERS_TRAFFIC.format(term))).outcome == outcome


def test_without_an_official_form_there_is_no_least_term():
    """Absent, for nothing is set for officials."""
    assert found("F10", law(PERSONS.format("10 years"), MIGRANTS.format("5 years"))).outcome == "absent"


# -- value of the bribe ----------------------------------------------------------------------------------------------


def test_a_bribe_of_any_value_is_punished():
    """No threshold stands there."""
    finding = found("F11", law(BRIBE_TAKEN.format("7 years")))
    assert (finding.outcome, finding.reasons[0]) == ("present", "No value threshold stands in the bribery offence.")


def test_a_fine_in_place_of_custody_is_told_beside_the_threshold():
    """Only partly well."""
    finding = found("F11", law(BRIBE_TAKEN.format("7 years or to a fine")))
    assert (finding.outcome, finding.reasons[0]) == (
        "partial",
        "No value threshold stands in the bribery offence, but a fine alone is possible.",
    )


# -- officials in document fraud -------------------------------------------------------------------------------------

PASSPORTS = "20. False passports\n\nA person who makes a false passport is liable to imprisonment for a term not exceeding {}.\n"
OFFICERS_PASSPORTS = "21. False passports made by public officers\n\nA public officer who makes a false passport is liable to imprisonment for a term not exceeding {}.\n"
OFFICERS_PAPERS = (
    "21. Incorrect documents\n\nA public officer who makes a false document is liable to imprisonment for a term not exceeding {}.\n"
)


@pytest.mark.parametrize(("term", "outcome"), [("6 years", "present"), ("5 years", "absent"), ("4 years", "conflict")])
def test_an_officer_who_forges_a_passport_is_held_against_anyone_who_does(term, outcome):
    """The same conduct: less for the officer is the wrong way round."""
    act = reading(PASSPORTS.format("5 years") + OFFICERS_PASSPORTS.format(term), "passports", "penal_code")
    assert found("C04", act).outcome == outcome


@pytest.mark.parametrize(("term", "outcome"), [("6 years", "partial"), ("4 years", "absent")])
def test_another_forgery_by_an_officer_is_no_conflict(term, outcome):
    """It is not the same conduct; a rise there is partial."""
    act = reading(PASSPORTS.format("5 years") + OFFICERS_PAPERS.format(term), "passports", "penal_code")
    assert found("C04", act).outcome == outcome


def test_an_official_paper_is_no_official():
    """Whoever forges one may be anyone."""
    act = reading(
        "5. Forging official papers\n\nA person who forges a paper with an official heading is liable to imprisonment for 1 year.\n",
        "penal_code",
    )
    assert [penalty.applies_to for penalty in act.penalties] == ["anyone"]
