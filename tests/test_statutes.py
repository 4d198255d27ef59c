"""What ships: every register loads, every digest is on its register, every provision says where it was checked."""

from pathlib import Path

import pytest

from legal_gap.country import country_folders, load_country
from legal_gap.language.pack import load_languages

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "rubric" / "languages")
FOLDERS = country_folders(ROOT / "statutes")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_register_loads_with_its_texts(folder):
    """Each file that a register names is there and can be read."""
    country = load_country(folder, LANGUAGES)
    assert not [r.instrument.id for r in country.readings if r.instrument.record.files and not r.instrument.provisions]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_digest_is_on_the_register(folder):
    """A digest that no register names would never be read."""
    named = {name for record in load_country(folder, LANGUAGES).records for name in record.files}
    assert {path.name for path in folder.glob("*.md")} <= named


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_provision_of_a_digest_says_where_it_was_checked(folder):
    """Verified in the text, or from a named public source; nothing from memory."""
    readings = [r.instrument for r in load_country(folder, LANGUAGES).readings if r.instrument.record.text_status == "digest"]
    sections = [(i.id, s.num, s.mark) for i in readings for s in i.sections() if s.level == "section"]
    assert not [(id, num) for id, num, mark in sections if not mark.startswith(("verified", "secondary:"))]
