"""What holds of every reading: numbers move as one, nothing of the body is lost or doubled, offsets slice back."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from legal_gap.language.pack import load_language
from legal_gap.segment import provisions_of

ENGLISH = load_language(Path(__file__).parent.parent / "rubric" / "languages" / "en.toml")
WORDS = st.sampled_from(["keeper", "harbour", "bell", "moor", "craft", "notice", "lantern", "rope", "tide", "wharf", "ledger", "fee"])
SENTENCE = st.lists(WORDS, min_size=4, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")
ITEMS = st.lists(SENTENCE, max_size=4)
SECTIONS = st.lists(st.tuples(st.sampled_from(("plain", "subsections", "paragraphs")), SENTENCE, ITEMS), min_size=4, max_size=12)
FORMS = st.sampled_from(("{n}. {text}", "Section {n}. {text}", "## Section {n}. Of the harbour\n\n{text}"))


def printed(sections, form, first):
    """An act of our own with its sections numbered from ``first``."""
    rows = []
    for n, (kind, opening, items) in enumerate(sections, first):
        mark = "({0})" if kind == "subsections" else "({1})"
        units = [mark.format(i + 2, "abcd"[i]) + f" {item}" for i, item in enumerate(items)] if kind != "plain" else []
        text = f"(1) {opening}" if kind == "subsections" else opening
        rows.append("\n\n".join([form.format(n=n, text=text), *units]))
    return "\n\n".join(rows) + "\n"


def tree(instrument, shift=0):
    """Level, number and words of every unit, section numbers moved back by ``shift``."""
    return [
        (unit.level, str(int(unit.num) - shift) if unit.level == "section" else unit.num, unit.sub, unit.heading, len(unit.children))
        for unit in instrument.walk()
    ]


@settings(max_examples=60, deadline=None)
@given(SECTIONS, FORMS, st.integers(1, 400))
def test_shifting_all_numbers_shifts_the_tree_and_nothing_else(sections, form, shift):
    """Whether an act counts from one or from where another stopped, it is cut in the same places."""
    before, after = (provisions_of(printed(sections, form, first), ENGLISH) for first in (1, 1 + shift))
    assert tree(before) == tree(after, shift)


@settings(max_examples=60, deadline=None)
@given(SECTIONS, FORMS)
def test_no_character_of_the_body_is_lost_or_doubled(sections, form):
    """The clean text is the body without its marks, and the sections follow each other through all of it."""
    text = printed(sections, form, 1)
    clean = provisions_of(text, ENGLISH).text.clean
    assert "".join(clean.split()) == "".join(text.replace("#", "").split())


@settings(max_examples=60, deadline=None)
@given(SECTIONS, FORMS)
def test_every_offset_slices_back(sections, form):
    """The file's own characters stand behind every provision."""
    text = printed(sections, form, 1)
    found = provisions_of(text, ENGLISH)
    for unit in found.walk():
        raw = " ".join(text[span.start : span.end] for span in found.text.spans(unit.start, unit.end))
        assert raw.split() == found.text.clean[unit.start : unit.end].split()


@settings(max_examples=60, deadline=None)
@given(SECTIONS, FORMS)
def test_sections_neither_overlap_nor_leave_a_gap(sections, form):
    """From the first section to the last, every word stands in exactly one."""
    found = provisions_of(printed(sections, form, 1), ENGLISH)
    parts = [found.text.clean[unit.start : unit.end] for unit in found.sections()]
    assert " ".join(" ".join(parts).split()) == " ".join(found.text.clean.split())
