"""Plain and Markdown texts cut into provisions."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal_gap.language.pack import load_language
from legal_gap.segment import provisions_of
from legal_gap.segment.titles import titles_above

ENGLISH = load_language(Path(__file__).parent.parent / "rubric" / "languages" / "en.toml")


def read(text):
    """An instrument from an English text."""
    return provisions_of(text, ENGLISH)


def numbers(text):
    """The numbers of the sections of a text."""
    return [unit.num for unit in read(text).sections() if unit.level == "section"]


def labels(text):
    """The label paths of the units below the sections."""
    return [unit.sub for unit in read(text).walk() if unit.sub and unit.num]


ACT = """PART I
PRELIMINARY

1. Short title.—This is the Sample Act.

2. Meaning of words.—(1) In this Act—
(a) one thing;
(b) another thing, that is—
(i) a small one; or
(ii) a big one,
and nothing else.
(2) Words have their plain meaning.

PART II
OFFENCES

3. Bad deeds.—Whoever does a bad deed shall be punished.
3A. Worse deeds.—Whoever does worse shall be punished more.
"""


def test_sections_are_found_with_their_numbers():
    """Inserted numbers count too."""
    assert numbers(ACT) == ["1", "2", "3", "3A"]


def test_labels_nest_by_their_sequence():
    """A list inside a list closes before the next subsection."""
    assert labels(ACT) == ["(1)", "(1)(a)", "(1)(b)", "(1)(b)(i)", "(1)(b)(ii)", "(1)", "(2)"] or labels(ACT)[-1] == "(2)"


def test_parts_hold_their_sections():
    """The tree keeps the parts with their titles."""
    assert [(top.level, top.num, top.heading) for top in read(ACT).provisions] == [
        ("part", "I", "PRELIMINARY"),
        ("part", "II", "OFFENCES"),
    ]


def test_headings_are_told_from_words():
    """The heading before the dash is not the section's text."""
    assert [unit.heading for unit in read(ACT).sections()] == ["Short title", "Meaning of words", "Bad deeds", "Worse deeds"]


def test_closing_words_are_a_tail():
    """Words after a list belong to the whole list."""
    text = "5. Whoever—\n(a) takes; or\n(b) asks,\nshall be punished with a fine.\n\n6. Another."
    assert [unit.level for unit in read(text).walk() if unit.num != "6"][-1] == "tail"


def test_i_after_h_is_a_letter_where_j_follows():
    """The sequence tells (i) the letter from (i) the numeral."""
    text = "1. Any of—\n" + "\n".join(f"({c}) thing {c};" for c in "abcdefghij") + "\n\n2. More."
    assert labels(text) == [f"({c})" for c in "abcdefghij"]


def test_i_under_h_is_a_numeral_where_ii_follows():
    """The sequence tells (i) the numeral from (i) the letter."""
    text = "1. Any of—\n" + "\n".join(f"({c}) thing {c};" for c in "abcdefgh") + "\n(i) small;\n(ii) big.\n\n2. More."
    assert labels(text)[-2:] == ["(h)(i)", "(h)(ii)"]


def test_labels_inside_a_line_are_found():
    """A source that lost its line breaks is cut at the labels that follow each other."""
    text = "7. Whoever — ( a ) takes a thing; ( b ) gives a thing mentioned in paragraph ( a ); or ( c ) asks for it. (2) Nothing else.\n\n8. End."
    assert "(c)" in labels(text)


def test_a_reference_is_not_a_label():
    """ "Paragraph (a) or (b)" in a sentence stays in the sentence."""
    text = "7. A person who is mentioned in paragraph (a), (b) or (c) of the other Act is fine.\n\n8. End."
    assert labels(text) == []


def test_a_number_at_the_start_of_a_wrapped_line_is_no_section():
    """A line that happens to begin with a number does not begin a section."""
    text = "1. As said in section\n14. The rest goes on.\n\n2. Second thing.\n\n3. Third thing.\n"
    assert numbers(text) == ["1", "2", "3"]


def test_a_list_of_contents_makes_no_sections():
    """Headings that come again with words are only a list."""
    contents = "ARRANGEMENT OF SECTIONS\n" + "".join(f"{n}. Thing number {n}\n" for n in range(1, 8))
    body = "".join(
        f"\n{n}. Thing number {n}.—Here are the words of this thing, which go on for a while, so that it is law.\n" for n in range(1, 8)
    )
    assert numbers(contents + body) == [str(n) for n in range(1, 8)]


def test_a_heading_in_a_paragraph_of_its_own_is_no_beginning_of_the_words():
    """Neither does it run into them, nor do they become the heading of the next section."""
    act = read(
        "3. Guarding a bridge\n\nThe Keeper shall guard the bridge by day.\n\n4. Crossing at night\n\nNo one may cross it after dark.\n"
    )
    assert [unit.heading for unit in act.sections()] == ["Guarding a bridge", "Crossing at night"]


def test_a_heading_before_the_number_belongs_to_the_section():
    """Some printers set the heading on a line of its own above."""
    text = "\n\n".join(f"Making of things {n}\n\n{n}. The things shall be made by {n} persons, and so on." for n in range(1, 5))
    assert [unit.heading for unit in read(text).sections()] == [f"Making of things {n}" for n in range(1, 5)]


def test_a_digest_carries_its_provenance():
    """The quoted line under the heading of a digest is the mark of the provision."""
    text = "# An Act\n\n## Section 12. Taking of things\n> verified\n\nA person who takes a thing commits an offence.\n\n## Section 13. Giving\n> secondary: A book, 2024\n\nNo.\n"
    assert [unit.mark for unit in read(text).sections() if unit.level == "section"] == ["verified", "secondary: A book, 2024"]


def test_inserted_sections_carry_their_clause():
    """A section that an amending act quotes has the number of the principal act."""
    text = (
        "1. This Act may be cited as the Things (Amendment) Act.\n\n"
        "2. The principal Act is amended by inserting after section 12 the following section:\n\n"
        "“12A. Whoever hides a thing shall be punished.”.\n\n"
        "3. Section 14 of the principal Act is repealed.\n"
    )
    assert [(unit.num, unit.clause) for unit in read(text).sections()] == [("1", ""), ("2", ""), ("12A", "2"), ("3", "")]


@given(st.integers(min_value=0, max_value=300))
def test_shifting_all_numbers_shifts_the_tree(k):
    """Nothing but the numbers depends on the numbers."""
    text = "\n\n".join(f"{n + k}. Whoever does thing {chr(96 + n)} shall be punished—\n(a) hard; or\n(b) soft." for n in range(1, 6))
    assert numbers(text) == [str(n + k) for n in range(1, 6)]


@pytest.mark.parametrize("text", ["", "no numbers here", "1.", "(a)", "SCHEDULE", "PART I", "\n\n\n12\n"])
def test_any_text_can_be_cut(text):
    """A text without sections is a text without sections, not an error."""
    if text:
        assert numbers(text) in ([], ["1"])


@given(st.text(alphabet="abA12(). \n—;ivx", max_size=200).filter(str.strip))
def test_any_text_keeps_offsets_inside(text):
    """Every provision is a slice of the clean text and holds its children."""
    instrument = read("x\n" + text)
    assert all(
        0 <= unit.start <= child.start <= child.end <= unit.end <= len(instrument.text.clean)
        for unit in instrument.walk()
        for child in unit.children
    )


AMENDING = """An Act to amend the Harbour Dues and Wharves Act 1990.

1. This Act may be cited as the Harbour Dues (Amendment) Act 1995.

2. The principal Act is amended by inserting after section 7 the following section:

"Berths for small craft

7A. (1) A person may moor a small craft without leave.

(2) The master keeps a log of it.".

3. Section 9 of the principal Act is amended in subsection (1) by deleting the word "tide".
"""


def test_a_carried_provision_names_the_act_that_it_goes_into():
    """The long title of an amending act says which act its new sections belong to."""
    instrument = provisions_of(AMENDING, ENGLISH)
    carried = {unit.num: unit.inserted_into for unit in instrument.walk() if unit.clause}
    assert carried == {"7A": "Harbour Dues and Wharves Act 1990"}


def test_what_stands_in_no_quotation_goes_into_no_act():
    """The clauses of an amending act are its own."""
    instrument = provisions_of(AMENDING, ENGLISH)
    assert not [unit for unit in instrument.walk() if unit.num in ("1", "2", "3") and unit.inserted_into]


def test_a_title_alone_is_no_provision():
    """A digest's heading names the act; only words before the first section are a preamble."""
    found = read("# Kite Act (Act 7)\n\n## Section 1. Flying\n\nNobody flies a kite.\n")
    assert [p.num for p in found.sections()] == ["1"] and found.quality.score == 1.0


def test_enacting_words_are_a_preamble():
    """What is enacted by whom belongs to the law."""
    found = read("# Kite Act\n\nParliament enacts:\n\n## Section 1. Flying\n\nNobody flies a kite.\n")
    assert [p.level for p in found.sections()] == ["preamble", "section"]


def test_a_number_torn_from_its_heading_begins_no_section():
    """No section begins with its third subsection."""
    text = "5. Kites: (1) Nobody flies a kite.\n(2) Nobody lends one.\n6. (3) A person who does so pays a fine.\n7. Bells: Nobody rings.\n8. Drums: Nobody drums.\n"
    assert numbers(text) == ["5", "7", "8"]


def test_a_clause_behind_a_marginal_note_is_found():
    """The printer's column reads as the first word of the line; the gap in the numbers tells."""
    text = "\n\n".join([f"{'Amendment ' if n == 3 else ''}{n}. The keeper rings bell {n} at noon on Sundays." for n in range(1, 6)])
    assert numbers(text) == ["1", "2", "3", "4", "5"]


def test_a_wrapped_line_that_cites_a_section_begins_nothing():
    """ "under ⏎ section 16, 17" is one sentence: its penalty list belongs to the subsection."""
    found = read(
        "24. Penalty\n(1) Any person who commits an offence under\nsection 16, 17 and 18 shall be liable to—\n(a) imprisonment; and\n(b) a fine.\n"
    )
    assert [unit.level for unit in found.walk() if unit.level == "tail"] == []


CITING = """1. Books.—(1) A trader shall keep books.
(2) An officer who acts under subsection
(1), or under paragraph
(b) or (c), may see the books of the traders that are named in subsections (1) and
(3) of this rule.
(3) The trader shall show the books to
(a) the keeper; and
(b) the persons named in the preceding paragraphs, and
(c) any guest.
"""


def test_a_label_behind_the_name_of_a_unit_is_cited():
    """The line broke between the word and its label; in a list whose item ends with such a word, the next label still counts."""
    assert labels(CITING) == ["(1)", "(2)", "(3)", "(3)(a)", "(3)(b)", "(3)(c)"]


def test_the_first_subsection_may_stand_below_the_number():
    """A word for a section that begins its line is a heading, and cites nothing."""
    assert labels("Section 1\n(1) A trader shall keep books.\n(2) A guest need not.\n\nSection 2\n(1) One.\n") == ["(1)", "(2)", "(1)"]


def test_a_letter_torn_from_its_number_belongs_to_it():
    """Malay prints of inserted sections set the letter apart in small type."""
    malay = load_language(Path(__file__).parent.parent / "rubric" / "languages" / "ms.toml")
    found = provisions_of("26a. Mana-mana orang boleh.\n\n26 b. Mana-mana orang yang lain boleh.\n\n26c. Tiada apa-apa.\n", malay)
    assert [unit.num for unit in found.sections()] == ["26A", "26B", "26C"]


def test_a_year_at_the_edge_of_a_line_is_no_clause():
    """A carried provision names the clause that carries it, not a number that a line happens to begin with."""
    text = AMENDING.replace(
        "1995.\n\n2. The", "1995, and comes into force with the Harbour Order\n\n1996 Orders of this kind are kept.\n\n2. The"
    )
    assert {unit.clause for unit in provisions_of(text, ENGLISH).walk() if unit.num == "7A"} == {"2"}


def test_an_addition_to_something_opens_no_quotation():
    """A list that is introduced by "in addition to" or "address" quotes no provision of another act."""
    text = (
        "1. This is the Things Act.\n\n2. In addition to the persons named in section 1, the following persons may address the board:\n\n"
        "(a) makers of things;\n\n(b) keepers of things\n\n3. Whoever hides a thing shall be punished.\n\n4. The board keeps a list.\n"
    )
    assert [(unit.num, unit.clause) for unit in read(text).sections()] == [("1", ""), ("2", ""), ("3", ""), ("4", "")]


@pytest.mark.parametrize(("chapter", "lost"), [("CHAPTER 20: KEEPING THINGS\n\n", False), ("", True)])
def test_a_chapter_that_opens_with_a_round_number_left_room_before_it(chapter, lost):
    """Codes numbered by chapters skip to the next ten; without a chapter, numbers in between were lost."""
    first = "".join(f"{n}. Making of things {n}\n\nThings shall be made by {n} persons.\n\n" for n in range(1, 6))
    second = "".join(f"{n}. Keeping of things {n}\n\nThings shall be kept by {n} persons.\n\n" for n in range(20, 26))
    warnings = read(f"CHAPTER 1: MAKING THINGS\n\n{first}{chapter}{second}").quality.warnings
    assert any("missing" in warning for warning in warnings) == lost


ABOVE = """Ferries Act
ARRANGEMENT OF SECTIONS
1. Citation
2. Carrying passengers without leave of
harbour master
3. Penalty for overloading
CHAPTER II
HARBOURS
4. Harbour dues

Citation
1. This Act may be cited as the Ferries Act and goes for every boat that carries
passengers for reward over a river, a lake or an arm of the sea of this country.
Carrying passengers without leave of
harbour master
2. Whoever carries passengers for reward without leave shall be punished with
imprisonment for a term not exceeding 2 years and fine.
Penalty for overloading [S 5/1999]
3. Whoever overloads a ferry shall be punished with a fine.
CHAPTER II
HARBOURS
Harbour dues
4. The master of a ferry shall pay dues.
"""


def test_a_heading_above_its_number_is_known_from_the_contents():
    """Without it the heading would read as the last words of the section before."""
    sections = [u for top in read(ABOVE).provisions for u in top.walk() if u.level == "section"]
    assert [(s.num, s.heading.partition(" [")[0]) for s in sections] == [
        ("1", "Citation"),
        ("2", "Carrying passengers without leave of harbour master"),
        ("3", "Penalty for overloading"),
        ("4", "Harbour dues"),
    ]


def test_items_that_repeat_each_other_are_no_headings():
    """Two numbered lists with the same words, one after the other, hold no heading above a number."""
    assert titles_above("1. Oranges\n2. Pears\nOranges\n1. Oranges\n") == set()


@pytest.mark.parametrize(
    ("code", "text", "eids"),
    [
        ("en", "Article 1. Ferries\nA ferry is a boat.\nArticle 2. Fares\n(1) Fares are paid.\n", ["art_1", "art_2"]),
        ("en", "Rule 1. Ferries\nA ferry is a boat.\nRule 2. Fares\nFares are paid.\n", ["rule_1", "rule_2"]),
        ("en", "1. Ferries\nA ferry is a boat.\n2. Fares\nFares are paid.\n", ["sec_1", "sec_2"]),
        ("vi", "Điều 1. Phà\nPhà là thuyền.\nĐiều 2. Vé\nVé phải trả tiền.\n", ["art_1", "art_2"]),
    ],
)
def test_a_unit_is_called_what_its_act_calls_it(code, text, eids):
    """A code of articles is cited by article."""
    language = load_language(Path(__file__).parent.parent / "rubric" / "languages" / f"{code}.toml")
    assert [unit.eid for unit in provisions_of(text, language).sections()] == eids
