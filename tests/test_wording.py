"""Language files on trial: the examples inside them, and the concepts they word or leave out."""

from pathlib import Path

import pytest

from legal_gap.errors import DataError
from legal_gap.language import Language, load_languages
from legal_gap.language.pack import load_language
from legal_gap.language.penalties import compile_penalties
from legal_gap.rubric import load_rubric
from legal_gap.wording import check_terms, run_language, trial_of, unworded

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "rubric" / "languages")
RUBRIC = load_rubric(ROOT / "rubric")
ENGLISH = (ROOT / "rubric" / "languages" / "en.toml").read_text(encoding="utf-8")
VERDICT = """
[[example]]
name = "The official form is doubled"
indicator = "A02"
kinds = ["trafficking"]
expect = "{expect}"
text = '''
5. A person guilty of trafficking in persons shall be liable to imprisonment for not less than 4 years and not more than 10 years.
6. If the offender under section 5 is a public official, the penalty for trafficking in persons shall be doubled.
'''
"""
PENALTY = """
[[example]]
name = "Both bounds"
text = "He shall be punished with imprisonment for not less than 2 years and not more than 6 years."
penalty = {penalty}
"""


def pack(tmp_path, added):
    """English with examples added at the end of its file."""
    path = tmp_path / "en.toml"
    path.write_text(ENGLISH + added, encoding="utf-8")
    return load_language(path)


def complaint(tmp_path, added):
    """What is said of a file that breaks its contract."""
    with pytest.raises(DataError) as error:
        run_language(pack(tmp_path, added), RUBRIC, LANGUAGES)
    return str(error.value)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_language_file_agrees_with_its_own_examples(code):
    """Verdicts and penalty records come out as the author wrote them."""
    assert run_language(LANGUAGES[code], RUBRIC, LANGUAGES) == []


def test_a_verdict_example_that_disagrees_says_what_was_read(tmp_path):
    """The author sees the outcome and the words behind it."""
    found = run_language(pack(tmp_path, VERDICT.format(expect="absent")), RUBRIC, LANGUAGES)
    assert "you expect absent; the rubric finds present" in found[0].message


def test_a_verdict_example_that_agrees_is_silent(tmp_path):
    """Nothing is said of an example that comes out as expected."""
    assert run_language(pack(tmp_path, VERDICT.format(expect="present")), RUBRIC, LANGUAGES) == []


def test_a_penalty_example_that_disagrees_shows_both_records(tmp_path):
    """What the author expects stands beside what the reader finds."""
    found = run_language(pack(tmp_path, PENALTY.format(penalty="{ imprisonment_max_months = 60 }")), RUBRIC, LANGUAGES)
    assert "{imprisonment_min_months = 24, imprisonment_max_months = 72}" in found[0].message


def test_a_sentence_that_threatens_nothing_is_expected_with_an_empty_list(tmp_path):
    """A look-alike of a penalty has no record."""
    found = run_language(pack(tmp_path, PENALTY.format(penalty="[]")), RUBRIC, LANGUAGES)
    assert "you expect no penalty" in found[0].message


def test_a_field_that_no_penalty_has_is_named_with_its_line(tmp_path):
    """A slip of the pen is found by line."""
    message = complaint(tmp_path, PENALTY.format(penalty="{ years = 5 }"))
    assert f"line {len((ENGLISH + PENALTY).splitlines())}" in message and '"years"' in message


def test_an_example_for_an_indicator_that_does_not_exist_is_named(tmp_path):
    """The indicator's name is checked."""
    assert 'there is no indicator "Z99"' in complaint(tmp_path, VERDICT.format(expect="present").replace("A02", "Z99"))


def test_a_look_alike_must_name_what_keeps_it_out(tmp_path):
    """As in indicator files."""
    assert "names no constraint" in complaint(tmp_path, VERDICT.format(expect="absent") + "look_alike = true\n")


def test_an_example_without_a_text_is_refused(tmp_path):
    """Every key that is missing is named."""
    assert 'the key "text" is missing' in complaint(tmp_path, '\n[[example]]\nname = "Bare"\nindicator = "A02"\nexpect = "absent"\n')


def test_an_example_of_a_language_is_in_that_language(tmp_path):
    """The file says the language once."""
    assert trial_of(pack(tmp_path, VERDICT.format(expect="present")), RUBRIC).verdicts[0][1].language == "en"


def test_a_concept_cannot_be_worded_and_omitted(tmp_path):
    """One of the two is a mistake."""
    assert "has words and is omitted" in complaint(tmp_path, '\n[omitted]\ntrafficking = "no such thing"\n')


def test_a_concept_is_omitted_for_a_reason(tmp_path):
    """An empty reason is no reason."""
    text = ENGLISH.replace("[concept.military]", "[omitted]\nmilitary = ''\n[concept.military_renamed]")
    path = tmp_path / "en.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="without a reason"):
        run_language(load_language(path), RUBRIC, LANGUAGES)


def test_english_leaves_no_concept_unsaid():
    """Every concept has words or a reason for having none."""
    assert unworded(LANGUAGES["en"], RUBRIC.concepts) == ()


def test_a_language_with_numbering_only_owes_no_words():
    """It reads the structure of acts and claims no more."""
    assert unworded(LANGUAGES["bn"], RUBRIC.concepts) == ()


def test_a_language_with_words_owes_every_concept(tmp_path):
    """A concept without words and without a reason is reported."""
    path = tmp_path / "bn.toml"
    path.write_text('code = "bn"\nname = "Bangla"\n[concept.trafficking]\npreferred = "মানব পাচার"\n', encoding="utf-8")
    assert len(unworded(load_language(path), RUBRIC.concepts)) == len(RUBRIC.concepts) - 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('also = ["hải quan"', 'also = ["hải (quan"', 'the term "hải (quan" has a bracket left open'),
        ('also = ["hải quan"', 'also = ["hải quan)"', "has a closing bracket too many"),
        ('preferred = "biên phòng"', 'preffered = "biên phòng"', 'the key "preffered" is not known'),
        ('never = ["khu vực"]', 'never = "khu vực"', '"never" is str, not list'),
        ('role = "offender"', 'role = "ofender"', 'gives the role "ofender"'),
    ],
)
def test_a_slip_in_words_or_roles_is_named_in_plain_words(tmp_path, old, new, said):
    """What the author wrote, and what is wrong with it."""
    text = """code = "vi"
name = "Vietnamese"
[concept.border_officer]
preferred = "biên phòng"
also = ["hải quan", "cảnh sát biển"]
never = ["khu vực"]
[[role.rule]]
role = "offender"
text = "do X"
"""
    assert old in text
    path = tmp_path / "vi.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    problems = check_terms(load_language(path))
    assert len(problems) == 1 and said in str(problems[0])


def test_a_penalty_word_list_that_nothing_reads_is_named():
    """A misspelt key would silently lose its patterns."""
    tables = {"penalty": {"token": {"lifes": ["tù chung thân"]}, "unit": {"năm": 12}}}
    with pytest.raises(DataError, match='nothing reads the key "lifes"'):
        compile_penalties(Language("vi", "Vietnamese", True, tables, "vi.toml"))
