"""The tables. The only module that knows sqlite_utils."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from legal_gap.errors import OutputError, Problem
from legal_gap.model import Assessment, Instrument, Provision, Reading
from legal_gap.store.codec import pack, unpack
from legal_gap.store.words import index_form, query_form

OURS = 0x4C476170
"""The application id in the head of the file ("LGap"): a database of another program is never touched."""
VERSION = 1
"""Raised with every change of the tables; an older file is emptied and filled again."""
WAIT_SECONDS = 60
TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
INSTRUMENT = {"key": str, "place": str, "country": str, "id": str, "title": str, "language": str, "quality": float, "reading": bytes}
PROVISION = {"key": str, "country": str, "instrument": str, "eid": str, "num": str, "heading": str, "text": str, "words": str}
MENTION = {"key": str, "country": str, "instrument": str, "concept": str, "role": str, "term": str, "start": int, "end": int}


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that a search found, best first; ``text`` is the whole provision."""

    country: str
    instrument: str
    eid: str
    num: str
    heading: str
    text: str


def open_store(path: Path | None, rebuild: bool = False) -> Store:
    """The database at ``path``, made where there is none; ``None`` keeps it in memory. Use it in a ``with`` block.

    A file that is no database (or damaged) raises OutputError; with ``rebuild`` it is set aside and a new one is made.
    """
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        return Store(path)
    except (sqlite3.OperationalError, OSError) as error:
        raise OutputError(trouble(path, error)) from None
    except sqlite3.DatabaseError as error:
        if not rebuild or path is None:
            raise OutputError(trouble(path, error)) from None
        path.replace(path.with_suffix(".broken"))
        return Store(path)


def trouble(path: Path | None, error: Exception) -> Problem:
    """The sentence for a database that cannot be used."""
    reason = getattr(error, "strerror", None) or str(error)
    way_out = "It only saves time: delete it and run again, or name another file with --database."
    return Problem(str(path or "the database"), f"the database cannot be used ({reason})", way_out)


class Store:
    """An open database. What it keeps can be made again from the files."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        connection = sqlite3.connect(path or ":memory:", timeout=WAIT_SECONDS, isolation_level=None)
        self.db = Database(connection)
        try:
            self.prepare()
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        self.db.conn.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise OutputError(trouble(self.path, error)) from None

    def prepare(self) -> None:
        """Make the tables in a new file; empty one that an older version made; leave another program's file alone."""
        pragma = self.pragma
        if pragma("application_id") not in (0, OURS) or (pragma("application_id") == 0 and self.db.table_names()):
            raise OutputError(
                Problem(
                    str(pragma("database_list", 2) or "the file"), "the file is another program's database", "Name another with --database."
                )
            )
        if pragma("user_version") == VERSION:
            return
        with self.writing():
            if pragma("user_version") != VERSION:
                self.make_tables()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing. The right to write is taken at the start: taken later it could be refused without waiting."""
        self.db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.rollback()
            raise
        self.db.commit()

    def pragma(self, name: str, column: int = 0) -> Any:
        """The value of a setting of the file."""
        row = self.db.execute(f"PRAGMA {name}").fetchone()
        return row[column] if row else None

    def make_tables(self) -> None:
        """Every table anew."""
        for name in self.db.table_names():
            if not name.startswith("sqlite_") and "_fts_" not in name:
                self.db.table(name).drop(ignore=True)
        table = self.db.table
        table("instruments").create(INSTRUMENT, pk="key")
        table("provisions").create(PROVISION).create_index(["key"])
        table("provisions").enable_fts(["words"], tokenize=TOKENIZER, create_triggers=True)
        table("mentions").create(MENTION).create_index(["key"])
        table("penalties").create({"key": str, "country": str, "instrument": str, "num": str, "offence": str}).create_index(["key"])
        table("runs").create({"id": int, "time": str, "country": str, "rubric": str, "languages": str}, pk="id")
        table("findings").create({"run": int, "indicator": str, "outcome": str, "strength": str, "gap_class": str}).create_index(["run"])
        self.db.execute(f"PRAGMA application_id = {OURS}")
        self.db.execute(f"PRAGMA user_version = {VERSION}")

    def reading(self, key: str) -> Reading | None:
        """The reading kept under ``key``, ``None`` where there is none (or its row is damaged)."""
        try:
            row = self.db.execute("SELECT reading FROM instruments WHERE key = ?", [key]).fetchone()
            return unpack(Reading, row[0]) if row else None
        except (ValueError, sqlite3.DatabaseError):
            return None

    def keep(self, key: str, country: str, reading: Reading, place: str = "") -> None:
        """Keep a reading under ``key``; an older one of the same instrument in the same folder goes. Raises OutputError (a full disk)."""
        try:
            self.replace(key, country, reading, place)
        except sqlite3.DatabaseError as error:
            raise OutputError(trouble(self.path, error)) from None

    def replace(self, key: str, country: str, reading: Reading, place: str) -> None:
        """Put a reading in the place of an older one, all its rows or none."""
        instrument = reading.instrument
        with self.writing():
            self.forget([key, *self.older(place, country, instrument.id)])
            self.db.table("instruments").insert({"place": place, **instrument_row(key, country, reading)}, replace=True)
            self.db.table("provisions").insert_all(provision_rows(key, country, instrument), batch_size=500)
            self.db.table("mentions").insert_all(mention_rows(key, country, reading), batch_size=1000)
            self.db.table("penalties").insert_all(({"key": key, "country": country, **asdict(p)} for p in reading.penalties), alter=True)

    def older(self, place: str, country: str, instrument: str) -> list[str]:
        """The keys under which an instrument was kept."""
        rows = self.db.execute("SELECT key FROM instruments WHERE place = ? AND country = ? AND id = ?", [place, country, instrument])
        return [row[0] for row in rows.fetchall()]

    def forget(self, keys: Iterable[str]) -> None:
        """Remove what is kept under these keys."""
        for key in keys:
            for name in ("instruments", "provisions", "mentions", "penalties"):
                self.db.table(name).delete_where("key = ?", [key])

    def keep_assessment(self, assessment: Assessment) -> int:
        """Note a run with its verdicts; its number."""
        country, now = assessment.jurisdiction.code, datetime.now(UTC).isoformat(timespec="seconds")
        run = {"time": now, "country": country, "rubric": assessment.rubric_version, "languages": " ".join(assessment.language_packs)}
        with self.writing():
            number = int(str(self.db.table("runs").insert(run).last_pk))
            rows = [
                {"run": number, "indicator": f.indicator, "outcome": f.outcome.value, "strength": f.strength, "gap_class": f.gap_class}
                for f in assessment.findings
            ]
            self.db.table("findings").insert_all(rows)
        return number

    def search(self, words: str, keys: Sequence[str], limit: int = 20) -> list[Hit]:
        """Provisions kept under ``keys`` that hold every word, best first."""
        query = query_form(words)
        if not query or not keys:
            return []
        marks = ",".join("?" * len(keys))
        rows = self.db.execute(
            "SELECT p.country, p.instrument, p.eid, p.num, p.heading, p.text FROM provisions_fts f JOIN provisions p ON p.rowid = f.rowid"
            f" WHERE provisions_fts MATCH ? AND p.key IN ({marks}) ORDER BY rank, p.rowid LIMIT ?",
            [query, *keys, limit],
        )
        return [Hit(*row) for row in rows.fetchall()]


def instrument_row(key: str, country: str, reading: Reading) -> dict[str, Any]:
    """An instrument with its whole reading."""
    record, quality = reading.instrument.record, reading.instrument.quality.score
    return {
        "key": key, "country": country, "id": record.id, "title": record.title, "language": record.language, "quality": quality,
        "reading": pack(reading),
    }  # fmt: skip


def provision_rows(key: str, country: str, instrument: Instrument) -> Iterator[dict[str, Any]]:
    """The units that are cited on their own, each with its whole text."""
    for provision in instrument.sections():
        text = whole(instrument, provision)
        yield {
            "key": key, "country": country, "instrument": instrument.id, "eid": provision.eid, "num": provision.num,
            "heading": provision.heading, "text": text, "words": index_form(f"{provision.heading}\n{text}"),
        }  # fmt: skip


def whole(instrument: Instrument, provision: Provision) -> str:
    """The text of a provision with everything below it."""
    return instrument.text.clean[provision.start : provision.end].strip()


def mention_rows(key: str, country: str, reading: Reading) -> Iterator[dict[str, Any]]:
    """The concepts that were found."""
    place = {"key": key, "country": country, "instrument": reading.instrument.id}
    return (place | {name: getattr(m, name) for name in ("concept", "role", "term", "start", "end")} for m in reading.mentions)
