"""``report`` and ``compare`` as a person uses them: what is written, and what is never left half-written."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from legal_gap import pool
from legal_gap.cli import products, report_commands
from legal_gap.errors import OutputError, Problem
from legal_gap.report import pdf
from legal_gap.report.files import moment
from tests.test_cli_assess import ACT, ROOT, root, run

__all__ = ["root"]


def names(folder):
    """The files in a folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def no_pdf(monkeypatch):
    """A machine without the libraries that PDF pages need."""

    def refuse(html, path, *_):
        raise OutputError(Problem("WeasyPrint", "the system libraries are missing", "`legal-gap doctor` prints the command."))

    monkeypatch.setattr(products, "write_pdf", refuse)


@pytest.fixture
def quick_pdf(monkeypatch):
    """Pages that are written at once: what stands on them is the business of the tests of the report."""

    class Rendered:
        warnings, name = (), ""

    def write(html, path, *_):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
        return Rendered

    monkeypatch.setattr(products, "write_pdf", write)


@pytest.mark.slow
def test_report_writes_pdf_html_and_json(root, tmp_path):
    """One country, three forms of the same."""
    result = run("report", "XX", "--statutes", root, "-o", tmp_path / "out")
    assert (result.exit_code, names(tmp_path / "out")) == (0, ["XX.html", "XX.json", "XX.pdf"])


def test_without_libraries_html_and_json_are_written_all_the_same(root, tmp_path, no_pdf):
    """The exit code is 2 and the sentence names the way out, once."""
    result = run("report", "XX", "--statutes", root, "-o", tmp_path / "out")
    assert (result.exit_code, names(tmp_path / "out"), result.stderr.count("doctor")) == (2, ["XX.html", "XX.json"], 1)


def test_markup_in_a_statute_is_shown_and_not_obeyed(root, tmp_path, quick_pdf):
    """What a text says is words."""
    evil = ACT.replace("is committed by a public official", "is committed by a public official <script>alert(1)</script><img src=x>")
    (root / "XX" / "act-1.md").write_text(evil, encoding="utf-8")
    run("report", "XX", "--statutes", root, "-o", tmp_path / "out")
    page = (tmp_path / "out" / "XX.html").read_text(encoding="utf-8")
    assert re.findall(r"<script|<img src=x", page) == []


def test_a_country_without_a_text_still_gets_a_page(root, tmp_path, quick_pdf):
    """It says what is missing, and nothing about the law."""
    register = root / "XX" / "country.toml"
    register.write_text(register.read_text(encoding="utf-8").replace('files = ["act-1.md"]', "files = []"), encoding="utf-8")
    result = run("report", "XX", "--statutes", root, "-o", tmp_path / "out")
    assert (result.exit_code, "No statute text is on file" in (tmp_path / "out" / "XX.html").read_text(encoding="utf-8")) == (0, True)


def test_a_folder_that_cannot_be_written_is_a_sentence(root, tmp_path):
    """A file where the folder should be."""
    (tmp_path / "file").write_text("x")
    result = run("report", "XX", "--statutes", root, "-o", tmp_path / "file" / "out")
    assert (result.exit_code, "cannot be written" in result.stderr) == (2, True)


def test_the_same_input_gives_the_same_json(root, tmp_path, quick_pdf):
    """Twice, from the database and from the file."""
    for name in ("a", "b"):
        run("report", "XX", "--statutes", root, "-o", tmp_path / name, "--database", tmp_path / f"{name}.db")
    assert (tmp_path / "a" / "XX.json").read_bytes() == (tmp_path / "b" / "XX.json").read_bytes()


@pytest.fixture
def counted_pdf(monkeypatch):
    """Pages that are counted when they are drawn; they hold what they are drawn from."""
    drawn = []
    monkeypatch.setattr(pdf, "render", lambda html, variant: drawn.append(html) or pdf.Rendered(html.encode(), (), 1))
    return drawn


ALL = [part for form in ("pdf", "html", "json", "docx", "xlsx", "csv", "md") for part in ("--format", form)]


@pytest.mark.parametrize("epoch", ["", "1700000000"])
def test_a_report_on_a_law_that_did_not_change_is_not_made_again(root, tmp_path, monkeypatch, counted_pdf, epoch):
    """Every form comes from what is kept, byte by byte, and neither law nor page is touched."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    run("report", "XX", "--statutes", root, "-o", tmp_path / "a", *ALL)
    monkeypatch.setattr(report_commands, "the_rubric", None)
    result = run("report", "XX", "--statutes", root, "-o", tmp_path / "b", *ALL)
    same = [(tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names(tmp_path / "a")]
    assert (result.exit_code, len(counted_pdf), same) == (0, 1, [True] * 7)


@pytest.mark.parametrize(
    ("option", "value"),
    [("--paper", "Letter"), ("--pdf-variant", "pdf/a-3u"), ("--template", "own")],
)
def test_another_look_is_another_report(root, tmp_path, monkeypatch, counted_pdf, option, value):
    """Nothing that shows on the page is left out of the name under which it is kept."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "report.css").write_text("h1 { color: #00f }")
    run("report", "XX", "--statutes", root, "-o", "a", "--format", "pdf")
    run("report", "XX", "--statutes", root, "-o", "b", "--format", "pdf", option, value)
    assert len(counted_pdf) == 2


def test_a_word_changed_in_a_law_is_another_report(root, tmp_path, counted_pdf):
    """The file is the truth."""
    run("report", "XX", "--statutes", root, "-o", tmp_path / "a", "--format", "pdf")
    (root / "XX" / "act-1.md").write_text(ACT.replace("twenty", "thirty"), encoding="utf-8")
    run("report", "XX", "--statutes", root, "-o", tmp_path / "a", "--format", "pdf")
    assert ["thirty" in html for html in counted_pdf] == [False, True]


def test_a_date_in_a_law_is_part_of_the_page():
    """Only the day on which a report is made may differ from what is kept."""
    pages = ["In force since 1 March 2009, made {}", "In force since 2 March 2009, made {}"]
    today = moment().strftime("%-d %B %Y")
    assert len({pdf.undated(page.format(today)) for page in pages}) == 2


def test_several_countries_get_their_comparison(root, tmp_path, monkeypatch, quick_pdf):
    """Two countries, two reports and one comparison."""
    monkeypatch.setattr(products, "cores", lambda: 1)
    (root / "YY").mkdir()
    (root / "YY" / "act-1.md").write_text(ACT, encoding="utf-8")
    (root / "YY" / "country.toml").write_text((root / "XX" / "country.toml").read_text(encoding="utf-8").replace('"XX"', '"YY"'))
    run("report", "--statutes", root, "-o", tmp_path / "out")
    assert [name for name in names(tmp_path / "out") if name.endswith(".pdf")] == ["XX.pdf", "YY.pdf", "comparison.pdf"]


def test_compare_prints_indicators_by_countries(root):
    """One row an indicator, one column a country."""
    assert run("compare", "XX", "--statutes", root, "--format", "csv").stdout.startswith("indicator,XX,title\n")


def test_compare_as_json_has_the_deciding_provisions(root):
    """Another program gets the same."""
    assert json.loads(run("compare", "XX", "--statutes", root, "--format", "json").stdout)["countries"] == ["XX"]


@pytest.mark.slow
def test_control_c_in_a_report_leaves_nothing_half_written(root, tmp_path):
    """Whatever stands there is whole."""
    command = [sys.executable, "-m", "legal_gap.cli", "report", "XX", "--statutes", str(root), "-o", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True)
    while not list((tmp_path / "out").glob("XX.json")) and process.poll() is None:
        time.sleep(0.02)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, "Traceback" in err, [name for name in names(tmp_path / "out") if name.endswith(".pdf")]) == (130, False, [])


def test_control_c_while_the_program_loads_leaves_no_traceback():
    """The first second belongs to the user too."""
    command = [sys.executable, "-c", "import legal_gap.start as s; print('up', flush=True); s.main()", "report", "XX"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True)
    process.stdout.readline()
    time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "")


@pytest.mark.slow
def test_a_report_over_a_pipe_is_quiet(root, tmp_path):
    """Where nobody looks, nothing is said."""
    command = [sys.executable, "-m", "legal_gap.cli", "report", "XX", "--statutes", str(root), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_other_forms_are_written_where_asked_for(root, tmp_path, quick_pdf):
    """Word, Excel, CSV and Markdown from the same data."""
    forms = [part for form in ("docx", "xlsx", "csv", "md") for part in ("--format", form)]
    result = run("report", "XX", "--statutes", root, "-o", tmp_path / "out", *forms)
    assert (result.exit_code, names(tmp_path / "out")) == (0, ["XX.csv", "XX.docx", "XX.md", "XX.xlsx"])


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--format", "odt", "docx"), ("--paper", "A3", "Letter"), ("--pdf-variant", "pdf/z", "pdf/ua-1"), ("--template", "no.where", ".docx")],
)
def test_an_unknown_form_paper_variant_or_template_is_a_sentence(root, tmp_path, option, value, said):
    """The error names what there is."""
    result = run("report", "XX", "--statutes", root, "-o", tmp_path / "out", option, value)
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_a_stylesheet_of_the_users_own_is_used(root, tmp_path, quick_pdf):
    """An office has its own colours."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "report.css").write_text("h1 { color: #00f }")
    run("report", "XX", "--statutes", root, "-o", tmp_path / "out", "--template", tmp_path / "own")
    assert "h1 { color: #00f }" in (tmp_path / "out" / "XX.pdf").read_text(encoding="utf-8")


def test_brief_writes_two_pages_for_the_meeting(root, tmp_path, quick_pdf):
    """The file is named after the country."""
    result = run("brief", "XX", "--statutes", root, "-o", tmp_path / "out")
    assert (result.exit_code, names(tmp_path / "out")) == (0, ["XX-brief.pdf"])


@pytest.mark.slow
def test_pack_writes_one_file_and_a_handout(root, tmp_path):
    """The pack and its sheet to hand round."""
    result = run("pack", "XX", "--statutes", root, "-o", tmp_path / "pack.pdf", "--title", "Roundtable")
    found = [name for name in names(tmp_path) if name.endswith(".pdf")]
    assert (result.exit_code, found) == (0, ["pack-handout.pdf", "pack.pdf"])


def test_a_machine_without_shared_memory_works_with_one_process(monkeypatch):
    """A closed container allows no processes that share memory: the work is done all the same."""

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(pool, "ProcessPoolExecutor", refuse)
    assert list(pool.spread(abs, [-1, -2], 2)) == [1, 2]


def test_a_report_is_written_in_french(root, tmp_path):
    """The page, its date and its reasons; quotations stay as they are."""
    result = run("report", "XX", "--statutes", root, "-o", tmp_path / "out", "--format", "html", "--language", "fr")
    page = (tmp_path / "out" / "XX.html").read_text(encoding="utf-8")
    assert result.exit_code == 0 and '<html lang="fr">' in page and "Méthode et limites" in page and "Law, not practice" not in page
