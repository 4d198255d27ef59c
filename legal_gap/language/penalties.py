"""How one language threatens punishment: its ``[penalty]`` table compiled to a scanner that cuts a sentence into penalty words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from legal_gap.errors import DataError, Problem
from legal_gap.language.borders import loosely
from legal_gap.language.numerals import Numerals, choice, compile_numerals
from legal_gap.language.pack import Language

KINDS = (
    "skip", "again", "increase", "strong", "threshold", "default", "power", "part", "reference", "weak", "disqualification", "dismissal", "life", "class",
    "unit_days", "unit_units", "unit_category", "multiple", "duration_range", "duration", "money_range", "money", "tier_mark", "also",
    "either", "both", "higher", "corporal", "death", "ge_post", "le_post", "ge", "le", "fine", "custody", "other_head", "condition", "subject", "or", "and", "number",
)  # fmt: skip
"""Kinds of penalty words in order of precedence: where two begin at the same place the earlier kind wins."""

BUILT = ("duration_range", "duration", "money_range", "money", "number")
"""Kinds that are built from the number, unit and currency tables and have no list of their own."""

NUMBER = r"(?:0+(?![\w]))"
"""A number in masked text (:meth:`Numerals.mask`)."""

LETTERS_A_WORD = 5
"""So many letters that mean nothing to the grammar count as one word in a script without spaces."""

WORD = re.compile(r"\w+")

VALUED = ("fraction", "times", "multiplied", "ordinal")


@dataclass(frozen=True, slots=True)
class Token:
    """Penalty words ``[start, end)`` of one kind, with their folded ``text``."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, eq=False)
class PenaltyGrammar:
    """A language's penalty words, compiled once. ``exact``: a term without "up to" or "at least" is the very term."""

    scanner: re.Pattern[str]
    hint: re.Pattern[str]
    numerals: Numerals
    article: re.Pattern[str]
    units: tuple[tuple[re.Pattern[str], float], ...]
    unit: re.Pattern[str]
    currencies: tuple[tuple[re.Pattern[str], str], ...]
    valued: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]
    percent: re.Pattern[str]
    reference: re.Pattern[str]
    filler: frozenset[str]
    lists: Mapping[str, tuple[re.Pattern[str], ...]]
    abbreviations: frozenset[str]
    unfinished: frozenset[str]
    spaces: bool
    exact: bool
    fillers: re.Pattern[str]
    graded: re.Pattern[str] | None
    spellings: tuple[tuple[re.Pattern[str], str], ...]

    def spelled(self, folded: str) -> str:
        """The name of a degree or class of offences in one spelling, so that two acts' names for it can be held together."""
        for pattern, word in self.spellings:
            folded = pattern.sub(word, folded)
        return " ".join(folded.replace("-", " ").split())

    def strays(self, folded: str) -> int:
        """How many words in ``folded`` mean something that the grammar does not know."""
        if self.spaces:
            return sum(word not in self.filler and len(word) > 1 and not word.isdigit() for word in WORD.findall(folded))
        letters = sum(char.isalpha() for char in self.fillers.sub("", folded))
        return -(-letters // LETTERS_A_WORD)

    def tokens(self, folded: str) -> Iterator[Token]:
        """The penalty words of ``folded`` in order; they do not overlap."""
        for match in self.scanner.finditer(self.numerals.mask(folded)):
            if match.lastgroup and (match.end() > match.start() or match.lastgroup == "strong"):
                yield Token(match.lastgroup, match.start(), match.end(), folded[match.start() : match.end()])

    def is_a(self, name: str, folded: str) -> bool:
        """Whether one of the language's patterns called ``name`` stands in ``folded``."""
        return any(pattern.search(folded) for pattern in self.lists.get(name, ()))

    def lookup(self, table: str, folded: str) -> str | None:
        """The value whose words stand first in ``folded`` ("fraction": "1/3")."""
        found = [(m.start(), -m.end(), value) for pattern, value in self.valued[table] if (m := pattern.search(folded))]
        return min(found)[2] if found else None

    def months(self, folded: str) -> list[float]:
        """Every length of time in ``folded``, in months; a number without a unit takes that of the next one."""
        found = [(m.start(), self.numerals.value(m.group()) or 0.0, m.end()) for m in self.numerals.numbers(folded)]
        found += [(m.start(), 1.0, m.end()) for m in self.article.finditer(folded)]
        units = [(value, self.unit.search(folded, end)) for _, value, end in sorted(found)]
        return [value * self._unit_months(unit.group()) for value, unit in units if unit]

    def _unit_months(self, word: str) -> float:
        return next((months for pattern, months in self.units if pattern.fullmatch(word)), 1.0)

    def amounts(self, folded: str) -> list[float]:
        """Every number in ``folded``."""
        values = (self.numerals.value(match.group()) for match in self.numerals.numbers(folded))
        return [value for value in values if value is not None]

    def currency(self, folded: str) -> str | None:
        """The ISO 4217 code that ``folded`` names; ``None`` for a word that several countries share ("dollars")."""
        found = [(not code, m.start() - m.end(), code) for pattern, code in self.currencies if (m := pattern.search(folded))]
        return (min(found)[-1] or None) if found else None


def spaced(pattern: str, spaces: bool = True) -> str:
    """A blank in a pattern stands for any white space, a blank with a question mark for none or some."""
    if not spaces:
        return loosely(pattern, spaces)
    return re.sub(r" [?*]", r"\\s*", pattern).replace(" ", r"\s+")


def expand(pattern: str, pieces: Mapping[str, str], depth: int = 6) -> str:
    """Put pieces in the place of their names. Raises KeyError for a name that is not there."""
    for _ in range(depth):
        if not re.search(r"\{[a-z_]+\}", pattern):
            break
        pattern = re.sub(r"\{([a-z_]+)\}", lambda m: pieces[m.group(1)], pattern)
    return pattern


def bounded(pattern: str) -> str:
    """Not inside a word on either side, unless the pattern itself begins or ends with a mark."""
    return rf"(?:(?<!\w)|(?!\w))(?:{pattern})(?:(?<!\w)|(?!\w))"


@dataclass(frozen=True, slots=True)
class Joints:
    """What stands between words and at their borders: white space and word edges, or nothing in a script without spaces."""

    number: str
    gap: str
    blank: str
    left: str
    right: str


def joints(spaces: bool) -> Joints:
    """The joints of a script."""
    return Joints(NUMBER, r"[\s\-]+", r"\s+", r"(?<!\w)", r"(?!\w)") if spaces else Joints("(?:0+)", r"[\s\-]*", r"\s*", "", "")


def _money_pieces(table: Mapping[str, Any], j: Joints) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    prefixes = {p: code for code, words in table.get("prefix", {}).items() for p in words}
    suffixes = {p: code for code, words in table.get("suffix", {}).items() for p in words}
    before, after = choice(prefixes), choice(suffixes)
    money = rf"(?:(?:{j.left}{before}\s*{j.number}(?:/[\-=])?(?:{j.blank}{after})?|{j.number}\s*{after}{j.right})(?:\s*\([^()]{{3,90}}\))?)"
    whole = r"(?![^\W\d])" if j.left else ""
    codes = [(re.compile(rf"{j.left}{spaced(p)}{whole}(?=\s*\S)"), code) for p, code in prefixes.items()]
    unlettered = r"(?<![^\W\d])" if j.left else ""
    codes += [(re.compile(rf"{unlettered}{spaced(p)}{j.right}"), code) for p, code in suffixes.items()]
    return {"money": money}, codes


def _duration_pieces(units: Sequence[str], article: str, joiner: str, j: Joints) -> dict[str, str]:
    largest, rest = (units[0], units[1:]) if units else ("(?!)", ())
    one = rf"(?:{j.number}|{article}){j.gap}"
    unit = choice(units)
    compound = rf"{one}{largest}{j.right}(?:,?{j.blank}(?:{joiner}{j.blank})?{one}{choice(rest)})?"
    return {"duration": rf"(?:(?:{compound}|{one}{unit}){j.right}(?:\s*\(\s*{j.number}\s*\))?)", "unit": unit}


def _pieces(table: Mapping[str, Any], j: Joints) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    article = choice(table.get("number", {}).get("article", ()))
    pieces = {**table.get("piece", {}), "num": j.number}
    for name in VALUED:
        pieces[name] = choice(p for words in table.get(name, {}).values() for p in words)
    pieces["percent"] = table.get("percent", {}).get("pattern", "(?!)")
    pieces |= _duration_pieces(list(table.get("unit", {})), article, table.get("number", {}).get("and", "(?!)"), j)
    money, codes = _money_pieces(table.get("currency", {}), j)
    pieces |= money
    ranges = {k: table.get("range", {}).get(k, "(?!)") for k in ("to", "between", "and")}
    for name, one in (("duration_range", pieces["duration"]), ("money_range", pieces["money"])):
        first = rf"(?:{one}|{j.number}|{article}(?=\s))"
        pieces[name] = rf"(?:{ranges['between']}{j.blank}{first}\s*{ranges['and']}\s*{one}|{first}\s*{ranges['to']}\s*{one})"
    return pieces, codes


@lru_cache(maxsize=32)
def compile_penalties(language: Language) -> PenaltyGrammar:
    """The grammar of a language's ``[penalty]`` table. Raises DataError with every pattern that is not a regular expression."""
    table = language.table("penalty")
    numerals = compile_numerals(table.get("number", {}), language.spaces)
    j = joints(language.spaces)
    pieces, codes = _pieces(table, j)
    lists = {**table.get("token", {}), **table.get("trigger", {})}
    known = f"Known keys: {', '.join(sorted(KINDS))}."
    problems = [Problem(f"{language.file} [penalty]", f'nothing reads the key "{kind}"', known) for kind in lists if kind not in KINDS]

    def ready(kind: str, pattern: str) -> str:
        try:
            done = spaced(expand(pattern, pieces), language.spaces)
            re.compile(done)
        except KeyError as error:
            said = f"{pattern!r} puts in {{{error.args[0]}}}, which no piece is called"
            problems.append(Problem(f"{language.file} [penalty] {kind}", said, "Write the piece under [penalty.piece], or mend the name."))
            return "(?!)"
        except re.error as error:
            problems.append(Problem(f"{language.file} [penalty] {kind}", f"{pattern!r} is not a pattern ({error})", "Mend it."))
            return "(?!)"
        return done

    built = {
        "duration_range": "{duration_range}",
        "duration": "{duration}",
        "money_range": "{money_range}",
        "money": "{money}",
        "number": "{num}",
    }
    groups = {kind: [ready(kind, built[kind])] if kind in built else [ready(kind, p) for p in lists.get(kind, ())] for kind in KINDS}
    valued = {n: [(ready(n, p), str(v)) for v, ps in table.get(n, {}).items() for p in ps] for n in VALUED}
    checks = {n: [ready(n, p) for p in ps] for n, ps in table.get("check", {}).items()}
    percent, reference = ready("percent", "{percent}"), ready("piece", "{ref}") if "ref" in pieces else "(?!)"
    graded = ready("piece", "{graded}") if "graded" in pieces else ""
    hint = "|".join(ready("hint", p) for p in table.get("hint", ())) or "(?!)"
    if problems:
        raise DataError(problems)
    edge = bounded if language.spaces else (lambda pattern: rf"(?:{pattern})")
    alternatives = "|".join(rf"(?P<{kind}>{'|'.join(edge(p) for p in patterns)})" for kind, patterns in groups.items() if patterns)
    return PenaltyGrammar(
        scanner=re.compile((r"(?<!\w)(?=\S)" if language.spaces else "") + rf"(?:{alternatives})"),
        hint=re.compile(hint),
        numerals=numerals,
        article=re.compile(rf"{j.left}{choice(table.get('number', {}).get('article', ()))}(?={j.gap}{pieces['unit']})"),
        units=tuple((re.compile(u), float(m)) for u, m in table.get("unit", {}).items()),
        unit=re.compile(pieces["unit"] + j.right),
        currencies=tuple(codes),
        valued={n: tuple((re.compile(edge(p)), v) for p, v in pairs) for n, pairs in valued.items()},
        percent=re.compile(percent),
        reference=re.compile(reference),
        filler=frozenset(table.get("filler", ())),
        lists={n: tuple(re.compile(edge(p)) for p in ps) for n, ps in checks.items()},
        abbreviations=frozenset(table.get("abbreviations", ())),
        unfinished=frozenset(table.get("unfinished", ())),
        spaces=language.spaces,
        exact=bool(table.get("exact")),
        fillers=re.compile(choice(table.get("filler", ()))),
        graded=re.compile(edge(graded)) if graded else None,
        spellings=tuple((re.compile(edge(p)), word) for word, patterns in table.get("spelled", {}).items() for p in patterns),
    )
