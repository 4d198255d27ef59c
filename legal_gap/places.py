"""Where the project's data lies: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_dir

PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """The folder ``rubric`` or ``statutes`` that ships with the program."""
    inside = PACKAGE / "_data" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def user_folder() -> Path:
    """The folder that is the user's own: texts that were loaded, and the database. It may not exist yet."""
    return Path(user_data_dir("legal-gap", appauthor=False))
