"""The words for concepts: the small grammar of terms, and the rules that give a person a role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from legal_gap.errors import DataError, Problem
from legal_gap.language.borders import loosely, squeeze
from legal_gap.language.pack import Language

GAP = "…"
GAP_LIMIT = 60
"""Characters that a gap in a term may span."""


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase as it is looked for. ``prefix``: the last word may go on ("traffick*"). ``rest``: what follows after a gap."""

    concept: str
    text: str
    prefix: bool = False
    rest: tuple[str, ...] = ()
    never: bool = False


@dataclass(frozen=True, slots=True)
class RoleRule:
    """A person mentioned between ``before`` and ``after`` has ``role``."""

    role: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


def _sequence(text: str, at: int) -> tuple[list[str], int]:
    """The phrases of ``text`` from ``at`` up to an unmatched bar or bracket, and where that is. Raises ValueError for a bracket left open."""
    phrases = [""]
    while at < len(text) and text[at] not in "|)":
        if text[at] == "(":
            choices: list[str] = []
            while at < len(text) and text[at] != ")":
                found, at = _sequence(text, at + 1)
                choices += found
            if at >= len(text):
                raise ValueError("bracket left open")
            phrases = [phrase + choice for phrase in phrases for choice in choices]
            at += 1
        else:
            stop = at
            while stop < len(text) and text[stop] not in "(|)":
                stop += 1
            phrases = [phrase + text[at:stop] for phrase in phrases]
            at = stop
    return phrases, at


def expand(text: str) -> Iterator[str]:
    """``"public (officer|servant|)"`` → each phrase it stands for, spaces folded. Raises ValueError for a stray bracket."""
    phrases, at = _sequence(text, 0)
    if at < len(text):
        raise ValueError(f"stray {text[at]!r}")
    return (" ".join(phrase.split()) for phrase in dict.fromkeys(phrases))


def cut(text: str) -> list[str]:
    """A term cut at its gaps; a gap inside brackets belongs to its alternative and is left where it is."""
    pieces, depth = [""], 0
    for mark in text:
        depth += (mark == "(") - (mark == ")")
        if mark == GAP and not depth:
            pieces.append("")
        else:
            pieces[-1] += mark
    return pieces


def _rest(piece: str) -> str:
    """What follows a gap, as a regular expression: groups and bars keep their meaning, ``*`` lets a word go on."""
    kept = re.sub(r"[^\w\s()|*…]", lambda m: re.escape(m.group()), piece.strip().lower())
    plain = re.sub(r"\s+", " ", kept).replace("*", r"\w*").replace("(", "(?:")
    return re.sub(rf" ?{GAP} ?", lambda _: between_words(), plain)


def between_words() -> str:
    """A gap as a regular expression: it stays in its sentence and on its line."""
    return rf"[^.;\n]{{0,{GAP_LIMIT}}}?"


def _terms(concept: str, texts: list[str], never: bool, language: Language) -> Iterator[Term]:
    for text in texts:
        first, *rest = (squeeze(language, piece) for piece in cut(text))
        for phrase in expand(first.strip()):
            head, *more = phrase.split(GAP)
            after = tuple(_rest(piece) for piece in (*more, *rest))
            yield Term(concept, head.strip().rstrip("*").lower(), head.strip().endswith("*"), after, never)


@cache
def terms_of(language: Language) -> tuple[Term, ...]:
    """Every term of the language's ``[concept]`` table."""
    found: list[Term] = []
    for concept, table in language.table("concept").items():
        texts = [table["preferred"]] if table.get("preferred") else []
        try:
            found += _terms(concept, texts + list(table.get("also", ())), False, language)
            found += _terms(concept, list(table.get("never", ())), True, language)
        except ValueError as error:
            raise DataError(Problem(f"{language.file} [concept.{concept}]", f"a term has a {error}", "Close each bracket.")) from None
    return tuple(dict.fromkeys(term for term in found if term.text))


def written(language: Language, concept: str) -> tuple[str, ...]:
    """The terms of a concept as the language file has them, alternatives in brackets: what a search record prints."""
    table = language.table("concept").get(concept, {})
    return tuple(text for text in (table.get("preferred", ""), *table.get("also", ())) if text)


def _side(text: str, gap: int, spaces: bool) -> str:
    return loosely(re.sub(rf"\s*{GAP}\s*", rf"[^.;]{{0,{gap}}}?", text.strip()), spaces)


def _rule(language: Language, table: Mapping[str, Any], determiner: str, border: str, stop: str) -> RoleRule:
    text = table["text"]
    gap = table.get("gap", 70)
    before, mark, after = text.partition("X")
    if not mark:
        raise DataError(Problem(f"{language.file} [[role.rule]]", f'"{text}" has no X', "Write X where the person is named."))
    try:
        left = re.compile(rf"{border}{_side(before, gap, language.spaces)}\s*{determiner}\s*$") if before.strip() else None
        right = re.compile(rf"\s*{_side(after, gap, language.spaces)}{stop}") if after.strip() else None
    except re.error as error:
        raise DataError(Problem(f"{language.file} [[role.rule]]", f'"{text}" cannot be read ({error})', "Mend the brackets.")) from None
    return RoleRule(table["role"], left, right)


@cache
def role_rules(language: Language) -> tuple[RoleRule, ...]:
    """The language's ``[[role.rule]]`` in order; the first that fits decides. Raises DataError."""
    table = language.table("role")
    determiner = f"(?:{table['determiners']})?" if table.get("determiners") else ""
    border, stop = (r"(?<!\w)", r"(?!\w)") if language.spaces else ("", "")
    return tuple(
        RoleRule(rule.role, rule.before, rule.after)
        for rule in (_rule(language, t, determiner, border, stop) for t in table.get("rule", ()))
    )
