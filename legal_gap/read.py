"""One instrument: the files that its record names, parsed, cleaned and cut into provisions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from legal_gap import ocr
from legal_gap.language.numbering import numbering
from legal_gap.language.pack import Language
from legal_gap.model import FileRead, Instrument, Record
from legal_gap.parsers import file_bytes, parse_bytes
from legal_gap.segment import segment
from legal_gap.segment.amending import named
from legal_gap.segment.quality import of_a_selection

SELECTIONS = ("excerpt", "digest")
SHORTEST = 400
"""Characters below which a text says too little of its language."""


def read_instrument(root: Path, code: str, record: Record, language: Language) -> Instrument:
    """Read the files of ``record`` in ``root/code``, in order, as one text. Raises ReadError where a file cannot be read."""
    layers, files = [], []
    for name in record.files:
        data = file_bytes(root / code / name)
        place = f"{code}/{name}"
        layer = ocr.parse(root / place, place, language) if record.ocr else parse_bytes(data, place)
        layers.append(layer)
        files.append(FileRead(layer.file, hashlib.sha256(data).hexdigest(), layer.form, layer.warnings))
    text, provisions, quality = segment(layers, language)
    if record.amends:
        provisions = named(provisions, record.amends)
    if record.text_status in SELECTIONS:
        quality = of_a_selection(quality, provisions)
    return Instrument(record, text, provisions, tuple(files), quality)


def guess_language(text: str, languages: Mapping[str, Language]) -> str:
    """The code of the language that a text is most likely in: by its script, else by its commonest words; empty where none fits."""
    sample = text[: len(text) // 2 + 20_000][-40_000:].lower()
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", sample)
    letters = max(sum(map(len, words)), 1)
    scores: dict[str, float] = {}
    for code, language in languages.items():
        grammar = numbering(language)
        if grammar.script is not None:
            scores[code] = len(grammar.script.findall(sample)) / letters
        elif grammar.common and words:
            scores[code] = 2 * sum(word in grammar.common for word in words) / len(words)
    best = max(scores, key=lambda code: scores[code], default="")
    return best if best and scores[best] > 0.15 else ""


def in_its_language(instrument: Instrument, languages: Mapping[str, Language]) -> Instrument:
    """The instrument, with a warning where its text is not in the language that its record names."""
    said = other_language(instrument.text.clean, instrument.record.language, languages)
    if not said:
        return instrument
    return replace(instrument, quality=replace(instrument.quality, warnings=(*instrument.quality.warnings, said)))


def other_language(text: str, stated: str, languages: Mapping[str, Language], by: str = "country.toml says") -> str:
    """A sentence for the reader where a text is clearly in another language than the one stated; else empty. ``by`` is who stated it."""
    found = guess_language(text, languages) if len(text) >= SHORTEST else ""
    if not found or found == stated or stated not in languages:
        return ""
    return f"the text reads like {languages[found].name}, not {languages[stated].name} as {by}"
