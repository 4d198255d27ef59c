"""Every form gives the same act; damaged and hostile files give one clear sentence."""

import contextlib
import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from corpus import CORPUS, needs_corpus

from legal_gap.errors import ReadError
from legal_gap.language.pack import load_languages
from legal_gap.parsers import file_bytes, parse_bytes
from legal_gap.parsers.pdf.layout import Line, Page, blocks, furniture
from legal_gap.read import guess_language
from legal_gap.segment import segment

LANGUAGES = load_languages(Path(__file__).parent.parent / "rubric" / "languages")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLAIN = "1. Title\n\nThis is the Kite Act.\n\n2. Flying\n\n(1) Nobody flies a kite.\n\n(2) Except—\n\n(a) on Sundays; or\n\n(b) at sea.\n"
MARKDOWN = "# Kite Act\n\n## 1. Title\n\nThis is the **Kite** Act.\n\n## 2. Flying\n\n(1) Nobody flies a kite.\n\n(2) Except—\n\n_(a)_ on Sundays; or\n\n_(b)_ at sea.\n"
HTML = (
    "<!DOCTYPE html><html><head><title>x</title><script>alert(1)</script></head><body><h1>Kite Act</h1><p><b>1.</b> Title</p><p>This is the Kite Act.</p>"
    "<p><b>2.</b> Flying</p><p>(1) Nobody flies a kite.</p><p>(2) Except&mdash;</p><ul><li>(a) on Sundays; or</li><li>(b) at sea.</li></ul></body></html>"
)
AKN = (
    '<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>'
    "<section><num>1.</num><heading>Title</heading><content><p>This is the Kite Act.</p></content></section>"
    "<section><num>2.</num><heading>Flying</heading><subsection><num>(1)</num><content><p>Nobody flies a kite.</p></content></subsection>"
    "<subsection><num>(2)</num><intro><p>Except—</p></intro><paragraph><num>(a)</num><content><p>on Sundays; or</p></content></paragraph>"
    "<paragraph><num>(b)</num><content><p>at sea.</p></content></paragraph></subsection></section></body></act></akomaNtoso>"
)
USLM = (
    '<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0"><main><section><num value="1">§ 1.</num><heading>Title</heading>'
    '<content>This is the Kite Act.</content></section><section><num value="2">§ 2.</num><heading>Flying</heading><subsection><num>(1)</num>'
    "<content>Nobody flies a kite.</content></subsection><subsection><num>(2)</num><chapeau>Except—</chapeau><paragraph><num>(a)</num>"
    "<content>on Sundays; or</content></paragraph><paragraph><num>(b)</num><content>at sea.</content></paragraph></subsection></section></main></uscDoc>"
)
JSON = json.dumps(
    {
        "provisions": [
            {"section": "1", "title": "Title", "content": "1. This is the Kite Act."},
            {"section": "2", "title": "Flying", "content": "2. —(1) Nobody flies a kite. (2) Except — ( a ) on Sundays; or ( b ) at sea."},
        ]
    }
)
LINKS = (
    "obj_root:\n  law obj_law\nobj_law:\n  title `Kite Act`\n  sections obj_s\nobj_s:\n  obj_1\n  obj_2\nobj_1:\n  sectionNo (1)\n  title `Title`\n"
    "  content `This is the Kite Act.`\nobj_2:\n  sectionNo (2)\n  title `Flying`\n  content obj_c\nobj_c:\n  string\n  line `(1) Nobody flies a kite.`\n"
    "  line\n  line `(2) Except—`\n  line\n  line `(a) on Sundays; or`\n  line\n  line `(b) at sea.`\n"
)


def docx(*paragraphs, numbering=""):
    """A Word file: each paragraph its text, and the level at which Word numbers it, or ``None``."""
    body = "".join(
        f"<w:p>{f'<w:pPr><w:numPr><w:ilvl w:val={chr(34)}{level}{chr(34)}/><w:numId w:val={chr(34)}1{chr(34)}/></w:numPr></w:pPr>' if level is not None else ''}"
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for text, level in paragraphs
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        if numbering:
            archive.writestr("word/numbering.xml", numbering)
    return out.getvalue()


def level(number, form, text):
    """One level of a Word list."""
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


WORD = docx(
    ("Title", 0), ("This is the Kite Act.", None), ("Flying", 0), ("Nobody flies a kite.", 1), ("Except—", 1), ("on Sundays; or", 2), ("at sea.", 2),
    numbering=f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1.")}{level(1, "decimal", "(%2)")}{level(2, "lowerLetter", "(%3)")}'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
)  # fmt: skip
FORMS = {
    "plain": PLAIN.encode(), "markdown": MARKDOWN.encode(), "html": HTML.encode(), "akn": AKN.encode(), "uslm": USLM.encode(), "json": JSON.encode(),
    "links": LINKS.encode(), "docx": WORD,
}  # fmt: skip


def units(data, language="en"):
    """The label path of every numbered unit of a file."""
    _, provisions, _ = segment([parse_bytes(data, "x")], LANGUAGES[language])
    return [
        (unit.num if unit.is_section else unit.sub) for top in provisions for unit in top.walk() if unit.num and unit.level != "preamble"
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_act_in_every_form_has_the_same_units(form):
    """Whatever the printer, the law is one."""
    assert units(FORMS[form]) == ["1", "2", "(1)", "(2)", "(2)(a)", "(2)(b)"]


@pytest.mark.parametrize("form", FORMS)
def test_the_form_is_told_by_content(form):
    """File names lie."""
    assert parse_bytes(FORMS[form], "act.txt").form == form


@pytest.mark.parametrize("form", FORMS)
def test_blocks_lie_inside_the_text_in_order(form):
    """Offsets are offsets into the layer's text."""
    layer = parse_bytes(FORMS[form], "x")
    assert all(one.end <= other.start for one, other in zip(layer.blocks, layer.blocks[1:], strict=False)) and layer.blocks[-1].end <= len(
        layer.text
    )


def test_the_layer_of_plain_text_is_the_file_itself():
    """Spans can be checked with nothing but the file."""
    text = "\ufeff1. One\r\n\r\n2. Two\u00a0words\r\n"
    assert parse_bytes(text.encode(), "x").text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\x00\x00", "empty"),
        (b"%PDF-1.4 nothing", "cannot be opened"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "refused"),
        (b'<?xml version="1.0"?><a><b></a>', "not well-formed"),
        (b'{"provisions": [', "broken JSON"),
        (b'{"unheard": {"of": 1}}', "shape"),
        (b"PK\x03\x04 not a zip", "archive"),
        (bytes(range(1, 9)) * 100, "not text"),
        (b" " * 300_000 + b"x", "blank"),
        (b"x" * 9_000_000, "one line"),
        (b"<html><body><p>" + b"word " * 1_700_000, "one line"),
        (b"<act><section><num>1</num><p>" + b"word " * 1_700_000 + b"</p></section></act>", "one line"),
        (b"word\n" * 8_100_000, "larger than 40 MB"),
        (b"<html><body>" + b"<p>x" * 250_001, "paragraphs"),
        (b"<?xml version='1.0'?>" + b"<section>" * 5000, "nested"),
        (b"<html><body>" + b"<div>" * 9000, "nested"),
        (b"<html><body>" + b"<div>" * 9000 + b"words" + b"</div>" * 9000, "nested"),
        (b"a:\n  text `x`\n  one a\n  two a\n  three a\n", "without end"),
        (b"<html><body>" + b"<em>" * 90000 + b"<div>words</div>" * 20000, "nested"),
    ],
)
def test_bad_files_give_one_clear_sentence(tmp_path, data, says):
    """What is wrong, and the way out."""
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=says) as caught:
        parse_bytes(file_bytes(path), "file")
    assert caught.value.problems[0].way_out


def test_a_word_file_packed_like_a_bomb_is_refused():
    """Nothing is unpacked that is thousands of times larger than its file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 30_000_000)
    with pytest.raises(ReadError, match="refused"):
        parse_bytes(out.getvalue(), "x")


def numbered_paragraph(depth, first, form):
    """A Word file of one paragraph in a list."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{first}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl>'
    numbers = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:p>{place}<w:r><w:t>Words</w:t></w:r></w:p></w:document>")
        archive.writestr("word/numbering.xml", f"<w:numbering {space}>{numbers}</w:numbering>")
    return parse_bytes(out.getvalue(), "x").text


@pytest.mark.parametrize(
    ("depth", "first", "form", "text"),
    [
        ("0", "3", "lowerRoman", "iii. Words"),
        ("x", "2", "decimal", "2. Words"),
        ("0", "99999999999", "lowerRoman", "i. Words"),
        ("0", "99999999999", "upperLetter", "A. Words"),
        ("0", "-4", "decimal", "1. Words"),
    ],
)
def test_a_list_of_a_word_file_that_counts_from_nonsense_counts_from_one(depth, first, form, text):
    """A number that is none, or so large that its letters would fill the memory, is not believed."""
    assert numbered_paragraph(depth, first, form) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp874"])
def test_thai_is_read_in_every_encoding(encoding):
    """Old Windows files, and what Notepad saves."""
    text = "มาตรา 1 ข้อความหนึ่ง\n\nมาตรา 2 ข้อความสอง\n\nมาตรา 3 ข้อความสาม\n"
    assert units(text.encode(encoding), "th") == ["1", "2", "3"]


def test_scripts_of_a_page_are_not_text():
    """Nothing of a script is read."""
    assert "alert" not in parse_bytes(HTML.encode(), "x").text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Any person who shall do the thing to which this Act applies, in any place, is liable.", "en"),
        ("Setiap orang yang dengan sengaja melakukan perbuatan sebagaimana dimaksud dalam pasal ini dipidana dengan pidana penjara.", "id"),
        ("มาตรา ๑ ผู้ใดกระทำ", "th"),
        ("第一条 为了", "zh"),
        ("qwerty uiop asdf", ""),
    ],
)
def test_the_language_is_guessed_from_the_text(text, code):
    """By script, else by the commonest words."""
    assert guess_language(text, LANGUAGES) == code


@needs_corpus
@pytest.mark.parametrize(
    ("name", "says"), [("KH/criminal-code.pdf", "legacy font"), ("LK/immigrants-emigrants-amendment-42-1998.pdf", "no text layer")]
)
def test_pdf_that_is_not_text_is_refused(name, says):
    """A legacy font and a scan."""
    with pytest.raises(ReadError, match=says):
        parse_bytes(file_bytes(CORPUS / name), name)


def test_the_printed_number_wins_over_a_recount():
    """Whoever made the file numbered the sections from the first entry on; the act's own numbers stand in the words."""
    rows = [{"section": str(n + 2), "title": f"{n + 2}. Rule {n}", "content": f"{n}. Rule {n} binds all who trade."} for n in range(1, 5)]
    layer = parse_bytes(json.dumps({"title": "Trade Act", "provisions": rows}).encode(), "XX/act.json")
    assert [block.num for block in layer.blocks if block.level == "section"] == ["1", "2", "3", "4"]


def gazette(head, penalty, pages=40):
    """A plain text of many pages with a running head, whose penalty line begins every eighth page."""
    rows = []
    for page in range(1, pages + 1):
        first = penalty if page % 8 == 0 else f"word{page} of the sentence that runs on from the page before it,"
        rows.append(f"{head} {page}\n\n{first}\n" + "\n".join(f"{page} body line {i} of the page with its words" for i in range(20)))
    return "\n\n".join(rows)


def test_a_penalty_line_that_opens_pages_is_no_running_head():
    """It goes on with a sentence, and stands on few of the pages."""
    layer = parse_bytes(gazette("Penal Code", "shall be punished with imprisonment for a term of 7 years and").encode(), "x.txt")
    assert not [b for b in layer.blocks if b.level == "furniture" and "punished" in layer.text[b.start : b.end]]


def test_a_running_head_with_the_page_number_is_furniture():
    """On every page, with a number that grows."""
    layer = parse_bytes(gazette("Penal Code", "Whoever does so").encode(), "x.txt")
    assert sum(b.level == "furniture" and "Penal Code" in layer.text[b.start : b.end] for b in layer.blocks) == 40


@pytest.mark.parametrize(("every", "runs"), [(1, True), (2, True), (10, False)])
def test_heads_of_pdf_pages_are_dense(every, runs):
    """A head stands on all pages or every second one; a short line that opens a page now and then is text."""
    line = Line("Trade in Persons Act", 50, 780, 200, 790)
    pages = [
        Page(n, [line if n % every == 0 else Line(f"The keeper of the {n}", 50, 780, 200, 790)] + [Line("Body", 50, 700 - i, 90, 709 - i) for i in range(9)])
        for n in range(1, 41)
    ]  # fmt: skip
    assert ("Trade in Persons Act" in furniture(pages)) is runs


@pytest.mark.parametrize("data", [b"# x\n" + b"![[" * 200_000, b"\n1. " * 600_000])
def test_a_file_made_to_stall_the_reader_ends_at_once(data):
    """Brackets without an end and lines without number cost no more than other text."""
    began = time.process_time()
    with contextlib.suppress(ReadError):
        parse_bytes(data, "x")
    assert time.process_time() - began < 5


def printed_page():
    """A page with two marginal notes beside its sections, the first of which ends with one short word."""
    body = [(700, 300, "4. The keeper of the book shall be shown every page of it, and rule 7 is"), (688, 40, "repealed.")]
    body += [(660, 300, "5. The keeper of the book shall give it back to the trader on the next day,")]
    body += [(648 - 12 * i, 300, "and what stands in it shall be told to nobody who has not paid the fee") for i in range(3)]
    notes = [(700, "Rule 7"), (688, "ends here too."), (672, "Return of"), (660, "the book.")]
    lines = [Line(text, 100, top - 10, 100 + width, top) for top, width, text in body]
    return Page(1, lines + [Line(text, 420, top - 10, 470, top) for top, text in notes])


def test_the_short_last_line_of_a_section_is_no_marginal_note():
    """Although the note beside it is longer."""
    found = blocks(printed_page(), list(range(0, 1000, 100)), set())
    assert not [block for block in found if block.level == "note" and block.start == 100]


def test_a_marginal_note_ends_with_its_full_stop():
    """The next note right below it is the heading of the next section."""
    found = blocks(printed_page(), list(range(0, 1000, 100)), set())
    assert [block.heading for block in found if block.heading] == ["Rule 7 ends here too.", "Return of the book."]
