"""The amendment slip: this country's act, its word for an official, its own numbers."""

from dataclasses import replace
from math import inf

import pytest

from legal_gap.catalogue import translations
from legal_gap.errors import DataError
from legal_gap.model import Mention, Outcome, Reading
from legal_gap.report.html import country_html
from legal_gap.report.peers import LENGTH, peers_for
from legal_gap.report.slip import SlipRule, bracket, compared, load_slips, ratio, slip_for
from legal_gap.report.words import Words
from tests.factories import assessment, evidence, finding, indicator, instrument, jurisdiction, penalty, record, rubric

WORDS = Words()
RULE = SlipRule("A02", "trafficking", "Where a {official} commits an offence under {base}: {bracket}.", "after it", 1.5)


def land(*penalties, text="A public servant shall not trade in persons.", mentions=()):
    """A country with one act."""
    return jurisdiction(readings=(Reading(instrument(text=text), mentions=mentions, penalties=penalties),))


@pytest.mark.parametrize(
    ("low", "high", "said", "top"),
    [
        (24, 120, "imprisonment for not less than 3 years and not more than 15 years", 180),
        (None, 240, "imprisonment for not more than 30 years", 360),
        (12, 14, "imprisonment for not more than 2 years", 24),
    ],
)
def test_the_bracket_is_computed_from_the_base(low, high, said, top):
    """Half as much again, in whole years; a minimum only where the base has one below the new maximum."""
    assert bracket(penalty(imprisonment_min_months=low, imprisonment_max_months=high), 1.5, WORDS) == (said, top)


def test_life_stays_life():
    """There is nothing above life to compute."""
    said, top = bracket(penalty(imprisonment_min_months=60, imprisonment_max_months=None, life=True), 1.5, WORDS)
    assert (said, top) == ("imprisonment for life, or for a term of not less than 8 years", inf)


def test_the_clause_uses_the_acts_own_word():
    """A drafter finds the term that the act defines."""
    slip = slip_for(RULE, land(penalty(), mentions=(Mention("public_official", 2, 16),)), WORDS)
    assert slip.text.startswith("Where a public servant commits an offence under section 1")


def test_the_clause_is_english_in_every_report():
    """A clause does not change its language in the middle."""
    assert slip_for(RULE, land(penalty()), Words("fr", translations("fr"))).text == slip_for(RULE, land(penalty()), WORDS).text


def test_a_missing_word_is_left_to_be_filled_in():
    """The tool does not invent a defined term."""
    slip = slip_for(RULE, land(penalty()), WORDS)
    assert ("[public official]" in slip.text, slip.own_word) == (True, False)


def test_no_base_penalty_means_no_slip():
    """Without the base section the place of the clause is not known."""
    assert slip_for(RULE, land(penalty(offence="smuggling")), WORDS) is None


def test_the_base_is_the_first_basic_form():
    """A graver form further down does not move the clause."""
    slip = slip_for(RULE, land(penalty(num="7"), penalty(num="9", imprisonment_max_months=240)), WORDS)
    assert slip.base.num == "7"


def test_the_ratio_before_and_after_is_given():
    """The reader sees what the clause changes."""
    slip = slip_for(RULE, land(penalty(), penalty(num="2", applies_to="public_official", imprisonment_max_months=120)), WORDS)
    assert (slip.before, slip.then) == (1.0, 1.5)


@pytest.mark.parametrize(("above", "said"), [(inf, "life against a term"), (240.0, "2"), (150.0, "1.25")])
def test_a_ratio_is_said_so_that_life_is_no_number(above, said):
    """Infinity is not printed."""
    assert WORDS.ratio(ratio(above, penalty())) == said


def test_a_term_below_life_is_said():
    """An official's term under a base of life is not a ratio of nought."""
    assert WORDS.ratio(ratio(240.0, penalty(life=True))) == "a term against life"


def test_every_slip_that_ships_can_be_filled_in():
    """No clause has a place that the program does not know."""
    rules = load_slips()
    assert all(slip_for(replace(r, family="trafficking"), land(penalty()), WORDS) for r in rules.values())


def test_an_unknown_place_in_a_clause_is_refused(tmp_path):
    """The author is told which places there are."""
    path = tmp_path / "slips.toml"
    path.write_text('[A02]\nfamily = "trafficking"\ntext = "{minister} shall"\nplace = "x"\n')
    with pytest.raises(DataError, match="minister"):
        load_slips(path)


def test_the_slip_starts_from_the_base_that_the_verdict_compared():
    """A report does not name one base penalty in a verdict and another one in the clause."""
    first, second = (
        penalty(num="1", eid="sec_1", quote="one year"),
        penalty(num="5", eid="sec_5", quote="ten years", imprisonment_max_months=120),
    )
    compares = indicator("F05", computed={"rule": "uplift", "family": "trafficking", "ratio": 1.3})
    found = finding("absent", "F05", computed={"ratio": 1.0}, evidence=(evidence("ten years", num="5", sub="", eid="sec_5"),))
    known = compared(assessment(found, country=land(first, second)), rubric(compares))
    assert slip_for(RULE, land(first, second), WORDS, known).base == second


def test_the_report_marks_the_slip_as_our_drafting():
    """Nobody takes it for a model law."""
    page = country_html(assessment(finding("absent"), country=land(penalty())), rubric())
    assert "our own drafting, a starting point" in page


# -- who already has it ----------------------------------------------------------------------------------------------


def other(code, tradition="common_law", outcome="present", **over):
    """Another country that answers A02."""
    return assessment(finding(outcome, **over), country=jurisdiction(code, name=f"Land {code}", legal_tradition=tradition))


def test_the_nearest_tradition_comes_first():
    """A common-law drafter reads a common-law clause first."""
    found = peers_for("A02", jurisdiction(), [other("AA", "civil_law"), other("BB")])
    assert [p.country.code for p in found] == ["BB", "AA"]


@pytest.mark.parametrize("outcome", [o.value for o in Outcome if o is not Outcome.PRESENT])
def test_only_a_full_answer_is_an_example(outcome):
    """A partial rule is no model."""
    assert peers_for("A02", jurisdiction(), [other("AA", outcome=outcome)]) == ()


def test_a_country_is_no_example_to_itself():
    """The report looks abroad."""
    assert peers_for("A02", jurisdiction(), [other("XX")]) == ()


def test_long_words_are_cut_at_a_word_and_marked():
    """A neighbour's section does not fill the page."""
    (peer,) = peers_for("A02", jurisdiction(), [other("AA", evidence=(evidence("word " * 200),))])
    assert peer.words.endswith("word …") and len(peer.words) <= LENGTH + 2


def test_the_gap_names_who_has_it():
    """The reader sees the neighbour's provision beside the gap."""
    page = country_html(assessment(finding("absent")), rubric(), [other("AA")])
    assert "Who already has it" in page and "Land AA" in page


def test_a_context_lists_what_is_missing():
    """The setting leads to the gap."""
    page = country_html(assessment(finding("absent")), rubric(indicator(contexts=(1,))))
    assert "Recruitment" in page.split('id="contexts"')[1].split('id="recommendations"')[0]


def test_a_law_that_names_its_state_keeps_it():
    """The register's words reach the slip."""
    of = record(title="Act on Persons")
    country = jurisdiction(records=(of,), readings=(Reading(instrument(of), penalties=(penalty(),)),))
    assert slip_for(RULE, country, WORDS).act.title == "Act on Persons"


def test_a_slip_does_not_lower_what_officials_face_today():
    """Where the law already threatens officials with more, the clause points there."""
    heavy = penalty(num="13", sub="(f)", applies_to="public_official", imprisonment_max_months=None, life=True)
    slip = slip_for(RULE, land(penalty(), heavy), WORDS)
    assert "the penalty stated in section" in slip.text and slip.then == inf


def test_the_word_for_an_official_who_offends_comes_first():
    """An act that speaks of enforcement officers all over still defines the offender by another word."""
    text = "An enforcement officer may search. An enforcement officer may arrest. A public servant who trades goes to prison."
    words = (
        Mention("public_official", 3, 22, "enforcer"),
        Mention("public_official", 38, 57, "enforcer"),
        Mention("public_official", 72, 86, "offender"),
    )
    assert slip_for(RULE, land(penalty(), text=text, mentions=words), WORDS).official == "public servant"


@pytest.mark.parametrize(("word", "said"), [("officer", "An officer who"), ("public servant", "A public servant who")])
def test_the_article_fits_the_word(word, said):
    """The clause is English whatever the act calls its officials."""
    rule = replace(RULE, text="A {official} who acts under {base}.", factor=None)
    mentions = (Mention("public_official", 0, len(word)),)
    assert slip_for(rule, land(penalty(), text=f"{word} and no more.", mentions=mentions), WORDS).text.startswith(said)


def test_the_word_of_the_form_for_officials_comes_before_all_others():
    """A clause on officials uses the word of the clause on officials that the act has."""
    text = "A public officer who trades goes to prison for longer. An enforcement officer. An enforcement officer."
    mentions = (
        Mention("public_official", 2, 16, "offender"),
        Mention("public_official", 58, 77, "offender"),
        Mention("public_official", 82, 101, "offender"),
    )
    of = instrument(text=text)
    first = replace(of.provisions[0], end=54)
    second = replace(first, eid="sec_2", num="2", start=55, end=len(text))
    reading = Reading(
        replace(of, provisions=(first, second)), mentions, (penalty(num="2", eid="sec_2"), penalty(applies_to="public_official"))
    )
    assert slip_for(RULE, jurisdiction(readings=(reading,)), WORDS).official == "public officer"


def test_a_foreign_word_stands_in_brackets_behind_the_english():
    """An English clause does not change its language in the middle."""
    text = "Pegawai awam yang berniaga dipenjara."
    reading = Reading(instrument(record(language="ms"), text=text), (Mention("public_official", 0, 12),), (penalty(),))
    assert "public official (“pegawai awam”)" in slip_for(RULE, jurisdiction(readings=(reading,)), WORDS).text


@pytest.mark.parametrize(("after", "num"), [("base", "1"), ("official", "13"), ("", None)])
def test_a_clause_says_what_it_follows_only_where_it_does(after, num):
    """A clause for the chapter on protection is not said to follow the base section."""
    forms = (penalty(), penalty(num="13", applies_to="public_official"))
    follows = slip_for(replace(RULE, after=after), land(*forms), WORDS).after
    assert (follows.num if follows else None) == num


def test_a_clause_goes_where_the_limb_on_officials_is_missing():
    """Where only a later section has a limb for officials, the gap is in the base section before it."""
    base, child = penalty(num="150", start=1), penalty(num="151", start=9, imprisonment_max_months=144)
    limb = penalty(num="151", sub="(2)(a)", start=20, applies_to="public_official", imprisonment_max_months=240)
    slip = slip_for(RULE, land(base, child, limb), WORDS, {"trafficking": (limb, child)})
    assert (slip.base.num, slip.now) == ("150", None)


def test_the_foreign_word_is_the_languages_own_first_choice_where_the_act_has_it():
    """Of the words that point to office in another language, the one that names the person."""
    text = "lạm dụng chức vụ, quyền hạn. người có chức vụ, quyền hạn"
    mentions = (Mention("public_official", 9, 27, "offender"), Mention("public_official", 29, len(text)))
    reading = Reading(instrument(record(language="vi"), text=text), mentions, (penalty(),))
    assert slip_for(RULE, jurisdiction(readings=(reading,)), WORDS).official == "người có chức vụ, quyền hạn"
