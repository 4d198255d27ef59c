"""Where an act says what its own word for an official means: the definition behind the person that a provision names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from legal_gap.model import Mention, Provision
from legal_gap.scope import Scoped

QUOTES = frozenset("\"“”'‘’«»*_")


@dataclass(frozen=True, slots=True)
class Definition:
    """The unit of an act that defines ``word``, and the section that it stands in."""

    word: str
    section: Provision
    unit: Provision


def word_of(mention: Mention, scoped: Scoped) -> str:
    """The words of the act that a mention stands on, folded."""
    return scoped.instrument.text.folded[mention.start : mention.end]


def definition_of(mention: Mention, scoped: Scoped) -> Definition | None:
    """The first definition section of the act with the word, or another form of it, in quotation marks; ``None`` where there is none.

    Two forms of a word ("officer", "officers") stand for the same concept, and one begins with the other.
    """
    word = word_of(mention, scoped)
    for section in scoped.sections:
        named = section.mentions.get(mention.concept, ()) if section.type == "definition" else ()
        for other in named:
            form = word_of(other, scoped)
            if _quoted(other, scoped) and (form.startswith(word) or word.startswith(form)):
                return Definition(word, section.provision, innermost(section.provision, other.start))
    return None


def _quoted(mention: Mention, scoped: Scoped) -> bool:
    """Whether a mention stands alone between quotation marks."""
    text = scoped.instrument.text.folded
    return (
        text[max(mention.start - 2, 0) : mention.start].rstrip()[-1:] in QUOTES
        and text[mention.end : mention.end + 2].lstrip()[:1] in QUOTES
    )


def innermost(unit: Provision, position: int) -> Provision:
    """The smallest unit that holds a position."""
    child = next((c for c in unit.children if c.start <= position < c.end), None)
    return innermost(child, position) if child else unit


def said_of(mentions: Iterable[tuple[Mention, Scoped]]) -> tuple[str, ...]:
    """A sentence for each word for a person that its own act defines: where a reader finds out who is meant."""
    sentences = {}
    for mention, scoped in mentions:
        word = word_of(mention, scoped)
        found = definition_of(mention, scoped) if word not in sentences else None
        if found:
            where = f"{found.section.num}{found.unit.sub}"
            sentences[word] = f"Here “{word}” has the meaning given by {scoped.instrument.record.title} (provision {where})."
    return tuple(sentences.values())
