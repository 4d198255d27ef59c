"""The numbering grammar of a language: how its acts call and count parts, sections, paragraphs; compiled from ``[numbering]``.

Python knows what a number, a label and a sequence are; which words and styles a language uses stands in its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from legal_gap.language.pack import Language
from legal_gap.text import western_digits

LETTERS = r"(?:[A-Z]{1,3}(?![A-Za-z])| [A-Z]{1,2}(?= ?[.—–(])|(?!st|nd|rd|th)[a-z]{1,2}(?![A-Za-z]))"
ARABIC_NUMBER = rf"\d{{1,4}}{LETTERS}?(?:[.\-/]\d{{1,3}}[A-Z]{{0,3}})*"
HAN = "〇零一二三四五六七八九十百千两"
HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.I)
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CONTAINERS = ("part", "chapter", "division")
ASIDES = ("explanation", "illustration", "proviso", "penalty", "note")
DASH = "[—–―─-]"
MARKS = r"[ >#*_+•·|»]{0,8}(?:\^?\d{1,3} ?(?=\[))?[\[\"“‘'«„(]{0,3} ?"
"""What may stand before the first word of a paragraph in a raw text: Markdown's marks, a footnote number, brackets, quotes."""


@dataclass(frozen=True, slots=True)
class Style:
    """One way to print a label: ``before`` and ``after`` the symbol, and the ``kind`` of symbol that counts."""

    before: str
    after: str
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """A language's numbering, compiled. Patterns are for one clean paragraph, but for ``start``: raw lines."""

    word: re.Pattern[str] | None
    bare: re.Pattern[str] | None
    container: re.Pattern[str] | None
    schedule: re.Pattern[str] | None
    label: re.Pattern[str] | None
    inline: re.Pattern[str] | None
    aside: re.Pattern[str] | None
    tail: re.Pattern[str] | None
    contents: re.Pattern[str] | None
    defined: re.Pattern[str] | None
    means: re.Pattern[str] | None
    repealed: re.Pattern[str] | None
    ends: re.Pattern[str] | None
    notes: re.Pattern[str] | None
    opens: re.Pattern[str] | None
    target: re.Pattern[str] | None
    introduces: re.Pattern[str] | None
    amends: re.Pattern[str] | None
    interleaved: re.Pattern[str] | None
    headline: re.Pattern[str] | None
    refers: re.Pattern[str] | None
    start: re.Pattern[str]
    brackets: Mapping[str, tuple[str, ...]]
    alphabet: str
    levels: Mapping[str, str]
    ordinals: Mapping[str, str]
    spaces: bool
    counted: bool
    stops: bool
    elucidation: bool
    script: re.Pattern[str] | None
    longest: int
    lost: re.Pattern[str] | None
    common: frozenset[str]


@cache
def numbering(language: Language) -> Numbering:
    """The numbering of a language, compiled once. A language without the table counts in Arabic digits and Latin letters."""
    return compiled(language.table("numbering"), language.spaces)


def compiled(table: Mapping[str, Any], spaces: bool) -> Numbering:
    """A ``[numbering]`` table as patterns."""
    ordinals = {str(word).lower(): str(value) for word, value in ordinal_pairs(table.get("ordinals", ()))}
    number = numbers(table, ordinals)
    styles = tuple(style_of(sample) for sample in table.get("labels", ("(1)", "(a)", "(i)", "1.", "a)")))
    alphabet = table.get("alphabet", "abcdefghijklmnopqrstuvwxyz")
    label = labels(styles, alphabet)
    word = section_words(table, number, spaces)
    levels = {w.lower(): level for level in (*CONTAINERS, *ASIDES) for w in table.get(level, ())}
    container = titled(table, CONTAINERS, ordinals)
    schedule = titled(table, ("schedule",), ordinals)
    points = re.escape(table.get("points", "."))
    own = ARABIC_NUMBER if table.get("number") is None or table.get("section_patterns") else table["number"]
    bare = rf"(?P<num>(?-i:{own}))(?P<dot> ?[{points}](?!\d))? ?(?P<dash>{DASH}+)? ?(?P<rest>.*)" if table.get("bare") else ""
    interleaved = section_words({"section_patterns": table.get("interleaved", ())}, number, spaces)
    aside = starting((w for level in ASIDES for w in capitals(table.get(level, ()))), spaces)
    return Numbering(
        pattern(word),
        pattern(bare, re.S),
        pattern(container),
        pattern(schedule),
        pattern(label),
        inline(table, labels([style for style in styles if style.before and style.kind != "dash"], alphabet)),
        pattern(aside),
        pattern(starting((w for word in table.get("tail", ()) for w in (word, word[:1].upper() + word[1:])), spaces)),
        pattern(rf"\W*(?:{either(table['contents'])})\W*$" if table.get("contents") else ""),
        pattern(rf"[;.—–:-] ?(?=[“\"‘'][^”\"’';.]{{2,80}}[”\"’'],? (?:{either(table['defines'])})\b)" if table.get("defines") else ""),
        pattern(rf"\b(?:{either(table['defines'])})\b" if table.get("defines") else ""),
        pattern(rf"[\[(*. ]*(?:{either(table['repealed'])})\b" if table.get("repealed") else ""),
        ending(table),
        pattern(table.get("notes", "")),
        pattern(rf"\W*(?:{either((*table.get('opens', ()), *table.get('contents', ())))})" if table.get("opens") else ""),
        pattern(table.get("target", "")),
        pattern(table.get("introduces", "")),
        pattern(table.get("amends", "")),
        pattern(interleaved),
        pattern(table.get("headline", "")),
        pattern(rf"(?-i:(?<=[^\n]){table['refers']})\s*$" if table.get("refers") else ""),
        line_start(word, bare, container, schedule, label, aside, starting(table.get("tail", ()), spaces), interleaved),
        {f"s{i}": kinds for i, kinds in enumerate(brackets(styles).values())},
        alphabet,
        levels,
        ordinals,
        spaces,
        bool(table.get("counted")),
        bool(table.get("stops", True)),
        bool(table.get("elucidation")),
        pattern(table.get("script", "")),
        int(table.get("longest", 18)),
        pattern(table.get("lost", "")),
        frozenset(table.get("common", ())),
    )


def inline(table: Mapping[str, Any], label: str) -> re.Pattern[str] | None:
    """Where a unit may begin in the middle of a line: at a label behind a point, at a heading that was swallowed."""
    joins = either(table.get("joins", ("or", "and", "but")))
    forms = [rf"(?<=[;:.,—–。；：\]-])(?<![)\s],) ?(?:(?:{joins}) ?)?(?={label})"] if label else []
    forms += [rf"(?<=[.;:”\"\])]) (?=(?-i:{table['swallowed']}))"] if "swallowed" in table else []
    forms += [rf"(?<=\s)(?=(?-i:{table['ends_anywhere']}))"] if "ends_anywhere" in table else []
    first = r"-;:.,—–。；：\]”\")" + (r"\s" if "ends_anywhere" in table else "")
    return pattern(rf"[{first}](?:{'|'.join(forms)})") if forms else None


def ending(table: Mapping[str, Any]) -> re.Pattern[str] | None:
    """A paragraph behind which nothing is law: the whole of it, or its first words."""
    forms = [rf"\W*(?:{either(table['ends'])})\W*$"] if table.get("ends") else []
    forms += [rf"(?-i:{table['ends_anywhere']})"] if "ends_anywhere" in table else []
    return pattern("|".join(forms))


def pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str] | None:
    """A pattern that does not mind case; ``None`` where the language has nothing to match."""
    return re.compile(source, re.I | flags) if source else None


def either(words: Iterable[str]) -> str:
    """Any of several words, longest first."""
    return "|".join(re.escape(word).replace(r"\ ", " +") for word in sorted(words, key=len, reverse=True))


def starting(words: Iterable[str], spaces: bool = True) -> str:
    """Any of several words at the start of a paragraph, not running on into a longer word where spaces set words apart."""
    words, border = tuple(words), r"(?!\w)" if spaces else ""
    return rf"[\"“‘'(\[*]{{0,3}}(?P<aside>(?-i:{either(words)})){border}" if words else ""


def capitals(words: Iterable[str]) -> list[str]:
    """Words as they stand at the start of a paragraph: with a capital, or all in capitals."""
    return [form for word in words for form in dict.fromkeys((word[:1].upper() + word[1:], word.upper(), word.title()))]


def ordinal_pairs(ordinals: Mapping[str, Any] | Iterable[str]) -> Iterable[tuple[str, Any]]:
    """Number words with what they count: a table, or a list that counts from one."""
    return ordinals.items() if isinstance(ordinals, Mapping) else ((word, i) for i, word in enumerate(ordinals, 1))


def numbers(table: Mapping[str, Any], ordinals: Mapping[str, str]) -> str:
    """What may stand for a section's number."""
    forms = [f"(?:{table.get('number', ARABIC_NUMBER)})"]
    forms = [f"[{HAN}]{{1,9}}条(?:之[{HAN}]{{1,3}})?"] if table.get("han") else forms
    return "|".join([either(ordinals), *forms] if ordinals else forms)


def section_words(table: Mapping[str, Any], number: str, spaces: bool) -> str:
    """A section that is called by a word: the word before its number, or a frame with ``{n}`` where the number stands."""
    words = table.get("section", ())
    plain = [word for word in words if "{n}" not in word]
    forms = [rf"(?:{form})" for form in table.get("section_patterns", ())]
    if plain:
        gap = " *" if table.get("han") or not spaces else r"(?:(?<=[.§]) *| +)"
        forms.append(rf"(?:{either(plain)}){gap}(?:no\. ?)?[(\[]? ?(?P<n0>(?-i:{number})) ?[)\]]?")
    for i, (before, _, after) in enumerate((word.partition("{n}") for word in words if "{n}" in word), 1):
        forms.append(rf"{re.escape(before)}(?P<n{i}>(?-i:{number})){re.escape(after)}")
    guard = "" if table.get("han") else r"(?![\w/])"
    tail = rf"(?P<point> ?[.:。：](?!\d))? ?(?P<dash>{DASH}+)? ?(?P<rest>.*)"
    return rf"(?s:(?:{'|'.join(forms)}){guard}{tail})" if forms else ""


def titled(table: Mapping[str, Any], names: Iterable[str], ordinals: Mapping[str, str]) -> str:
    """A part, chapter, division or schedule: its word and number, either way round, and the title behind."""
    count = rf"(?:\d{{1,3}}(?:[.\-]\d+)?[A-Z]{{0,2}}|[IVXLC]{{1,8}}[A-Z]{{0,2}}|[A-Z]|[{HAN}]{{1,5}}{'|' + either(ordinals) if ordinals else ''})"
    frames, plain = [], []
    for word in (w for name in names for w in table.get(name, ())):
        if "{n}" in word:
            before, _, after = word.partition("{n}")
            frames.append(rf"{re.escape(before)} ?{count} ?{re.escape(after)}")
        else:
            plain.append(word)
    if plain:
        frames.append(rf"(?:{either(plain)}) *{DASH}? *{count}(?![\w'’])")
        frames += [rf"(?:the +)?(?:{either(ordinals)}) +(?:{either(plain)})(?!\w)"] if ordinals else []
        frames += [rf"(?:the +)?(?:{either(plain)})(?=\W*$|\W*[\[(])"] if "schedule" in names else []
    return rf"(?P<name>{'|'.join(frames)})(?P<point> ?[.:])? ?(?P<dash>{DASH}+)? *(?P<title>[^\n]*)" if frames else ""


def style_of(sample: str) -> Style:
    """A style from a sample label: ``(a)`` counts in letters between brackets."""
    kinds = (("circled", CIRCLED), ("han", HAN), ("decimal", "1"), ("roman", "i"), ("ROMAN", "I"), ("alpha", "a"), ("ALPHA", "A"))
    for kind, signs in kinds:
        for sign in signs:
            if sign in sample:
                before, _, after = sample.partition(sign)
                return Style(before, after, kind)
    letter = next((char for char in sample if char.isalpha()), "")
    before, _, after = sample.partition(letter) if letter else (sample, "", "")
    return Style(before, after, "letter" if letter else "dash")


SYMBOLS = {
    "dash": "(?!)",
    "decimal": r"\d{1,3}(?:[A-Z]{1,3}|[a-z]{1,2})?",
    "roman": "[ivxl]{1,6}",
    "ROMAN": "[IVXL]{1,6}",
    "ALPHA": "[A-Z]{1,2}",
    "han": f"[{HAN}]{{1,4}}",
    "circled": f"[{CIRCLED}]",
}


def brackets(styles: Iterable[Style]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The ways to set a label off, each with the kinds of symbol that it may hold."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for style in styles:
        found[style.before, style.after] = (*found.get((style.before, style.after), ()), style.kind)
    return found


def labels(styles: Iterable[Style], alphabet: str) -> str:
    """One label in any of the styles, its symbol in a group named after the place of its brackets."""
    forms = []
    letter = f"[{re.escape(alphabet)}]"
    thrice = "|".join(re.escape(char * 3) for char in alphabet)
    letters = {"alpha": f"{thrice}|{letter}{{1,2}}", "letter": letter}
    for i, ((before, after), kinds) in enumerate(brackets(styles).items()):
        symbol = "|".join(SYMBOLS.get(kind) or letters[kind] for kind in kinds)
        guard = r"(?= |$|\()" if after in (".", ")", "") and not before and "circled" not in kinds else ""
        forms.append(rf"{gap(before)}(?-i:(?P<s{i}>{symbol})){gap(after)}{guard}")
    return rf"(?:{'|'.join(forms)})" if forms else ""


def gap(mark: str) -> str:
    """A bracket or point as a pattern, with the space that bad printing puts beside it."""
    return "" if not mark else rf"{re.escape(mark)} ?" if mark in "([（" else rf" ?{re.escape(mark)}"


def line_start(word: str, bare: str, container: str, schedule: str, label: str, aside: str, tail: str, interleaved: str) -> re.Pattern[str]:
    """The line break before a raw line that begins a paragraph of its own: found as fast as line breaks are."""
    nameless = re.compile(r"\?P<\w+>")
    head = r"\d{1,4}(?!st|nd|rd|th)[A-Za-z]{0,3}(?:[.\-]\d{1,3}[A-Za-z]{0,3})*(?: ?\.(?!\d)| ?[—–] ?\(| ?\(| +[A-Z“\"(\[])" if bare else ""
    upto = re.compile(r"\(\?P<point>.*|\(\?P<title>.*", re.S)
    forms = [
        nameless.sub("?:", upto.sub("", form).removeprefix("(?s:"))
        for form in (word, interleaved, container, schedule, label, aside)
        if form
    ]
    forms = [form + ")" * (balance(form)) for form in forms]
    joined = "|".join(f"(?:{form})" for form in [*forms, *([f"(?-i:{head})"] if head else [])])
    closing = rf"|(?:(?<=[,;]\n)|(?<=[,;] \n)) *{nameless.sub('?:', tail)}" if tail else ""
    return re.compile(rf"(?im)\n(?=[ \t]*{MARKS}(?:{joined}){closing})")


def balance(form: str) -> int:
    """How many brackets a pattern that was cut short leaves open."""
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "", form)
    return bare.count("(") - bare.count(")")


# -- numbers ---------------------------------------------------------------------------------------------------------


def arabic(number: str, ordinals: Mapping[str, str] | None = None) -> str:
    """A printed number in Arabic digits without spaces: native digits, Chinese numerals and number words resolved."""
    if number.isascii() and number.isdigit() and not ordinals:
        return number
    number = western_digits(" ".join(number.split()))
    if ordinals and number.lower() in ordinals:
        return ordinals[number.lower()]
    if number and number[0] in HAN:
        return "-".join(str(han(part)) for part in number.replace("条", "").split("之"))
    number = re.sub(r"^([A-Z])\. ?(?=\d)", r"\1", number)
    return re.sub(r"(?<=\d) ?([A-Za-z]{1,3})(?![A-Za-z])", lambda m: m[1].upper(), number)


def han(numeral: str) -> int:
    """The value of a Chinese numeral below ten thousand."""
    total = digit = 0
    for char in numeral:
        if char in HAN_UNITS:
            total, digit = total + (digit or 1) * HAN_UNITS[char], 0
        else:
            digit = digit * 10 + HAN_DIGITS.get(char, 0)
    return total + digit


def roman(numeral: str) -> int:
    """The value of a roman numeral, 0 where it is none."""
    if not ROMAN.fullmatch(numeral):
        return 0
    values = [ROMAN_VALUES[char] for char in numeral.lower()]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


Key = tuple[tuple[int, str], ...]
NUMBER_PART = re.compile(r"(\d+)\s*([^\W\d]*)")


def number_key(number: str) -> Key:
    """What sections are sorted by: 26A comes after 26 and before 27; 271.7F after 271.7."""
    return tuple((int(digits), letters.upper()) for digits, letters in NUMBER_PART.findall(number)) or ((0, number.upper()),)


def label_key(symbol: str, kind: str, alphabet: str) -> tuple[int, str]:
    """A label's place in its sequence, as (place, insertion): (a) is 1, (aa) is 1 with "a", (ii) in roman is 2."""
    if kind == "decimal":
        symbol = western_digits(symbol)
        found = NUMBER_PART.match(symbol)
        return (int(found[1]), found[2].upper()) if found else (0, "")
    if kind in ("roman", "ROMAN"):
        return (roman(symbol), "")
    if kind == "han":
        return (han(symbol), "")
    if kind == "circled":
        return (CIRCLED.index(symbol) + 1, "")
    return (alphabet.find(symbol[0].lower()) + 1, symbol[1:].lower())
