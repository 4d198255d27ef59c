"""Clean text: what goes, what stays, and that every character knows where it came from."""

from hypothesis import given
from hypothesis import strategies as st

from legal_gap.text import Builder, Source, flatten, fold, kept_runs


def cleaned(raw, form="plain", joint=" "):
    """The clean form of one paragraph."""
    return "".join(words for words, _, _ in kept_runs(Source("f", raw, form, joint), 0, len(raw)))


@given(st.text())
def test_folding_keeps_the_length(s):
    """Offsets in the folded text are offsets in the clean text."""
    assert len(fold(s)) == len(s)


def test_folding_makes_quotes_dashes_and_digits_one_kind():
    """A phrase is found whatever the printer used."""
    assert fold("“İf”\u00a0SECTION—๑๒") == '"if" section-12'


@given(st.text())
def test_flattening_keeps_the_length(s):
    """The raw text and its flat form have the same offsets."""
    assert len(flatten(s)) == len(s)


@given(st.text("aเํ1 \n-‐^[]*_<b>&\\!(~`\xad\u200b\u0301", max_size=60), st.sampled_from(["plain", "markdown"]))
def test_where_no_sign_of_junk_stands_there_is_none(raw, form):
    """The quick look passes over no run that the patterns would have taken out."""
    source = Source("f", raw, form)
    assert source.has_junk(source.flat, 0) == bool(source.junk.search(source.flat))


def test_wrapped_lines_are_joined_by_a_space():
    """A line break in a paragraph is only a space."""
    assert cleaned("shall be\npunished  with a\n   fine") == "shall be punished with a fine"


def test_a_broken_word_is_whole_again():
    """Hyphenation goes where the whole word stands elsewhere or nothing speaks against it."""
    assert cleaned("an enforce-\nment officer") == "an enforcement officer"


def test_a_true_hyphen_stays():
    """A word that the text prints with its hyphen keeps it at the end of a line."""
    assert cleaned("self-employed or self-\nemployed") == "self-employed or self-employed"


def test_soft_hyphens_and_zero_width_characters_go():
    """They are not text."""
    assert cleaned("traf\u00adfick\u200bing\ufeff") == "trafficking"


def test_amendment_marks_go():
    """A footnote number with its bracket is the editor's, not the law's."""
    assert cleaned("not less than 1[ten years] and ^2[the fine]") == "not less than ten years] and the fine]"


def test_markdown_marks_go():
    """Bold, italics, links, escapes and tags are not text."""
    assert cleaned("**12\\.** The _court_ see [here](http://x) &amp; go<br>on", "markdown") == "12. The court see here & go on"


def test_comments_without_end_take_no_longer_than_their_length():
    """A search that began again at every sign would not come to its end."""
    raw = "<!-- ! [a " * 100_000
    assert len(cleaned(raw, "markdown")) == len(raw.strip())


def test_a_sign_of_surprise_is_no_picture():
    """Only with a bracket right behind it does it open one."""
    assert cleaned("![seal](http://x) stop! here", "markdown") == "seal stop! here"


def test_scripts_without_spaces_are_joined_without_one():
    """A wrapped Thai line goes on without a space."""
    assert cleaned("เจ้า\nพนักงาน", joint="") == "เจ้าพนักงาน"


@given(st.text(alphabet="ab -\n\u00a0\u00ad.(1)*", max_size=80))
def test_every_kept_character_comes_from_its_place(raw):
    """A piece of equal length is the same text as its raw slice, spaces aside."""
    builder = Builder()
    builder.add("f", kept_runs(Source("f", raw, "plain"), 0, len(raw)), None)
    text = builder.text()
    assert all(text.clean[p.start : p.end].split() == flatten(raw[p.raw_start : p.raw_end]).split() for p in text.pieces)
