"""A country folder: ``country.toml`` checked in full, the register it holds, and the texts that stand beside it."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legal_gap.datafile import check_choice, check_keys, line_of, read_toml
from legal_gap.errors import DataError, Problem, ReadError, UnknownName
from legal_gap.late import late
from legal_gap.model import KINDS, Instrument, Jurisdiction, Provision, Quality, Reading, Record, Text, TreatyStatus
from legal_gap.text import fold

if TYPE_CHECKING:
    from legal_gap import amend, read
    from legal_gap.language.pack import Language
else:
    amend, read = late("legal_gap.amend"), late("legal_gap.read")

REGISTER = "country.toml"
LONGEST_NUMBER = 40
"""Characters that the word and number before a heading may take."""
TRADITIONS = ("common_law", "civil_law", "mixed", "islamic", "customary")
STATUSES = ("in_force", "not_in_force", "repealed", "superseded", "bill")
TEXTS = ("official", "official_translation", "unofficial_translation", "excerpt", "digest")
TREATIES = ("UNTOC", "TIP", "SOM", "UNCAC", "ACTIP", "SAARC", "CETS197", "OECD_ABC")
TREATY_STATUSES = ("party", "signatory", "none")
COUNTRY_KEYS = {"code": str, "name": str, "official_languages": list, "legal_tradition": str, "currency": str}
COUNTRY_EXTRAS = {
    "aliases": list, "publication": str, "note": str, "treaty": list, "instrument": list, "expect": list, "difference": list, "official": dict,
    "penalty_class": dict, "fine_category": dict,
}  # fmt: skip
TREATY_KEYS = {"id": str, "status": str}
TREATY_EXTRAS = {"since": date, "source": str}
INSTRUMENT_KEYS = {"id": str, "title": str, "citation": str, "kinds": list, "language": str, "status": str, "files": list}
INSTRUMENT_EXTRAS = {
    "as_of": str, "year": int, "text_status": str, "alternates": list, "source": str, "amending": bool, "ocr": bool, "amends": str,
    "consolidated_in": str, "translation_of": str, "fallback_for": str, "covers": list, "later_changes": str,
    "original_language": str, "confidence": str, "note": str, "sha256": str, "title_en": str, "provenance": str,
}  # fmt: skip


def load_register(folder: Path) -> Jurisdiction:
    """A country with its register, without reading a text. Raises DataError with every problem of ``country.toml``."""
    path = folder / REGISTER
    data = read_toml(path)
    problems = check(path, data)
    if problems:
        raise DataError(problems)
    return Jurisdiction(
        code=data["code"],
        name=data["name"],
        official_languages=tuple(data["official_languages"]),
        legal_tradition=data["legal_tradition"],
        currency=data["currency"],
        treaties=tuple(TreatyStatus(t["id"], t["status"], t.get("since"), t.get("source", "")) for t in data.get("treaty", ())),
        records=tuple(record(table) for table in data.get("instrument", ())),
        aliases=tuple(data.get("aliases", ())),
        penalty_classes=data.get("penalty_class", {}),
        folder=str(folder),
        publication=data.get("publication", ""),
    )


def load_country(folder: Path, languages: Mapping[str, Language]) -> Jurisdiction:
    """A country with its register and a reading of every instrument, not yet understood; acts as amended by later acts at hand.

    An instrument without a text, in a language that is not on file, or that cannot be read, has no provisions; its
    quality says why. Raises DataError where ``country.toml`` is wrong.
    """
    register = load_register(folder)
    printed = [read_or_not(folder, register.code, one, languages) for one in register.records]
    law = amend.in_force(printed, languages)
    return replace(register, readings=with_fallbacks(tuple(map(Reading, law))))


def with_fallbacks(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings, where an older text only fills the gaps of the newer one that it is a fallback for.

    Its sections that the newer text prints with words of their own are marked superseded: they decide nothing. A newer text
    that could not be read leaves its fallback whole.
    """
    printed = {r.instrument.id: numbers_with_words(r.instrument) for r in readings}
    return tuple(
        replace(r, instrument=gaps_only(r.instrument, printed.get(r.instrument.record.fallback_for, frozenset())))
        if r.instrument.record.fallback_for
        else r
        for r in readings
    )


def numbers_with_words(instrument: Instrument) -> frozenset[str]:
    """The numbers of the sections that say more than their heading."""
    units = [unit for unit in instrument.sections() if unit.level == "section" and unit.inserted_into in ("", instrument.id)]
    return frozenset(unit.num for unit in units if unit.children or unit.end - unit.start > len(unit.heading) + LONGEST_NUMBER)


def gaps_only(instrument: Instrument, printed: frozenset[str]) -> Instrument:
    """An instrument whose sections with a number in ``printed`` are superseded."""

    def marked(unit: Provision) -> Provision:
        superseded = unit.level == "section" and unit.num in printed
        children = tuple(marked(child) for child in unit.children)
        return replace(unit, children=children, status="superseded" if superseded else unit.status)

    return replace(instrument, provisions=tuple(marked(unit) for unit in instrument.provisions))


def read_or_not(folder: Path, code: str, one: Record, languages: Mapping[str, Language]) -> Instrument:
    """An instrument as it was read, or an empty one that says why it was not."""
    if not one.files:
        return unread(one, "no text on file")
    if one.language not in languages:
        return unread(one, f'not read: there is no language file for "{one.language}"')
    try:
        return read.in_its_language(read.read_instrument(folder.parent, folder.name, one, languages[one.language]), languages)
    except ReadError as error:
        return unread(one, *(f"not read: {problem.where}: {problem.what}" for problem in error.problems))


def unread(one: Record, *reasons: str) -> Instrument:
    """An instrument without text."""
    return Instrument(one, Text("", ""), (), (), Quality(0.0, reasons))


def record(table: Mapping[str, Any]) -> Record:
    """One ``[[instrument]]`` table, checked before, as a record."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    values.setdefault("text_status", "official" if table["files"] else "excerpt")
    return Record(**values)


# -- checking --------------------------------------------------------------------------------------------------------


def check(path: Path, data: Mapping[str, Any]) -> list[Problem]:
    """Everything that is wrong with a ``country.toml``, each with key and line where they are known."""
    problems = check_keys(path, data, COUNTRY_KEYS, COUNTRY_EXTRAS)
    problems += check_choice(path, data, "legal_tradition", TRADITIONS)
    instruments = [table for table in tables(data, "instrument")]
    for table in tables(data, "treaty"):
        where = f"[[treaty]] {table.get('id', '')}".rstrip()
        problems += check_keys(path, table, TREATY_KEYS, TREATY_EXTRAS, where)
        problems += check_choice(path, table, "id", TREATIES, where) + check_choice(path, table, "status", TREATY_STATUSES, where)
    for table in instruments:
        problems += check_instrument(path, table)
    return problems + repeated_ids(path, instruments)


def tables(data: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    """The tables of an array of tables; nothing where the key holds something else."""
    value = data.get(key, [])
    return [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []


def check_instrument(path: Path, table: Mapping[str, Any]) -> list[Problem]:
    """Everything that is wrong with one ``[[instrument]]`` table."""
    where = f"[[instrument]] {table.get('id', '')}".rstrip()
    problems = check_keys(path, table, INSTRUMENT_KEYS, INSTRUMENT_EXTRAS, where)
    for key, choices in (("kinds", KINDS), ("covers", KINDS), ("status", STATUSES), ("text_status", TEXTS)):
        problems += check_choice(path, table, key, choices, where)
    files = table.get("files", [])
    for name in files if isinstance(files, list) else []:
        problems += check_file(path, name, where)
    return problems


def check_file(path: Path, name: Any, where: str) -> list[Problem]:
    """A file of an instrument must stand in the country's own folder."""
    spot = f"{path} {where}"
    if not isinstance(name, str) or not name:
        return [Problem(spot, f'"files" has {name!r}', "A list of file names.")]
    target = path.parent / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        return [Problem(spot, f'the file "{name}" lies outside the folder of the country', "Copy it into the folder.")]
    if not target.is_file():
        return [Problem(spot, f'the file "{name}" does not exist', f"Put it into {path.parent}, or take it out of files.")]
    return []


def repeated_ids(path: Path, instruments: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Ids that more than one instrument carries."""
    counts = Counter(str(table.get("id")) for table in instruments if "id" in table)
    line = f", line {line_of(path, 'instrument')}"
    return [
        Problem(f"{path}{line}", f'the id "{id}" is used {n} times', "Give each instrument its own.") for id, n in counts.items() if n > 1
    ]


# -- finding ---------------------------------------------------------------------------------------------------------


def country_folders(root: Path) -> list[Path]:
    """The folders under ``root`` that hold a register, by code."""
    return sorted(path.parent for path in root.glob(f"*/{REGISTER}"))


def find_country(root: Path, name: str) -> Path:
    """The folder of a country by code, name or alias, whatever the case. Raises UnknownName with the nearest names."""
    folders = country_folders(root)
    wanted = " ".join(fold(name).split())
    for folder in folders:
        if fold(folder.name) == wanted:
            return folder
    names: dict[str, Path] = {}
    for folder in folders:
        data = read_toml(folder / REGISTER)
        for alias in (data.get("name", ""), data.get("code", ""), *data.get("aliases", ())):
            names.setdefault(" ".join(fold(str(alias)).split()), folder)
    if wanted in names:
        return names[wanted]
    near = difflib.get_close_matches(wanted, list(names), 3, 0.6)
    codes = ", ".join(folder.name for folder in folders) or "none"
    hint = f"Did you mean {' or '.join(near)}?" if near else f"On file: {codes}."
    raise UnknownName(Problem(str(root), f'there is no country "{name}"', hint))
