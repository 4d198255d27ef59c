"""Vietnamese law in Vietnamese: how articles are cut, penalties read and roles told apart. All sentences are our own."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from legal_gap.country import gaps_only, numbers_with_words
from legal_gap.language import load_languages
from legal_gap.language.penalties import compile_penalties
from legal_gap.mention import find_in
from legal_gap.model import Instrument
from legal_gap.penalty import PenaltyWords, parse_penalty
from legal_gap.places import data_folder
from legal_gap.rubric import load_rubric
from legal_gap.segment import provisions_of
from legal_gap.text import fold

RUBRIC = load_rubric(Path(data_folder("rubric")))
LANGUAGES = load_languages(Path(data_folder("rubric")) / "languages")
VI = LANGUAGES["vi"]

CODIFIED = """Chương I

QUY ĐỊNH CHUNG

Điều 9.4.LQ.1. Phạm vi

(Điều 1 Luật số 1/2001/QH10 Thử nghiệm ngày 01/01/2001, có hiệu lực thi hành kể từ ngày 01/02/2001)

Luật này quy định việc bán vé tàu.

Điều 9.4.NĐ.2.1. Chi tiết về vé

(Điều 1 Nghị định số 2/2002/NĐ-CP ngày 02/02/2002)

1. Vé phải in rõ giá.

2. Vé hết hạn thì không dùng được.

Điều 9.4.LQ.2. Vé giả

Người nào bán vé giả, thì bị phạt tiền.
"""


def nums(instrument: Instrument) -> list[str]:
    """The numbers of the sections, in order."""
    return [unit.num for unit in instrument.sections() if unit.level == "section"]


def test_a_codified_article_has_the_number_of_its_law():
    """The last number of the long code is the article's own; an article of a decree keeps its whole code."""
    assert nums(provisions_of(CODIFIED, VI)) == ["1", "9.4.NĐ.2.1", "2"]


def test_a_decree_between_two_articles_is_no_part_of_the_first():
    """What a decree says is not what the law says."""
    law = next(unit for unit in provisions_of(CODIFIED, VI).sections() if unit.num == "1")
    assert law.children == ()


def test_a_heading_on_its_own_line_is_not_part_of_the_rule():
    """Words under an article without numbered paragraphs begin on the next line."""
    read = provisions_of("Điều 4. Đi tàu không vé\nNgười nào đi tàu không vé, thì bị cảnh cáo.\nĐiều 5. Hiệu lực\n1. Hôm nay.\n2. Mai.", VI)
    assert [unit.heading for unit in read.sections() if unit.level == "section"] == ["Đi tàu không vé", "Hiệu lực"]


def test_d_with_a_stroke_is_a_label_between_d_and_e():
    """The Vietnamese alphabet counts a, b, c, d, đ, e, g."""
    read = provisions_of("Điều 4. Vé\n1. Vé gồm:\na) một;\nb) hai;\nc) ba;\nd) bốn;\nđ) năm;\ne) sáu;\ng) bảy.\n2. Hết.", VI)
    assert [unit.sub for unit in read.walk() if unit.level == "paragraph"] == [f"(1)({letter})" for letter in "abcdđeg"]


def test_an_older_text_speaks_only_where_the_newer_is_silent():
    """An article that the newer text prints with words is superseded in the older; one of which it has the heading only is not."""
    newer = provisions_of("Điều 1. Vé\n1. Vé mới.\n2. Hết.\nĐiều 2. Người bán vé\nĐiều 3. Ga\n1. Ga mới.\n2. Hết.", VI)
    older = provisions_of(
        "Điều 1. Vé\n1. Vé cũ.\n2. Hết.\nĐiều 2. Người bán vé\n1. Là nhân viên.\n2. Hết.\nĐiều 4. Tàu\n1. Tàu.\n2. Hết.", VI
    )
    left = gaps_only(older, numbers_with_words(newer))
    assert [(u.num, u.status) for u in left.sections() if u.level == "section"] == [
        ("1", "superseded"),
        ("2", "in_force"),
        ("4", "in_force"),
    ]


# -- penalties --------------------------------------------------------------------------------------------------------


def only(text: str) -> PenaltyWords:
    """The one penalty of a sentence."""
    found = parse_penalty(text, compile_penalties(VI))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("năm năm", 60),
        ("mười hai năm", 144),
        ("mười lăm năm", 180),
        ("hai mươi lăm năm", 300),
        ("ba mươi năm", 360),
        ("sáu tháng", 6),
        ("01 năm 06 tháng", 18),
    ],
)
def test_number_words_and_the_word_for_year_are_told_apart(words: str, months: float):
    """The word for five is the word for year: what follows decides."""
    assert only(f"Người nào bán vé giả, thì bị phạt tù đến {words}.").imprisonment_max_months == months


def test_a_term_without_from_and_to_is_the_very_term():
    """Twenty years is neither at least nor at most twenty years."""
    found = only("Phạm tội làm nhiều người chết, thì bị phạt tù 20 năm hoặc tù chung thân.")
    assert (found.imprisonment_min_months, found.imprisonment_max_months, found.life) == (240, 240, True)


def test_a_value_is_no_fine():
    """From seven to seventy million is what the bribe is worth."""
    assert (
        only("Người nào nhận quà trị giá từ 7.000.000 đồng đến dưới 70.000.000 đồng, thì bị phạt tù từ 02 năm đến 06 năm:").fine == "none"
    )


def test_an_additional_fine_does_not_replace_prison():
    """A fine that may be added to a sentence is not an alternative to it."""
    assert not only("Người phạm tội còn có thể bị phạt tiền từ 7.000.000 đồng đến 70.000.000 đồng.").fine_only_possible


def test_a_fine_that_stands_first_in_a_choice_is_an_alternative():
    """Fine, reform or prison: the court may leave it at the fine."""
    text = "Người nào bán vé giả, thì bị phạt tiền từ 7.000.000 đồng đến 70.000.000 đồng hoặc phạt tù từ 03 tháng đến 02 năm."
    assert only(text).fine_only_possible


def test_a_sentence_once_passed_threatens_nothing():
    """Who was sentenced to prison is named, not threatened."""
    assert parse_penalty("Người bị kết án phạt tù từ 04 năm trở lên không được bán vé.", compile_penalties(VI)) == []


# -- words ------------------------------------------------------------------------------------------------------------


def roles(text: str) -> list[str]:
    """The roles in which a sentence names officials."""
    return [m.role for m in find_in(fold(text), VI, RUBRIC.concepts) if m.concept == "public_official"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Người nào lợi dụng chức vụ, quyền hạn để bán vé giả, thì bị phạt tù đến 02 năm.", "offender"),
        ("Người nào đưa hoặc sẽ đưa tiền cho người có chức vụ, quyền hạn, thì bị phạt tù đến 02 năm.", "recipient"),
        ("Người nào dùng ảnh hưởng thúc đẩy người có chức vụ, quyền hạn bán vé, thì bị phạt tù đến 02 năm.", "recipient"),
        ("Người nào cản trở người thi hành công vụ, thì bị phạt tù đến 02 năm.", "victim"),
        ("Người nào giả danh cán bộ để bán vé, thì bị phạt tù đến 02 năm.", "victim"),
        ("Người có thẩm quyền có trách nhiệm kiểm tra vé.", "enforcer"),
    ],
)
def test_the_verb_gives_an_official_a_role(text: str, role: str):
    """Who abuses office offends; who is given money receives; who is obstructed is a victim; who checks enforces."""
    assert roles(text)[0] == role


@pytest.mark.parametrize("words", ["tổ chức khác", "cơ quan, tổ chức", "tổ chức quốc tế"])
def test_an_organisation_does_not_organise(words: str):
    """The noun and the verb are one word."""
    assert all(m.concept != "facilitate" for m in find_in(f"tài sản của {words} được bảo vệ.", VI, RUBRIC.concepts))


def test_loose_marks_and_both_places_of_a_tone_mark_are_one_spelling():
    """A file that writes letters and marks apart, or puts the tone mark on the other vowel, says the same."""
    text = unicodedata.normalize("NFD", "Điều 4. Ủy ban\n1. Ủy ban hòa giải.\n2. Hết.")
    assert provisions_of(text, VI).text.folded == provisions_of("Điều 4. Uỷ ban\n1. Uỷ ban hoà giải.\n2. Hết.", VI).text.folded


def test_a_tone_mark_stays_where_only_one_spelling_exists():
    """In a closed syllable, and behind qu, the mark has one place."""
    assert fold("hoàn quý toán") == "hoàn quý toán"
