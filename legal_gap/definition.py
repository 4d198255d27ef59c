"""Where an act says what its own word for an official means: the definition behind the person that a provision names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from legal_gap.model import Mention, Provision
from legal_gap.scope import Scoped

QUOTED = r"[\"“”'‘’«»*_]\s*{}\s*[\"“”'‘’«»*_]"


@dataclass(frozen=True, slots=True)
class Definition:
    """The unit of an act that defines ``word``, and the section that it stands in."""

    word: str
    section: Provision
    unit: Provision


def word_of(mention: Mention, scoped: Scoped) -> str:
    """The words of the act that a mention stands on, folded."""
    return scoped.instrument.text.folded[mention.start : mention.end]


def definition_of(word: str, scoped: Scoped) -> Definition | None:
    """The first definition section of the act with the word in quotation marks, to its smallest unit; ``None`` where there is none."""
    singular = word.removesuffix("s") if scoped.language.spaces else word
    pattern = re.compile(QUOTED.format(rf"{re.escape(singular)}s?"))
    for section in scoped.sections:
        if section.type != "definition":
            continue
        found = pattern.search(scoped.instrument.text.folded, section.provision.start, section.provision.end)
        if found:
            return Definition(word, section.provision, innermost(section.provision, found.start()))
    return None


def innermost(unit: Provision, position: int) -> Provision:
    """The smallest unit that holds a position."""
    child = next((c for c in unit.children if c.start <= position < c.end), None)
    return innermost(child, position) if child else unit


def said_of(mentions: Iterable[tuple[Mention, Scoped]]) -> tuple[str, ...]:
    """A sentence for each word for a person that its own act defines: where a reader finds out who is meant."""
    sentences = {}
    for mention, scoped in mentions:
        word = word_of(mention, scoped)
        found = definition_of(word, scoped) if word not in sentences else None
        if found:
            where = f"{found.section.num}{found.unit.sub}"
            sentences[word] = f"Here “{word}” has the meaning that {scoped.instrument.record.title}, {where}, gives it."
    return tuple(sentences.values())
