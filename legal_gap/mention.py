"""Find the concepts that a text mentions, and the role in which it names a person."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from legal_gap.language import Language
from legal_gap.language.borders import Unspaced
from legal_gap.language.terms import RoleRule, Term, between_words, role_rules, terms_of
from legal_gap.model import Instrument, Mention, Text
from legal_gap.rubric import Concept

WINDOW = 220
"""Characters on each side of a person that decide the role."""


@dataclass(frozen=True)
class Matcher:
    """The compiled terms of one language."""

    automaton: AhoCorasick
    terms: tuple[tuple[Term, ...], ...]
    rests: Mapping[Term, re.Pattern[str]]
    spaces: bool


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def matcher(language: Language) -> Matcher:
    """Compile a language's terms once."""
    by_text: dict[str, list[Term]] = {}
    for term in terms_of(language):
        by_text.setdefault(term.text, []).append(term)
    rests = {}
    for term in terms_of(language):
        if term.rest:
            gap = between_words()
            border = r"\b" if language.spaces else ""
            rests[term] = _compiled(gap + gap.join(f"{border}(?:{piece})" for piece in term.rest) + border)
    return Matcher(AhoCorasick(list(by_text) or ["\0"]), tuple(tuple(t) for t in by_text.values()), rests, language.spaces)


def _end(term: Term, text: str, end: int, compiled: Matcher) -> int | None:
    """Where the term ends in the text, ``None`` where its border or its rest is missing."""
    if term.prefix and compiled.spaces:
        while end < len(text) and text[end].isalnum():
            end += 1
    elif compiled.spaces and end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return None
    if not term.rest:
        return end
    rest = compiled.rests[term].match(text, end)
    return rest.end() if rest else None


def _hits(text: str, compiled: Matcher) -> list[tuple[int, int, Term]]:
    found = []
    for index, start, stop in compiled.automaton.find_matches_as_indexes(text, overlapping=True):
        if compiled.spaces and start and text[start - 1].isalnum() and text[start].isalnum():
            continue
        for term in compiled.terms[index]:
            end = _end(term, text, stop, compiled)
            if end is not None:
                found.append((start, end, term))
    return found


def _hits_between_words(text: str, compiled: Matcher, language: Language) -> list[tuple[int, int, Term]]:
    """As :func:`_hits` for a script without spaces: blanks do not count, and a term within one longer word is none."""
    unspaced = Unspaced(text, language.code)
    placed = ((*unspaced.span(start, end), term) for start, end, term in _hits(unspaced.letters, compiled))
    return [hit for hit in placed if hit[2].never or not unspaced.inside_a_word(hit[0], hit[1])]


def _longest(hits: Iterable[tuple[int, int, Term]]) -> list[tuple[int, int, Term]]:
    """Per concept, the longest term of each place; a "never" term silences the terms of its concept that it covers."""
    kept: list[tuple[int, int, Term]] = []
    by_concept: dict[str, list[tuple[int, int, Term]]] = {}
    for hit in hits:
        by_concept.setdefault(hit[2].concept, []).append(hit)
    for group in by_concept.values():
        nevers = [(s, e) for s, e, term in group if term.never]
        end = -1
        for s, e, term in sorted(group, key=lambda h: (h[0], -h[1])):
            if term.never or e <= end or any(ns < e and s < ne for ns, ne in nevers):
                continue
            kept.append((s, e, term))
            end = e
    return sorted(kept, key=lambda h: (h[0], h[1], h[2].concept))


def role_of(text: str, start: int, end: int, rules: Iterable[RoleRule]) -> str:
    """The role of the person named in ``[start, end)`` of a folded text; empty where no rule fits."""
    before, after = text[max(start - WINDOW, 0) : start], text[end : end + WINDOW]
    for rule in rules:
        if rule.before is not None and rule.before.search(before) is None:
            continue
        if rule.after is not None and rule.after.match(after) is None:
            continue
        return rule.role
    return ""


def find_in(text: str, language: Language, concepts: Mapping[str, Concept]) -> tuple[Mention, ...]:
    """The mentions in a folded text (see ``text.fold``), in order of place."""
    rules = role_rules(language)
    compiled = matcher(language)
    hits = _hits(text, compiled) if language.spaces else _hits_between_words(text, compiled, language)
    return tuple(
        Mention(
            term.concept,
            start,
            end,
            role_of(text, start, end, rules) if term.concept in concepts and concepts[term.concept].person else "",
            term.text,
        )
        for start, end, term in _longest(hits)
    )


def find_mentions(instrument: Instrument, language: Language, concepts: Mapping[str, Concept]) -> tuple[Mention, ...]:
    """The mentions in an instrument, in order of place. Every term of the language's file counts, at word borders."""
    return find_in(instrument.text.folded if language.spaces else in_lines(instrument.text), language, concepts)


def in_lines(text: Text) -> str:
    """The folded text with its line breaks: all that parts two rules in a script that has neither full stops nor spaces."""
    lines, at = [], 0
    for line in text.clean.split("\n"):
        lines.append(text.folded[at : at + len(line)])
        at += len(line) + 1
    return "\n".join(lines)


def within(mentions: tuple[Mention, ...], start: int, end: int) -> tuple[Mention, ...]:
    """The mentions that lie wholly in ``[start, end)``; ``mentions`` are in order of place."""
    low = bisect_left(mentions, start, key=lambda m: m.start)
    high = bisect_left(mentions, end, key=lambda m: m.start)
    return tuple(m for m in mentions[low:high] if m.end <= end)
