"""Later acts replayed into the principal act: every kind of order, what is refused, and where the words come from."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal_gap.amend import as_amended, carrier, consolidate, views_of
from legal_gap.amend.draft import freeze, thaw
from legal_gap.cli.provision_commands import as_page
from legal_gap.country import load_register, read_or_not
from legal_gap.language import load_languages
from legal_gap.segment import provisions_of
from tests.corpus import CORPUS, needs_corpus

LANGUAGES = load_languages(Path(__file__).parent.parent / "rubric" / "languages")
HARBOUR = """An Act about harbours.

Short title
1. This Act may be cited as the Harbour Act 1990.

Interpretation
2. In this Act, unless the context otherwise requires—
“berth” means a place where a boat lies;

“master” means a person who commands a boat;

“tide” means the rise and fall of the sea.

Dues
7. (1) A master pays dues for every night.
(2) The dues are ten crowns.
(3) No dues are paid by—
(a) a pilot;
(b) a fisher; or
(c) a rower.

Lights
8. A master who shows no light at night commits an offence and is liable to a fine not exceeding fifty crowns.

Nets
9. No person dries a net on the quay, and no person mends a net on the quay.
"""


def act(text, id="later", year=2001, amends="harbour", language="en", **more):
    """An act in own words as it is read."""
    found = provisions_of(text, LANGUAGES[language])
    files = tuple(replace(file, file=f"XX/{id}.md") for file in found.files)
    pieces = tuple(replace(piece, file=f"XX/{id}.md") for piece in found.text.pieces)
    record = replace(
        found.record, id=id, title=f"Act {id}", year=year, amends=amends, amending=bool(amends), text_status="official", **more
    )
    return replace(found, record=record, files=files, text=replace(found.text, pieces=pieces))


PRINCIPAL = act(HARBOUR, "harbour", 1990, "")


def amended(*clauses, language="en", principal=PRINCIPAL):
    """The harbour act after an act with these clauses, numbered from 2 on."""
    body = "\n\n".join(f"{n}. {clause}" for n, clause in enumerate(clauses, 2))
    return as_amended(principal, [act(f"1. This Act may be cited as the Later Act.\n\n{body}\n", language=language)], LANGUAGES[language])


def section(view, num):
    """The text of a section of the as-amended view."""
    found = [p for p in view.instrument.sections() if p.num == num]
    return " ".join(view.instrument.text.clean[found[0].start : found[0].end].split()) if found else ""


@pytest.mark.parametrize(
    ("clause", "num", "holds"),
    [
        ('Section 8 of the principal Act is amended by substituting for the words "fifty crowns" the words "ninety crowns".', "8", "not exceeding ninety crowns."),
        ('Section 8 of the principal Act is amended by the substitution for the word "fifty" of the word "ninety".', "8", "exceeding ninety crowns"),
        ('In section 8 of the principal Act, for the words "fifty crowns", the words "ninety crowns" shall be substituted.', "8", "ninety crowns"),
        ('Section 8 of the principal Act is amended by deleting the words "fifty crowns" and substituting the words "ninety crowns".', "8", "ninety crowns"),
        ('Section 8 of the principal Act is amended by deleting the words "at night".', "8", "shows no light commits"),
        ('Section 8 of the principal Act is amended by inserting after the word "light" the words "or flag".', "8", "no light or flag at night"),
        ('Section 8 of the principal Act is amended by inserting before the word "light" the word "green".', "8", "no green light at night"),
        ('Section 9 of the principal Act is amended by substituting for the word "net" wherever it appears the word "sail".', "9", "dries a sail on the quay, and no person mends a sail"),
        ('Subsection 7(2) of the principal Act is amended by substituting for the word "ten" the word "twelve".', "7", "The dues are twelve crowns"),
        ('Section 7 of the principal Act is amended in subsection (3), in paragraph (b), by substituting for the word "fisher" the word "sailor".', "7", "(b) a sailor;"),
        ('The principal Act is amended by substituting for section 8 the following section:\n\n"Lamps\n8. A master who shows no lamp pays ninety crowns.".', "8", "shows no lamp pays ninety"),
        ('Section 8 of the principal Act is hereby repealed and the following section is substituted therefor:—\n\n"8. A master hangs out a lamp.".', "8", "hangs out a lamp"),
        ('The principal Act is amended by inserting after section 8 the following section:\n\n"Flags\n8A. (1) A boat flies a flag.\n\n(2) The flag is blue.".', "8A", "(2) The flag is blue."),
        ('Section 7 of the principal Act is amended by substituting for subsection (2) the following subsection:\n\n"(2) The dues are set by rule.".', "7", "(2) The dues are set by rule. (3) No dues"),
        ('Section 7 of the principal Act is amended by inserting after subsection (2) the following subsection:\n\n"(2A) Dues are paid in the morning.".', "7", "ten crowns. (2A) Dues are paid in the morning. (3)"),
        ('Subsection 7(3) of the principal Act is amended by inserting after paragraph (a) the following paragraph:\n\n"(aa) a diver;".', "7", "(a) a pilot; (aa) a diver; (b)"),
        ('Section 7 of the principal Act is amended by deleting subsection (2).', "7", "every night. (3) No dues"),
        ('Section 7 of the principal Act is amended by the repeal of paragraphs (a) and (b) of subsection (3) and the substitution therefor of the following:—\n\n"(a) a keeper;".', "7", "paid by— (a) a keeper; (c) a rower."),
        ('Section 9 of the principal Act is hereby repealed.', "9", "hereby repealed"),
        ('Section 2 of the principal Act is amended by deleting the definition of “tide”.', "2", 'commands a boat;'),
        ('Section 2 of the principal Act is amended by substituting for the definition of “berth” the following definition:\n\n‘ “berth” means a mooring;’.', "2", '“berth” means a mooring; “master”'),
        ('Section 2 of the principal Act is amended by inserting after the definition of “berth” the following definition:\n\n‘ “boat” means a vessel with oars;’.', "2", 'lies; “boat” means a vessel with oars; “master”'),
    ],
)  # fmt: skip
def test_an_order_is_carried_out(clause, num, holds):
    """Each way to order a change leads to the words that it orders."""
    view = amended(clause)
    assert holds in section(view, num), view.unapplied


@pytest.mark.parametrize(
    ("clause", "reason"),
    [
        ('Section 8 of the principal Act is amended by substituting for the words "sixty crowns" the words "ninety crowns".', "do not stand in 8"),
        ('Section 9 of the principal Act is amended by substituting for the word "net" the word "sail".', "stand 2 times in 9"),
        ('Section 19 of the principal Act is amended by deleting the word "net".', "no provision 19"),
        ('The principal Act is amended by inserting after section 7 the following section:\n\n"8. A boat flies a flag.".', "could not be read"),
        ('Section 8 of the principal Act is amended in the shoulder note by substituting for the word "Lights" the word "Lamps".', "only a heading"),
        ('Section 8 of the principal Act is amended as the Minister orders.', "not understood"),
        ('The principal Act is amended by substituting for section 8 the following section:\n\n"8. A master who shows no lamp x x x pays.".', "leaves parts"),
        ('Section 8 of the principal Act is amended by deleting the words "at night" and putting there instead the words "by day".', "not understood"),
    ],
)  # fmt: skip
def test_what_cannot_be_carried_out_is_listed_with_its_reason(clause, reason):
    """No change is guessed, and none is lost."""
    view = amended(clause)
    assert [reason in one.reason for one in view.unapplied] == [True]


def test_a_clause_in_which_no_order_was_read_is_listed():
    """A clause between two that amend is not lost in silence."""
    view = amended(
        'Section 8 of the principal Act is amended by deleting the words "at night".',
        "Section 9 of the principal Act",
        'Section 7 of the principal Act is amended by deleting the word "every".',
    )
    assert [(one.clause, one.reason) for one in view.unapplied] == [("3", "no order was read in this clause")]


def test_a_refused_change_leaves_the_text_as_it_was():
    """A change that does not fit changes nothing."""
    view = amended('Section 8 of the principal Act is amended by deleting the word "sail".')
    assert section(view, "8") == section(as_amended(PRINCIPAL, [], LANGUAGES["en"]), "8")


def test_a_repealed_section_keeps_its_number_and_is_marked():
    """What is repealed proves nothing, but its place is known."""
    view = amended("Section 9 of the principal Act is hereby repealed.")
    assert [p.status for p in view.instrument.sections() if p.num == "9"] == ["repealed"]


def test_a_section_renumbered_as_subsection_takes_new_subsections():
    """A clause may first number the old text and then add to it."""
    view = amended(
        "Section 8 of the principal Act is amended—\n\n(a) by renumbering that section as subsection (1); and\n\n"
        '(b) by inserting after subsection (1) the following subsection:\n\n"(2) A lamp is a light.".'
    )
    assert [(p.num, p.sub) for p in view.instrument.walk() if p.eid.startswith("sec_8__")] == [("(1)", "(1)"), ("(2)", "(2)")]


def test_acts_are_replayed_in_the_order_of_their_dates():
    """The later act changes what the earlier one put in."""
    first = act('2. Section 8 of the principal Act is amended by substituting for the word "fifty" the word "sixty".', "a", 1995)
    second = act('2. Section 8 of the principal Act is amended by substituting for the word "sixty" the word "seventy".', "b", 1999)
    view = as_amended(PRINCIPAL, [second, first], LANGUAGES["en"])
    assert [(v.date, v.instrument, v.clauses) for v in view.history("8")] == [
        ("1990", "harbour", ()),
        ("1995", "a", ("2",)),
        ("1999", "b", ("2",)),
    ]


def test_every_word_knows_its_file_and_clause():
    """The new words stand in the amending act, the others in the principal one."""
    view = amended('Section 8 of the principal Act is amended by substituting for the word "fifty" the word "ninety".')
    unit = next(p for p in view.instrument.sections() if p.num == "8")
    found = carrier(view.instrument, [(unit.start, unit.end)])
    assert (found.file, found.clause, view.instrument.text.clean[found.start : found.end]) == ("XX/later.md", "2", "ninety")


def test_a_shown_provision_names_every_file_that_its_words_stand_in():
    """Whoever reads a changed section finds both acts."""
    view = amended('Section 8 of the principal Act is amended by substituting for the word "fifty" the word "ninety".')
    page = as_page(view.instrument, next(p for p in view.instrument.sections() if p.num == "8"))
    assert ["XX/harbour.md" in page, "XX/later.md" in page] == [True, True]


def test_a_quote_of_unchanged_words_names_no_clause():
    """Words that no act touched are the principal act's own."""
    view = amended('Section 8 of the principal Act is amended by substituting for the word "fifty" the word "ninety".')
    unit = next(p for p in view.instrument.sections() if p.num == "7")
    assert carrier(view.instrument, [(unit.start, unit.end)]) is None


@given(st.permutations(range(4)), st.integers(0, 4))
def test_a_draft_that_nothing_changes_freezes_to_the_same_text(order, count):
    """Thawing and freezing loses no word and no unit."""
    parts = ["1. One thing.\n", "2. (1) Another.\n(2) And more—\n(a) a part;\n(b) a part.\n", "3. A third.\n", "Schedule\nA list.\n"]
    found = provisions_of("\n".join(parts[i] for i in sorted(order[:count] or [0])), LANGUAGES["en"])
    text, provisions = freeze(thaw(found))
    places = [{(p.start + i, p.raw_start + i) for p in one.pieces for i in range(p.end - p.start)} for one in (text, found.text)]
    assert (text.clean, provisions, places[0]) == (found.text.clean, found.provisions, places[1])


# -- a country ---------------------------------------------------------------------------------------------------------

LATER = '2. Section 8 of the principal Act is amended by substituting for the word "fifty" the word "ninety".\n\n3. Section 30 of the principal Act is amended by deleting the word "x".'


def test_an_applied_clause_speaks_through_the_principal_act_only():
    """A changed penalty is not counted twice; a clause that could not be applied still speaks for itself."""
    _, later = consolidate([PRINCIPAL, act(LATER)], LANGUAGES)
    assert {p.num: p.status for p in later.sections() if p.level == "section"} == {"2": "applied", "3": "in_force"}


def test_the_principal_act_says_what_could_not_be_applied():
    """Whoever reads the as-amended text is told what it lacks."""
    principal, _ = consolidate([PRINCIPAL, act(LATER)], LANGUAGES)
    assert [w for w in principal.quality.warnings if "could not be applied" in w and "clauses 3" in w]


@pytest.mark.parametrize(
    "change",
    [{"consolidated_in": "harbour"}, {"status": "bill"}, {"text_status": "digest"}, {"amends": "Fishing Act"}, {"year": 1980}],
)
def test_an_act_that_is_not_to_be_applied_changes_nothing(change):
    """Consolidated changes, bills, digests, acts about others and acts older than the text at hand are left alone."""
    later = act(LATER)
    later = replace(later, record=replace(later.record, **change))
    assert consolidate([PRINCIPAL, later], LANGUAGES) == (PRINCIPAL, later)


def test_an_act_goes_into_the_text_in_its_own_language():
    """A Malay act changes the Malay text of the act that it amends."""
    malay = act("1. Nakhoda membayar sepuluh ringgit.\n\n2. Nakhoda memasang lampu.\n", "pelabuhan", 1990, "", "ms")
    malay = replace(malay, record=replace(malay.record, translation_of="harbour"))
    later = act('2. Seksyen 1 Akta ibu dipinda dengan menggantikan perkataan "sepuluh" dengan perkataan "dua puluh".', language="ms")
    assert list(views_of([PRINCIPAL, malay, later], LANGUAGES)) == ["pelabuhan"]


MALAY = "1. Nakhoda membayar sepuluh ringgit.\n\n2. Nakhoda memasang lampu pada waktu malam.\n\n3. Bot itu berwarna biru.\n"


@pytest.mark.parametrize(
    ("clause", "num", "holds"),
    [
        ('Seksyen 1 Akta ibu dipinda dengan menggantikan perkataan "sepuluh" dengan perkataan "dua puluh".', "1", "membayar dua puluh ringgit"),
        ('Seksyen 2 Akta ibu dipinda dengan memotong perkataan "pada waktu malam".', "2", "memasang lampu ."),
        ('Seksyen 2 Akta ibu dipinda dengan memasukkan selepas perkataan "lampu" perkataan "merah".', "2", "lampu merah pada"),
        ('Akta ibu dipinda dengan menggantikan seksyen 3 dengan seksyen yang berikut:\n\n"3. Bot itu berwarna hijau.".', "3", "hijau"),
        ('Akta ibu dipinda dengan memasukkan selepas seksyen 2 seksyen yang berikut:\n\n"2A. Lampu itu terang.".', "2A", "terang"),
    ],
)  # fmt: skip
def test_an_order_in_malay_is_carried_out(clause, num, holds):
    """The words of amending acts stand in the language file, not in the program."""
    view = amended(clause, language="ms", principal=act(MALAY, "harbour", 1990, "", "ms"))
    assert holds in section(view, num), view.unapplied


INDONESIAN = "Pasal 1\nNakhoda membayar sepuluh rupiah.\n\nPasal 2\nNakhoda memasang lampu.\n\nPasal 3\nPerahu berwarna biru.\n"


@pytest.mark.parametrize(
    ("item", "num", "holds"),
    [
        ("Ketentuan Pasal 2 diubah sehingga berbunyi sebagai berikut:\n\nPasal 2\nNakhoda memasang lentera.", "2", "lentera"),
        ("Di antara Pasal 2 dan Pasal 3 disisipkan 1 (satu) pasal, yakni Pasal 2A yang berbunyi sebagai berikut:\n\nPasal 2A\nLampu itu terang.", "2A", "terang"),
        ("Ketentuan Pasal 3 dihapus.", "3", "dihapus"),
    ],
)  # fmt: skip
def test_an_order_in_indonesian_is_carried_out(item, num, holds):
    """An article is restated as a whole, slipped in between two, or struck out."""
    later = act(
        f"Pasal I\nBeberapa ketentuan diubah sebagai berikut:\n\n1. {item}\n\nPasal II\nUndang-undang ini mulai berlaku.\n", language="id"
    )
    view = as_amended(act(INDONESIAN, "harbour", 1990, "", "id"), [later], LANGUAGES["id"])
    assert holds in section(view, num), view.unapplied


# -- the corpus --------------------------------------------------------------------------------------------------------


def views(code):
    """The as-amended views of a country of the corpus."""
    register = load_register(CORPUS / code)
    return views_of([read_or_not(CORPUS / code, code, record, LANGUAGES) for record in register.records], LANGUAGES)


@needs_corpus
@pytest.mark.parametrize(
    ("code", "id", "num", "dates"),
    [
        ("MY", "anti-trafficking-in-persons-bill-2007-en", "12", ["2007", "2021"]),
        ("MY", "anti-trafficking-in-persons-bill-2007-en", "13", ["2007", "2021"]),
        ("MY", "anti-trafficking-in-persons-bill-2007-en", "14", ["2007", "2021"]),
        ("MY", "anti-trafficking-in-persons-bill-2007-en", "51A", ["2015"]),
        ("MY", "anti-trafficking-in-persons-bill-2007-en", "43", ["2007", "2015", "2021"]),
        ("MY", "antipemerdagangan-orang-bill-2007-ms", "26A", ["2010", "2021"]),
        ("MY", "antipemerdagangan-orang-bill-2007-ms", "26C", ["2010", "2021"]),
        ("LK", "anti-corruption-act-9-2023", "4", ["2023-08-08", "2023-11-17"]),
        ("LK", "money-laundering-5-2006", "14", ["2006", "2011"]),
        ("LK", "money-laundering-5-2006", "35", ["2006", "2011"]),
        ("ID", "uu-1999-31-tipikor", "12", ["1999", "2001"]),
        ("ID", "uu-1999-31-tipikor", "12B", ["2001"]),
    ],
)  # fmt: skip
def test_real_acts_have_the_history_that_they_have(code, id, num, dates):
    """The sections that later acts changed, with the years of those acts."""
    assert [version.date for version in views(code)[id].history(num)] == dates


@needs_corpus
@pytest.mark.parametrize("code", ["MY", "LK", "ID"])
def test_spans_of_real_as_amended_texts_slice_back_exactly(code):
    """Every run of carried words is, letter for letter, in the amending act at the place it names."""
    register = load_register(CORPUS / code)
    instruments = [read_or_not(CORPUS / code, code, record, LANGUAGES) for record in register.records]
    texts = {file.file: one.text for one in instruments for file in one.files}
    wrong = []
    for view in views_of(instruments, LANGUAGES).values():
        for piece in (p for p in view.instrument.text.pieces if p.clause and p.end - p.start == p.raw_end - p.raw_start):
            own = texts[piece.file]
            there = next(p for p in own.pieces if p.raw_start <= piece.raw_start and piece.raw_end <= p.raw_end)
            at = there.start + piece.raw_start - there.raw_start
            if own.clean[at : at + piece.end - piece.start] != view.instrument.text.clean[piece.start : piece.end]:
                wrong.append(piece)
    assert not wrong


def kinds_after(*clauses):
    """What the harbour act is about after an act on harbours and pilots with these clauses."""
    later = act("\n\n".join(clauses), kinds=("immigration", "smuggling"))
    return as_amended(act(HARBOUR, "harbour", 1990, "", kinds=("immigration",)), [later], LANGUAGES["en"]).instrument.record.kinds


NEW_SECTION = 'The Harbour Act is amended by inserting after section 8 the following section:\n"8A. A pilot steers.".'


def test_a_later_act_brings_its_matter_into_the_act_that_it_amends():
    """A part on smuggling makes the act a smuggling law too."""
    assert kinds_after(f"1. {NEW_SECTION}") == ("immigration", "smuggling")


def test_an_act_that_could_largely_not_be_applied_brings_nothing():
    """What is not in the text is not what the act is about."""
    refused = '{}. The Harbour Act is amended in section 88 by substituting for the word "x" the word "y".'
    assert kinds_after(*(refused.format(n) for n in (1, 2, 3))) == ("immigration",)
