"""What the comparison report shows, drawn from a Comparison and the Rubric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legal_gap.compare import DECIDED, Cell, Cluster, Comparison, Row, clusters
from legal_gap.model import Jurisdiction, Outcome, Penalty
from legal_gap.report.penalties import Bar, Scale, bar
from legal_gap.report.region import Tile, tile_map
from legal_gap.report.slip import OFFICIAL, compared
from legal_gap.report.view import Quote, quote_of, sources_of
from legal_gap.rubric import Indicator, Rubric

BLOCK = 23
"""Countries in one block of the matrix before it is split."""
WIDE = 6
"""Countries from which the matrix lies across the page."""
SIDE_BY_SIDE = 10
"""Countries up to which the report sets the clauses of the core questions side by side."""
LANES = (
    ("trafficking", "anyone"), ("trafficking", "public_official"), ("smuggling", "anyone"), ("smuggling", "public_official"),
    ("documents", "anyone"), ("documents", "public_official"), ("passive_bribery", "public_official"), ("active_bribery", "anyone"),
)  # fmt: skip
"""Families and offenders on the penalty pages."""


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator with its row."""

    indicator: Indicator
    row: Row

    @property
    def anchor(self) -> str:
        """The name of the place of its clauses."""
        return f"c-{self.indicator.id}"


@dataclass(frozen=True, slots=True)
class LineGroup:
    """The lines of one group of the rubric."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One family for one class of offender: a bar a country, ``None`` where no custodial penalty was read."""

    offence: str
    applies_to: str
    bars: tuple[tuple[Jurisdiction, Penalty | None, Bar | None], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One country's words on one indicator, for the side-by-side pages."""

    country: Jurisdiction
    cell: Cell
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Everything that the comparison report prints; ``year`` is the year of the report, against which texts are old."""

    comparison: Comparison
    rubric: Rubric
    groups: tuple[LineGroup, ...]
    blocks: tuple[tuple[int, ...], ...]
    lanes: tuple[Lane, ...]
    tiles: tuple[Tile, ...]
    clusters: tuple[Cluster, ...]
    year: int

    @property
    def countries(self) -> tuple[Jurisdiction, ...]:
        """The countries, in column order."""
        return self.comparison.countries

    @property
    def is_wide(self) -> bool:
        """Whether the matrix needs the long side of the page."""
        return len(self.countries) > WIDE

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in the order of the rubric."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def common_gaps(self) -> tuple[Line, ...]:
        """Questions on which at least half of the decided countries (two or more) have a gap, heaviest and commonest first."""
        shared = [line for line in self.lines if line.row.gaps >= 2 and line.row.gaps * 2 >= line.row.decided]
        return tuple(sorted(shared, key=lambda line: (-line.indicator.weight, -line.row.gaps / line.row.decided, line.indicator.id)))

    @property
    def shared_rules(self) -> tuple[Line, ...]:
        """Questions that every decided country (two or more) meets, heaviest first."""
        met = [line for line in self.lines if line.row.counts[Outcome.PRESENT] == line.row.decided >= 2]
        return tuple(sorted(met, key=lambda line: (-line.indicator.weight, -line.row.decided, line.indicator.id)))

    @property
    def converging(self) -> tuple[Line, ...]:
        """Lines with a common verdict from which somebody differs."""
        return tuple(line for line in self.lines if line.row.outliers)

    @property
    def core(self) -> tuple[Line, ...]:
        """Lines of the heaviest questions."""
        return tuple(line for line in self.lines if line.indicator.weight == 4)

    def scale(self) -> Scale:
        """One scale for every penalty of the comparison."""
        longest = max((b.high for lane in self.lanes for _, _, b in lane.bars if b), default=0.0)
        return Scale(max(240.0, -(-longest // 60) * 60))

    def clauses(self, line: Line) -> tuple[Clause, ...]:
        """The words of each country on one question."""
        found = []
        for country, cell in zip(self.countries, line.row.cells, strict=True):
            if cell:
                found.append(Clause(country, cell, quotes_of(cell, country)))
        return tuple(found)

    def decided(self, country: Jurisdiction) -> int:
        """How many questions a country's texts settle."""
        column = [c.code for c in self.countries].index(country.code)
        cells = [line.row.cells[column] for line in self.lines]
        return sum(1 for cell in cells if cell and cell.outcome in DECIDED)


def quotes_of(cell: Cell, country: Jurisdiction) -> tuple[Quote, ...]:
    """The evidence of a cell with its sources."""
    sources = sources_of(country)
    return tuple(quote_of(e, sources[e.instrument], country) for e in cell.finding.evidence if e.instrument in sources)


def blocks_of(count: int, size: int = BLOCK) -> tuple[tuple[int, ...], ...]:
    """Columns cut into blocks of nearly equal size: 45 are 23 and 22, not 23, 21 and 1."""
    parts = max(-(-count // size), 1)
    bounds = [round(i * count / parts) for i in range(parts + 1)]
    return tuple(tuple(range(a, b)) for a, b in zip(bounds, bounds[1:], strict=False))


def _lanes(comparison: Comparison, rubric: Rubric) -> tuple[Lane, ...]:
    weighed = [compared(assessment, rubric) for assessment in comparison.assessments]
    found = []
    for offence, applies_to in LANES:
        row = comparison.penalties(offence, applies_to)
        if applies_to == OFFICIAL:
            graver = comparison.penalties(offence, applies_to, "aggravated")
            ours = [known.get(offence, (None, None))[0] for known in weighed]
            row = tuple((c, w or p or q) for (c, p), (_, q), w in zip(row, graver, ours, strict=True))
        if any(p for _, p in row):
            found.append(Lane(offence, applies_to, tuple((c, p, bar(p) if p else None) for c, p in row)))
    return tuple(found)


def _groups(comparison: Comparison, rubric: Rubric) -> tuple[LineGroup, ...]:
    lines = [Line(rubric.indicator(row.indicator), row) for row in comparison.rows]
    groups = (LineGroup(id, title, tuple(line for line in lines if line.indicator.group == id)) for id, title in rubric.groups.items())
    return tuple(group for group in groups if group.lines)


def comparison_view(comparison: Comparison, rubric: Rubric, year: int, tiles: Sequence[Tile] | None = None) -> ComparisonView:
    """Bring a comparison and the rubric's texts together. ``year`` is the year of the report."""
    return ComparisonView(
        comparison,
        rubric,
        _groups(comparison, rubric),
        blocks_of(len(comparison.assessments)),
        _lanes(comparison, rubric),
        tile_map(comparison.assessments, rubric, tuple(tiles) if tiles else None),
        clusters(comparison),
        year,
    )
