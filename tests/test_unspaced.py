"""Scripts that write no spaces between words: phrases, numbers, penalties and citations, from a language file alone."""

import pytest

from legal_gap.language import Language
from legal_gap.language.borders import Unspaced
from legal_gap.language.offences import compile_offences
from legal_gap.language.penalties import compile_penalties
from legal_gap.mention import find_in
from legal_gap.penalty import parse_penalty
from legal_gap.text import Builder, Source, kept_runs

CHINESE_PENALTY = {
    "filler": ["的", "处", "以"],
    "hint": ["处"],
    "number": {
        "digits": r"\d+",
        "words": {"一": 1, "二": 2, "三": 3, "五": 5, "七": 7},
        "scales": {"十": 10, "百": 100, "千": 1000, "万": 10000},
        "keep": "统一|一律",
    },
    "unit": {"年": 12, "个?月": 1},
    "range": {"to": "以上", "between": "(?!)", "and": "(?!)"},
    "currency": {"suffix": {"CNY": ["元"]}},
    "trigger": {"strong": ["处(?!理)"]},
    "token": {
        "custody": ["有期徒刑"],
        "life": ["无期徒刑"],
        "fine": ["罚金"],
        "le_post": ["以下"],
        "and": ["，?并处"],
        "or": ["或者"],
    },
}


def language(code: str, **tables: object) -> Language:
    """A language whose script writes no spaces."""
    return Language(code, "Test", False, tables)


def terms_in(code: str, text: str, **concepts: list[str]) -> list[str]:
    """The words found in a text, as the text has them."""
    tongue = language(code, concept={id: {"preferred": words[0], "also": words[1:]} for id, words in concepts.items()})
    return [text[m.start : m.end] for m in find_in(text, tongue, {})]


@pytest.mark.parametrize(
    ("code", "text", "term"),
    [
        ("th", "เจ้าพนักงานผู้ใดรับสินบนต้องถูกลงโทษ", "รับสินบน"),
        ("zh", "国家工作人员收受贿赂的，应当处罚", "收受贿赂"),
        ("ja", "公務員が賄賂を収受したときは罰する", "賄賂を収受"),
        ("km", "មន្ត្រីសាធារណៈទទួលសំណូកត្រូវផ្តន្ទាទោស", "ទទួលសំណូក"),
        ("lo", "ພະນັກງານລັດຮັບສິນບົນຈະຖືກລົງໂທດ", "ຮັບສິນບົນ"),
        ("my", "ပြည်သူ့ဝန်ထမ်းသည်လာဘ်ယူလျှင်ပြစ်ဒဏ်ချမှတ်ရမည်", "လာဘ်ယူ"),
    ],
)
def test_a_phrase_is_found_without_spaces_around_it(code, text, term):
    """Six scripts that set no space between words."""
    assert terms_in(code, text, bribe=[term]) == [term]


def test_a_word_within_a_longer_word_is_no_mention():
    """A fine is not in "improve", a law court not in "pavilion"."""
    assert terms_in("th", "กรมปรับปรุงศาลาริมน้ำ", fine=["ปรับ"], court=["ศาล"]) == []


def test_a_blank_is_no_part_of_a_phrase():
    """Thai sets blanks where a clause breathes, and printers set them anywhere."""
    assert terms_in("th", "รับทรัพย์สิน หรือประโยชน์อื่นใด", x=["ทรัพย์สินหรือประโยชน์อื่นใด"]) == ["ทรัพย์สิน หรือประโยชน์อื่นใด"]


def test_a_phrase_does_not_run_over_the_end_of_a_line():
    """The end of a paragraph is the end of its rule."""
    assert terms_in("zh", "不得收受\n贿赂罪", x=["收受贿赂"]) == []


def test_word_borders_of_rare_characters_are_counted_once():
    """ICU counts a character beyond the first plane as two."""
    assert Unspaced("𠀀𠀀 法人", "zh").borders[-1] == 5


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("处三年以上七年以下有期徒刑", 36, 84), ("处五年以下有期徒刑", None, 60), ("处十五年以下有期徒刑，并处罚金", None, 180)],
)
def test_a_penalty_is_read_without_spaces(text, least, most):
    """Number, unit and bound stand side by side."""
    [found] = parse_penalty(text, compile_penalties(language("zh", penalty=CHINESE_PENALTY)))
    assert (found.imprisonment_min_months, found.imprisonment_max_months) == (least, most)


@pytest.mark.parametrize(("printed", "value"), [("二百五十", 250), ("一百二十万", 1_200_000), ("三千五百", 3500), ("十五", 15)])
def test_scales_multiply_what_is_smaller_and_add_to_what_is_larger(printed, value):
    """Numbers that count in tens by a word of their own."""
    assert compile_penalties(language("zh", penalty=CHINESE_PENALTY)).amounts(printed) == [value]


def test_a_number_inside_a_word_is_no_number():
    """ "Uniform" is written with "one"."""
    assert compile_penalties(language("zh", penalty=CHINESE_PENALTY)).amounts("统一规定") == []


def test_a_citation_needs_no_space_before_it():
    """The word for a section stands against the word before it, and a paragraph may be counted by a word."""
    table = {"section": ["มาตรา"], "below": ["วรรค"], "number": r"\d+", "named": {"สอง": 2}, "and": ["และ"], "to": ["ถึง"]}
    grammar = compile_offences(language("th", reference=table))
    found = grammar.citation.search("ผู้กระทำผิดตามมาตรา 12 วรรคสอง")
    target = grammar.number.search(found["targets"])
    assert (target["num"], grammar.path(target["sub"])) == ("12", "(2)")


@pytest.mark.parametrize(("printed", "clean"), [("จําคุก", "จำคุก"), ("นํ้า", "น้ำ"), ("เเละ", "และ"), ("ນໍາ", "ນຳ")])
def test_letters_that_look_alike_are_read_alike(printed, clean):
    """Many files type the same syllable with two signs; the quotation still points at what the file has."""
    source, builder = Source("a.txt", printed, "text"), Builder()
    builder.add("a.txt", kept_runs(source, 0, len(printed)), None)
    text = builder.text()
    assert (text.clean.strip(), text.spans(0, len(clean))[0].end) == (clean, len(printed))
