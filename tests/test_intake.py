"""Taking an official text in: what is fetched, and a register that changes in one place only."""

import hashlib
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from legal_gap import intake
from legal_gap.errors import DataError, OutputError, ReadError
from legal_gap.intake import Fetched, fetch, prepare_folder, register

REGISTER = """\
# Kept by hand.
code = "XX"
name = "Exland"  # a country of ours

[[treaty]]
id = "TIP"

[[instrument]]
id = "act-1"
kinds = [
  "trafficking",  # the main one
  "smuggling",
]
files = [
  "act-1.md",
]
text_status = "digest"
# a remark on act 1

[[instrument]]
id = "act-2"
text_status = "digest"
files = ["act-2.md"]  # another
"""
PAGES = {
    "/act.html": (200, {"Content-Type": "text/html"}, b"<p>Section 1.</p>"),
    "/act": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
    "/empty": (200, {"Content-Type": "text/plain"}, b" \n"),
    "/away": (302, {"Location": "file:///etc/hostname"}, b""),
}


class Pages(BaseHTTPRequestHandler):
    """A web server with a few pages."""

    def do_GET(self):
        """Answer with a page, or not found."""
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Keep quiet."""


@pytest.fixture(scope="module")
def web():
    """The address of a small web server on this machine."""
    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def folder(tmp_path):
    """A country folder with two digests in its register."""
    (tmp_path / "XX").mkdir()
    (tmp_path / "XX" / "country.toml").write_text(REGISTER, encoding="utf-8")
    return tmp_path / "XX"


def load(folder, id, **facts):
    """Register a text of one line and parse what stands in country.toml then."""
    register(folder, id, Fetched(b"Section 1.", "https://example.org/act", ".txt"), facts)
    return tomllib.loads((folder / "country.toml").read_text(encoding="utf-8"))["instrument"]


def test_a_file_is_fetched_with_its_hash(tmp_path):
    """The hash that is recorded is that of the file's bytes."""
    (tmp_path / "act.TXT").write_bytes(b"Section 1.")
    fetched = fetch(str(tmp_path / "act.TXT"))
    assert (fetched.suffix, fetched.sha256) == (".txt", hashlib.sha256(b"Section 1.").hexdigest())


def test_an_address_is_fetched(web):
    """The address is the source."""
    assert fetch(f"{web}/act.html") == Fetched(b"<p>Section 1.</p>", f"{web}/act.html", ".html")


def test_an_address_without_an_ending_gets_that_of_its_media_type(web):
    """A page without a file name still gets the right form."""
    assert fetch(f"{web}/act").suffix == ".pdf"


@pytest.mark.parametrize("path", ["/nowhere", "/empty", "/away"])
def test_a_page_that_cannot_be_read_is_a_sentence(web, path):
    """Not found, empty, and a redirect to a file of this machine are all refused."""
    with pytest.raises(ReadError):
        fetch(web + path)


@pytest.mark.parametrize("source", ["ftp://example.org/act", "file:///etc/hostname", "javascript:alert(1)", "no/such/file.txt"])
def test_other_addresses_are_refused(source):
    """Only files and the web are read."""
    with pytest.raises(ReadError):
        fetch(source)


def test_a_file_too_large_for_a_statute_is_refused(tmp_path, monkeypatch):
    """A video is not loaded by mistake."""
    monkeypatch.setattr(intake, "LARGEST", 3)
    (tmp_path / "act.txt").write_bytes(b"Section 1.")
    with pytest.raises(ReadError, match="larger"):
        fetch(str(tmp_path / "act.txt"))


def test_a_page_too_large_for_a_statute_is_refused(web, monkeypatch):
    """Reading stops at the limit."""
    monkeypatch.setattr(intake, "LARGEST", 3)
    with pytest.raises(ReadError, match="larger"):
        fetch(f"{web}/act.html")


def test_the_text_takes_the_place_of_the_digest(folder):
    """The entry of the same instrument points to the official text from then on."""
    assert load(folder, "act-1", text_status="official")[0]["files"] == ["act-1.official.txt"]


def test_the_hash_is_recorded(folder):
    """The register says of which bytes it speaks."""
    assert load(folder, "act-1")[0]["sha256"] == Fetched(b"Section 1.", "", "").sha256


def test_comments_and_other_entries_stay(folder):
    """Only the lines of the changed keys change."""
    load(folder, "act-1", text_status="official")
    after = (folder / "country.toml").read_text(encoding="utf-8")
    kept = ["# Kept by hand.", "# a country of ours", "# the main one", "# a remark on act 1", "# another"]
    assert [remark for remark in kept if remark not in after] == []


def test_an_instrument_that_is_not_in_the_register_gets_an_entry(folder):
    """A new act is added at the end."""
    assert load(folder, "act-3", title="A “new” act\n", kinds=["other"])[2]["title"] == "A “new” act\n"


def test_loading_twice_leaves_one_entry(folder):
    """A later state of the text replaces the earlier one."""
    load(folder, "act-2", as_of="2020")
    assert [e["as_of"] for e in load(folder, "act-2", as_of="2024") if e["id"] == "act-2"] == ["2024"]


def test_a_register_that_cannot_be_changed_safely_is_left_alone(folder):
    """A text that only looks like an entry is noticed, and nothing is written."""
    tricky = REGISTER.replace('code = "XX"', 'code = "XX"\nnote = """\n[[instrument]]\n"""')
    (folder / "country.toml").write_text(tricky, encoding="utf-8")
    with pytest.raises(DataError, match="by hand"):
        load(folder, "act-1")
    assert (folder / "country.toml").read_text(encoding="utf-8") == tricky


def test_what_ships_is_copied_and_not_changed(folder, tmp_path):
    """The user's own folder begins as a copy."""
    mine = prepare_folder(folder, tmp_path / "mine")
    load(mine, "act-1", text_status="official")
    assert (folder / "country.toml").read_text(encoding="utf-8") == REGISTER


def test_a_root_that_cannot_be_written_is_a_sentence(folder, tmp_path):
    """A file where a folder should be."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be made"):
        prepare_folder(folder, tmp_path / "file" / "root")
