"""Torn text layers: told by signs in impossible places, read a second time where that helps, said where it does not."""

import shutil

import pytest

from legal_gap.parsers.pdf import poppler
from legal_gap.parsers.pdf.layout import Line, Page
from legal_gap.script import torn

WHOLE = {
    "th": "ผู้ใดเก็บหนังสือไว้ที่ร้านต้องบอกเจ้าหน้าที่ ",
    "bn": "দোকানে বই রাখিলে তাহা জানাইতে হইবে ",
    "ar": "على كل تاجر أن يمسك سجلات منتظمة في مدينة تجارية ",
}
TORN = {
    "signs without a letter": "ผ ู ้ ใด เก ็ บ หน ั งส ื อ ",
    "letters twice": "ผู้ผู้ใดเก็บก็หนังสือสื ที่ที่ร้านร้ ",
    "glyphs without a name": "দো=কা=নে বি\x86ই রাǂখিলে ",
    "words back to front": "ةنيدم يف ةمظتنم ةيراجت ةلجس ",
}


@pytest.mark.parametrize("code", WHOLE)
def test_whole_text_is_not_torn(code):
    """Every sign stands where its script puts it."""
    assert torn(WHOLE[code] * 20) == 0


@pytest.mark.parametrize("kind", TORN)
def test_torn_text_is_told(kind):
    """Whatever tore it."""
    assert torn(TORN[kind] * 20) > poppler.TORN


def test_latin_text_has_no_such_signs():
    """Nor has a short text enough of them to tell."""
    assert torn("déjà vu, naïve ÿ " * 50) == torn(TORN["letters twice"]) == 0


@pytest.mark.parametrize(("second", "taken"), [(WHOLE["th"], True), (TORN["signs without a letter"], False)])
def test_the_better_of_two_readings_is_taken(monkeypatch, second, taken):
    """By what is torn, not by who read it."""
    first, other = ([Page(1, [Line(text * 20, 0, 0, 0, 0)])] for text in (TORN["signs without a letter"], second))
    monkeypatch.setattr(poppler, "pages", lambda data: other)
    assert (poppler.least_torn(first, b"")[0] is other) == taken


def test_without_the_second_reader_its_package_is_named(monkeypatch):
    """What would help, in one sentence."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    first = [Page(1, [Line(TORN["letters twice"] * 20, 0, 0, 0, 0)])]
    assert poppler.least_torn(first, b"") == (first, (poppler.INSTALL,))
