"""Numbers as laws write them, digits, words or both ("5 (five)"), compiled from a language file's ``[penalty.number]`` table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


def choice(words: Iterable[object]) -> str:
    """A group of alternatives, the longest first so that "sixteen" is not read as "six"."""
    found = sorted({str(word) for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(found) + ")" if found else "(?!)"


@dataclass(frozen=True, eq=False)
class Numerals:
    """How one language writes numbers: ``number`` matches one, :meth:`value` says what it is."""

    number: re.Pattern[str]
    keep: re.Pattern[str]
    digits: re.Pattern[str]
    words: Mapping[str, float]
    scales: Mapping[str, float]
    half: re.Pattern[str]
    splitter: re.Pattern[str]
    decimal: str = "."

    def mask(self, folded: str) -> str:
        """``folded`` with each number painted over with noughts, so that patterns need not know how numbers are written."""
        return "".join(self._painted(folded))

    def _painted(self, folded: str) -> Iterator[str]:
        last = 0
        for match in self.numbers(folded):
            yield folded[last : match.start()]
            yield "0" * (match.end() - match.start())
            last = match.end()
        yield folded[last:]

    def numbers(self, folded: str) -> Iterator[re.Match[str]]:
        """The numbers in ``folded``, without those that are a piece of a word or of a fraction (``keep``)."""
        kept = [match.span() for match in self.keep.finditer(folded)]
        return (m for m in self.number.finditer(folded) if not any(low < m.end() and m.start() < high for low, high in kept))

    def value(self, printed: str) -> float | None:
        """The number that ``printed`` (folded) states. Where digits and words differ the words count, as courts read deeds."""
        outside, _, inside = printed.partition("(")
        parts = [part for part in (outside, inside) if part.strip(" )")]
        spelled = [self._plain(part) for part in parts if not any(c.isdigit() for c in part)]
        values = [v for v in (*spelled, *(self._plain(part) for part in parts)) if v is not None]
        return values[0] if values else None

    def _plain(self, printed: str) -> float | None:
        extra = 0.5 if self.half.search(printed) else 0.0
        printed = self.half.sub(" ", printed)
        total, current, seen = 0.0, 0.0, bool(extra)
        if found := self.digits.search(printed):
            current, seen = digits_value(found.group(), self.decimal), True
            printed = printed[found.end() :]
        for word in self.splitter.findall(printed):
            if word in self.words:
                current, seen = current + self.words[word], True
            elif word in self.scales:
                total, current, seen = scaled(total, current, self.scales[word]), 0.0, True
        return total + current + extra if seen else None


def scaled(total: float, digit: float, scale: float) -> float:
    """A number after one more scale word: it multiplies the digit before it and what of the number is smaller than the scale,
    so that "two thousand five hundred" adds and "one hundred and fifty thousand" multiplies."""
    smaller = total % scale
    return total - smaller + ((smaller + digit) or 1) * scale


def digits_value(printed: str, decimal: str = ".") -> float:
    """The value of digits with thousands marks: "2,00,000", "10.000.000", "10 000", "1,500.50", "1.5"; "1,5" with a decimal comma."""
    packed = re.sub(r"\s", "", printed)
    if decimal == ",":
        packed = packed.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", packed):
        packed = packed.replace(".", "").replace(",", ".")
    return float(packed.replace(",", "").replace("'", "") or 0)


def compile_numerals(table: Mapping[str, Any], spaces: bool = True) -> Numerals:
    """Numerals from a ``[penalty.number]`` table: digits, words, scales, the joining word and the half.

    ``guard`` gives a word that means something else too (the word for five that is also the word for year) the pattern that
    must stand around it to be a number; ``decimal`` is the decimal mark.
    """
    words = {str(k): float(v) for k, v in table.get("words", {}).items()}
    scales = {str(k): float(v) for k, v in table.get("scales", {}).items()}
    gap, edge = (r"[\s\-]+", r"(?!\w)") if spaces else ("", "")
    guards = table.get("guard", {})
    word, scale = choice(word + guards.get(word, "") for word in words) + edge, choice(scales) + edge
    plain = rf"{word}(?:{gap}{word}){{0,2}}"
    join = rf"{gap}(?:{table.get('and', '(?!)')}{gap})?" if spaces else ""
    article = rf"{choice(table.get('article', ()))}{gap}"
    scaled = rf"(?:(?:{plain}{gap}|{article})?{scale}(?:{gap}{scale})*)"
    spelled = rf"(?:{scaled}(?:{join}{scaled})*(?:{join}{plain})?|{plain})"
    digits, half = table.get("digits", r"\d+"), table.get("half", "(?!)")
    start = r"(?<!\w)" if spaces else ""
    closed = r"[\w/]" if spaces else r"[\d/]"
    figure = rf"(?<![\d.,/])(?:{digits})(?:\s*{scale})*(?:{half})?(?!{closed}|[.,]\d)(?:\s*\(\s*{spelled}(?:{half})?\s*\))?"
    said = rf"{start}{spelled}(?:{half})?(?:\s*\(\s*(?:{digits})\s*\))?"
    return Numerals(
        re.compile(rf"(?:{figure}|{said})(?!{gap}(?:{table.get('not_before', '(?!)')}))"),
        re.compile(table.get("keep", "(?!)")),
        re.compile(digits),
        words,
        scales,
        re.compile(half),
        re.compile(r"\w+" if spaces else choice([*words, *scales])),
        table.get("decimal", "."),
    )
