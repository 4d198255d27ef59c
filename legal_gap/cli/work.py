"""What several commands share: the rubric, the languages, and where the countries are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from legal_gap.country import find_country
from legal_gap.errors import Problem, UnknownName
from legal_gap.late import late
from legal_gap.places import data_folder, user_folder

if TYPE_CHECKING:
    from legal_gap import language, rubric
    from legal_gap.language import Language
    from legal_gap.rubric import Rubric
else:
    language, rubric = late("legal_gap.language"), late("legal_gap.rubric")


@cache
def the_rubric() -> Rubric:
    """The rubric that ships with the program."""
    return rubric.load_rubric(data_folder("rubric"))


@cache
def the_languages() -> Mapping[str, Language]:
    """The language files that ship with the program."""
    return language.load_languages(data_folder("rubric") / "languages")


def the_language(code: str) -> Language:
    """A language by code. Raises UnknownName."""
    languages = the_languages()
    if code not in languages:
        raise UnknownName(Problem(code, "there is no language file for it", f"One of: {', '.join(languages)}."))
    return languages[code]


# -- where ------------------------------------------------------------------------------------------------------------


def roots(statutes: Path | None) -> tuple[Path, ...]:
    """The folders of country folders: the one that was named, else the user's own and then what ships with the program."""
    if statutes is None:
        return tuple(root for root in (user_folder() / "statutes", data_folder("statutes")) if root.is_dir())
    if not statutes.is_dir():
        raise UnknownName(Problem(str(statutes), "there is no such folder", "Name a folder that holds country folders (MY/country.toml)."))
    return (statutes,)


def folder_of(country: str, statutes: Path | None) -> Path:
    """The folder of a country, by code or name. Raises UnknownName."""
    *first, last = roots(statutes)
    for root in first:
        try:
            return find_country(root, country)
        except UnknownName:
            continue
    return find_country(last, country)


def folders_of(countries: Sequence[str] | None, statutes: Path | None) -> list[Path]:
    """The folders of the countries named, each once; of all on file where none is named."""
    if countries:
        return list(dict.fromkeys(folder_of(country, statutes) for country in countries))
    found = {path.parent.name: path.parent for root in reversed(roots(statutes)) for path in root.glob("*/country.toml")}
    if not found:
        place = str(statutes or data_folder("statutes"))
        raise UnknownName(Problem(place, "no country is on file there", "A country is a folder with a country.toml in it."))
    return [found[code] for code in sorted(found)]
