"""How well a text was read: gaps and repeats in the numbering, text in no provision, unreadable characters, missing bodies, cuts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from legal_gap.language.numbering import Numbering, number_key
from legal_gap.model import Layer, Provision, Quality, Text
from legal_gap.parsers.pdf import BY_OCR
from legal_gap.script import torn
from legal_gap.segment.paragraphs import Paragraph

WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 60_000
"""How much of a text, in characters, is looked at where a sample is enough."""
UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")


def quality(
    layers: Sequence[Layer], text: Text, provisions: Sequence[Provision], found: Sequence[Paragraph], numbering: Numbering
) -> Quality:
    """The score of a reading, from 0 to 1, with its reasons."""
    warnings = [f"{layer.file}: {warning}" for layer in layers for warning in layer.warnings]
    cited = [unit for top in provisions for unit in top.walk() if unit.is_section]
    sections = [unit for unit in cited if unit.level == "section"]
    if not text.clean.strip():
        return Quality(0.0, (*warnings, "no text"))
    if not sections:
        return Quality(0.3, (*warnings, "no numbered section was found: the text cannot be cited by section"))
    score = 1.0
    looked = (gaps(provisions), repeats(sections), outside(text, provisions, cited), unreadable(text), empty(sections, text))
    of_words = (wrong_script(text, numbering), glued(text, numbering), lost(text, numbering), torn_apart(text))
    for loss, reason in (*looked, *of_words, cut_off(layers), guessed(layers)):
        score -= loss
        warnings += [reason] if reason else []
    return Quality(round(max(score, 0.0), 3), tuple(warnings))


def of_a_selection(whole: Quality, provisions: Sequence[Provision]) -> Quality:
    """The quality of an excerpt or digest: it leaves sections out on purpose, so skipped numbers cost it nothing."""
    loss, reason = gaps(provisions)
    return Quality(round(min(whole.score + loss, 1.0), 3), tuple(w for w in whole.warnings if w != reason)) if reason else whole


def wrong_script(text: Text, numbering: Numbering) -> tuple[float, str]:
    """A text with hardly a letter of its language's script is typed for a legacy font, or is in another language."""
    if numbering.script is None:
        return 0.0, ""
    letters = "".join(WORD.findall(text.clean[:SAMPLE]))
    if len(letters) < 200:
        return 0.0, ""
    share = len(numbering.script.findall(letters)) / len(letters)
    if share >= 0.5:
        return 0.0, ""
    return 1.0, f"only {share:.0%} of the letters are in the script of the language: a legacy font, or another language"


def glued(text: Text, numbering: Numbering) -> tuple[float, str]:
    """Words longer than the language has: spaces were lost between words."""
    if not numbering.spaces:
        return 0.0, ""
    words = text.clean[:SAMPLE].split()
    long = [word for word in words if len(word) > numbering.longest]
    share = sum(len(part) > numbering.longest for word in long for part in WORD.findall(word)) / max(len(words), 1)
    return (min(0.5, share * 3), f"{share:.1%} of the words are glued together: spaces were lost") if share > 0.008 else (0.0, "")


def torn_apart(text: Text) -> tuple[float, str]:
    """Vowel signs without a letter, words back to front: the file's fonts do not say what they draw."""
    share = torn(text.clean)
    return (min(0.5, share * 3), f"{share:.0%} of the signs stand where none can stand: the text is torn") if share >= 0.02 else (0.0, "")


def lost(text: Text, numbering: Numbering) -> tuple[float, str]:
    """Small words that lead to nothing: the word behind them was lost."""
    sample = text.clean[:SAMPLE]
    places = numbering.lost.findall(sample) if numbering.lost else []
    share = len(places) * 1000 / max(len(sample), 1)
    return (
        (0.02, f"in {len(places)} places a word seems to be lost before a comma or point")
        if len(places) > 4 and share > 0.02
        else (0.0, "")
    )


def guessed(layers: Sequence[Layer]) -> tuple[float, str]:
    """Text that a machine read from pictures: its letters are a guess, as the reader of the file has said."""
    return (0.1, "") if any(warning.startswith(BY_OCR) for layer in layers for warning in layer.warnings) else (0.0, "")


def cut_off(layers: Sequence[Layer]) -> tuple[float, str]:
    """Paragraphs that end in the middle of a word or sentence at a round length: the source cut them."""
    found = []
    for layer in layers:
        if layer.form != "pdf":
            sizes = [(size, block) for block in layer.blocks if (size := block.end - block.start) >= 2000 and -size % 500 <= 1]
            ends = [size for size, block in sizes if not block.level and layer.text[block.end - 1].isalnum()]
            found += [f"{size + (-size % 100)}" for size in ends]
    return (0.05, f"{len(found)} provisions are cut off, at {', '.join(found[:5])} characters") if found else (0.0, "")


def gaps(provisions: Sequence[Provision]) -> tuple[float, str]:
    """Numbers that are skipped between one section and the next. A part or chapter that opens with a round number left room before it."""
    sections = [unit for top in provisions for unit in top.walk() if unit.level == "section"]
    plain = [unit for unit in sections if not unit.clause and len(number_key(unit.num)) == 1]
    opens = {id(held[0]) for top in provisions for unit in top.walk() if unit.level != "section" and (held := held_by(unit))}
    missing: list[str] = []
    for one, other in zip(plain, plain[1:], strict=False):
        a, b = number_key(one.num), number_key(other.num)
        left = id(other) in opens and b[0][0] % 10 == 0
        if len(a) == len(b) == 1 and 1 < b[0][0] - a[0][0] < 60 and not left:
            missing += [str(n) for n in range(a[0][0] + 1, b[0][0])]
    if not missing:
        return 0.0, ""
    share = len(missing) / (len(plain) + len(missing))
    return min(
        0.5, share
    ), f"{len(missing)} numbers are missing between sections: {', '.join(missing[:12])}{' …' if len(missing) > 12 else ''}"


def held_by(unit: Provision) -> list[Provision]:
    """The sections that stand directly in a part or chapter."""
    return [child for child in unit.children if child.level == "section"]


def repeats(sections: Sequence[Provision]) -> tuple[float, str]:
    """Section numbers that occur more than once."""
    counts = Counter(unit.num for unit in sections if not unit.clause)
    twice = [num for num, count in counts.items() if count > 1]
    share = len(twice) / len(sections)
    return (min(0.2, share / 2), f"{len(twice)} section numbers occur more than once: {', '.join(twice[:12])}") if twice else (0.0, "")


def outside(text: Text, provisions: Sequence[Provision], cited: Sequence[Provision]) -> tuple[float, str]:
    """The share of the text behind its title in no section, schedule or preamble."""
    covered = sum(unit.end - unit.start for unit in cited)
    title = provisions[0].start if provisions else 0
    share = 1 - min(covered / max(len(text.clean) - title, 1), 1)
    return (min(0.4, share), f"{share:.0%} of the text stands in no provision") if share > 0.05 else (0.0, "")


def unreadable(text: Text) -> tuple[float, str]:
    """Characters that could not be read or stand in a private area."""
    odd = 0 if text.clean.isascii() else len(UNREADABLE.findall(text.clean))
    share = odd / len(text.clean)
    return (min(0.6, share * 20), f"{odd} characters cannot be read") if share > 0.0005 else (0.0, "")


def empty(sections: Sequence[Provision], text: Text) -> tuple[float, str]:
    """Sections with a heading and no words."""
    bare = [unit.num for unit in sections if unit.status == "in_force" and not unit.children and wordless(unit, text)]
    share = len(bare) / len(sections)
    return (min(0.5, share), f"{len(bare)} sections have no words: {', '.join(bare[:12])}") if bare else (0.0, "")


def wordless(unit: Provision, text: Text) -> bool:
    """Whether a section is no longer than its number and heading. A heading that stands in the margin is no part of its length."""
    if unit.end - unit.start > len(unit.heading) + len(unit.num) + (12 if unit.heading else 8):
        return False
    words = " ".join(text.clean[unit.start : unit.end].split())
    own = len(unit.heading) if unit.heading[:40] in words else 0
    return len(words) <= own + len(unit.num) + 12
