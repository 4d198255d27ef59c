"""Vietnamese law in Vietnamese: how articles are cut, penalties read and roles told apart. All sentences are our own."""

from __future__ import annotations

from pathlib import Path

from legal_gap.country import gaps_only, numbers_with_words
from legal_gap.language import load_languages
from legal_gap.model import Instrument
from legal_gap.places import data_folder
from legal_gap.segment import provisions_of

VI = load_languages(Path(data_folder("rubric")) / "languages")["vi"]

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
