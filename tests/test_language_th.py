"""Thai: penalties without blanks, native digits, uncounted paragraphs, roles, and verdicts on sentences of our own."""

from pathlib import Path

import pytest

from legal_gap.analyse import analyse
from legal_gap.country import load_register
from legal_gap.language import load_languages
from legal_gap.language.penalties import compile_penalties
from legal_gap.mention import find_in
from legal_gap.penalty import parse_penalty
from legal_gap.read import read_instrument
from legal_gap.rubric import load_rubric
from legal_gap.segment import provisions_of
from legal_gap.store import open_store
from legal_gap.wording import run_language, trial_of, unworded
from tests.corpus import CORPUS, needs_corpus

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "rubric" / "languages")
THAI = LANGUAGES["th"]
RUBRIC = load_rubric(ROOT / "rubric")
GRAMMAR = compile_penalties(THAI)


def only(text):
    """The one penalty that a sentence threatens."""
    [found] = parse_penalty(text, GRAMMAR)
    return found


def role(text, term):
    """The role in which a sentence names the person."""
    place = text.rindex(term)
    return next(m.role for m in find_in(text, THAI, RUBRIC.concepts) if m.start <= place < m.end and RUBRIC.concepts[m.concept].person)


def reading(text):
    """A text understood as a Thai act."""
    return analyse(provisions_of(text, THAI), THAI, RUBRIC.concepts, {})


def test_every_example_of_the_file_is_read_as_its_author_says():
    """The file's own examples: verdicts and penalties."""
    assert run_language(THAI, RUBRIC, LANGUAGES) == []


def test_the_file_has_forty_examples_and_ten_look_alikes():
    """Fewer would prove nothing."""
    trial = trial_of(THAI, RUBRIC)
    looks = sum(table.get("look_alike", False) for table in THAI.tables["example"])
    assert (len(trial.verdicts) + len(trial.sentences) >= 40, looks >= 10) == (True, True)


def test_every_concept_has_words_or_a_reason():
    """A concept without words would be silent in Thai without anybody knowing."""
    assert unworded(THAI, RUBRIC.concepts) == ()


@pytest.mark.parametrize(
    ("printed", "value"),
    [("สองแสนห้าหมื่น", 250_000), ("หนึ่งล้านสองแสน", 1_200_000), ("ยี่สิบเอ็ด", 21), ("๑๕,๐๐๐", 15_000), ("ห้าร้อยยี่สิบล้าน", 520_000_000)],
)
def test_number_words_and_native_digits_are_counted(printed, value):
    """Thai counts in tens, hundreds, thousands, ten thousands, hundred thousands and millions."""
    assert GRAMMAR.amounts(printed.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))) == [value]


def test_a_number_inside_a_word_is_none():
    """ "Forbid" is written with "five", "husband" with "three"."""
    assert GRAMMAR.amounts("ห้ามมิให้สามีกระทำการ") == []


def test_both_bounds_stand_without_a_blank():
    """Number, unit and the word between them run together."""
    found = only("ผู้ขายตราประทับต้องระวางโทษจำคุกตั้งแต่สองปีถึงเจ็ดปี")
    assert (found.imprisonment_min_months, found.imprisonment_max_months) == (24, 84)


def test_a_lower_bound_may_stand_alone():
    """A law that names only the least says nothing of the most."""
    found = only("ผู้ขายตราประทับต้องระวางโทษจำคุกไม่น้อยกว่าสองปี")
    assert (found.imprisonment_min_months, found.imprisonment_max_months) == (24, None)


def test_prison_or_fine_or_both_may_end_in_a_fine():
    """The court may leave it at the fine."""
    assert only("ผู้ขายตราต้องระวางโทษจำคุกไม่เกินสิบเอ็ดเดือน หรือปรับไม่เกินสามหมื่นบาท หรือทั้งจำทั้งปรับ").fine_only_possible


def test_prison_and_fine_may_not():
    """Both are imposed."""
    assert not only("ผู้ขายตราต้องระวางโทษจำคุกไม่เกินหนึ่งปี และปรับไม่เกินสองหมื่นบาท").fine_only_possible


def test_age_is_no_term_of_imprisonment():
    """The years of a child are not the years of a sentence."""
    found = only("ถ้าคนงานมีอายุไม่เกินสิบห้าปี นายจ้างต้องระวางโทษจำคุกตั้งแต่สามปีถึงหกปี")
    assert (found.imprisonment_min_months, found.imprisonment_max_months) == (36, 72)


def test_a_heavier_penalty_is_an_increase():
    """Half as much again, of a penalty that stands elsewhere."""
    assert only("ผู้นั้นต้องระวางโทษหนักกว่าที่กำหนดไว้ในมาตรา 8 กึ่งหนึ่ง").increase == "+1/2"


def test_uncounted_paragraphs_are_subsections():
    """Thai cites the second paragraph of a section that prints no number for it."""
    instrument = provisions_of("มาตรา 4 ผู้ใดซ่อนสมุดทะเบียน ต้องระวางโทษจำคุกไม่เกินหนึ่งปี\n\nถ้าสมุดนั้นเป็นของทางการ ผู้ซ่อนต้องระวางโทษจำคุกไม่เกินสองปี", THAI)
    assert [unit.sub for section in instrument.sections() for unit in section.walk()] == ["", "(1)", "(2)"]


def test_a_wrapped_line_is_no_paragraph():
    """A page breaks its lines anywhere; the words run on without a blank, the old spelling of a vowel is the new one."""
    text = "มาตรา๔ ผู้ใดซ่อนสมุดทะเบียน\nคนงาน ต้องระวางโทษจําคุกไม่เกิน\nหนึ่งปี"
    assert [(p.num, p.sub, p.imprisonment_max_months) for p in reading(text).penalties] == [("4", "", 12)]


def test_a_paragraph_is_cited_by_its_word():
    """The second paragraph of section 4, written in words, points at the second paragraph."""
    found = reading(
        "มาตรา 4 ผู้ใดซ่อนสมุดทะเบียน ต้องระวางโทษจำคุกไม่เกินหนึ่งปี\n\nถ้าสมุดนั้นเป็นของทางการ ผู้ซ่อนต้องระวางโทษจำคุกไม่เกินสองปี\n\n"
        "มาตรา 5 ผู้ใดช่วยผู้กระทำความผิดตามมาตรา 4 วรรคสอง ต้องระวางโทษดังที่บัญญัติไว้ในมาตรา 4 วรรคสอง"
    )
    assert found.penalties[-1].resolved_max_months == 24


def test_every_offence_under_the_act_is_the_offence_that_the_act_is_about():
    """Three times the penalty of the trafficking that the act punishes, though the rule does not name it."""
    found = reading(
        "มาตรา 5 ผู้ใดกระทำความผิดฐานค้ามนุษย์ ต้องระวางโทษจำคุกตั้งแต่สี่ปีถึงสิบปี\n\n"
        "มาตรา 6 พนักงานเจ้าหน้าที่ผู้ใดกระทำความผิดตามพระราชบัญญัตินี้เสียเอง ต้องระวางโทษเป็นสามเท่าของโทษที่กำหนดไว้สำหรับความผิดนั้น"
    )
    last = found.penalties[-1]
    assert (last.offence, last.applies_to, last.resolved_max_months) == ("trafficking", "public_official", 360)


def test_closing_words_belong_to_the_whole_list():
    """The threat below a list stands for each of its items."""
    found = reading("มาตรา 7 ผู้ใดเป็นเจ้าพนักงาน\n\n(1) ขายตราประทับ\n\n(2) ซ่อนสมุดทะเบียน\n\nต้องระวางโทษจำคุกไม่เกินห้าปี")
    assert [(p.sub, p.applies_to) for p in found.penalties] == [("", "public_official")]


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("ผู้ใดเป็นเจ้าพนักงาน ขายตราประทับ ต้องระวางโทษจำคุกไม่เกินห้าปี", "เจ้าพนักงาน", "offender"),
        ("ถ้าผู้กระทำความผิดเป็นข้าราชการ ผู้นั้นต้องระวางโทษเป็นสองเท่า", "ข้าราชการ", "offender"),
        ("เจ้าหน้าที่ของรัฐผู้ใดขายสมุดทะเบียน", "เจ้าหน้าที่ของรัฐ", "offender"),
        ("ผู้ใดต่อสู้เจ้าพนักงานซึ่งเข้าตรวจโรงงาน", "เจ้าพนักงาน", "victim"),
        ("ผู้ใดให้ทรัพย์สินแก่เจ้าพนักงาน", "เจ้าพนักงาน", "recipient"),
        ("ให้เจ้าพนักงานมีอำนาจตรวจค้นโรงงาน", "เจ้าพนักงาน", "enforcer"),
        ("เจ้าพนักงานมีอำนาจเข้าไปในโรงงาน", "เจ้าพนักงาน", "enforcer"),
        ("ผู้ใดขัดคำสั่งเจ้าพนักงาน", "เจ้าพนักงาน", "victim"),
    ],
)
def test_a_person_has_the_role_that_the_sentence_gives(text, term, expected):
    """Offender, victim, recipient and enforcer in Thai word order."""
    assert role(text, term) == expected


@pytest.mark.parametrize("query", ["สมุดทะเบียน", "ทะเบียนคนงาน", "ซ่อน สมุด"])
def test_full_text_search_finds_a_thai_phrase(query):
    """A phrase inside a run of letters without spaces, and two words that both occur."""
    with open_store(None) as store:
        store.keep("key", "TH", reading("มาตรา 4 ผู้ใดซ่อนสมุดทะเบียนคนงานไว้ ต้องระวางโทษจำคุกไม่เกินหนึ่งปี"))
        assert [hit.num for hit in store.search(query, ["key"])] == ["4"]


def test_full_text_search_does_not_find_letters_in_another_order():
    """A phrase is more than its letters."""
    with open_store(None) as store:
        store.keep("key", "TH", reading("มาตรา 4 ผู้ใดซ่อนสมุดทะเบียนคนงานไว้ ต้องระวางโทษจำคุกไม่เกินหนึ่งปี"))
        assert store.search("ทะเบียนสมุด", ["key"]) == []


@needs_corpus
def test_a_quotation_is_what_the_file_says():
    """Every quoted word stands in the file, letter by letter."""
    file = "criminal-code-lawcodev2"
    record = next(record for record in load_register(CORPUS / "TH").records if record.id == file)
    found = analyse(read_instrument(CORPUS, "TH", record, THAI), THAI, RUBRIC.concepts, {})
    printed = "".join((CORPUS / "TH" / f"{file}.json").read_text(encoding="utf-8").replace("\\n", "").split())
    assert [p.quote for p in found.penalties if "".join(p.quote.split()) not in printed] == []
