"""Read one TOML file; every problem at once, each with file, key and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from legal_gap.errors import DataError, Problem


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises DataError with the place where the file cannot be read."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise DataError(Problem(str(path), "the file does not exist", "Check the path.")) from None
    except OSError as error:
        raise DataError(
            Problem(str(path), f"the file cannot be opened ({error.strerror})", "Check the path and its permissions.")
        ) from None
    except UnicodeDecodeError:
        raise DataError(Problem(str(path), "the file is not UTF-8", "Save it as UTF-8.")) from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(Problem(str(path), f"not valid TOML: {error}", "Mend the line; a value in quotes is always safe.")) from None


def line_of(path: Path, key: str, after: str = "") -> int | None:
    """The line (1-based) on which ``key`` is set, looked for after the first line that holds ``after``; ``None`` if not found."""
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    start = next((i for i, line in enumerate(lines) if after and after in line), 0)
    wanted = re.compile(rf"""^\s*(?:\[+\s*)?["']?{re.escape(key)}["']?\s*(?:=|\]|\.)""")
    return next((i + 1 for i, line in enumerate(lines[start:], start) if wanted.match(line)), None)


def check_keys(
    path: Path, table: Mapping[str, Any], required: Mapping[str, type], optional: Mapping[str, type], where: str = ""
) -> list[Problem]:
    """Every key that is missing, unknown or of the wrong type in ``table``; ``where`` names the table ("[[instrument]] act-670")."""
    problems = []
    spot = f"{path} {where}".rstrip()
    known = {**optional, **required}
    for key in required:
        if key not in table:
            problems.append(Problem(spot, f'the key "{key}" is missing', f"Add {key} = …"))
    for key, value in table.items():
        if key in known and isinstance(value, known[key]):
            continue
        line = line_of(path, key, where.partition(" ")[2] or where)
        at = f"{spot}, line {line}" if line else spot
        if key not in known:
            problems.append(Problem(at, f'the key "{key}" is not known', f"Known keys: {', '.join(sorted(known))}."))
        else:
            problems.append(Problem(at, f'"{key}" is {type(value).__name__}, not {known[key].__name__}', "Change the value."))
    return problems


def check_choice(path: Path, table: Mapping[str, Any], key: str, choices: Iterable[str], where: str = "") -> list[Problem]:
    """A problem for each value of ``key`` (a string or a list of strings) that is not one of ``choices``."""
    choices = tuple(choices)
    value = table.get(key, ())
    values = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    wrong = [v for v in values if v not in choices]
    if not wrong:
        return []
    line = line_of(path, key, where.partition(" ")[2] or where)
    spot = f"{path} {where}".rstrip() + (f", line {line}" if line else "")
    return [Problem(spot, f'"{key}" has "{v}"', f"One of: {', '.join(choices)}.") for v in wrong]
