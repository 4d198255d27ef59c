"""One instrument: the files that its record names, parsed, cleaned and cut into provisions."""

from __future__ import annotations

import hashlib
from pathlib import Path

from legal_gap.language.pack import Language
from legal_gap.model import FileRead, Instrument, Record
from legal_gap.parsers import file_bytes, parse_bytes
from legal_gap.segment import segment
from legal_gap.segment.quality import of_a_selection

SELECTIONS = ("excerpt", "digest")


def read_instrument(root: Path, code: str, record: Record, language: Language) -> Instrument:
    """Read the files of ``record`` in ``root/code``, in order, as one text. Raises ReadError where a file cannot be read."""
    layers, files = [], []
    for name in record.files:
        data = file_bytes(root / code / name)
        layer = parse_bytes(data, f"{code}/{name}")
        layers.append(layer)
        files.append(FileRead(layer.file, hashlib.sha256(data).hexdigest(), layer.form, layer.warnings))
    text, provisions, quality = segment(layers, language)
    if record.text_status in SELECTIONS:
        quality = of_a_selection(quality, provisions)
    return Instrument(record, text, provisions, tuple(files), quality)
