"""Load the language files. What each table means is the business of the module that compiles it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legal_gap.datafile import check_keys, read_toml
from legal_gap.errors import DataError, Problem

TABLES = ("numbering", "sentence", "penalty", "role", "section_type", "concept", "offence", "reference", "amendment", "example", "words")


@dataclass(frozen=True, eq=False)
class Language:
    """One language: ``code`` (BCP 47), ``name`` in English, and the raw ``tables`` of its file."""

    code: str
    name: str
    spaces: bool = True
    tables: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""

    def table(self, name: str) -> Mapping[str, Any]:
        """A table of the file, empty where the language does not have it."""
        found = self.tables.get(name, {})
        return found if isinstance(found, Mapping) else {}


def load_language(path: Path) -> Language:
    """Read one language file. Raises DataError with every problem."""
    data = read_toml(path)
    problems = check_keys(
        path, {k: v for k, v in data.items() if k not in TABLES}, {"code": str, "name": str}, {"spaces": bool, "ocr": str, "omitted": dict}
    )
    if data.get("code") != path.stem:
        problems.append(
            Problem(str(path), f'the code is "{data.get("code")}" but the file is called "{path.name}"', "Give both the same name.")
        )
    if problems:
        raise DataError(problems)
    return Language(data["code"], data["name"], data.get("spaces", True), data, str(path))


def load_languages(folder: Path) -> dict[str, Language]:
    """Every language file of a folder by code."""
    return {path.stem: load_language(path) for path in sorted(folder.glob("*.toml"))}
