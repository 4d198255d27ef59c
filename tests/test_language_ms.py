"""Malay: penalty sentences, roles, citations and verdicts in our own words, in the manner of Malaysian drafting."""

from pathlib import Path

import pytest

from legal_gap.analyse import analyse
from legal_gap.language import load_languages
from legal_gap.language.penalties import compile_penalties
from legal_gap.mention import find_in
from legal_gap.penalty import parse_penalty
from legal_gap.rubric import load_rubric
from legal_gap.segment import provisions_of
from legal_gap.text import fold
from legal_gap.wording import printed, trial_of, unworded

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "rubric" / "languages")
RUBRIC = load_rubric(ROOT / "rubric")
MALAY = LANGUAGES["ms"]


def records(text):
    """What a Malay sentence threatens."""
    return [printed(words) for words in parse_penalty(text, compile_penalties(MALAY))]


def roles(text, concept="public_official"):
    """The roles in which a Malay sentence names an official."""
    family = RUBRIC.family(concept)
    return [m.role for m in find_in(fold(text), MALAY, RUBRIC.concepts) if m.concept in family]


def reading(text):
    """A Malay act in a few lines, read and understood."""
    return analyse(provisions_of(text, MALAY), MALAY, RUBRIC.concepts, {})


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("sebelas tahun", 132),
        ("dua belas tahun", 144),
        ("dua puluh lima tahun", 300),
        ("lapan belas bulan", 18),
        ("2 tahun enam bulan", 30),
    ],
)
def test_a_term_in_words_is_counted(words, months):
    """Teens and tens are built from two words."""
    assert records(f"Dia hendaklah dihukum dengan pemenjaraan selama tempoh {words}.")[0]["imprisonment_max_months"] == months


@pytest.mark.parametrize(
    ("words", "amount"),
    [("seratus ribu", 100000), ("dua ratus lima puluh ribu", 250000), ("satu juta dua ratus ribu", 1200000), ("seribu lima ratus", 1500)],
)
def test_a_sum_in_words_is_counted(words, amount):
    """Hundreds, tens and thousands multiply as they are spoken."""
    assert records(f"Dia boleh didenda tidak melebihi {words} ringgit.")[0]["fine_max"] == amount


def test_both_after_also_liable_is_remarked():
    """The 2010 manner of adding "or both" behind "also liable" leaves the mode unclear; the record says so."""
    found = records(
        "Dia hendaklah dihukum dengan pemenjaraan selama tempoh tidak melebihi tujuh tahun, dan boleh juga dikenakan denda, atau kedua-duanya."
    )
    assert found[0]["remark"] == "the law says both 'and' and 'or both'"


def test_a_fine_for_each_day_is_no_record_of_its_own():
    """What continues day by day is not the punishment of the offence."""
    found = records(
        "Dia boleh didenda tidak melebihi lima ribu ringgit dan denda selanjutnya seratus ringgit bagi tiap-tiap hari kesalahan itu berterusan."
    )
    assert [record["fine_max"] for record in found] == [5000]


def test_a_list_of_imprisonment_and_fine_is_one_penalty():
    """Paragraphs joined by "and" complete one announcement."""
    act = reading(
        "24. (1) Mana-mana orang yang melanggar seksyen ini apabila disabitkan boleh—\n(a) dipenjarakan selama tempoh tidak melebihi enam tahun; dan\n(b) didenda tidak melebihi sepuluh ribu ringgit.\n"
    )
    assert [(p.imprisonment_max_months, p.fine_max) for p in act.penalties] == [(72, 10000)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Kesalahan itu dilakukan oleh seorang pegawai awam.", "offender"),
        ("Mana-mana orang yang menghalang seorang pegawai polis melakukan suatu kesalahan.", "victim"),
        ("Seseorang pegawai imigresen boleh menggeledah mana-mana pengangkut.", "enforcer"),
        ("Mana-mana orang yang memberikan apa-apa suapan kepada seorang pegawai awam", "recipient"),
        ("Laporan itu hendaklah dikemukakan kepada seorang pegawai polis, maklumat kepada pegawai polis.", "enforcer"),
        ("Seseorang pegawai awam yang menerima suapan hendaklah dihukum.", "offender"),
    ],
)
def test_an_official_has_the_role_that_the_sentence_gives(text, role):
    """Who does, who suffers, who enforces, who receives."""
    assert role in roles(text)


def test_a_foreign_official_is_not_a_national_one():
    """The longer term silences the shorter."""
    assert roles("Mana-mana pegawai awam asing yang meminta suapan") == []


def test_the_head_of_immigration_is_no_company_director():
    """ "Ketua Pengarah" is an office of the State."""
    assert [m.concept for m in find_in(fold("Ketua Pengarah Imigresen"), MALAY, RUBRIC.concepts) if m.concept == "director"] == []


def test_an_inserted_section_with_a_small_letter_has_its_number():
    """ "26a" is section 26A."""
    assert [unit.num for unit in provisions_of("26a. Satu perkara.\n\n26c. Perkara lain.\n", MALAY).sections()] == ["26A", "26C"]


def test_a_subsection_cited_with_its_section_is_cited_whole():
    """ "Subseksyen 6(1)" is subsection (1) of section 6, not a sixth subsection here."""
    act = reading("6. (1) Lantikan dibuat.\n(2) Lantikan tamat.\n9. Orang yang dilantik di bawah subseksyen 6(1) hendaklah bertugas.\n")
    assert [reference.to_num for reference in act.references] == ["6"]


def test_the_company_form_of_an_offence_is_for_a_legal_person():
    """A fine alone on a body corporate."""
    act = reading(
        "7. Jika kesalahan pemerdagangan orang dilakukan oleh suatu pertubuhan perbadanan, pertubuhan perbadanan itu boleh, apabila disabitkan, didenda tidak kurang daripada satu juta ringgit.\n"
    )
    assert [(p.applies_to, p.fine_min) for p in act.penalties] == [("legal_person", 1000000)]


def test_the_heading_tells_the_aggravated_form():
    """ "Yang lebih berat" in the heading."""
    act = reading(
        "7. Tiada apa-apa.\n\n**Kesalahan penyeludupan migran yang lebih berat**\n\n**8.** Mana-mana orang yang menyeludup migran dengan kekerasan hendaklah dihukum dengan pemenjaraan selama tempoh tidak melebihi lima belas tahun.\n"
    )
    assert [(p.offence, p.tier) for p in act.penalties] == [("smuggling", "aggravated")]


def test_malay_leaves_no_concept_unsaid():
    """Every concept has words or a reason for having none."""
    assert unworded(MALAY, RUBRIC.concepts) == ()


def test_malay_carries_enough_examples():
    """At least forty, ten of them look-alikes, in each of the groups on trafficking, smuggling and corruption."""
    trial = trial_of(MALAY, RUBRIC)
    alike = sum(example.look_alike for _, example in trial.verdicts)
    groups = {id[0] for id, _ in trial.verdicts}
    assert (len(trial.verdicts) + len(trial.sentences) >= 40, alike >= 10, groups >= {"A", "B", "D"}) == (True, True, True)
