"""Which offence a provision creates, for whom, in which tier, and what references come to."""

import pytest

from legal_gap.language import load_languages
from legal_gap.mention import find_mentions
from legal_gap.offence import understand
from legal_gap.places import data_folder
from legal_gap.rubric import load_concepts
from legal_gap.segment import provisions_of

ENGLISH = load_languages(data_folder("rubric") / "languages")["en"]
CONCEPTS = load_concepts(data_folder("rubric") / "concepts.toml")
CLASSES = {"temporary imprisonment": {"min_months": 36, "max_months": 180, "by": "XX/code.md#69"}}


def read(text):
    """The reading of a law in plain text."""
    instrument = provisions_of(text, ENGLISH)
    return understand(instrument, find_mentions(instrument, ENGLISH, CONCEPTS), ENGLISH, CLASSES)


FAMILIES = [
    (
        "trafficking",
        "1. Trade in people\nWhoever recruits or harbours a person by threat for the purpose of exploitation shall be punished with imprisonment for nine years.",
    ),
    (
        "smuggling",
        "1. Smuggling of migrants\nAny person who arranges the illegal entry of a migrant for gain is liable to imprisonment for six years.",
    ),
    ("documents", "1. False passports\nWhoever makes or sells a forged passport is liable to imprisonment for six years."),
    ("embezzlement", "1. Public funds\nA treasurer who misappropriates money in his charge is liable to imprisonment for six years."),
    ("illicit_enrichment", "1. Illicit enrichment\nA minister whose wealth is unexplained is liable to imprisonment for six years."),
    ("laundering", "1. Money laundering\nWhoever conceals the proceeds of crime is liable to imprisonment for six years."),
    ("obstruction", "1. Obstruction\nWhoever obstructs an inspector is liable to imprisonment for two years."),
    ("other", "1. Bicycles\nWhoever rides without a lamp is liable to imprisonment for one month."),
]


@pytest.mark.parametrize(("family", "text"), FAMILIES, ids=[family for family, _ in FAMILIES])
def test_a_conduct_belongs_to_its_family(family, text):
    """The words of the conduct and the heading say which offence is punished."""
    assert [p.offence for p in read(text).penalties] == [family]


def test_a_provision_against_both_sides_of_a_bribe_makes_two_records():
    """Giving and taking are two offences although one sentence punishes them."""
    text = "1. Bribes\nAny person who accepts a gratification, or who gives a gratification, is liable to imprisonment for five years."
    assert sorted(p.offence for p in read(text).penalties) == ["active_bribery", "passive_bribery"]


def test_the_conduct_stands_in_the_section_that_the_penalty_cites():
    """A penalty for "an offence under section 1" punishes what section 1 forbids."""
    text = (
        "1. Smuggling of migrants\nNo person shall smuggle migrants.\n"
        "2. Penalties\nAny person guilty of an offence under section 1 shall be liable to imprisonment for eight years."
    )
    assert [(p.num, p.offence) for p in read(text).penalties] == [("2", "smuggling")]


def test_an_official_as_subject_makes_an_official_offence():
    """A public officer who commits it is the offender, not the victim."""
    text = "1. Abuse of office\nA public officer who abuses his office is liable to imprisonment for five years."
    assert read(text).penalties[0].applies_to == "public_official"


def test_a_company_as_subject_makes_an_offence_of_legal_persons():
    """Only the fine for the body corporate is for legal persons."""
    text = "1. Companies\nWhere the offence is committed by a body corporate, it shall be liable to a fine of $50,000."
    assert read(text).penalties[0].applies_to == "legal_person"


def test_a_class_word_is_resolved_by_the_country():
    """What is printed stays open; the country's table says what the class comes to."""
    penalty = read("1. Theft\nWhoever steals shall be punished with temporary imprisonment.").penalties[0]
    assert (penalty.imprisonment_max_months, penalty.resolved_max_months, penalty.resolved_by) == (None, 180.0, "XX/code.md#69")


def test_an_increase_multiplies_the_penalty_it_refers_to():
    """A third more than six years is eight years."""
    text = (
        "1. Trafficking in persons\n(1) Whoever traffics in persons shall be punished with imprisonment from three to six years.\n"
        "(2) The penalty is increased by one third where the offender is a public officer."
    )
    raised = read(text).penalties[-1]
    assert (raised.increase, raised.resolved_min_months, raised.resolved_max_months, raised.tier) == ("+1/3", 48.0, 96.0, "aggravated")


def test_a_reference_to_another_section_is_followed():
    """The attempt carries what section 1 threatens."""
    text = (
        "1. Arson\nWhoever burns a house is liable to imprisonment for nine years.\n"
        "2. Attempt\nWhoever attempts it shall be punished as provided in section 1."
    )
    attempt = read(text).penalties[-1]
    assert (attempt.imprisonment_max_months, attempt.resolved_max_months, attempt.by_reference) == (None, 108.0, "section 1")


def test_a_minimum_of_another_section_bounds_only_the_offences_it_names():
    """A section on shortest terms speaks of the offences that it applies to and of no others."""
    text = (
        "1. Boats\nWhoever steers such a boat is liable to imprisonment for twenty years.\n"
        "2. Lorries\nWhoever drives such a lorry is liable to imprisonment for ten years.\n"
        "3. Shortest terms\n(1) This section applies if a person is convicted of an offence against section 1.\n"
        "(2) The court must impose a sentence of imprisonment of at least five years.\n"
    )
    assert [(p.num, p.resolved_min_months) for p in read(text).penalties] == [("1", 60.0), ("2", None)]


def test_a_proviso_on_special_reasons_sets_the_shortest_term():
    """A shortest term that special reasons may lift is still the one that the law names."""
    text = (
        "1. Emigration\nWhoever sends workers abroad shall be punishable with imprisonment which may extend to two years:\n"
        "Provided that in the absence of special reasons such imprisonment shall not be less than six months."
    )
    assert [(p.imprisonment_min_months, p.imprisonment_max_months) for p in read(text).penalties] == [(6.0, 24.0)]


def test_closing_words_belong_to_the_whole_list():
    """A penalty after paragraphs is cited by the section, not by the last paragraph."""
    text = "1. Gates\nAny person who—\n(a) opens a gate; or\n(b) shuts a gate,\nis liable to imprisonment for one year."
    assert [p.sub for p in read(text).penalties] == [""]


def test_an_explanation_threatens_nothing():
    """A threshold in a definition is no penalty."""
    text = "1. Interpretation\nA serious offence means an offence punishable with imprisonment for four years or more."
    assert read(text).penalties == ()


def test_a_citation_in_a_definition_does_not_operate():
    """A definition that borrows from another section is no link between offences."""
    text = "1. Interpretation\n“Boat” has the meaning given in section 2.\n2. Boats\nA boat floats as section 1 says."
    assert [(r.to_num, r.operative) for r in read(text).references] == [("2", False), ("1", True)]


GRADED = """
90. Terms of imprisonment

The longest terms of imprisonment are these:

(1) for a felony of the 1st degree, a term of not more than 20 years;

(2) for a felony of the 2nd degree, a term of not less than 2 years and not more than 12 years;

(3) for a misdemeanour of the 1st degree, a term of not more than 1 year.

91. Bribery

(a) A person is guilty of an offence if, being a public servant, he accepts a bribe.

(b) This offence is a felony of the second degree.

92. Bringing false coins

Whoever hides a coin maker who commits a felony of the first degree commits a misdemeanor of the first degree.

93. Limitation

No charge is brought after 20 years for a felony of the 1st degree, 9 years for a felony of the 2nd degree and 3 years for a misdemeanour of the 1st degree.
"""


def test_degrees_that_an_act_lays_down_give_its_penalties_their_terms():
    """A section that only names the degree is punished as the act's own table says, whatever the spelling of the degree."""
    found = {p.num: (p.resolved_min_months, p.resolved_max_months) for p in read(GRADED).penalties if p.resolved_by}
    assert found == {"91": (24, 144), "92": (None, 12)}


def test_a_period_of_limitation_is_no_table_of_degrees():
    """Years without the word for imprisonment say nothing of punishment."""
    assert not any(p.resolved_by for p in read("91." + GRADED.partition("91.")[2]).penalties)


def test_words_that_only_grade_an_offence_are_of_its_section():
    """ "This offence is a felony" punishes what the section describes before it."""
    assert {(o.family, o.num, o.sub) for o in read(GRADED).offences if o.num == "91"} == {("passive_bribery", "91", "")}


def test_a_list_of_circumstances_may_aggravate_the_offence_of_another_section():
    """The paragraph that names an official is the official form of the offence that the list cites."""
    text = (
        "5. Trafficking in persons\n\nWhoever commits trafficking in persons is liable to imprisonment for 9 years.\n\n"
        "8. Heavier penalties\n\nIf one of these circumstances exists when the offence in section 5 is committed, the penalty is imprisonment for 14 years:\n\n"
        "(a) a weapon is used;\n\n(b) the perpetrator is a civil servant;\n\n(c) a child is hurt.\n"
    )
    limbs = [(p.num, p.sub, p.imprisonment_max_months) for p in read(text).penalties if p.applies_to == "public_official"]
    assert limbs == [("8", "(b)", 168)]


ACTS = (
    "1. Acts against the commission\nAny person who -\n(a) obstructs an investigator;\n(b) gives false evidence to the board;\n"
    "(c) conceals the proceeds of crime; or\n(d) hinders an inquiry,\nshall be liable to imprisonment for four years."
)


def test_a_list_of_acts_is_of_the_kind_of_most_of_them():
    """One act of laundering among four that obstruct does not make the list an offence of laundering."""
    assert [p.offence for p in read(ACTS).penalties] == ["obstruction"]


def test_a_list_with_both_sides_of_a_bribe_makes_two_records():
    """Paragraph (a) takes and paragraph (b) gives: one sentence punishes two offences."""
    text = (
        "1. Dealings with agents\nIf -\n(a) any agent corruptly accepts a gratification for a favour to a stranger;\n"
        "(b) any person corruptly gives a gratification to an agent; or\n(c) any agent uses a false receipt,\n"
        "he shall be liable to imprisonment for three years."
    )
    assert sorted(p.offence for p in read(text).penalties) == ["active_bribery", "passive_bribery"]


def test_what_is_done_in_contravention_of_a_section_is_punished_not_the_section():
    """Entry against the rule on passports is no offence with passports."""
    text = (
        "1. Passports\nNo person shall enter with a forged passport or make a forged passport.\n"
        "2. Landing\nA stranger who comes ashore by night in contravention of section 1 shall be liable to imprisonment for one year."
    )
    assert [p.offence for p in read(text).penalties] == ["other"]


def test_sections_that_a_penalty_leaves_out_are_not_punished_by_it():
    """A penalty for every other contravention says nothing about the sections that it excepts."""
    text = (
        "1. Smuggling\nNo person shall smuggle migrants.\n"
        "2. Other acts\nWhoever contravenes a rule of this Act, other than section 1, shall be liable to imprisonment for one year."
    )
    assert [p.offence for p in read(text).penalties] == ["other"]


def test_an_official_or_any_other_person_is_anyone():
    """A subject that names officials first and then everybody is everybody."""
    text = "1. Influence\nA public official or any other person who sells his influence is liable to imprisonment for four years."
    assert read(text).penalties[0].applies_to == "anyone"


def test_who_is_not_an_individual_is_a_legal_person():
    """The drafting that avoids the name of the legal person."""
    text = "1. Laundering\nAny person who is not an individual who commits an offence under this section is liable to a fine of $70,000."
    assert read(text).penalties[0].applies_to == "legal_person"


def test_a_subsection_punishes_by_its_name_what_the_first_describes():
    """Two subsections, of which the first says what the offence is."""
    text = (
        "1. Dishonest enrichment of officers\n(1) A public servant does so if he holds property that is disproportionate to his known "
        "income, so that his wealth is unexplained.\n"
        "(2) Any public servant who is found guilty of dishonest enrichment before the proper court, whatever his rank and whatever his "
        "length of service may be at the time, shall be punished with imprisonment for six years and shall also be liable to a fine."
    )
    assert [p.offence for p in read(text).penalties] == ["illicit_enrichment"]


LISTED = """5. Offences
(1) Any person who—
(a) attempts to enter the country unlawfully; or
(b) assists another person to enter the country unlawfully,
is guilty of an offence and liable—
(i) {first}, to imprisonment for a term not exceeding 2 years;
(ii) {case}, to imprisonment for a term not exceeding 7 years.
"""


@pytest.mark.parametrize(
    ("first", "case", "tier"),
    [
        ("in the case of an offence against paragraph (a)", "in the case of an offence against paragraph (b)", "basic"),
        ("where no gain was sought", "where gain was sought", "aggravated"),
    ],
)
def test_paragraphs_that_list_offences_stand_beside_each_other(first, case, tier):
    """The penalty for another paragraph is that of another offence; a harsher one for a circumstance is that of a graver form."""
    assert [p.tier for p in read(LISTED.format(first=first, case=case)).penalties] == ["basic", tier]


def test_each_case_of_a_penalty_is_of_the_paragraph_it_cites():
    """ "In the case of an offence against paragraph (b)": the penalty is for that act, not for the whole list."""
    text = (
        "1. Offences\n(1) Any person who -\n(a) comes ashore by night without leave;\n(b) arranges the illegal entry of a migrant; or\n"
        "(c) breaks a lamp,\nis guilty of an offence.\nPenalty -\n(i) in the case of an offence against paragraph (a), imprisonment for "
        "one year;\n(ii) in the case of an offence against paragraph (b), imprisonment for six years."
    )
    assert [(p.imprisonment_max_months, p.offence) for p in read(text).penalties] == [(12, "other"), (72, "smuggling")]


def test_who_hides_an_offender_smuggles_nobody():
    """Harbouring a criminal is no smuggling of migrants."""
    text = "1. Hiding\nWhoever harbours any person who has committed a felony shall be liable to imprisonment for three years."
    assert [p.offence for p in read(text).penalties] == ["obstruction"]


def test_accepting_a_promise_gives_nothing():
    """A judge who accepts a promise takes a bribe and gives none."""
    text = "1. Judges\nA judge who asks for or accepts a gift, a promise or any benefit for an act of office is liable to imprisonment for six years."
    assert [p.offence for p in read(text).penalties] == ["passive_bribery"]


def test_the_same_penalty_is_that_of_the_acts_it_names():
    """A giver who is punished like the taker of another section has the taker's terms."""
    text = (
        "1. Takers\nA public officer who accepts a bribe is liable to imprisonment for nine years.\n"
        "2. Ships\nWhoever leaves a ship is liable to imprisonment for one year.\n"
        "3. Givers\nA person who gives a bribe as described in section 1 is punished with the same penalty as the officer."
    )
    assert [p.resolved_max_months for p in read(text).penalties][-1] == 108


def test_a_bribe_worth_a_sum_is_a_form_for_a_value():
    """A threshold in the list of benefits makes the form depend on the value."""
    text = (
        "1. Taking bribes\n(1) A public officer who accepts any of these benefits is liable to imprisonment for five years:\n"
        "(a) money or a material benefit worth from USD 900 to less than USD 5,000;\n(b) a non-material benefit."
    )
    assert read(text).penalties[0].tier == "value"


def test_labels_in_a_list_stand_beside_each_other():
    """ "Subsection (1)(b), (c)" in a paragraph (c) of another subsection means (1)(c)."""
    text = (
        "1. Offences\n(1) Any person who -\n(a) breaks a lamp;\n(b) rings a bell; or\n(c) makes a forged passport,\nis guilty of an offence.\n"
        "(2) Any person who is guilty of an offence under -\n(a) subsection (1)(a), shall be liable to imprisonment for one year;\n"
        "(c) subsection (1)(b), (c), shall be liable to imprisonment for five years."
    )
    assert "documents" in {p.offence for p in read(text).penalties if p.imprisonment_max_months == 60}


def test_to_enter_unlawfully_oneself_is_no_smuggling():
    """A migrant's own entry is not the smuggling of the migrant (article 5 of the Protocol)."""
    text = "1. Illegal entry\nWhoever lands without leave shall be liable to imprisonment for one year."
    assert [p.offence for p in read(text).penalties] == ["other"]


def test_a_benefit_that_is_extorted_is_no_bribe():
    """Robbery and extortion take an advantage, but nobody is paid for an act of office."""
    text = "44. Robbery\nWhoever obtains money or another benefit through extortion, by putting a person in fear of death, is liable to imprisonment for 9 years.\n"
    assert {p.offence for p in read(text).penalties}.isdisjoint({"passive_bribery", "active_bribery"})
