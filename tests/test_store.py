"""The database: what is kept comes back, what is damaged is made again, what another program wrote is left alone."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from legal_gap.errors import OutputError
from legal_gap.model import (
    Instrument,
    Jurisdiction,
    Mention,
    Offence,
    Penalty,
    Piece,
    Provision,
    Quality,
    Reading,
    Record,
    Reference,
    Text,
    TreatyStatus,
)
from legal_gap.store import fingerprint, open_store
from legal_gap.store.codec import pack, unpack
from legal_gap.store.words import index_form, query_form

WORDS = "Carrying across the border\nWhoever carries another across the border for gain is punished.\n"


def reading(text=WORDS, id="act-1", language="en"):
    """The least reading that has one of each noun in it."""
    record = Record(id, "An act", "Act 1", ("smuggling",), language, "in_force", "digest", (f"{id}.md",), year=2007)
    tail = Provision("sec_1__tail", "tail", "", "", 30, len(text))
    provision = Provision("sec_1", "section", "1", text.split("\n")[0], 0, len(text), children=(tail,))
    clean = Text(text, text.lower(), (Piece(0, len(text), f"XX/{id}.md", 0, len(text)),))
    penalty = Penalty(id, f"XX/{id}.md", "1", "", "sec_1", 0, 9, "Carrying", imprisonment_max_months=60.0)
    offence = Offence("smuggling", id, "sec_1", "1", "", 0, 9, penalties=(penalty,))
    return Reading(
        Instrument(record, clean, (provision,), (), Quality(1.0)),
        (Mention("border", 20, 26),),
        (penalty,),
        (offence,),
        (Reference(id, "sec_1", 0, 9, "act-2"),),
    )


def test_a_reading_comes_back_as_it_was():
    """Every noun, nested or not, survives the way to the file and back."""
    assert unpack(Reading, pack(reading())) == reading()


def test_dates_and_mappings_come_back_as_they_were():
    """A date is a date again, and so is a table of penalty classes."""
    country = Jurisdiction(
        "XX", "Exland", ("en",), "mixed", "XXX", (TreatyStatus("TIP", "party", date(2009, 2, 26)),), penalty_classes={"felony": {"max": 12}}
    )
    assert unpack(Jurisdiction, pack(country)) == country


def test_other_bytes_are_no_reading():
    """A damaged row is noticed, whatever stands in it."""
    with pytest.raises(ValueError, match="not a packed Reading"):
        unpack(Reading, pack(Quality(1.0)))


def test_a_kept_reading_is_found_by_its_key(tmp_path):
    """The same text is not analysed twice."""
    with open_store(tmp_path / "a.db") as store:
        store.keep("k", "XX", reading())
    with open_store(tmp_path / "a.db") as store:
        assert store.reading("k") == reading()


def test_an_unknown_key_has_no_reading():
    """What was never read is not made up."""
    with open_store(None) as store:
        assert store.reading("k") is None


def test_a_changed_file_pushes_the_old_reading_out():
    """The database holds one reading of an instrument."""
    with open_store(None) as store:
        store.keep("old", "XX", reading())
        store.keep("new", "XX", reading("Carrying\nNobody carries.\n"))
        assert (store.reading("old"), store.db.table("provisions").count) == (None, 1)


def test_search_finds_the_provision_with_every_word():
    """Words may stand anywhere in the provision, in any form of letters."""
    with open_store(None) as store:
        store.keep("k", "XX", reading())
        assert [hit.num for hit in store.search("BORDER gain", ["k"])] == ["1"]


def test_search_for_a_word_that_is_not_there_finds_nothing():
    """One word that does not occur is enough."""
    with open_store(None) as store:
        store.keep("k", "XX", reading())
        assert store.search("border airport", ["k"]) == []


@pytest.mark.parametrize("words", ["ลักลอบ", "ล", "人口", "口", "贩卖人口"])
def test_search_finds_parts_of_text_without_spaces(words):
    """Thai and Chinese write no spaces: any run of their letters is found, even one letter."""
    with open_store(None) as store:
        store.keep("k", "XX", reading("หมวด\nห้ามลักลอบขน 贩卖人口罪\n"))
        assert len(store.search(words, ["k"])) == 1


def test_search_keeps_the_order_of_letters_in_text_without_spaces():
    """The letters of a word in another order are another word."""
    with open_store(None) as store:
        store.keep("k", "XX", reading("Heading\n贩卖人口\n"))
        assert store.search("口人", ["k"]) == []


def test_search_does_not_cut_words_at_vowel_signs():
    """Vowel signs of Hindi or Thaana are marks, not letters, and still part of the word."""
    with open_store(None) as store:
        store.keep("k", "XX", reading("Heading\nमानव दुर्व्यापार\n"))
        assert len(store.search("मानव", ["k"])) == 1


@pytest.mark.parametrize("words", ['"', "AND", "(", "a* NEAR b", "col:x", "'; DROP TABLE provisions", "-"])
def test_search_takes_any_words(words):
    """What a person types is words, never a command to the database."""
    with open_store(None) as store:
        store.keep("k", "XX", reading())
        assert store.search(words, ["k"]) == []


def test_words_in_quotation_marks_stay_together():
    """A phrase is one term."""
    assert query_form('"for gain" border') == '"for gain" AND "border"'


def test_text_with_spaces_is_indexed_as_it_is():
    """Only scripts without spaces are taken apart."""
    assert index_form("for gain") == "for gain"


def test_a_file_that_is_no_database_is_a_sentence(tmp_path):
    """A wrong --database is not written over."""
    (tmp_path / "letter.txt").write_text("Dear Minister, " * 200)
    with pytest.raises(OutputError, match="cannot be used"), open_store(tmp_path / "letter.txt"):
        pass


def test_a_damaged_cache_is_set_aside_and_made_again(tmp_path):
    """The database is derived: a broken one costs time only."""
    (tmp_path / "cache.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    with open_store(tmp_path / "cache.db", rebuild=True) as store:
        store.keep("k", "XX", reading())
        assert (tmp_path / "cache.broken").exists()


def test_another_programs_database_is_left_alone(tmp_path):
    """A file with other tables is never emptied."""
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE letters (text)")
    other.close()
    with pytest.raises(OutputError, match="another program"), open_store(tmp_path / "other.db", rebuild=True):
        pass


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    """A database below a file cannot be."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="--database"), open_store(tmp_path / "file" / "a.db"):
        pass


def test_a_database_of_an_older_version_is_filled_again(tmp_path):
    """Tables of another form are dropped, not read wrongly."""
    with open_store(tmp_path / "a.db") as store:
        store.keep("k", "XX", reading())
        store.db.execute("PRAGMA user_version = 99")
    with open_store(tmp_path / "a.db") as store:
        assert store.reading("k") is None


def test_several_runs_may_keep_at_once(tmp_path):
    """Two commands at the same time wait for each other."""

    def run(number):
        with open_store(tmp_path / "a.db") as store:
            for turn in range(5):
                store.keep(f"{number}-{turn}", "XX", reading(id=f"act-{number}-{turn}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    with open_store(tmp_path / "a.db") as store:
        assert store.db.table("instruments").count == 20


def test_a_fingerprint_knows_where_each_part_ends():
    """Moving a letter from one part to the next is another content."""
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
