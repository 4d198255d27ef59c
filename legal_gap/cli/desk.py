"""Where a command works on countries: what the database holds is taken from there; the rest is read, held against the rubric and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from legal_gap.cli.law import Law, Task, load_law, why_unread
from legal_gap.cli.output import say
from legal_gap.cli.work import the_languages, the_rubric
from legal_gap.country import unread, with_fallbacks
from legal_gap.errors import DataError, OutputError, Problem, ReadError
from legal_gap.late import late
from legal_gap.model import Assessment, Jurisdiction, Reading
from legal_gap.places import user_folder
from legal_gap.store import Store, fingerprint, open_store

if TYPE_CHECKING:
    from legal_gap import amend, assess
    from legal_gap.cli import reading as reader
else:
    amend, assess, reader = late("legal_gap.amend"), late("legal_gap.assess"), late("legal_gap.cli.reading")

AS_AMENDED = "as amended"
"""What sets readings of as-amended texts apart in the database."""


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
    """Where a command works: the open database, what could not be read so far, and the countries that were judged."""

    store: Store
    problems: list[Problem] = field(default_factory=list)
    judged: dict[str, Assessment] = field(default_factory=dict)

    def read(self, folder: Path) -> Jurisdiction:
        """A country with every instrument read and understood, principal acts as amended by the later acts at hand."""
        return self.country(load_law(folder))

    def as_printed(self, folder: Path) -> Jurisdiction:
        """A country with every instrument read and understood as it is printed."""
        law = load_law(folder)
        return replace(law.register, readings=self.printed(law))

    def country(self, law: Law) -> Jurisdiction:
        """A country with its readings. What the database holds is not read again."""
        kept = self.store.readings(law.key)
        readings = self.with_unread(law, kept) if kept is not None else self.as_amended(law, self.printed(law))
        return replace(law.register, readings=with_fallbacks(readings))

    def with_unread(self, law: Law, readings: Sequence[Reading | None]) -> tuple[Reading, ...]:
        """Readings in the order of the register, with those that say why there is no text."""
        return tuple(found or Reading(unread(r, why_unread(r))) for r, found in zip(law.register.records, readings, strict=True))

    def printed(self, law: Law) -> tuple[Reading, ...]:
        """The readings of a country as its acts are printed."""
        known = {task.record.id: reading for task in law.tasks if (reading := self.store.reading(task.key)) is not None}
        for task, reading, problems in reader.perform([task for task in law.tasks if task.record.id not in known], law.register.name):
            known[task.record.id] = reading
            self.problems.extend(problems)
            if not problems:
                self.remember(task, reading)
        return self.with_unread(law, [known.get(record.id) for record in law.register.records])

    def as_amended(self, law: Law, printed: Sequence[Reading]) -> tuple[Reading, ...]:
        """The readings of a country with later acts replayed into the principal acts, and without what another act takes out of
        force; only what that changes is understood again."""
        by_id = {task.record.id: task for task in law.tasks}
        keys = {task.record.id: task.key for task in law.tasks}
        found = []
        instruments = amend.in_force([reading.instrument for reading in printed], the_languages())
        for reading, instrument in zip(printed, instruments, strict=True):
            if instrument is not reading.instrument:
                task = by_id[instrument.id]
                amended = fingerprint(AS_AMENDED, task.key, *(task.key for task in law.tasks))
                task = replace(task, key=amended, root=task.root / AS_AMENDED)
                kept = self.store.reading(task.key)
                reading = kept or reader.understood(task, instrument)
                if kept is None:
                    self.remember(task, reading)
                keys[instrument.id] = task.key
            found.append(reading)
        if not self.problems:
            names = [keys.get(record.id) for record in law.register.records]
            self.try_to_keep(lambda: self.store.keep_readings(law.key, law.register.code, law.place, names))
        return tuple(found)

    def assess(self, folder: Path) -> Assessment:
        """A country held against the rubric."""
        return self.assessment(load_law(folder))

    def assessment(self, law: Law) -> Assessment:
        """A country held against the rubric, once; or its verdicts from the database where nothing behind them changed."""
        if law.verdicts not in self.judged:
            self.judged[law.verdicts] = self.judge(law)
        return self.judged[law.verdicts]

    def judge(self, law: Law) -> Assessment:
        """The verdicts on a country, from the database or anew."""
        country = self.country(law)
        kept = self.store.assessment(law.verdicts, country)
        if kept is not None:
            return kept
        assessment = assess.assess(country, the_rubric(), the_languages())
        if not self.problems:
            self.try_to_keep(lambda: self.store.keep_assessment(law.verdicts, law.place, assessment))
        return assessment

    def laws(self, folders: Iterable[Path]) -> list[Law]:
        """The law of countries; one whose register is wrong is told at the end and does not stop the others."""
        found = []
        for folder in folders:
            try:
                found.append(load_law(folder))
            except DataError as error:
                self.problems.extend(error.problems)
        return found

    def assess_all(self, folders: Iterable[Path]) -> list[Assessment]:
        """Countries held against the rubric, but for those whose register is wrong."""
        return [self.assessment(law) for law in self.laws(folders)]

    def remember(self, task: Task, reading: Reading) -> None:
        """Keep a reading."""
        self.try_to_keep(lambda: self.store.keep(task.key, task.code, reading, str(task.root.resolve())))

    def try_to_keep(self, keep: Callable[[], None]) -> None:
        """Keep what was made; a database that takes no more (a full disk) stops nothing."""
        try:
            keep()
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
