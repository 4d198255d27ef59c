"""Clean text with a map back to the original: spaces, hyphenation, marks that are not text, a folded twin for matching."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

from legal_gap.model import Piece, Text

SPACES = "\t\v\f\r\x00\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LINES = "\u2028\u2029"
QUOTES = {"'": "‘’‚‛`´ʼ＇", '"': "“”„‟«»″＂「」『』〝〞"}
DASHES = "‐‑‒–—―−﹘﹣－"
FULL_WIDTH = re.compile("[！-～]")
NATIVE = re.compile("[٠-٩۰-۹߀-߉०-९০-৯੦-੯૦-૯୦-୯௦-௯౦-౯೦-೯൦-൯෦-෯๐-๙໐-໙༠-༩၀-၉០-៩᠐-᠙]")
WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

TONES = {
    second + toned: marked + vowel
    for second, vowel, marks, firsts in (("o", "a", "àáảãạ", "òóỏõọ"), ("o", "e", "èéẻẽẹ", "òóỏõọ"), ("u", "y", "ỳýỷỹỵ", "ùúủũụ"))
    for toned, marked in zip(marks, firsts, strict=True)
}
"""Two spellings of one syllable: the tone mark on the second vowel, and on the first, where newer texts put it."""
TONE = re.compile(rf"(?:{'|'.join(TONES)})(?<!q..)(?!\w)")
TONED = re.compile(f"[{''.join(sorted({pair[1] for pair in TONES}))}]")


def fold(s: str) -> str:
    """The same-length lower-case form of ``s`` with one kind of quote, dash, digit, tone mark and space (a newline is a space)."""
    s = s.replace("İ", "I").lower().replace("\n", " ").replace("\t", " ")
    if s.isascii():
        return s.replace("`", "'")
    for plain, others in QUOTES.items():
        s = _replace_all(s, others, plain)
    s = _replace_all(_replace_all(s, DASHES, "-"), SPACES + LINES, " ")
    if FULL_WIDTH.search(s):
        s = s.translate(WIDTHS)
    if TONED.search(s):
        s = TONE.sub(lambda m: TONES[m[0]], s)
    return western_digits(s)


def western_digits(s: str) -> str:
    """``s`` with the decimal digits of every script as 0-9, same length."""
    return NATIVE.sub(lambda m: str(int(m[0])), s) if not s.isascii() and NATIVE.search(s) else s


def _replace_all(s: str, chars: str, by: str) -> str:
    for char in chars:
        if char in s:
            s = s.replace(char, by)
    return s


def flatten(s: str) -> str:
    """The same-length form of ``s`` in which every space is U+0020 and every line ends in a newline."""
    return _replace_all(_replace_all(s, SPACES, " "), LINES, "\n")


INVISIBLE = "\xad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
COMPOSED = {"ํา": "ำ", "ํ่า": "่ำ", "ํ้า": "้ำ", "ํ๊า": "๊ำ", "ํ๋า": "๋ำ", "เเ": "แ", "ໍາ": "ຳ"}
"""Letters that look alike and are typed or printed in more than one way, as they are looked for."""
_GAPS = [
    r"(?<=เ)เ(?P<same>)",
    r"(?<=ํ)[่-๋]?า(?P<vowel>)",
    r"(?<=ໍ)າ(?P<lao>)",
    rf"(?<=[{INVISIBLE}])[{INVISIBLE}]*(?P<invisible>)",
    r"(?<= ) *\n[ \n]*(?P<line>)",
    r"(?<= ) +(?P<space>)",
    r"(?<=\n)[ \n]+(?P<lines>)",
    r"(?<=\w[-‐]) *\n[ \n]*(?=\w)(?P<hyphen>)",
]
_AMENDED = [
    r"(?<=\^)\d{1,3}(?:\*+|\[)?(?P<mark>)",
    r"(?<=\d)(?<!\w\d)\d{0,2} ?\[ ?(?=[^\W_]|[\[\"“‘'(])(?P<number>)",
    r"(?<=\[)\*\](?P<star>)",
    r"(?<=\*)(?<!\S\*)\*{2,}(?=\s|$)(?P<stars>)",
]
_MARKS = [
    r"(?<=<)(?:!--(?:(?!<!--).)*?-->|/?[A-Za-z][^<>]{0,300}>)(?P<tag>)",
    r"(?:(?<=\[)(?<!!\[)|(?<=!)\[)(?P<words>[^\[\]\n]*)\](?:\([^()\s]*\)|\[[^\[\]\n]*\])(?P<link>)",
    r"(?<=\\)(?=[!-/:-@\[-`{-~])(?P<escape>)",
    r"(?<=\*)\*{0,2}(?P<emphasis>)",
    r"(?<=_)(?:(?<!\w_)_{0,2}|_{0,2}(?!\w))(?P<underline>)",
    r"(?<=[~`])[~`]*(?P<code>)",
    r"(?<=&)#?\w{1,10};(?P<entity>)",
]
_ALONE = r"(?:(?<! )|(?=[ \n]))"
"""Most spaces stand alone: they are passed over before anything else is tried."""
JUNK = re.compile(rf"[{INVISIBLE} \n\dเํໍ^\[*‐-]{_ALONE}(?:{'|'.join(_GAPS + _AMENDED)})")
"""What is not text. One set of first characters in front, so that the search skips at the speed of the machine."""
MARKDOWN_JUNK = re.compile(rf"[{INVISIBLE} \n\dเํໍ^\[*‐<!\\_~`&-]{_ALONE}(?:{'|'.join(_GAPS + _AMENDED + _MARKS)})", re.S)
WRITTEN = ("entity", "same", "vowel", "lao", "accent")
"""What stands for a character, and is quoted by it."""
JUNK_OF = {"markdown": MARKDOWN_JUNK}
SIGNS = ("  ", " \n", "\n ", "\n\n", "-\n", "‐\n", "^", "[", "***")
SIGNS_OF = {"markdown": (*SIGNS[:-1], *"*<\\_~`&")}
"""What stands in every run of junk: where a paragraph has none of them, nothing is looked for."""
ACCENTS = frozenset(map(chr, range(0x300, 0x370)))
ODD = re.compile(f"[เํໍ{INVISIBLE}\u0300-\u036f]")
ACCENTED = re.compile("[A-Za-z\u00c0-\u1eff][\u0300-\u036f]+")
"""A Latin letter with its marks as characters of their own: in the clean text it is one character, as most files write it."""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Source:
    """One file's text layer, ready to be cleaned piece by piece. ``joint`` stands where a line was broken."""

    def __init__(self, file: str, text: str, form: str, joint: str = " ") -> None:
        self.file = file
        self.flat = flatten(text)
        self.junk = JUNK_OF.get(form, JUNK)
        self.signs = [sign for sign in SIGNS_OF.get(form, SIGNS) if sign in self.flat]
        odd = set() if self.flat.isascii() else set(ODD.findall(self.flat))
        self.signs += sorted(odd)
        if ACCENTS.intersection(odd) and ACCENTED.search(self.flat):
            self.junk = re.compile(rf"{ACCENTED.pattern}(?P<accent>)|{self.junk.pattern}", self.junk.flags)
        self.joint = joint
        self.form = form

    @cached_property
    def words(self) -> set[str]:
        """The words of the file, hyphenated ones whole, lower case: what tells a broken word from a hyphenated one."""
        return set(WORD.findall(self.flat.lower()))

    @cached_property
    def longest_line(self) -> int:
        """The length of the longest line in characters."""
        return max(map(len, self.flat.split("\n")))

    def has_junk(self, words: str, start: int) -> bool:
        """Whether anything in ``words``, which stand at ``start``, is not text, or is a line break that leaves no space behind."""
        if self.joint != " " and "\n" in words:
            return True
        for sign in self.signs:
            if sign in words:
                return self.joint != " " or self.junk.search(self.flat, start, start + len(words)) is not None
        return False

    def unbreak(self, start: int, end: int) -> str:
        """What stands for the hyphen and line break ``[start, end)``: nothing in a broken word, a hyphen in a hyphenated one."""
        before = re.search(r"\w+$", self.flat[max(start - 40, 0) : start])
        after = re.match(r"\w+", self.flat[end : end + 40])
        if not before or not after:
            return "-"
        left, right = before[0].lower(), after[0].lower()
        if f"{left}-{right}" in self.words and left + right not in self.words:
            return "-"
        return "" if after[0].islower() and left.isalpha() else "-"


def drop(source: Source, found: re.Match[str]) -> str:
    """What a run of junk leaves behind."""
    kind = found.lastgroup
    if kind == "space":
        return " "
    if kind in ("line", "lines"):
        return source.joint
    if kind == "hyphen":
        return source.unbreak(*found.span())
    if found[0] in COMPOSED:
        return COMPOSED[found[0]]
    if kind == "accent":
        return unicodedata.normalize("NFC", found[0])
    if kind == "tag":
        return " " if found[0].lower().startswith("<br") else ""
    if kind == "entity":
        return flatten(html.unescape(found[0]))
    return ""


Run = tuple[str, int, int]
"""Words with their raw slice; words that were added have an empty slice."""


class Builder:
    """Builds the clean text of an instrument, paragraph by paragraph, and remembers where each character came from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def add(self, file: str, runs: Iterable[Run], page: int | None, end: str = "\n") -> tuple[int, int]:
        """One paragraph (or a part of one, with ``end`` a space). Returns where it stands in the clean text."""
        start = at = self.length
        for words, low, high in runs:
            stop = at + len(words)
            if high > low:
                self.pieces.append(Piece(at, stop, file, low, high, page))
            self.parts.append(words)
            at = stop
        self.parts.append(end)
        self.length = at + len(end)
        return start, at

    def text(self) -> Text:
        """The finished text."""
        clean = "".join(self.parts)
        return Text(clean, fold(clean), tuple(self.pieces))


def kept_runs(source: Source, start: int, end: int) -> list[Run]:
    """What is left of ``[start, end)`` of a file, as one paragraph; nothing where nothing is left."""
    flat, joint = source.flat, source.joint
    words = flat[start:end]
    if not source.has_junk(words, start):
        words = words.replace("\n", " ")
        low, high = start + len(words) - len(words.lstrip(" ")), end - len(words) + len(words.rstrip(" "))
        return [(words.strip(" "), low, high)] if low < high else []
    runs: list[Run] = []
    last = start
    for found in source.junk.finditer(flat, start, end):
        low, high = found.span()
        if low > last:
            runs.append((flat[last:low], last, low))
        if found.lastgroup == "link":
            runs.append((found["words"], *found.span("words")))
        elif left := drop(source, found):
            runs.append((left, low, high) if found.lastgroup in WRITTEN else (left, high, high))
        last = high
    if last < end:
        runs.append((flat[last:end], last, end))
    return trimmed(runs if joint == " " else [part for run in runs for part in unjoined(run)])


def unjoined(run: Run) -> list[Run]:
    """A run without its line breaks, for scripts that put no space between words."""
    words, low, high = run
    if "\n" not in words or high == low:
        return [run]
    found = []
    for part in words.split("\n"):
        found.append((part, low, low + len(part)))
        low += len(part) + 1
    return [run for run in found if run[0]]


def trimmed(runs: list[Run]) -> list[Run]:
    """Runs with single line breaks as spaces, no space at either end and none doubled where runs meet."""
    found: list[Run] = []
    spaced = True
    for words, low, high in runs:
        words = words.replace("\n", " ")
        if spaced and words[:1] == " ":
            cut = len(words) - len(words.lstrip(" "))
            words, low = words[cut:], min(low + cut, high)
        if words:
            found.append((words, low, high))
            spaced = words[-1] == " "
    while found and found[-1][0][-1:] == " ":
        words, low, high = found.pop()
        cut = len(words) - len(words.rstrip(" "))
        if cut < len(words):
            found.append((words[:-cut], low, high - cut if high > low else high))
    return found
