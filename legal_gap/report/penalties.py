"""Penalties in the order of the penalty page, and the geometry of its range bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from legal_gap.model import Penalty

FAMILIES = ("trafficking", "smuggling", "documents", "passive_bribery", "active_bribery", "abuse_of_functions")
"""The families on the chart, side by side; all others are in the table only."""
OTHER = "other"
APPLIES = ("anyone", "public_official", "legal_person")
TIERS = ("basic", "value", "aggravated", "top")
ROWS = 9
"""Bars in one family before the rest is left to the table."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One range on the chart, in months; ``low_open`` and ``high_open`` where the law states no end. ``tone`` names the fill."""

    penalty: Penalty
    low: float
    high: float
    low_open: bool
    high_open: bool
    tone: str
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """The bars of one family of offences; ``left_out`` counts records that only the table has."""

    id: str
    bars: tuple[Bar, ...]
    left_out: int


def _rank(values: Sequence[str], value: str) -> int:
    return values.index(value) if value in values else len(values)


def ordered(penalties: Iterable[Penalty]) -> tuple[Penalty, ...]:
    """By family, then who it applies to, then tier, then the place in the law (the order given)."""
    return tuple(
        sorted(penalties, key=lambda p: (_rank(FAMILIES, p.offence), p.offence, _rank(APPLIES, p.applies_to), _rank(TIERS, p.tier)))
    )


def _tone(penalty: Penalty) -> str:
    if penalty.applies_to == "public_official":
        return "official"
    return "base" if penalty.tier in ("basic", "value") else "aggravated"


def bar(penalty: Penalty) -> Bar | None:
    """The range of a penalty, ``None`` where it takes no liberty or states no bound."""
    low = penalty.floor
    high = penalty.resolved_max_months if penalty.resolved_max_months is not None else penalty.imprisonment_max_months
    if low is None and high is None and not (penalty.life or penalty.death):
        return None
    reaches = penalty.life or penalty.death
    end = high if high is not None else low or 0.0
    return Bar(penalty, low or 0.0, end, low is None, high is None and not reaches, _tone(penalty))


def _bars(penalties: Sequence[Penalty]) -> tuple[Bar, ...]:
    """One bar for each distinct range of a tier; repeated ranges are counted."""
    kept: dict[tuple[object, ...], Bar] = {}
    for found in filter(None, map(bar, penalties)):
        p = found.penalty
        key = (p.applies_to, p.tier, found.low, found.high, found.low_open, p.life, p.death)
        first = kept.get(key)
        kept[key] = Bar(*_fields(first), alike=first.alike + 1) if first else found
    return tuple(kept.values())


def _fields(b: Bar) -> tuple[Penalty, float, float, bool, bool, str]:
    return b.penalty, b.low, b.high, b.low_open, b.high_open, b.tone


def families(penalties: Iterable[Penalty]) -> tuple[Family, ...]:
    """The families that have at least one range to draw."""
    sorted_ones = ordered(penalties)
    found = []
    for id in FAMILIES:
        bars = _bars([p for p in sorted_ones if p.offence == id])
        if bars:
            found.append(Family(id, bars[:ROWS], max(len(bars) - ROWS, 0)))
    return tuple(found)


def grouped(penalties: Iterable[Penalty]) -> tuple[tuple[str, tuple[Penalty, ...]], ...]:
    """Every record by family, in the order of the penalty page."""
    return tuple((offence, tuple(records)) for offence, records in groupby(ordered(penalties), key=lambda p: p.offence))


def listed(penalties: Iterable[Penalty]) -> tuple[tuple[str, tuple[Penalty, ...]], ...]:
    """The records on the page: those of the offences that the questions are about."""
    return grouped(p for p in penalties if p.offence != OTHER)


def unlisted(penalties: Iterable[Penalty]) -> int:
    """How many records stand in the data only."""
    return sum(p.offence == OTHER for p in penalties)


@dataclass(frozen=True, slots=True)
class Scale:
    """Months to points on the page: ``left`` to ``right`` for terms, then a lane for life and one for death."""

    months: float
    left: float = 4.0
    right: float = 300.0
    life: float = 326.0
    death: float = 352.0

    def x(self, months: float) -> float:
        """The place of a term."""
        return round(self.left + (self.right - self.left) * min(months / self.months, 1.0), 1)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Labelled years."""
        years = int(self.months // 12)
        step = 5 if years <= 30 else 10
        return tuple(range(0, years + 1, step))


def scale(found: Iterable[Family]) -> Scale:
    """One scale for every family: at least twenty years, in steps of five."""
    longest = max((b.high for family in found for b in family.bars), default=0.0)
    return Scale(max(240.0, -(-longest // 60) * 60))


def stripes(low: float, high: float, step: float = 3.5) -> tuple[float, ...]:
    """Where the stripes of a bar stand: a pattern that survives grey print."""
    return tuple(round(low + step * i, 1) for i in range(1, int((high - low) / step) + 1))
