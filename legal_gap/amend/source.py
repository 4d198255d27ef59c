"""Where words of an as-amended text come from: the file and the clause of the latest act that put them there."""

from __future__ import annotations

from collections.abc import Iterable

from legal_gap.model import Instrument, Piece, Provision


def carrier(instrument: Instrument, ranges: Iterable[tuple[int, int]]) -> Piece | None:
    """A piece of the latest amending act with words in the ranges: its file, clause and page; ``None`` where there is none."""
    order = {file.file: i for i, file in enumerate(instrument.files)}
    found = [piece for start, end in ranges for piece in instrument.text.between(start, end) if piece.clause]
    return max(found, key=lambda piece: order.get(piece.file, -1), default=None)


def clause_of(instrument: Instrument, source: Piece | None, units: Iterable[Provision]) -> str:
    """The clause to cite for words: that of the piece; in an act that is not as amended, that of the innermost carried unit."""
    if source is not None:
        return source.clause
    return next((unit.clause for unit in units if unit.clause and unit.inserted_into != instrument.id), "")
