"""Printed strings are found in a catalogue, or stay as they are."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from legal_gap.catalogue import FOLDER, languages, translations
from legal_gap.report.html import TEMPLATES, country_html
from legal_gap.report.translate import printed, spoken, told
from legal_gap.report.words import Words
from legal_gap.rubric import Element, load_rubric
from tests.factories import assessment, finding, indicator, rubric

SHIPPED = sorted(FOLDER.glob("*/LC_MESSAGES/legal_gap.po"))
PACKAGE = FOLDER.parent
NO_WORDS = {"legal_gap", "sha256", "nbsp", "report", "part", "brief", "single", "stamp"}
"""What a template may print as it is: a name, and the classes of the page's body."""


def compiled(folder: Path, language: str, **messages: str) -> Path:
    """A folder with one compiled catalogue."""
    catalogue = Catalog(locale=language)
    for message, translated in messages.items():
        catalogue.add(message, translated)
    path = folder / language / "LC_MESSAGES" / "legal_gap.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return folder


@pytest.mark.parametrize(("language", "said"), [("fr", "Lacune"), ("vi", "Gap")])
def test_a_message_without_translation_stays_english(tmp_path, language, said):
    """A half-translated report still says everything."""
    assert translations(language, compiled(tmp_path, "fr", Gap="Lacune")).gettext("Gap") == said


def bare(template: str) -> set[str]:
    """Words of a template outside tags, expressions and the marks of translation."""
    for pattern in (
        r"\{#.*?#\}",
        r"\{%-?\s*trans.*?endtrans\s*-?%\}",
        r"\{%.*?%\}|\{\{.*?\}\}",
        r"<style>.*?</style>|<!DOCTYPE[^>]*>",
        r"<[^>]*>",
    ):
        template = re.sub(pattern, " ", template, flags=re.DOTALL)
    return set(re.findall(r"\w{2,}", template)) - NO_WORDS


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_template_prints_a_word_outside_the_catalogue(path):
    """What is not marked cannot be translated."""
    assert not bare(path.read_text(encoding="utf-8"))


def test_no_stylesheet_prints_a_word():
    """Words in a stylesheet are out of the catalogue's reach."""
    assert not re.findall(r'content:[^;}]*"[^"]*\w{2,}', (TEMPLATES / "report.css").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parts[-3])
def test_a_shipped_catalogue_is_compiled_as_it_stands(path):
    """The program reads the compiled file, people the other one."""
    with path.open("rb") as source, path.with_suffix(".mo").open("rb") as compiled_file:
        written, compiled_one = (
            {repr([*m.id] if isinstance(m.id, tuple | list) else m.id): repr([*m.string]) for m in c if m.id}
            for c in (read_po(source), read_mo(compiled_file))
        )
    assert written == compiled_one


def frame() -> set[str | tuple[str, ...]]:
    """Every string of the program that a report prints around the texts of the rubric."""
    kinds = [("**.py", "python"), ("**.html", "jinja2")]
    keywords = {"_": None, "marked": None, "gettext": None, "ngettext": (1, 2), "many": (1, 2)}
    options = {"**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
    return {m[2] for m in extract_from_dir(PACKAGE, kinds, options, keywords)}


def of_the_rubric() -> set[str]:
    """Every string of the rubric that a report prints."""
    return {text for _, text in printed(load_rubric(PACKAGE.parent / "rubric"))}


def held(path: Path) -> set[str | tuple[str, ...]]:
    """The strings that a catalogue translates."""
    with path.open("rb") as file:
        return {tuple(m.id) if isinstance(m.id, list | tuple) else m.id for m in read_po(file) if m.id and m.string}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parts[-3])
def test_every_translation_belongs_to_a_string_that_is_printed(path):
    """A string that was reworded takes its translation along."""
    assert not held(path) - frame() - of_the_rubric()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parts[-3])
@pytest.mark.parametrize("strings", [frame, of_the_rubric])
def test_no_string_of_a_report_is_left_untranslated(path, strings):
    """What is missing is listed here. Sentences that the program composes (computed reasons, warnings), slips and glosses stay English."""
    assert sorted(strings() - held(path), key=str) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parts[-3])
def test_a_translation_fills_in_what_its_string_does(path):
    """A name or number that is left out, or asked for in vain, would break the page."""
    places = re.compile(r"%\(\w+\)s|%[sd]|%%")
    with path.open("rb") as file:
        pairs = [(m.id, m.string) if isinstance(m.id, str) else (m.id[-1], m.string[-1]) for m in read_po(file) if m.id]
    assert not [said for said, other in pairs if sorted(places.findall(said)) != sorted(places.findall(other))]


def test_a_report_is_printed_in_another_language():
    """The summary, the verdicts and the frame of every page."""
    page = country_html(assessment(finding("absent")), rubric(), words=Words("fr", translations("fr")))
    assert ('<html lang="fr">' in page, "Absent de la loi" in page, "Le droit écrit, non la pratique" in page) == (True, True, True)


def test_the_languages_of_reports_are_those_with_a_catalogue():
    """English needs none."""
    assert languages() == ("en", "fr")


FRENCH = Words("fr", translations("fr"))


def test_the_words_of_the_rubric_and_the_reasons_are_printed_in_the_language_of_the_report():
    """Question, remedy and reason, and a sentence without translation as it is."""
    reason = "No offence of misuse of office as such was found."
    asked = indicator(title="Abuse of functions", elements=(Element("abuse", "", reason, ()),))
    page = country_html(assessment(finding("absent", reasons=(reason, "Composed."))), rubric(asked), words=FRENCH)
    assert "Abus de fonctions" in page and "Aucune infraction d&#39;abus de fonction" in page and "Composed." in page


def test_translating_twice_changes_nothing():
    """A part of a pack is translated with the pack."""
    once = told(assessment(finding("absent", reasons=("No sanction was found.",))), FRENCH)
    asked = spoken(rubric(indicator(title="Abuse of functions")), FRENCH)
    assert (told(once, FRENCH), spoken(asked, FRENCH)) == (once, asked) and once.findings[0].reasons == (
        "Aucune sanction n'a été trouvée.",
    )


@pytest.mark.parametrize(
    ("words", "day", "number"), [(Words(), "24 November 2026", "1,234.5"), (FRENCH, "24 novembre 2026", "1\u202f234,5")]
)
def test_dates_and_numbers_follow_the_language(words, day, number):
    """ICU knows how."""
    assert (words.date("2026-11-24"), words.number(1234.5)) == (day, number)
