"""What was made before: a folder of files, each named after everything that went into it. Deleting it costs time only."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from legal_gap import __version__
from legal_gap.errors import OutputError
from legal_gap.report import fonts
from legal_gap.report.files import moment, write
from legal_gap.store import fingerprint

LARGEST = 300_000_000
"""Bytes that are kept: some five hundred reports."""


def take(folder: Path | None, name: str) -> bytes | None:
    """What is kept under a name, ``None`` where there is nothing; from now on it counts as used."""
    if folder is None or not name:
        return None
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError:
        return None
    with suppress(OSError):  # a folder that cannot be written is still a folder to read from
        path.touch()
    return content


def keep(folder: Path | None, name: str, content: str | bytes) -> None:
    """Keep something under a name; what was not used for longest makes room. A folder that takes no more stops nothing."""
    if folder is None or not name:
        return
    with suppress(OutputError):
        write(folder / name, content)
        prune(folder)


def prune(folder: Path, largest: int = LARGEST) -> None:
    """Remove the files that were not used for longest until the folder holds ``largest`` bytes at most."""
    found = []
    for path in folder.iterdir():
        with suppress(OSError):  # another process prunes too
            state = path.stat()
            found.append((state.st_mtime, state.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= largest:
            return
        with suppress(OSError):
            path.unlink()
        total -= size


def stamp() -> str:
    """What the clock puts into a report: its year, which tells old texts; all of it where SOURCE_DATE_EPOCH asks for exact bytes."""
    return os.environ.get("SOURCE_DATE_EPOCH") or str(moment().year)


def renderer() -> str:
    """What draws pages here: the libraries and the fonts of this machine."""
    return fingerprint(__version__, version("weasyprint"), version("pydyf"), fonts.installed())
