"""What several commands do: find the folders of country folders."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from legal_gap.errors import Problem, UnknownName
from legal_gap.language import Language, load_languages
from legal_gap.places import data_folder, user_folder
from legal_gap.rubric import Rubric, load_rubric


def roots(statutes: Path | None) -> tuple[Path, ...]:
    """The folders of country folders: the one that was named, else the user's own and then what ships with the program."""
    if statutes is None:
        return tuple(root for root in (user_folder() / "statutes", data_folder("statutes")) if root.is_dir())
    if not statutes.is_dir():
        raise UnknownName(Problem(str(statutes), "there is no such folder", "Name a folder that holds country folders (MY/country.toml)."))
    return (statutes,)


@cache
def the_rubric() -> Rubric:
    """The rubric that ships with the program."""
    return load_rubric(data_folder("rubric"))


@cache
def the_languages() -> Mapping[str, Language]:
    """The language files that ship with the program."""
    return load_languages(data_folder("rubric") / "languages")
