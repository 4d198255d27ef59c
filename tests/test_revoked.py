"""Articles of one act that a later code takes out of force, and the articles of the code that are read instead."""

from dataclasses import replace
from pathlib import Path

from legal_gap.amend.revoked import lists_of, without_revoked
from legal_gap.language import load_languages
from legal_gap.segment import provisions_of

LANGUAGES = load_languages(Path(__file__).parent.parent / "rubric" / "languages")
SPECIAL = """UNDANG-UNDANG REPUBLIK INDONESIA
NOMOR 5 TAHUN 1990
TENTANG
PENYELUNDUPAN KOPI

Pasal 2
(1) Setiap orang yang menyelundupkan kopi dipidana dengan pidana penjara paling lama 3 (tiga) tahun.
(2) Percobaan dipidana dengan pidana yang sama.

Pasal 3
Setiap orang yang menimbun kopi dipidana dengan pidana penjara paling lama 1 (satu) tahun.

Pasal 4
Setiap orang yang membakar kopi dipidana dengan pidana penjara paling lama 2 (dua) tahun.
"""
CODE = """UNDANG-UNDANG REPUBLIK INDONESIA
NOMOR 9 TAHUN 2020
TENTANG
KITAB HUKUM DAGANG

Pasal 40
Setiap orang yang menyelundupkan hasil bumi dipidana dengan pidana penjara paling lama 6 (enam) tahun.

Pasal 41
Setiap orang yang menimbun hasil bumi dipidana dengan pidana penjara paling lama 4 (empat) tahun.

Pasal 50
(1) Pada saat Undang-Undang ini mulai berlaku, ketentuan dalam:
a. Pasal 7 Undang-Undang Nomor 2 Tahun 1980 tentang Gula (Lembaran Negara Tahun 1980 Nomor 3); dan
b. Pasal 2 ayat (1) dan Pasal 3 UndangUndang Nomor 5 Tahun l99O tentang Penyelundupan Kopi (Lembaran Negara Tahun 1990 Nomor 8),
dicabut dan dinyatakan tidak berlaku.
(2) Rujukan kepada pasal dalam ayat (1) huruf b dibaca begini:
a. Pasal 2 ayat (1) pengacuannya diganti dengan Pasal 4O; dan
b. Pasal 3 pengacuannya diganti dengan Pasal 41.
"""


def act(text, id, title, status="in_force", kinds=("smuggling",), **more):
    """An Indonesian act in our own words."""
    found = provisions_of(text, LANGUAGES["id"])
    return replace(found, record=replace(found.record, id=id, title=title, status=status, kinds=kinds, text_status="official", **more))


PRINCIPAL = act(SPECIAL, "kopi", "Act on coffee")
LATER = act(CODE, "kitab", "Code of trade", kinds=("penal_code",))


def law(*acts):
    """Acts after every list was held against every act, by id."""
    return {one.id: one for one in without_revoked(acts, LANGUAGES)}


def statuses(one):
    """Every unit of the articles with its status."""
    return {f"{s.num}{u.sub}": u.status for s in one.sections() if s.level == "section" for u in s.walk() if u.level != "tail"}


def test_articles_that_a_code_lists_are_out_of_force_and_others_stay():
    """The listed article is repealed, the next one is not."""
    found = statuses(law(PRINCIPAL, LATER)["kopi"])
    assert (found["3"], found["4"]) == ("repealed", "in_force")


def test_of_an_article_of_which_one_paragraph_is_listed_the_other_stays():
    """Only the unit that is listed goes."""
    found = statuses(law(PRINCIPAL, LATER)["kopi"])
    assert (found["2"], found["2(1)"], found["2(2)"]) == ("in_force", "repealed", "in_force")


def test_the_quality_names_the_articles_and_those_that_are_read_instead():
    """A reader sees what went and what is read now."""
    (said,) = [w for w in law(PRINCIPAL, LATER)["kopi"].quality.warnings if "out of force" in w]
    assert said == "out of force since Code of trade, 50: 2(1) (now 40), 3 (now 41)"


def test_the_articles_read_instead_are_law_of_the_kind_of_those_they_replace():
    """The kinds of the special act pass to them."""
    kinds = {s.num: s.kinds for s in law(PRINCIPAL, LATER)["kitab"].sections() if s.level == "section"}
    assert kinds == {"40": ("smuggling",), "41": ("smuggling",), "50": ()}


def test_digits_that_a_scan_took_for_letters_are_mended_in_the_number_of_an_article():
    """l and O stand for 1 and 0."""
    items = list(lists_of(LATER, LANGUAGES))
    assert items[1].instead == {("2", "(1)"): (("40", ""),), ("3", ""): (("41", ""),)}


def test_a_code_that_is_not_yet_in_force_takes_nothing_out():
    """A bill repeals nothing."""
    bill = act(CODE, "kitab", "Code of trade", status="bill")
    assert set(statuses(law(PRINCIPAL, bill)["kopi"]).values()) == {"in_force"}


def test_an_act_that_only_cites_the_title_loses_nothing():
    """An amending act bears the title only as a citation."""
    other = act(SPECIAL, "lain", "Change of the act on coffee", amending=True, amends="elsewhere")
    assert set(statuses(law(other, LATER)["lain"]).values()) == {"in_force"}


def test_a_language_that_does_not_say_how_it_takes_articles_out_loses_nothing():
    """Without words for it nothing is guessed."""
    foreign = replace(LATER, record=replace(LATER.record, language="fr"))
    assert set(statuses(law(PRINCIPAL, foreign)["kopi"]).values()) == {"in_force"}
