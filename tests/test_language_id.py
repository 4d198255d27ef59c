"""Indonesian law in Indonesian: penalties, roles, offences and verdicts. All sentences are our own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from legal_gap.analyse import analyse
from legal_gap.examples import run_example
from legal_gap.language import load_languages
from legal_gap.language.offences import compile_offences
from legal_gap.language.penalties import compile_penalties
from legal_gap.model import Reading
from legal_gap.penalty import PenaltyWords, parse_penalty
from legal_gap.places import data_folder
from legal_gap.rubric import load_rubric, read_example
from legal_gap.segment import provisions_of

ID = load_languages(Path(data_folder("rubric")) / "languages")["id"]


def one(text: str) -> PenaltyWords:
    """The single penalty of a sentence."""
    (penalty,) = parse_penalty(text, compile_penalties(ID))
    return penalty


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Pelaku dipidana dengan pidana penjara paling singkat 2 (dua) tahun dan paling lama 9 (sembilan) tahun.", 24, 108),
        ("Pelaku dipidana dengan pidana penjara paling lama 18 (delapan belas) bulan.", None, 18),
        ("Dipidana dengan pidana kurungan paling lama 4 (empat) bulan, setiap orang yang merusak pagar.", None, 4),
        ("Pelaku diancam dengan pidana penjara paling lama dua puluh tahun.", None, 240),
    ],
)
def test_terms_are_read_with_their_bounds(text: str, low: float | None, high: float) -> None:
    """``paling singkat`` is the least, ``paling lama`` the most."""
    assert (one(text).imprisonment_min_months, one(text).imprisonment_max_months) == (low, high)


def test_a_dot_parts_thousands_and_a_comma_decimals() -> None:
    """The sum is what a rupiah amount says."""
    assert one("Dipidana dengan pidana denda paling banyak Rp2.500.000,00 (dua juta lima ratus ribu rupiah).").fine_max == 2500000


def test_a_fine_in_a_category_keeps_its_number() -> None:
    """A Roman category is printed as the category."""
    penalty = one("Dipidana dengan pidana denda paling banyak kategori VI, setiap orang yang menipu.")
    assert (penalty.fine_max, penalty.fine_unit) == (6, "category")


def test_or_leaves_a_fine_alone_possible() -> None:
    """``atau`` offers the fine instead of prison."""
    assert one("Dipidana dengan pidana penjara paling lama 1 (satu) tahun atau pidana denda paling banyak kategori II.").fine_only_possible


def test_and_asks_for_both() -> None:
    """``dan`` does not."""
    assert not one(
        "Dipidana dengan pidana penjara paling lama 1 (satu) tahun dan pidana denda paling banyak kategori II."
    ).fine_only_possible


def test_life_is_read() -> None:
    """``seumur hidup`` is a life term."""
    assert one("Pelaku dipidana dengan pidana penjara seumur hidup.").life


def test_death_is_read() -> None:
    """``pidana mati`` is the death penalty."""
    assert one("Pelaku dijatuhi pidana mati.").death


def test_a_third_more_is_an_increase() -> None:
    """``ditambah 1/3`` raises by a third."""
    assert one("Maka pidananya ditambah 1/3 (sepertiga).").increase == "+1/3"


def test_a_dismissal_is_read() -> None:
    """Leaving office without honour is dismissal."""
    assert one("Pelaku dapat dikenai pidana tambahan berupa pemberhentian tidak dengan hormat dari jabatannya.").dismissal


@pytest.mark.parametrize(
    "text",
    [
        "Anak yang belum berumur 12 (dua belas) tahun didampingi orang tua.",
        "Laporan disampaikan dalam waktu paling lama 14 (empat belas) hari.",
        "Narapidana yang menjalani pidana penjara mendapat makanan.",
        "Korban yang dipaksa tidak dipidana.",
    ],
)
def test_what_only_looks_like_a_penalty_is_none(text: str) -> None:
    """Ages, time limits, sentences being served and impunity threaten nothing."""
    assert not parse_penalty(text, compile_penalties(ID))


def test_a_label_announced_by_a_word_becomes_a_path() -> None:
    """Paragraph and letter are told by words, not only by brackets."""
    assert compile_offences(ID).path("ayat (1) huruf b") == "(1)(b)"


# -- roles and verdicts ----------------------------------------------------------------------------------------------

RUBRIC = load_rubric(Path(data_folder("rubric")))


def reading(text: str, *kinds: str) -> Reading:
    """Own words read as an Indonesian act of these kinds."""
    act = provisions_of(text, ID)
    act = replace(act, record=replace(act.record, kinds=kinds or ("trafficking",), status="in_force", text_status="official"))
    return analyse(act, ID, RUBRIC.concepts, {})


def role(text: str, concept: str = "public_official") -> str:
    """The role of the first mention of a person."""
    wanted = {name for name, known in RUBRIC.concepts.items() if concept in (name, *known.parents)}
    return next(m.role for m in reading(text).mentions if m.concept in wanted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pasal 3\nPejabat yang menerima hadiah dipidana dengan pidana penjara paling lama 4 (empat) tahun.", "offender"),
        (
            "Pasal 3\nSetiap orang yang memberi hadiah kepada pejabat dipidana dengan pidana penjara paling lama 4 (empat) tahun.",
            "recipient",
        ),
        ("Pasal 3\nSetiap orang yang melawan pejabat dipidana dengan pidana penjara paling lama 4 (empat) tahun.", "victim"),
        ("Pasal 3\nPejabat dapat memeriksa kapal itu.", "enforcer"),
        ("Pasal 3\nJika pelakunya adalah pejabat, pidananya ditambah 1/3 (sepertiga).", "offender"),
        ("Pasal 3\nPerbuatan yang dilakukan oleh pejabat dipidana dengan pidana penjara paling lama 4 (empat) tahun.", "offender"),
        ("Pasal 3\nLaporan disampaikan kepada pejabat.", "enforcer"),
    ],
)
def test_the_words_around_a_person_say_what_the_person_does(text: str, expected: str) -> None:
    """``yang``, ``oleh`` and ``kepada`` carry the role."""
    assert role(text) == expected


def test_the_second_of_two_officials_who_are_given_something_is_no_offender() -> None:
    """``kepada pegawai negeri atau penyelenggara negara`` gives to both."""
    text = "Pasal 3\nSetiap orang yang memberi hadiah kepada pegawai negeri atau penyelenggara negara, dipidana dengan pidana penjara paling lama 3 (tiga) tahun."
    assert "offender" not in {m.role for m in reading(text).mentions if m.concept == "public_official"}


def test_taking_what_an_earlier_paragraph_describes_is_taking() -> None:
    """The receiver's own paragraph describes the conduct, though it cites the giver's."""
    text = """Pasal 3
(1) Setiap orang yang memberi hadiah kepada pegawai negeri dipidana dengan pidana penjara paling lama 3 (tiga) tahun.
(2) Pegawai negeri yang menerima hadiah sebagaimana dimaksud pada ayat (1) dipidana dengan pidana penjara paling lama 4 (empat) tahun.
"""
    assert [(p.sub, p.offence, p.applies_to) for p in reading(text, "anti_corruption").penalties] == [
        ("(1)", "active_bribery", "anyone"),
        ("(2)", "passive_bribery", "public_official"),
    ]


def test_something_done_is_no_bribe() -> None:
    """``sesuatu`` alone is not a gratification."""
    text = "Pasal 3\nSetiap orang yang memaksa orang lain melakukan sesuatu dipidana dengan pidana penjara paling lama 1 (satu) tahun."
    assert [p.offence for p in reading(text, "penal_code").penalties] == ["other"]


def test_whether_organised_or_not_is_no_aggravation() -> None:
    """``baik secara terorganisasi maupun tidak`` names no organised group."""
    text = "Pasal 3\nSetiap orang yang membawa orang, baik secara terorganisasi maupun tidak terorganisasi, dipidana dengan pidana penjara paling lama 5 (lima) tahun."
    assert "organised_group" not in {m.concept for m in reading(text).mentions}


def test_the_name_of_the_anti_corruption_body_is_no_offence_of_corruption() -> None:
    """``Komisi Pemberantasan Korupsi`` is the body alone."""
    found = {m.concept for m in reading("Pasal 3\nKetua Komisi Pemberantasan Korupsi dapat meminta pencegahan.").mentions}
    assert "anti_corruption_body" in found and "corruption" not in found


@pytest.mark.parametrize(
    ("indicator", "text", "outcome"),
    [
        ("A09", "Pasal 9\nPejabat yang melakukan perdagangan orang wajib diberhentikan tidak dengan hormat dari jabatannya.", "present"),
        (
            "A09",
            "Pasal 9\nPejabat yang melakukan perdagangan orang dapat dijatuhi pidana tambahan berupa pemberhentian dari jabatannya.",
            "partial",
        ),
        (
            "A10",
            "Pasal 9\nPencabutan hak memegang jabatan publik berlaku untuk selamanya bagi pejabat yang melakukan perdagangan orang.",
            "present",
        ),
        (
            "A10",
            "Pasal 9\nJika dijatuhi pidana mati atau penjara seumur hidup, pencabutan hak memegang jabatan berlaku untuk selamanya.",
            "partial",
        ),
    ],
)
def test_verdicts_follow_must_and_may_and_for_how_long(indicator: str, text: str, outcome: str) -> None:
    """``dapat`` leaves it to the court; a bar that only follows a life or death sentence is no long bar."""
    example = read_example({"name": "x", "expect": outcome, "text": text, "language": "id"}, RUBRIC.indicator(indicator).kinds)
    assert run_example(RUBRIC.indicator(indicator), example, RUBRIC, {"id": ID}) == []
