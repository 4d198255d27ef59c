"""The strings that are printed, and their translations. The English sentence is the key; a missing translation stays English."""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from pathlib import Path

FOLDER = Path(__file__).parent / "locale"
"""Compiled catalogues: ``<language>/LC_MESSAGES/legal_gap.mo``, made from the ``.po`` beside them with ``pybabel compile``."""


def translations(language: str = "en", folder: Path = FOLDER) -> NullTranslations:
    """The catalogue of a language (BCP 47), the source strings where there is none."""
    path = folder / language / "LC_MESSAGES" / "legal_gap.mo"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages that a report can be printed in: English, and those with a catalogue."""
    return ("en", *sorted(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/legal_gap.mo")))


def marked(message: str) -> str:
    """The message itself: marks a string in a table for extraction (``pybabel extract -k marked``)."""
    return message
