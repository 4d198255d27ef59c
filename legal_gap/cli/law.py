"""A country's law before any of it is read: its register, and the key of everything that comes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from legal_gap.cli.output import warn
from legal_gap.country import load_register
from legal_gap.model import Jurisdiction, Record
from legal_gap.places import PACKAGE, data_folder
from legal_gap.store import fingerprint

Classes = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Task:
    """One instrument to be read and understood, by any process."""

    root: Path
    code: str
    record: Record
    classes: Classes
    key: str
    size: int


@dataclass(frozen=True, slots=True)
class Law:
    """A country's register with a task for each instrument whose text can be read; ``key`` changes with anything behind its readings."""

    register: Jurisdiction
    tasks: tuple[Task, ...]
    place: str
    key: str

    @property
    def verdicts(self) -> str:
        """The key of its assessment: its readings and every file of the rubric."""
        return fingerprint("verdicts", self.key, rubric_files())


def load_law(folder: Path) -> Law:
    """The law of a country. Raises DataError where its register is wrong."""
    register = load_register(folder)
    tasks = tuple(task_of(folder, register, record) for record in register.records if not why_unread(record))
    key = fingerprint("law", program(), packs(), repr(register), *(task.key for task in tasks))
    return Law(register, tasks, str(folder.parent.resolve()), key)


def why_unread(record: Record) -> str:
    """Why an instrument is not read at all; nothing where it is."""
    if not record.files:
        return "no text on file"
    return "" if record.language in spoken() else f'not read: there is no language file for "{record.language}"'


def task_of(folder: Path, register: Jurisdiction, record: Record) -> Task:
    """The task of reading one instrument, with the key of everything that its result depends on."""
    files = [bytes_of(folder / name) for name in record.files]
    if record.sha256 and files and hashlib.sha256(files[0]).hexdigest() != record.sha256:
        warn(f"{folder / record.files[0]}: the file is not the one that was loaded\n  → If that is meant, load it again.")
    key = fingerprint(program(), packs(), repr(record), repr(register.penalty_classes), *files)
    return Task(folder.parent, folder.name, record, register.penalty_classes, key, sum(map(len, files)))


def bytes_of(path: Path) -> bytes:
    """The bytes of a file; none where it cannot be opened (the reader says so)."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


@cache
def spoken() -> frozenset[str]:
    """The languages that can be read, by code."""
    return frozenset(path.stem for path in (data_folder("rubric") / "languages").glob("*.toml"))


@cache
def packs() -> str:
    """A fingerprint of languages, concepts and offences: another word for a concept is another reading."""
    folder = data_folder("rubric")
    return fingerprint(*(path.read_bytes() for path in sorted([*folder.glob("*.toml"), *folder.glob("languages/*.toml")])))


@cache
def rubric_files() -> str:
    """A fingerprint of every file of the rubric: another question is another verdict."""
    return fingerprint(*(path.read_bytes() for path in sorted(data_folder("rubric").rglob("*.toml"))))


@cache
def program() -> str:
    """A fingerprint of the program: a mended reader is another reading, whatever the version says."""
    return fingerprint(*(path.read_bytes() for path in sorted(PACKAGE.rglob("*.py")) if "cli" not in path.parts))


@cache
def commands() -> str:
    """A fingerprint of what ``program`` leaves out: how commands put their pages together, and what these look like."""
    report = PACKAGE / "report" / "templates"
    files = [*PACKAGE.glob("cli/*.py"), *report.iterdir(), *PACKAGE.glob("locale/*/LC_MESSAGES/*.mo")]
    return fingerprint(*(path.read_bytes() for path in sorted(files)))
