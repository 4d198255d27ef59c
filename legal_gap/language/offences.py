"""How one language names offences and cites provisions: its ``[offence]`` and ``[reference]`` tables, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from legal_gap.errors import DataError, Problem
from legal_gap.language.numerals import choice
from legal_gap.language.pack import Language

CHECKS = (
    "aggravated",
    "value",
    "legal_subject",
    "natural_subject",
    "official_subject",
    "general_penalty",
    "own_case",
    "guilty_under",
    "same",
    "value_case",
    "own_act",
    "own_section",
    "joined",
    "case_under",
    "anyone_subject",
)


@dataclass(frozen=True, eq=False)
class OffenceGrammar:
    """A language's words about offences and citations, compiled once."""

    heading: Mapping[str, re.Pattern[str]]
    text: Mapping[str, re.Pattern[str]]
    checks: Mapping[str, re.Pattern[str]]
    citation: re.Pattern[str]
    number: re.Pattern[str]
    range_word: re.Pattern[str]
    section_word: re.Pattern[str]
    whole: re.Pattern[str]
    other_act: re.Pattern[str]
    own: re.Pattern[str]
    part_of: re.Pattern[str]
    not_operative: re.Pattern[str]
    named: Mapping[str, str]
    worded: re.Pattern[str]

    def path(self, printed: str) -> str:
        """The label path that a citation prints, without blanks: a paragraph that is counted by a word has its number in brackets."""
        packed = self.worded.sub(lambda found: f"({found[1] or found[2]})", re.sub(r"\s", "", printed))
        if not self.named or not packed:
            return packed
        counted = re.compile(rf"[^()]*?({choice(re.escape(word) for word in self.named)})")
        return counted.sub(lambda found: f"({self.named[found[1]]})", packed)

    def says(self, name: str, folded: str) -> bool:
        """Whether ``folded`` has one of the language's patterns called ``name``."""
        return self.checks[name].search(folded) is not None

    def names_a_legal_person(self, subject: str) -> bool:
        """Whether the last person named in the words before a penalty is a legal one."""
        legal = [match.end() for match in self.checks["legal_subject"].finditer(subject)]
        natural = [match.end() for match in self.checks["natural_subject"].finditer(subject)]
        return bool(legal) and legal[-1] >= max(natural, default=0)


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns) or "(?!)")


def _label(table: Mapping[str, Any]) -> str:
    """The mark of a unit below a section: in brackets, or where units carry no number the word that counts them."""
    named = table.get("named", {})
    counted = rf"|(?:{choice(table.get('below', ()))}\s*)?{choice(re.escape(word) for word in named)}" if named else ""
    words = table.get("label_words", ())
    worded = rf"|(?:{choice(words)}\s*(?:\(\s?\w{{1,6}}\s?\)|\w{{1,2}}(?!\w)))" if words else ""
    return rf"(?:\(\s?\w{{1,6}}\s?\){counted}{worded})"


def _worded(words: Sequence[str]) -> re.Pattern[str]:
    """A packed label with the word that announces it, in brackets or bare ("paragraph(1)", "lettera")."""
    word = choice(words)
    return re.compile(rf"{word}(?:\((\w{{1,6}})\)|(\w{{1,2}})(?=$|\(|{word}))")


def _part_of(table: Mapping[str, Any]) -> re.Pattern[str]:
    """What stands between a small unit and the unit that it is part of ("paragraph (a) of section 5"): only the word for "of"."""
    joint = choice(word for word in table.get("and", ()) if word != ",")
    return re.compile(rf"^\s*,?\s*(?:{joint})?\s*{choice(table.get('of', ()))}\s+$")


def _citation(table: Mapping[str, Any], spaces: bool) -> str:
    """A citation: the word for a unit, then numbers and labels joined by commas, "and", "or" or "to"."""
    number, label = table.get("number", r"\d+"), _label(table)
    left, right = (r"(?<!\w)", r"(?!\w)") if spaces else ("", "")
    unit = rf"(?:{choice(table.get('section', ()))}|{choice(table.get('below', ()))})"
    target = rf"(?:{number}(?:\s*{label})*|{label}(?:\s*{label})*)"
    joint = rf"(?:\s*(?:{choice([*table.get('and', ()), *table.get('to', ())])})\s*)+"
    return rf"{left}(?P<unit>{unit})\s*(?P<targets>{target}(?:{joint}(?:{unit}\s*)?{target})*){right}"


@lru_cache(maxsize=32)
def compile_offences(language: Language) -> OffenceGrammar:
    """The grammar of a language's ``[offence]`` and ``[reference]`` tables. Raises DataError where a pattern is broken."""
    offence, reference = language.table("offence"), language.table("reference")
    try:
        return OffenceGrammar(
            heading={family: _either(patterns) for family, patterns in offence.get("heading", {}).items()},
            text={family: _either(patterns) for family, patterns in offence.get("text", {}).items()},
            checks={name: _either(offence.get(name, ())) for name in CHECKS},
            citation=re.compile(_citation(reference, language.spaces)),
            number=re.compile(
                rf"(?P<num>{reference.get('number', '(?!)')})(?P<sub>(?:\s*{_label(reference)})*)|(?P<label>{_label(reference)}(?:\s*{_label(reference)})*)"
            ),
            part_of=_part_of(reference),
            range_word=re.compile(rf"^\s*{choice(reference.get('to', ()))}\s*$"),
            whole=re.compile(choice(reference.get("whole", ()))),
            section_word=re.compile(choice(reference.get("section", ()))),
            other_act=re.compile(r"\s*,?\s*" + reference.get("other_act", "(?P<act>(?!))")),
            own=_either(rf"^\s*,?\s*{p}" for p in reference.get("own", ())),
            not_operative=_either(reference.get("not_operative", ())),
            named={str(word): str(number) for word, number in reference.get("named", {}).items()},
            worded=_worded(reference.get("label_words", ())),
        )
    except re.error as error:
        raise DataError(Problem(f"{language.file} [offence] or [reference]", f"a pattern cannot be read ({error})", "Mend it.")) from None
