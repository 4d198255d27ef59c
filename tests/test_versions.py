"""One act in two languages: it counts once, the gloss is ours, and a text in another language than stated is noticed."""

from dataclasses import replace
from pathlib import Path

import pytest

from legal_gap.analyse import analyse
from legal_gap.assess import assess, judge_one, on_a_translation, open_case
from legal_gap.gloss import gloss, penalty_gloss
from legal_gap.language import load_languages
from legal_gap.model import Jurisdiction, Penalty, Quality, Reading
from legal_gap.read import guess_language, in_its_language, other_language
from legal_gap.report.data import to_dict
from legal_gap.report.view import country_view
from legal_gap.rubric import load_rubric
from legal_gap.segment import provisions_of
from legal_gap.versions import beside, originals, penalties_once
from tests.factories import assessment, instrument, jurisdiction, penalty, record

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "rubric" / "languages")
RUBRIC = load_rubric(ROOT / "rubric")
ENGLISH = """
5. A person who traffics in persons commits an offence and is liable to imprisonment for a term not exceeding ten years.
6. Where the offence of trafficking in persons is committed by a public officer in the performance of his duties, he shall be punished with imprisonment for life.
"""
MALAY = """
5. Mana-mana orang yang memperdagangkan orang melakukan suatu kesalahan dan boleh dihukum dengan pemenjaraan selama tempoh tidak melebihi sepuluh tahun.
6. Jika kesalahan pemerdagangan orang dilakukan oleh seorang pegawai awam semasa menjalankan tugasnya, dia hendaklah dihukum dengan pemenjaraan seumur hidup.
"""
SILENT = "5. A person who traffics in persons commits an offence and is liable to imprisonment for a term not exceeding ten years.\n"
PROSE = {
    "en": "Any person who is aware that an offence has been or may be committed under this section shall, in the manner that the Minister may order, give notice of it to an officer of the board. ",
    "ms": "Mana-mana orang yang mengetahui bahawa suatu kesalahan di bawah seksyen ini telah dilakukan hendaklah dengan segera memberitahu pegawai yang bertanggungjawab bagi kawasan itu. ",
    "id": "Setiap orang yang mengetahui adanya tindak pidana sebagaimana dimaksud dalam pasal ini wajib segera memberitahukan kepada pejabat yang berwenang di daerah tersebut dengan surat. ",
    "vi": "Người nào biết rõ hành vi vi phạm quy định của luật này thì phải báo ngay cho cơ quan có thẩm quyền tại địa phương nơi mình đang sống hoặc làm việc. ",
    "th": "ผู้ใดทราบว่ามีการกระทำความผิดตามพระราชบัญญัตินี้ ต้องแจ้งต่อพนักงานเจ้าหน้าที่ในท้องที่โดยเร็ว และให้ความร่วมมือในการสืบสวน ",
}


def reading(id, text, language, **record):
    """A small trafficking act, read and understood."""
    instrument = provisions_of(text, LANGUAGES[language])
    own = replace(
        instrument.record, id=id, title=id, kinds=("trafficking",), language=language, status="in_force", text_status="official", **record
    )
    return analyse(replace(instrument, record=own, quality=Quality(1.0)), LANGUAGES[language], RUBRIC.concepts, {})


def country(*readings):
    """A country with these acts."""
    records = tuple(r.instrument.record for r in readings)
    return Jurisdiction("XX", "Example", ("en", "ms"), "common_law", "XXX", records=records, readings=readings)


def both(english=ENGLISH):
    """One act in English and Malay."""
    return country(reading("act", english, "en"), reading("akta", MALAY, "ms", translation_of="act"))


def finding(jurisdiction, id="A02"):
    """The finding on one indicator as a report has it."""
    return assess(jurisdiction, RUBRIC, LANGUAGES).finding(id)


def test_a_rule_in_two_languages_is_cited_once():
    """The original speaks for both."""
    assert [e.instrument for e in finding(both()).evidence] == ["act"]


def test_the_provisions_of_an_act_are_counted_once():
    """Two languages do not double what was searched."""
    assert finding(both()).searched.provisions == finding(country(reading("act", ENGLISH, "en"))).searched.provisions


def test_a_penalty_in_two_languages_is_listed_once():
    """The page of penalties shows the original's records."""
    assert [p.instrument for p in penalties_once(assess(both(), RUBRIC, LANGUAGES))] == ["act", "act"]


def test_a_penalty_that_only_one_version_states_is_listed():
    """What the other text does not have is not a double."""
    assert [p.instrument for p in penalties_once(assess(both(SILENT), RUBRIC, LANGUAGES))] == ["act", "akta"]


def test_the_version_in_which_a_rule_is_found_decides():
    """What only the Malay text shows is not lost."""
    assert finding(both(SILENT)).outcome == "present"


def test_a_verdict_on_one_language_version_says_so():
    """The reader is told that the other text does not show it."""
    assert "rests on one language version alone" in finding(both(SILENT)).reasons[-1]


def test_a_verdict_on_a_translation_alone_says_so():
    """The text that binds was not read."""
    act = reading("akta", MALAY, "ms")
    act = replace(act, instrument=replace(act.instrument, record=replace(act.instrument.record, text_status="official_translation")))
    assert "rests on a translation alone" in finding(country(act)).reasons[-1]


def test_a_verdict_on_the_original_says_nothing_of_translations():
    """Silence where there is nothing to say."""
    assert not [reason for reason in finding(both()).reasons if "rests on" in reason]


def test_a_version_of_a_text_that_is_not_on_file_is_no_double():
    """Only a text on file can be counted twice."""
    assert originals(country(reading("akta", MALAY, "ms", translation_of="act")).records) == {}


def test_the_same_provision_in_english_stands_beside_a_malay_one():
    """By number and label."""
    jurisdiction = both(ENGLISH)
    malay = judge_one(RUBRIC.indicator("A02"), open_case(country(jurisdiction.readings[1]), RUBRIC, LANGUAGES)).evidence[0]
    assert "committed by a public officer" in beside(malay, jurisdiction, "en").words


def test_no_provision_stands_beside_where_the_act_was_read_in_one_language():
    """Nothing is invented."""
    act = country(reading("akta", MALAY, "ms"))
    assert beside(finding(act).evidence[0], act, "en") is None


def test_a_malay_quotation_is_glossed_from_concepts_and_penalties():
    """Who, what, and what is threatened."""
    act = country(reading("akta", MALAY, "ms"))
    assert gloss(finding(act).evidence[0], act) == "public official · trafficking in persons · life imprisonment"


def test_an_english_quotation_needs_no_gloss():
    """It is in the language of the report."""
    act = country(reading("act", ENGLISH, "en"))
    assert gloss(finding(act).evidence[0], act) == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"imprisonment_min_months": 36.0, "imprisonment_max_months": 180.0}, "imprisonment 36–180 months"),
        ({"imprisonment_max_months": 60.0, "fine": "unspecified"}, "imprisonment up to 60 months · fine"),
        ({"imprisonment_min_months": 24.0}, "imprisonment from 24 months"),
        ({"increase": "+1/3"}, "penalty +1/3"),
        ({"death": True, "life": True}, "death penalty · life imprisonment"),
        ({"fine": "amount", "fine_min": 50000.0, "fine_max": 500000.0, "currency": "MYR"}, "fine 50,000–500,000 MYR"),
        ({"fine": "amount", "fine_max": 20.0, "fine_unit": "penalty_units"}, "fine up to 20 penalty units"),
        ({"fine": "amount", "fine_min": 5.0, "fine_max": 7.0, "fine_unit": "category"}, "fine of category 5–7"),
        ({"increase": "+1/3", "fine": "unspecified", "by_reference": "pasal 2"}, "penalty +1/3 · penalty as for another provision"),
    ],
)
def test_a_penalty_record_is_told_in_a_few_words(fields, said):
    """Terms in months, an open end said to be open."""
    assert penalty_gloss(Penalty("i", "f", "1", "", "e", 0, 1, "q", **fields)) == said


def test_a_quotation_of_a_penalty_alone_is_glossed_with_its_offence_and_whose_it_is():
    """ "Penalty" alone would tell nothing."""
    act = country(reading("akta", MALAY, "ms"))
    penalty = next(p for p in act.readings[0].penalties if p.offence == "trafficking")
    bare = replace(finding(act).evidence[0], eid=penalty.eid, concepts=("penalty",))
    assert gloss(bare, act).startswith("trafficking")


def test_a_part_that_only_a_translation_shows_is_named():
    """The other parts stand in the original."""
    shown = reading("akta", MALAY, "ms")
    shown = replace(
        shown, instrument=replace(shown.instrument, record=replace(shown.instrument.record, text_status="official_translation"))
    )
    case = open_case(country(shown, reading("other", SILENT, "en")), RUBRIC, LANGUAGES)
    found = judge_one(RUBRIC.indicator("A02"), case)
    original = replace(found.evidence[0], instrument="other", element="general")
    both_sides = replace(found, evidence=(found.evidence[0], original))
    (said,) = [r for r in on_a_translation(both_sides, case, RUBRIC.indicator("A02")).reasons if "One part rests" in r]
    assert "translation alone" in said


def test_the_data_carry_the_gloss_as_ours():
    """Under its own key, never inside the quotation."""
    data = to_dict(assess(country(reading("akta", MALAY, "ms")), RUBRIC, LANGUAGES), RUBRIC)
    found = next(f for f in data["findings"] if f["indicator"] == "A02")["evidence"][0]
    assert found["gloss"].startswith("public official") and found["gloss"] not in found["quote"]


def test_the_page_shows_the_gloss_beside_the_quotation():
    """The view of a finding carries it."""
    view = country_view(assess(country(reading("akta", MALAY, "ms")), RUBRIC, LANGUAGES), RUBRIC)
    assert "life imprisonment" in view.finding("A02").quotes[0].gloss


@pytest.mark.parametrize("code", sorted(PROSE))
def test_the_language_of_a_text_is_recognised(code):
    """By its script or its commonest words; Malay is not Indonesian."""
    assert guess_language(PROSE[code] * 4, LANGUAGES) == code


@pytest.mark.parametrize(("code", "stated"), [("ms", "id"), ("id", "ms"), ("vi", "en"), ("th", "vi"), ("en", "ms")])
def test_a_text_in_another_language_than_stated_is_noticed(code, stated):
    """The warning names both."""
    said = other_language(PROSE[code] * 4, stated, LANGUAGES)
    assert LANGUAGES[code].name in said and LANGUAGES[stated].name in said


def test_a_short_text_is_not_judged_by_its_language():
    """A few words prove nothing."""
    assert other_language("Mana-mana orang", "en", LANGUAGES) == ""


def test_the_warning_travels_with_the_instrument():
    """Reports print the warnings of a text's quality."""
    act = reading("act", f"5. {PROSE['ms'] * 4}\n", "en").instrument
    assert "reads like Malay, not English" in in_its_language(act, LANGUAGES).quality.warnings[-1]


def test_a_penalty_of_a_superseded_section_is_not_todays():
    """An older text fills gaps; where the newer text prints the section, the older penalty is history."""
    old = instrument(record("old", fallback_for="act-1", status="superseded"))
    old = replace(old, provisions=tuple(replace(p, status="superseded") for p in old.provisions))
    readings = (Reading(instrument(), penalties=(penalty(),)), Reading(old, penalties=(penalty(instrument="old"),)))
    assert [p.instrument for p in penalties_once(assessment(country=jurisdiction(readings=readings)))] == ["act-1"]
