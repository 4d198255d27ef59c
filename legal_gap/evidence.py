"""Turn a match into evidence: the words, where they stand, cut exactly from the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legal_gap.amend import carrier, clause_of
from legal_gap.language.sections import section_words
from legal_gap.model import Evidence, Instrument, NearMiss, Provision
from legal_gap.pattern import Match
from legal_gap.scope import Range

LONGEST = 700
"""Characters of a quotation from one range; longer sentences are cut at the mentions."""
CLAUSES = "，、；。：၊។、"
OMISSION = " […] "


def section_of(instrument: Instrument, position: int) -> Provision | None:
    """The section in which a position of the clean text stands."""
    return next((p for p in instrument.sections() if p.start <= position < p.end), None)


def _sentence(match: Match, low: int, high: int, start: int, end: int) -> Range:
    """The sentences of ``[start, end)`` that hold ``[low, high)``, cut to size around it."""
    text = match.scoped.instrument.text.folded
    pattern = section_words(match.scoped.language).sentence_end
    stops = list(pattern.finditer(text, start, end))
    first = max((s.end() for s in stops if s.end() <= low), default=start)
    last = min((s.start() for s in stops if s.start() >= high), default=end)
    if last - first > LONGEST:
        spare = max(LONGEST - (high - low), 0) // 2
        first, last = max(first, _space(text, low - spare, first, -1)), min(last, _space(text, high + spare, last, 1))
    return first, last


def _space(text: str, position: int, limit: int, step: int) -> int:
    """The nearest space, or mark of a script that sets none, from ``position`` on, so that no word is cut; ``limit`` where there is none."""
    position = max(position, limit) if step < 0 else min(position, limit)
    while position != limit and not (text[position : position + 1].isspace() or text[position : position + 1] in CLAUSES):
        position += step
    return position + (1 if step < 0 and position != limit else 0)


def quoted_ranges(match: Match) -> list[Range]:
    """For each range of the scope that holds a mention, the sentences around its mentions; else the start of the unit."""
    found: list[Range] = []
    for start, end in sorted(match.scope.ranges):
        inside = [m for m in match.mentions if start <= m.start and m.end <= end]
        if inside:
            found.append(_sentence(match, min(m.start for m in inside), max(m.end for m in inside), start, end))
    unit = match.scope.unit
    if not any(unit.start <= low < unit.end for low, _ in found):
        found.append(_sentence(match, unit.start, unit.start + 1, unit.start, unit.end))
    merged: list[Range] = []
    for low, high in sorted(found):
        if merged and low <= merged[-1][1] + 2:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def quote_of(instrument: Instrument, ranges: Iterable[Range]) -> str:
    """The words of the ranges, an omission mark between them."""
    return OMISSION.join(instrument.quote(start, end) for start, end in ranges)


def evidence_of(match: Match, element: str) -> Evidence:
    """The evidence that a match gives for an element."""
    instrument, section, unit = match.scoped.instrument, match.section.provision, match.scope.unit
    ranges = quoted_ranges(match)
    own_file = instrument.text.file(unit.start) or (instrument.files[0].file if instrument.files else "")
    source = carrier(instrument, ranges)
    return Evidence(
        instrument=instrument.id,
        file=source.file if source else own_file,
        num=section.num,
        sub=unit.sub,
        eid=unit.eid,
        quote=quote_of(instrument, ranges),
        spans=tuple(span for start, end in ranges for span in instrument.text.spans(start, end)),
        concepts=tuple(dict.fromkeys(m.concept for m in match.mentions)),
        clause=clause_of(instrument, source, (unit, section)),
        page=source.page if source else instrument.text.page(unit.start),
        heading=section.heading,
        mark=section.mark,
        element=element,
    )


def near_miss(match: Match, lacks: str) -> NearMiss:
    """A provision that met the pattern but for one constraint."""
    instrument = match.scoped.instrument
    unit = match.scope.unit
    return NearMiss(
        instrument.id,
        instrument.text.file(unit.start),
        match.section.provision.num,
        unit.sub,
        quote_of(instrument, quoted_ranges(match)),
        lacks,
    )


def distinct(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Each unit once, in the order in which units were first cited; a second unit of a section comes after the other sections."""
    units: dict[tuple[str, str], Evidence] = {}
    for item in evidence:
        units.setdefault((item.instrument, item.eid), item)
    sections: dict[tuple[str, str, str], Evidence] = {}
    for item in units.values():
        sections.setdefault((item.instrument, item.file, item.num), item)
    leading = tuple(sections.values())
    return leading + tuple(item for item in units.values() if item not in leading)
