"""Take an official text in: fetch it, put it beside its register, note it there without losing a comment."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from legal_gap.datafile import read_toml
from legal_gap.errors import DataError, OutputError, Problem, ReadError
from legal_gap.report.files import write

LARGEST = 64 * 1024 * 1024
"""Bytes; the longest codes are a few megabytes, a larger file is no statute."""
TIMEOUT_SECONDS = 60
SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt", "text/markdown": ".md",
    "application/xml": ".xml", "text/xml": ".xml", "application/json": ".json", "application/akn+xml": ".xml",
}  # fmt: skip
"""The file name's end for a media type, where the address has none."""
ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,80}")
HEADER = re.compile(r"^\s*\[\[\s*instrument\s*\]\]")
ANY_HEADER = re.compile(r"^\s*\[")


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a text with where they came from."""

    data: bytes
    source: str
    suffix: str

    @property
    def sha256(self) -> str:
        """The hash that is recorded."""
        return hashlib.sha256(self.data).hexdigest()


class OnlyWeb(urllib.request.HTTPRedirectHandler):
    """Follows redirects to web addresses only, never to a file of this machine."""

    def redirect_request(self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: str) -> Any:
        """Refuse an address of another kind."""
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise urllib.error.URLError(f"it redirects to {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(source: str) -> Fetched:
    """The bytes of a file or of an http(s) address. Raises ReadError where there are none, or too many."""
    scheme = urlsplit(source).scheme
    fetched = fetch_web(source) if scheme in ("http", "https") else fetch_file(source, scheme)
    if not fetched.data.strip():
        raise ReadError(Problem(source, "the file is empty", "Save it again, or name another."))
    return fetched


def fetch_file(source: str, scheme: str) -> Fetched:
    """The bytes of a file of this machine."""
    path = Path(source)
    if len(scheme) > 1 and not path.exists():
        raise ReadError(Problem(source, f"addresses that begin with {scheme}: are not read", "Use http or https, or save the file first."))
    try:
        if path.stat().st_size > LARGEST:
            raise ReadError(too_large(source))
        return Fetched(path.read_bytes(), path.name, path.suffix.lower())
    except OSError as error:
        raise ReadError(Problem(source, f"the file cannot be opened ({error.strerror})", "Check the path.")) from None


def fetch_web(source: str) -> Fetched:
    """The bytes behind a web address."""
    request = urllib.request.Request(source, headers={"User-Agent": "legal-gap"})
    try:
        with urllib.request.build_opener(OnlyWeb).open(request, timeout=TIMEOUT_SECONDS) as answer:
            data = answer.read(LARGEST + 1)
            kind = answer.headers.get_content_type()
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        way_out = "Check the address, or save the page with a browser and load the file."
        raise ReadError(Problem(source, f"the address cannot be read ({reason})", way_out)) from None
    if len(data) > LARGEST:
        raise ReadError(too_large(source))
    suffix = PurePosixPath(urlsplit(source).path).suffix.lower()
    return Fetched(data, source, suffix if suffix in SUFFIXES.values() else SUFFIXES.get(kind, ".txt"))


def too_large(source: str) -> Problem:
    """The sentence for a file that no statute can be."""
    return Problem(source, f"the file is larger than {LARGEST // 1024 // 1024} MB", "Load one instrument a file.")


def prepare_folder(shipped: Path, root: Path) -> Path:
    """The user's folder of a country below ``root``, at first a copy of the one that ships."""
    folder = root / shipped.name
    try:
        if folder.resolve() != shipped.resolve() and not (folder / "country.toml").exists():
            shutil.copytree(shipped, folder, dirs_exist_ok=True)
        return folder
    except OSError as error:
        raise OutputError(Problem(str(folder), f"the folder cannot be made ({error.strerror})", "Give another root with -o.")) from None


def register(folder: Path, id: str, fetched: Fetched, facts: Mapping[str, object]) -> Path:
    """Put a text into a country folder and note it in its country.toml; the path of the text.

    An instrument that is in the register has its entry changed, so that the text takes the place of the digest; any other
    gets an entry of its own. Everything else in country.toml stays as it is, comments too.
    """
    if not ID.fullmatch(id):
        raise DataError(Problem(id, "this is no id of an instrument", "Use small letters, digits, dots and hyphens: act-670-2007."))
    place = folder / f"{id}.official{fetched.suffix}"
    register_file = folder / "country.toml"
    entry = {**facts, "files": [place.name], "source": fetched.source, "sha256": fetched.sha256}
    known = [table.get("id") for table in read_toml(register_file).get("instrument", ())]
    text = register_file.read_text(encoding="utf-8-sig")
    changed = change_entry(text, known.index(id), entry) if id in known else add_entry(text, {"id": id, **entry})
    confirm(register_file, text, changed, id, entry)
    write(place, fetched.data)
    write(register_file, changed)
    return place


def add_entry(text: str, entry: Mapping[str, object]) -> str:
    """The register with one more entry at its end."""
    lines = "\n".join(f"{key} = {as_toml(value)}" for key, value in entry.items())
    return f"{text.rstrip()}\n\n[[instrument]]\n{lines}\n"


def change_entry(text: str, index: int, entry: Mapping[str, object]) -> str:
    """The register with some keys of its ``index``-th entry changed; new keys stand at the entry's end."""
    lines = text.splitlines()
    starts = [i for i, line in enumerate(lines) if HEADER.match(line)]
    if index >= len(starts):
        return text
    start = starts[index] + 1
    end = next((i for i in range(start, len(lines)) if ANY_HEADER.match(lines[i]) and opens_table(lines[start:i])), len(lines))
    block = lines[start:end]
    for key, value in entry.items():
        block = set_key(block, key, f"{key} = {as_toml(value)}")
    return "\n".join([*lines[:start], *block, *lines[end:]]) + "\n"


def opens_table(before: list[str]) -> bool:
    """Whether a line that begins with a bracket opens a table, and does not go on with an array above it."""
    try:
        tomllib.loads("\n".join(before))
    except tomllib.TOMLDecodeError:
        return False
    return True


def set_key(block: list[str], key: str, line: str) -> list[str]:
    """The lines of an entry with one key set: in its place, else after the last line that is not empty or a comment."""
    wanted = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*=""")
    at = next((i for i, old in enumerate(block) if wanted.match(old)), None)
    if at is None:
        last = max((i for i, old in enumerate(block) if old.strip() and not old.lstrip().startswith("#")), default=-1)
        return [*block[: last + 1], line, *block[last + 1 :]]
    end = next((i for i in range(at + 1, len(block) + 1) if opens_table(block[at:i])), at + 1)
    return [*block[:at], line, *block[end:]]


def confirm(file: Path, before: str, after: str, id: str, entry: Mapping[str, object]) -> None:
    """See that the changed register says what was meant, and of all others what it said before."""
    try:
        old, new = tomllib.loads(before), tomllib.loads(after)
        mine = [t for t in new["instrument"] if t["id"] == id]
        others = [t for t in new["instrument"] if t["id"] != id]
        fine = len(mine) == 1 and all(mine[0][key] == value for key, value in entry.items())
        fine &= others == [t for t in old.get("instrument", ()) if t["id"] != id]
        fine &= {k: v for k, v in new.items() if k != "instrument"} == {k: v for k, v in old.items() if k != "instrument"}
    except (tomllib.TOMLDecodeError, KeyError):
        fine = False
    if not fine:
        wanted = "; ".join(f"{key} = {as_toml(value)}" for key, value in entry.items())
        raise DataError(
            Problem(str(file), f'the entry "{id}" could not be changed without touching others', f"Set there by hand: {wanted}")
        )


def as_toml(value: object) -> str:
    """A value as TOML writes it. JSON's strings, numbers, truth values and flat lists are TOML's too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
