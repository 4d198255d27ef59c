"""The tables. The only module that knows sqlite_utils."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legal_gap.errors import OutputError, Problem
from legal_gap.late import late
from legal_gap.model import Assessment, Instrument, Jurisdiction, Provision, Reading
from legal_gap.store.codec import pack, unpack
from legal_gap.store.words import index_form, query_form

if TYPE_CHECKING:
    import sqlite_utils
else:
    sqlite_utils = late("sqlite_utils")

OURS = 0x4C476170
"""The application id in the head of the file ("LGap"): a database of another program is never touched."""
VERSION = 2
"""Raised with every change of the tables; an older file is emptied and filled again."""
WAIT_SECONDS = 60
TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
INSTRUMENT = {"key": str, "place": str, "country": str, "id": str, "title": str, "language": str, "quality": float, "reading": bytes}
PROVISION = {"key": str, "country": str, "instrument": str, "eid": str, "num": str, "heading": str, "text": str, "words": str}
LAW = {"key": str, "place": str, "country": str, "readings": str}
ASSESSMENT = {"key": str, "place": str, "country": str, "assessment": bytes}
UNREAD = "-"
"""In the list of a country's readings: an instrument without a text."""
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
        self.connection = sqlite3.connect(path or ":memory:", timeout=WAIT_SECONDS, isolation_level=None)
        try:
            self.prepare()
        except BaseException:
            self.connection.close()
            raise

    @cached_property
    def db(self) -> sqlite_utils.Database:
        """The tables as sqlite-utils sees them. Reading needs no more than the connection."""
        return sqlite_utils.Database(self.connection)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        self.connection.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise OutputError(trouble(self.path, error)) from None

    def prepare(self) -> None:
        """Make the tables in a new file; empty one that an older version made; leave another program's file alone."""
        pragma = self.pragma
        (tables,) = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        owner = pragma("application_id")  # looked at after the tables: another run makes both at once
        if owner != OURS and (owner or tables):
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
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.rollback()
            raise
        self.db.commit()

    def pragma(self, name: str, column: int = 0) -> Any:
        """The value of a setting of the file."""
        row = self.connection.execute(f"PRAGMA {name}").fetchone()
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
        table("laws").create(LAW, pk="key")
        table("assessments").create(ASSESSMENT, pk="key")
        self.db.execute(f"PRAGMA application_id = {OURS}")
        self.db.execute(f"PRAGMA user_version = {VERSION}")

    def reading(self, key: str) -> Reading | None:
        """The reading kept under ``key``, ``None`` where there is none (or its row is damaged)."""
        try:
            found = self.value("reading", "instruments", key)
            return unpack(Reading, found) if found else None
        except (ValueError, sqlite3.DatabaseError):
            return None

    def value(self, column: str, table: str, key: str) -> Any:
        """One value of the row under ``key``, ``None`` where there is none."""
        row = self.connection.execute(f"SELECT {column} FROM {table} WHERE key = ?", [key]).fetchone()
        return row[0] if row else None

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

    def readings(self, key: str) -> list[Reading | None] | None:
        """The readings of a country's law kept under ``key``, in the order of its register and ``None`` for what has no text;
        ``None`` where they are not all there.
        """
        try:
            names = str(self.value("readings", "laws", key) or "").split()
        except sqlite3.DatabaseError:
            return None
        found = [None if name == UNREAD else self.reading(name) for name in names]
        lost = any(reading is None and name != UNREAD for name, reading in zip(names, found, strict=True))
        return None if lost or not names else found

    def keep_readings(self, key: str, country: str, place: str, names: Sequence[str | None]) -> None:
        """Note under which keys the readings of a country's law are kept, ``None`` for what has no text. Raises OutputError."""
        self.put("laws", {"key": key, "place": place, "country": country, "readings": " ".join(name or UNREAD for name in names)})

    def assessment(self, key: str, country: Jurisdiction) -> Assessment | None:
        """The assessment of ``country`` kept under ``key``, ``None`` where there is none (or its row is damaged)."""
        try:
            found = self.value("assessment", "assessments", key)
            return replace(unpack(Assessment, found), jurisdiction=country) if found else None
        except (ValueError, sqlite3.DatabaseError):
            return None

    def keep_assessment(self, key: str, place: str, assessment: Assessment) -> None:
        """Keep the verdicts of a country; its readings are kept on their own. Raises OutputError."""
        country = replace(assessment.jurisdiction, readings=())
        row = {"key": key, "place": place, "country": country.code, "assessment": pack(replace(assessment, jurisdiction=country))}
        self.put("assessments", row)

    def put(self, table: str, row: dict[str, Any]) -> None:
        """Put a row in the place of the older one of the same country in the same folder."""
        try:
            with self.writing():
                self.db.table(table).delete_where("place = ? AND country = ?", [row["place"], row["country"]])
                self.db.table(table).insert(row, replace=True)
        except sqlite3.DatabaseError as error:
            raise OutputError(trouble(self.path, error)) from None

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
