"""Printed strings are found in a catalogue, or stay as they are."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from legal_gap.catalogue import translations


def compiled(folder: Path, language: str, **messages: str) -> Path:
    """A folder with one compiled catalogue."""
    catalogue = Catalog(locale=language)
    for message, translated in messages.items():
        catalogue.add(message, translated)
    path = folder / language / "LC_MESSAGES" / "legal_gap.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return folder


@pytest.mark.parametrize(("language", "said"), [("fr", "Lacune"), ("vi", "Gap")])
def test_a_message_without_translation_stays_english(tmp_path, language, said):
    """A half-translated report still says everything."""
    assert translations(language, compiled(tmp_path, "fr", Gap="Lacune")).gettext("Gap") == said
