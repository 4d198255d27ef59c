"""Bytes to characters: UTF-8, UTF-16, and the Windows code pages that old gazettes were typed in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from legal_gap.errors import Problem, ReadError

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
PAGES = (
    ("cp874", re.compile("[ก-๙]{3}")),
    ("cp1258", re.compile("[ăâđêôơưĂÂĐÊÔƠƯ][^\\W\\d_]")),
    ("cp1256", re.compile("[ء-ي]{3}")),
    ("cp1252", re.compile("[à-öø-ÿ]")),
)
"""Code pages with what a text in them is full of; tried where a file is not Unicode."""
BLANKS = (" ", "\n", "\r", "\t", "\f", "\0", "\xa0")
BLANK = 200_000
LONGEST_LINE = 8_000_000
MOST_LINES = 500_000
PRINTABLE = 0.97
"""The least share of characters that are not control characters in a file that is text."""


def decode(data: bytes, name: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a file and what was odd about it. Raises ReadError where the bytes are not text."""
    text, warnings = decoded(data, declared)
    sample = text[:100_000]
    odd = sum(1 for char in sample if ord(char) < 32 and char not in "\t\n\r\f\v\0") + sample.count("\ufffd")
    if len(text) > BLANK and sum(map(text.count, BLANKS)) > 0.9 * len(text):
        raise ReadError(Problem(name, "the file is almost nothing but blank space", "Save the text again."))
    zeros = text.count("\0")
    if odd + sample.count("\0") > max(3, (1 - PRINTABLE) * len(sample)):
        raise ReadError(Problem(name, "the file is not text", "Give it as PDF, DOCX, HTML, XML, Markdown or plain text."))
    return text, (*warnings, f"{zeros} NUL characters stand in the text") if zeros else warnings


def decoded(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The characters of a file by its mark, as UTF-8, as it declares, or by the code page that fits best."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    if data[:4000].count(0) > 0.02 * len(data[:4000]) and (wide := wide_encoding(data[:4000])):
        return data.decode(wide, "replace"), (f"read as {wide}, which the file does not say",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:
            return data.decode("utf-8", "ignore"), ("the file ends in the middle of a character",)
    as_utf8 = data.decode("utf-8", "replace")
    if as_utf8.count("\ufffd") * 200 < len(as_utf8) - as_utf8.count("\ufffd") and not as_utf8.isascii() and not_ascii(as_utf8) > 0.02:
        return as_utf8, (f"{as_utf8.count(chr(0xFFFD))} characters are not UTF-8 and were lost",)
    encoding = best_page(data)
    if declared and known(declared) and "\ufffd" not in data[:100_000].decode(declared, "replace"):
        return data.decode(declared, "replace"), ()
    return data.decode(encoding, "replace"), (f"the file is not UTF-8; read as {encoding}: check the letters with accents",)


def not_ascii(text: str) -> float:
    """The share of characters beyond ASCII."""
    return sum(1 for char in text[:20_000] if ord(char) > 127 and char != "\ufffd") / max(len(text[:20_000]), 1)


def wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark shows in every second byte being zero."""
    half = max(len(data) // 2, 1)
    for encoding, zeros, others in (
        ("utf-16-le", data[1::2].count(0), data[::2].count(0)),
        ("utf-16-be", data[::2].count(0), data[1::2].count(0)),
    ):
        text = data[: 2 * half].decode(encoding, "replace") if zeros > others else ""
        if zeros > 0.6 * half > 2 * others or sum(map(text.count, " \n")) > 0.03 * half:
            return encoding
    return ""


def best_page(data: bytes) -> str:
    """The code page whose letters the file is full of; Western European where none stands out."""
    scores: Sequence[tuple[float, str]] = [
        (len(sign.findall(data[:200_000].decode(page, "replace"))) * weight, page)
        for (page, sign), weight in zip(PAGES, (1.0, 0.6, 1.0, 0.5), strict=True)
    ]
    best, page = max(scores)
    return page if best else "cp1252"


def known(encoding: str) -> bool:
    """Whether Python knows an encoding."""
    try:
        return bool(codecs.lookup(encoding))
    except LookupError:
        return False


def check_lines(text: str, name: str) -> None:
    """Raise ReadError where a text has a line so long, or so many lines, that it was never printed as a law."""
    if len(text) > LONGEST_LINE:
        check_length(max(map(len, text.split("\n"))), name)
    if text.count("\n") > MOST_LINES:
        raise ReadError(Problem(name, f"more than {MOST_LINES:,} lines: not one law as it is printed", "Split it into one file an act."))


def check_length(length: int, name: str) -> None:
    """Raise ReadError where one line, or one paragraph, has so many characters that it was never printed as a law."""
    if length > LONGEST_LINE:
        raise ReadError(
            Problem(name, "one line of more than 8 million characters: not a law as it is printed", "Give it with its line breaks.")
        )
