"""From an assessment to a page: nothing is said that the data does not carry."""

import json
from dataclasses import replace
from datetime import date

import pytest

from legal_gap.errors import OutputError
from legal_gap.model import FileRead, Reading, Record, TreatyStatus
from legal_gap.report import files, fonts, pdf, penalties
from legal_gap.report.data import as_json, to_dict
from legal_gap.report.html import country_html, harmless, isolated
from legal_gap.report.strength import strength_of
from legal_gap.report.view import country_view
from legal_gap.rubric import Element
from tests.factories import assessment, basis, evidence, finding, indicator, instrument, jurisdiction, penalty, record, rubric, searched

BINDING = indicator(basis=(basis(),), absent_strength="mandatory", partial_strength="mandatory")


def gap(**over):
    """An absent rule that the engine calls a treaty gap."""
    return finding("absent", strength="mandatory", **({"gap_class": "treaty_gap"} | over))


# -- strength --------------------------------------------------------------------------------------------------------


def test_a_treaty_gap_names_the_treaty_and_its_date():
    """The reader sees which duty, and since when."""
    found = strength_of(gap(), BINDING, jurisdiction(), rubric(BINDING))
    assert (found.code, found.binding[0][2]) == ("treaty_gap", "2005-03-01")


def test_no_treaty_gap_is_printed_for_an_unrecorded_status():
    """Whatever the engine says, a duty needs a party on record."""
    found = strength_of(gap(), BINDING, jurisdiction(treaties=()), rubric(BINDING))
    assert found.code == "status_not_recorded"


@pytest.mark.parametrize("status", ["signatory", "none"])
def test_no_treaty_gap_is_printed_for_a_country_that_is_no_party(status):
    """A signature does not bind to the article."""
    country = jurisdiction(treaties=(TreatyStatus("UNTOC", status),))
    assert strength_of(gap(), BINDING, country, rubric(BINDING)).code != "treaty_gap"


def test_a_status_that_is_not_recorded_is_said():
    """Unknown is not the same as not bound."""
    found = strength_of(gap(gap_class=None), BINDING, jurisdiction(treaties=()), rubric(BINDING))
    assert found.code == "status_not_recorded"


def test_an_article_from_memory_carries_no_treaty_gap():
    """What nobody checked is not printed as a duty."""
    remembered = indicator(basis=(basis(memory=True),), absent_strength="mandatory")
    assert strength_of(gap(), remembered, jurisdiction(), rubric(remembered)).code == "not_checked"


def test_a_supporting_rule_of_another_strength_binds_nobody_to_the_rule_tested():
    """A mandatory article cited as support does not make a regional rule binding."""
    regional = indicator(basis=(basis(), basis("ACTIP", "mandatory-regional")), absent_strength="mandatory-regional")
    found = strength_of(
        finding("absent", strength="mandatory-regional", gap_class="treaty_gap"), regional, jurisdiction(), rubric(regional)
    )
    assert found.code == "status_not_recorded"


def test_what_is_no_gap_has_no_strength():
    """Only gaps are classed."""
    assert strength_of(finding("not_assessed"), BINDING, jurisdiction(), rubric(BINDING)) is None


# -- the page --------------------------------------------------------------------------------------------------------


def test_gaps_stand_heaviest_first():
    """A reader with two minutes reads the right ones."""
    light, heavy = indicator("A01", weight=1), indicator("A03", weight=4)
    view = country_view(assessment(finding("absent", "A01"), finding("partial", "A03")), rubric(light, heavy))
    assert [f.indicator.id for f in view.gaps] == ["A03", "A01"]


def test_a_group_with_little_text_gets_no_profile():
    """Under 70 % of the weight nothing is said about the group as a whole."""
    view = country_view(assessment(finding("present", "A01"), finding("not_assessed", "A02")), rubric(indicator("A01"), indicator("A02")))
    assert not view.groups[0].has_profile


@pytest.mark.parametrize(
    "words",
    [
        "An officer who helps goes to prison longer.",
        "section 1(a)",
        "Partly in the law",
        "Traffic in Persons Act",
        "Name the official in the list.",
    ],
)
def test_a_gap_shows_its_words_its_place_its_verdict_and_its_remedy(words):
    """A verdict without a quotation is never printed."""
    assert words in country_html(assessment(finding("partial")), rubric())


@pytest.mark.parametrize("words", ["12 provisions", "public officer", "an offender who holds office", "Not in the law"])
def test_absence_shows_what_was_searched(words):
    """Absence is a claim, so the reader can overturn it."""
    assert words in country_html(assessment(finding("absent")), rubric())


def test_not_assessed_names_the_missing_kind_of_text():
    """A question that stays open says which law would answer it."""
    page = country_html(assessment(finding("not_assessed", searched=searched(missing_kinds=("public_service",)))), rubric())
    assert "public-service law" in page


def test_a_digest_says_that_it_is_one_and_how_to_load_the_law():
    """Our words must not pass for the legislator's."""
    page = country_html(assessment(), rubric())
    assert "digests" in page and "legal-gap load XX act-1" in page


@pytest.mark.parametrize(("mark", "said"), [("verified", "verified against the statute text"), ("secondary: A Commentary", "A Commentary")])
def test_each_digest_provision_carries_its_provenance(mark, said):
    """A secondary source counts, and is named."""
    assert said in country_html(assessment(finding(evidence=(evidence(mark=mark),))), rubric())


def test_later_changes_stand_beside_the_verdict():
    """A reader is warned where newer law is known."""
    late = record(later_changes="Act 9 of 2030 reported")
    country = jurisdiction(records=(late,), readings=())
    country = jurisdiction(records=(late,), readings=(type(jurisdiction().readings[0])(instrument(late)),))
    assert "Act 9 of 2030 reported" in country_html(assessment(country=country), rubric()).split('id="instruments"')[0]


def test_a_country_without_text_gets_one_page():
    """A register without statutes makes no statement about the law."""
    country = jurisdiction(readings=(), records=(record(files=()),))
    rendered = pdf.render(country_html(assessment(country=country), rubric()))
    assert rendered.pages == 1


def test_a_country_without_text_makes_no_claim():
    """The one page holds no verdict."""
    page = country_html(assessment(finding("absent"), country=jurisdiction(readings=())), rubric())
    assert "Not in the law" not in page and "not there" in page


def test_statute_text_is_escaped():
    """A law full of markup stays text."""
    page = country_html(assessment(finding(evidence=(evidence("<script>alert(1)</script> {{ 7*7 }}"),))), rubric())
    assert "<script>" not in page and "{{ 7*7 }}" in page


def test_marks_that_turn_text_around_are_taken_out():
    """A bidirectional trick cannot reorder the page."""
    assert harmless("a\u202eb\u2066c\x00d") == "abcd"


def test_foreign_words_are_isolated():
    """A right-to-left title does not pull its neighbours along."""
    assert isolated("قانون", "ar", "rtl") == '<bdi lang="ar" dir="rtl">\u2068قانون\u2069</bdi>'


# -- the PDF ---------------------------------------------------------------------------------------------------------


def test_the_renderer_has_nothing_to_say():
    """A warning of the renderer is a failure."""
    assert (
        pdf.render(country_html(assessment(finding("partial"), finding("absent", "A03")), rubric(indicator(), indicator("A03")))).warnings
        == ()
    )


def test_the_same_input_gives_the_same_bytes(monkeypatch):
    """A report can be made again and compared."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    page = country_html(assessment(), rubric())
    assert pdf.render(page).content == pdf.render(page).content


def test_nothing_is_fetched():
    """A picture from elsewhere is refused and reported."""
    rendered = pdf.render('<html lang="en"><title>t</title><h1>t</h1><img src="https://example.org/x.png" alt="x">')
    assert "fetch nothing" in rendered.warnings[0]


def test_an_unknown_variant_is_refused():
    """The error names the variants that exist."""
    with pytest.raises(OutputError, match="pdf/ua-1"):
        pdf.render("<p>x</p>", "pdf/zz")


def test_a_missing_glyph_names_the_font_package(monkeypatch):
    """A box in place of a letter never reaches a reader."""
    monkeypatch.setattr(fonts, "drawable", lambda character: character != "ก")
    with pytest.raises(OutputError, match="fonts-noto-core"):
        fonts.require("abc ก", "here")


def test_a_chinese_character_needs_the_cjk_package():
    """The package is the one that has the script."""
    assert fonts.package("中") == "fonts-noto-cjk"


# -- files -----------------------------------------------------------------------------------------------------------


def test_a_broken_run_leaves_the_old_file(tmp_path):
    """Ctrl-C in the middle of a report loses nothing."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), files.whole(path) as draft:
        draft.write_bytes(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 1


def test_an_unwritable_place_is_a_sentence(tmp_path):
    """The error names the file and a way out."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="another place"):
        files.write(tmp_path / "file" / "a.pdf", b"x")


def test_the_clock_is_the_epoch_where_it_is_set(monkeypatch):
    """Reproducible builds choose the date."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert files.moment().date() == date(1970, 1, 1)


# -- penalties -------------------------------------------------------------------------------------------------------


def test_an_open_maximum_is_an_arrow_not_a_number():
    """ "At least five years" has no right end."""
    assert penalties.bar(penalty(imprisonment_min_months=60, imprisonment_max_months=None)).high_open


def test_a_penalty_without_liberty_has_no_bar():
    """A fine is not drawn as a term."""
    assert penalties.bar(penalty(imprisonment_min_months=None, imprisonment_max_months=None, fine="unspecified")) is None


def test_ranges_that_repeat_are_drawn_once_and_counted():
    """Ten sections with one scale are one bar."""
    (family,) = penalties.families([penalty(num=str(n)) for n in range(10)])
    assert (len(family.bars), family.bars[0].alike) == (1, 9)


def test_the_scale_holds_the_longest_term():
    """No bar runs off the page."""
    found = penalties.families([penalty(imprisonment_max_months=480)])
    assert penalties.scale(found).months == 480


# -- data ------------------------------------------------------------------------------------------------------------


def test_the_data_has_the_keys_of_the_contract():
    """Programs that read it do not break."""
    assert {"jurisdiction", "rubric", "language_packs", "instruments", "findings", "penalties"} <= to_dict(assessment()).keys()


def test_a_penalty_record_has_the_keys_of_the_contract():
    """Bounds as printed and as resolved are both there."""
    keys = {"file", "num", "sub", "offence", "imprisonment_min_months", "resolved_max_months", "class_word", "increase", "quote"}
    assert keys <= to_dict(assessment())["penalties"][0].keys()


def test_the_data_is_json_with_its_letters():
    """Thai stays Thai."""
    text = as_json(to_dict(assessment(finding(evidence=(evidence("ผู้ใด"),))), rubric()))
    assert "ผู้ใด" in text and json.loads(text)["findings"][0]["indicator"] == "A02"


def test_an_act_that_was_not_read_is_listed_as_not_read():
    """The register is not the law."""
    known: Record = record("act-2", files=())
    data = to_dict(assessment(country=jurisdiction(records=(record(), known))))
    assert data["not_read"] == ["act-2"]


# -- length ----------------------------------------------------------------------------------------------------------


def test_a_place_is_quoted_once():
    """Two elements met by one section do not print it twice."""
    found = finding(evidence=(evidence("the whole limb"), evidence("a part of it")))
    assert "a part of it" not in country_html(assessment(found), rubric())


def test_provisions_beyond_the_quoted_ones_are_named():
    """A finding that rests on many sections stays readable, and loses none."""
    found = finding(evidence=tuple(evidence(f"words {n}", num=str(n), sub="", eid=f"sec_{n}") for n in range(1, 6)))
    page = country_html(assessment(found), rubric())
    assert "words 4" not in page and "section 4, Act 1; section 5, Act 1" in page


@pytest.mark.parametrize(("outcome", "quoted"), [("present", 1), ("partial", 2), ("conflict", 3)])
def test_a_gap_is_quoted_at_greater_length_than_what_the_law_has(outcome, quoted):
    """What is in order needs one provision; what must be changed needs the words around it."""
    found = finding(outcome, evidence=tuple(evidence(f"words {n}", num=str(n), sub="", eid=f"sec_{n}") for n in range(1, 6)))
    assert country_html(assessment(found), rubric()).count("<blockquote") == quoted


def test_words_that_stand_in_a_longer_quotation_are_not_quoted_again():
    """A limb is not printed beside the section that holds it."""
    found = finding("partial", evidence=(evidence("the whole of the limb", num="1"), evidence("of the limb", num="2", eid="sec_2")))
    assert country_html(assessment(found), rubric()).count("<blockquote") == 1


def test_a_gap_says_in_its_line_what_is_missing():
    """The list of gaps can be read without turning the page."""
    lacking = Element("limb", "An official is named.", "No official is named.", ())
    page = country_html(assessment(finding("absent", reasons=("No official is named.",))), rubric(indicator(elements=(lacking,))))
    assert '<p class="why">No official is named.</p>' in page


def test_records_of_other_offences_are_counted_on_the_page():
    """A page of fines for late returns hides the penalties that the questions are about."""
    records = (penalty(), penalty(offence="other"))
    assert ([offence for offence, _ in penalties.listed(records)], penalties.unlisted(records)) == (["trafficking"], 1)


def test_a_long_search_record_is_counted_not_printed():
    """Thousands of terms stay in the data."""
    found = finding("absent", searched=searched(terms=tuple(f"term {n}" for n in range(100))))
    page = country_html(assessment(found), rubric())
    assert "term 99" not in page and "100 terms looked for (all of them in the data)" in page


def test_a_quotation_of_five_hundred_words_is_cut_and_marked():
    """The page shows that there is more."""
    assert "word …" in country_html(assessment(finding(evidence=(evidence("word " * 500),))), rubric())


def test_what_is_missing_stands_apart_from_what_was_found():
    """Found and lacking are not read as one sentence."""
    lacking = Element("limb", "An official is named.", "No official is named.", ())
    page = country_html(assessment(finding("absent", reasons=("No official is named.",))), rubric(indicator(elements=(lacking,))))
    assert "<b>Missing:</b> No official is named." in page


def amended():
    """A country whose act was amended by a later one, with a quotation that the later one put there."""
    later = record("act-2", title="Traffic in Persons (Amendment) Act", citation="Act 2", as_of="2024", amending=True, amends="act-1")
    first = instrument()
    both = replace(first, files=(*first.files, FileRead("XX/act-2.md", "1" * 64, "markdown")))
    country = jurisdiction(records=(record(), later), readings=(Reading(both),))
    words = (evidence("By a later act.", clause="5", file="XX/act-2.md"), evidence("By the first act.", num="2", sub="", eid="sec_2"))
    return assessment(finding("partial", evidence=words), country=country)


def test_words_of_a_later_act_are_cited_to_it():
    """A quotation from 2024 is not dated to the act of 2022 that it was put into."""
    page = country_html(amended(), rubric())
    caption = page.split("By a later act.")[1].split("</figure>")[0]
    assert all(said in caption for said in ("as amended by clause 5 of", "(Amendment) Act", "text as of 2024")) and "2022" not in caption


def test_words_that_stood_say_how_far_the_act_was_brought():
    """The reader sees that the text is that of the first act with later changes read into it."""
    caption = country_html(amended(), rubric()).split("By the first act.")[1].split("</figure>")[0]
    assert "text as of 2022" in caption and "with changes up to 2024" in caption


def test_the_instrument_names_the_acts_that_were_read_into_it():
    """The list says which changes the text holds."""
    assert "with the changes of" in country_html(amended(), rubric()).split('id="instruments"')[1]
