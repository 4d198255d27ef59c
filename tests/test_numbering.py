"""The numbering grammar of each language: numbers, labels, sequences."""

from pathlib import Path

import pytest

from legal_gap.language.numbering import arabic, han, label_key, number_key, roman
from legal_gap.language.pack import load_languages
from legal_gap.segment import provisions_of

LANGUAGES = load_languages(Path(__file__).parent.parent / "rubric" / "languages")
SAMPLES = {
    "ar": ("المادة (1)\nهذا نص.\n\nالمادة (2)\nنص آخر.\n\nالمادة (3)\nنص ثالث.", ["1", "2", "3"]),
    "bn": ("১। এই আইন নমুনা।\n\n২। (১) কথা।\n(২) আরেক কথা।\n\n৩। শেষ।", ["1", "2", "3"]),
    "en": ("1. This is one.\n\n2. This is two.\n\n2A. This came later.", ["1", "2", "2A"]),
    "fr": ("Article 1er\nUn texte.\n\nArticle 2-1\nUn autre.\n\nArticle L. 3-2\nUn tiers.", ["1", "2-1", "L3-2"]),
    "id": ("Pasal 1\nSatu hal.\n\nPasal 2\n(1) Dua hal.\n(2) Lagi.\n\nPasal 2A\nTiga hal.", ["1", "2", "2A"]),
    "ms": ("1. Ini satu.\n\n2. (1) Ini dua.\n(2) Lagi.\n\n2A. Ini tiga.", ["1", "2", "2A"]),
    "ne": ("दफा १. एक कुरा।\n\nदफा २. अर्को कुरा।\n\nदफा ३. अन्त।", ["1", "2", "3"]),
    "th": ("มาตรา ๑ ข้อความ\n\nมาตรา ๒ ข้อความอื่น\n\nมาตรา ๒/๑ เพิ่มเติม", ["1", "2", "2/1"]),
    "vi": ("Điều 1. Một việc\n1. Câu một.\n2. Câu hai.\n\nĐiều 2. Hai việc\nCâu.\n\nĐiều 2a. Thêm\nCâu.", ["1", "2", "2A"]),
    "zh": ("第一条 这是一。\n\n第二条 这是二。\n\n第二条之一 这是后加的。", ["1", "2", "2-1"]),
}


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_language_numbers_its_sections(code):
    """A short act in each language that is on file."""
    text, numbers = SAMPLES[code]
    assert [unit.num for unit in provisions_of(text, LANGUAGES[code]).sections() if unit.level == "section"] == numbers


@pytest.mark.parametrize(("numeral", "value"), [("一", 1), ("十", 10), ("二十三", 23), ("一百零五", 105), ("三百八十三", 383)])
def test_chinese_numerals_are_read(numeral, value):
    """The articles of a long code."""
    assert han(numeral) == value


@pytest.mark.parametrize(("numeral", "value"), [("i", 1), ("iv", 4), ("XIX", 19), ("iix", 0), ("", 0)])
def test_roman_numerals_are_checked(numeral, value):
    """What is no numeral counts nothing."""
    assert roman(numeral) == value


def test_inserted_sections_sort_after_the_one_they_follow():
    """26, 26A, 27; and 271.7 before 271.7F before 271.8."""
    numbers = ["26", "26A", "27", "271.7", "271.7F", "271.8"]
    assert sorted(reversed(numbers), key=number_key) == numbers


@pytest.mark.parametrize(("printed", "number"), [("26a", "26A"), ("12 A", "12A"), ("๑๔๓", "143"), ("第", "第")])
def test_numbers_are_printed_in_arabic_digits(printed, number):
    """Small capitals, a space before the letter, native digits."""
    assert arabic(printed) == number


def test_labels_have_their_place_in_the_alphabet_of_the_language():
    """In Vietnamese, đ comes after d."""
    assert label_key("đ", "alpha", "abcdđe") == (5, "")
