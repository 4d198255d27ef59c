"""A word for an official is followed to the definition that its own act gives."""

from legal_gap.analyse import analyse
from legal_gap.definition import definition_of, said_of
from legal_gap.language import load_languages
from legal_gap.model import Mention
from legal_gap.places import data_folder
from legal_gap.rubric import load_rubric
from legal_gap.scope import Scoped, scoped
from legal_gap.segment import provisions_of

LANGUAGE = load_languages(data_folder("rubric") / "languages")["en"]
RUBRIC = load_rubric(data_folder("rubric"))
ACT = """
2. Interpretation

In this Act, unless the context otherwise requires,

(a) "agency" means a licensed recruiter;

(b) "public officer" means a person who is paid by the Treasury or carries out a public function;

3. Taking rewards

Any public officer who accepts a reward for opening a gate commits an offence and is liable to imprisonment for 4 years.
"""


def read(text: str) -> Scoped:
    """An act cut into scopes."""
    return scoped(analyse(provisions_of(text, LANGUAGE), LANGUAGE, RUBRIC.concepts, {}), LANGUAGE)


def named(word: str, act: Scoped) -> Mention:
    """A person as an offence names it."""
    text = act.instrument.text.folded
    return next(m for m in reversed(act.reading.mentions) if text[m.start : m.end] == word and m.concept == "public_official")


def test_the_definition_is_found_to_its_paragraph():
    """The unit is the paragraph that defines, not the whole section."""
    act = read(ACT)
    found = definition_of(named("public officer", act), act)
    assert found is not None and (found.section.num, found.unit.sub) == ("2", "(b)")


def test_a_plural_has_the_definition_of_its_singular():
    """Acts define one officer and punish many."""
    act = read(ACT.replace("Any public officer who accepts", "Public officers who accept"))
    assert definition_of(named("public officers", act), act) is not None


def test_a_word_that_the_act_does_not_define_has_no_definition():
    """Nothing is borrowed from another word for an official."""
    act = read(ACT.replace("Any public officer who accepts", "Any civil servant who accepts"))
    assert definition_of(named("civil servant", act), act) is None


def test_words_outside_definition_sections_define_nothing():
    """A word in quotation marks in an offence is only quoted."""
    act = read('3. Offence\n\nWhoever wears a badge that says "public officer" is liable to a fine.')
    assert definition_of(named("public officer", act), act) is None


def test_the_reader_is_told_where_the_word_is_defined():
    """One sentence a word, with the place."""
    act = read(ACT)
    mentions = [(m, act) for m in act.reading.mentions if m.role == "offender"]
    assert [sentence for sentence in said_of(mentions) if "2(b)" in sentence and "public officer" in sentence]
