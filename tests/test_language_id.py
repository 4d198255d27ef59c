"""Indonesian law in Indonesian: how penalties are read. All sentences are our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from legal_gap.language import load_languages
from legal_gap.language.offences import compile_offences
from legal_gap.language.penalties import compile_penalties
from legal_gap.penalty import PenaltyWords, parse_penalty
from legal_gap.places import data_folder

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
