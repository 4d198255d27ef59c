"""The tile map of the members: one square each, no borders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from legal_gap.datafile import check_keys, read_toml
from legal_gap.errors import DataError
from legal_gap.model import Assessment, Outcome
from legal_gap.places import data_folder
from legal_gap.rubric import Rubric

SIDE = 38
"""Points from one tile to the next."""
CORE = 4
"""The weight of the questions that a tile counts."""
PARTS = ("has", "part", "lacks", "open")


@dataclass(frozen=True, slots=True)
class Tile:
    """A member; the counts are of core questions and all zero where no text was assessed."""

    code: str
    name: str
    column: int
    row: int
    has: int = 0
    part: int = 0
    lacks: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """How many core questions were put."""
        return self.has + self.part + self.lacks + self.open

    @property
    def x(self) -> int:
        """Left edge."""
        return self.column * SIDE

    @property
    def y(self) -> int:
        """Upper edge."""
        return self.row * SIDE

    def bars(self, width: float) -> tuple[tuple[str, float, float], ...]:
        """The parts of the tile's bar as (name, offset, width)."""
        offset, found = 0.0, []
        for name in PARTS:
            share = width * getattr(self, name) / self.total if self.total else 0.0
            if share:
                found.append((name, round(offset, 2), round(share, 2)))
            offset += share
        return tuple(found)


def load_tiles(path: Path | None = None) -> tuple[Tile, ...]:
    """Read the places of the members. Raises DataError."""
    path = path or data_folder("rubric") / "region.toml"
    tiles, problems = [], []
    for code, table in read_toml(path).items():
        problems += check_keys(path, table, {"name": str, "column": int, "row": int}, {}, code)
        tiles.append((code, table))
    if problems:
        raise DataError(problems)
    return tuple(Tile(code, table["name"], table["column"], table["row"]) for code, table in tiles)


def _counted(tile: Tile, assessment: Assessment | None, core: frozenset[str]) -> Tile:
    if assessment is None:
        return tile
    outcomes = [f.outcome for f in assessment.findings if f.indicator in core]
    has, part = outcomes.count(Outcome.PRESENT), outcomes.count(Outcome.PARTIAL)
    lacks = outcomes.count(Outcome.ABSENT) + outcomes.count(Outcome.CONFLICT)
    left = sum(o in (Outcome.UNCLEAR, Outcome.NOT_ASSESSED) for o in outcomes)
    return Tile(tile.code, tile.name, tile.column, tile.row, has, part, lacks, left)


def tile_map(assessments: Iterable[Assessment], rubric: Rubric, tiles: tuple[Tile, ...] | None = None) -> tuple[Tile, ...]:
    """Every member with what its law has of the core questions."""
    by_code = {a.jurisdiction.code: a for a in assessments}
    core = frozenset(i.id for i in rubric.indicators if i.weight == CORE)
    return tuple(_counted(tile, by_code.get(tile.code), core) for tile in (tiles or load_tiles()))
