"""Where a command works on countries: each text is read once, several at a time, and held against the rubric."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from legal_gap.amend import in_force
from legal_gap.analyse import analyse
from legal_gap.assess import assess
from legal_gap.cli.output import say, warn
from legal_gap.cli.pool import spread
from legal_gap.cli.work import the_languages, the_rubric
from legal_gap.country import load_register, unread, with_fallbacks
from legal_gap.errors import DataError, OutputError, Problem, ReadError
from legal_gap.model import Assessment, Jurisdiction, Reading, Record
from legal_gap.places import PACKAGE, data_folder, user_folder
from legal_gap.read import read_instrument
from legal_gap.store import Store, fingerprint, open_store

AS_AMENDED = "as amended"
"""What sets readings of as-amended texts apart in the database."""
SMALL = 200_000
"""Bytes; less than this is read faster than a second process starts."""
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


Done = tuple[Task, Reading, Sequence[Problem]]


def the_store(database: Path | None) -> Store:
    """The database that was named; else the one in the user's folder, and in memory where that cannot be written."""
    try:
        return open_store(database or user_folder() / "readings.db", rebuild=database is None)
    except OutputError as error:
        if database is not None:
            raise
        say(f"{error}\nGoing on without it.")
        return open_store(None)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a command works: the open database, and what could not be read so far."""

    store: Store
    problems: list[Problem] = field(default_factory=list)

    def read(self, folder: Path) -> Jurisdiction:
        """A country with every instrument read and understood, principal acts as amended by the later acts at hand."""
        country, tasks = self.as_printed(folder)
        readings = with_fallbacks(self.as_amended(country, tasks))
        return replace(country, readings=readings)

    def as_printed(self, folder: Path) -> tuple[Jurisdiction, list[Task]]:
        """A country with every instrument read and understood as it is printed. What the database holds is not read again."""
        register, tasks = load_tasks(folder)
        known = {task.record.id: reading for task in tasks if (reading := self.store.reading(task.key)) is not None}
        for task, reading, problems in perform([task for task in tasks if task.record.id not in known], register.name):
            known[task.record.id] = reading
            self.problems.extend(problems)
            if not problems:
                self.remember(task, reading)
        readings = (known[r.id] if r.id in known else Reading(unread(r, why_unread(r))) for r in register.records)
        return replace(register, readings=tuple(readings)), tasks

    def as_amended(self, country: Jurisdiction, tasks: Sequence[Task]) -> tuple[Reading, ...]:
        """The readings of a country with later acts replayed into the principal acts, and without what another act takes out of
        force; only what that changes is understood again."""
        printed = [reading.instrument for reading in country.readings]
        by_id = {task.record.id: task for task in tasks}
        keys = [task.key for task in tasks]
        found = []
        for reading, instrument in zip(country.readings, in_force(printed, the_languages()), strict=True):
            if instrument is not reading.instrument:
                task = by_id[instrument.id]
                task = replace(task, key=fingerprint(AS_AMENDED, task.key, *keys), root=task.root / AS_AMENDED)
                kept = self.store.reading(task.key)
                reading = kept or analyse(instrument, the_languages()[task.record.language], the_rubric().concepts, task.classes)
                if kept is None:
                    self.remember(task, reading)
            found.append(reading)
        return tuple(found)

    def assess(self, folder: Path) -> Assessment:
        """A country held against the rubric."""
        assessment = assess(self.read(folder), the_rubric(), the_languages())
        try:
            self.store.keep_assessment(assessment)
        except OutputError as error:
            say(str(error))
        return assessment

    def assess_all(self, folders: Iterable[Path]) -> list[Assessment]:
        """Countries held against the rubric; one whose register is wrong is told at the end and does not stop the others."""
        done = []
        for folder in folders:
            try:
                done.append(self.assess(folder))
            except DataError as error:
                self.problems.extend(error.problems)
        return done

    def remember(self, task: Task, reading: Reading) -> None:
        """Keep a reading; a database that takes no more (a full disk) stops nothing."""
        try:
            self.store.keep(task.key, task.code, reading, str(task.root.resolve()))
        except OutputError as error:
            say(str(error))


@contextmanager
def at_desk(database: Path | None) -> Iterator[Desk]:
    """Work with an open database. Files that could not be read are told at the end, when the rest is done: ReadError."""
    with the_store(database) as store:
        desk = Desk(store)
        try:
            yield desk
        except typer.Exit:
            if not desk.problems:
                raise
    if desk.problems:
        raise ReadError(desk.problems)


def load_tasks(folder: Path) -> tuple[Jurisdiction, list[Task]]:
    """The register of a country, and a task for each instrument whose text can be read."""
    register = load_register(folder)
    return register, [task_of(folder, register, record) for record in register.records if not why_unread(record)]


def why_unread(record: Record) -> str:
    """Why an instrument is not read at all; nothing where it is."""
    if not record.files:
        return "no text on file"
    return "" if record.language in the_languages() else f'not read: there is no language file for "{record.language}"'


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
def packs() -> str:
    """A fingerprint of languages, concepts and offences: another word for a concept is another reading."""
    folder = data_folder("rubric")
    return fingerprint(*(path.read_bytes() for path in sorted([*folder.glob("*.toml"), *folder.glob("languages/*.toml")])))


@cache
def program() -> str:
    """A fingerprint of the program: a mended reader is another reading, whatever the version says."""
    return fingerprint(*(path.read_bytes() for path in sorted(PACKAGE.rglob("*.py")) if "cli" not in path.parts))


def perform(tasks: Sequence[Task], name: str) -> Iterator[Done]:
    """Carry out tasks, in several processes where there is much to read; progress is shown to a person."""
    much = sum(task.size for task in tasks) > SMALL
    longest_first = sorted(tasks, key=lambda task: -task.size)
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        steps = spread(carry_out, longest_first) if much else map(carry_out, tasks)
        yield from progress.track(steps, total=len(tasks), description=f"Reading {name}")


def carry_out(task: Task) -> Done:
    """Read one instrument and understand it; with what could not be read."""
    language = the_languages()[task.record.language]
    try:
        instrument = read_instrument(task.root, task.code, task.record, language)
    except ReadError as error:
        reasons = (f"not read: {problem.where}: {problem.what}" for problem in error.problems)
        return task, Reading(unread(task.record, *reasons)), error.problems
    return task, analyse(instrument, language, the_rubric().concepts, task.classes), ()
