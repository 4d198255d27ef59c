"""Degrees and classes of offences that an act lays down itself: one section says what each comes to, the others only name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from legal_gap.language import Language
from legal_gap.language.penalties import PenaltyGrammar, Token, compile_penalties
from legal_gap.model import Instrument, Provision

FEWEST = 3
"""How many degrees or classes a section must name to be the table of the act."""
REACH = 200
"""Characters behind a name within which its term stands."""
BEFORE = 240
"""Characters before the first name within which imprisonment must be named, so that no period of limitation is taken for a term."""


def grades(instrument: Instrument, language: Language) -> Mapping[str, Mapping[str, object]]:
    """What the degrees and classes of an act come to, as a country's table of penalty classes has it; empty where it sets none."""
    grammar = compile_penalties(language)
    found: dict[str, Mapping[str, object]] = {}
    for section in instrument.sections() if grammar.graded else ():
        if section.status == "in_force":
            for name, terms in table(instrument, section, grammar).items():
                found.setdefault(name, terms)
    return found


def table(instrument: Instrument, section: Provision, grammar: PenaltyGrammar) -> Mapping[str, Mapping[str, object]]:
    """The degrees or classes that a section sets terms of imprisonment for, by their names in one spelling."""
    folded = instrument.text.folded
    names = list(grammar.graded.finditer(folded, section.start, section.end)) if grammar.graded else []
    if len({name.group() for name in names}) < FEWEST:
        return {}
    opening = folded[max(section.start, names[0].start() - BEFORE) : names[0].start()]
    if not any(token.kind == "custody" for token in grammar.tokens(opening)):
        return {}
    ends = [name.start() for name in names[1:]] + [section.end]
    by = f"{instrument.text.file(section.start)}#{section.num}"
    terms = {
        grammar.spelled(name.group()): term(list(grammar.tokens(folded[name.end() : min(end, name.end() + REACH)])), grammar)
        for name, end in zip(names, ends, strict=True)
    }
    return {name: {**bounds, "by": by} for name, bounds in terms.items() if bounds}


def term(tokens: Sequence[Token], grammar: PenaltyGrammar) -> dict[str, object]:
    """The shortest and longest term that follow a name, in months; nothing where none does."""
    found: dict[str, object] = {}
    at_least = False
    for token in tokens:
        if token.kind in ("ge", "le"):
            at_least = token.kind == "ge"
        elif token.kind == "life":
            found["life"] = True
        elif token.kind in ("duration", "duration_range"):
            months = grammar.months(token.text)
            found |= {"min_months": months[0]} if at_least or len(months) > 1 else {}
            found |= {} if at_least else {"max_months": months[-1]}
            if not at_least:
                return found
    return found
