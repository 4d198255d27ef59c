"""Which paragraphs begin a section: candidates by form, by word and by number, and the sequence that tells true ones from chance."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from legal_gap.language.numbering import Key, Numbering, arabic, number_key
from legal_gap.segment.paragraphs import Paragraph
from legal_gap.text import fold

CLAIMED, MARKED, WORDED, BARE, BESIDE = 4, 3, 2, 1, 0
"""How strong a candidate is: the form says so, a heading in the form, a word for section, a bare number, one behind a marginal note."""
OPENING = re.compile(r"(?:\[[A-Za-z]+\w*\d\w*\](?=\w))?[\[“\"‘'«( ]*")
QUOTE = re.compile(r"[“\"‘'«]")
MARGINAL = re.compile(r"(?=[^\W_a-z])(?:[^\W\d_]{2,14} ){1,3}(?=\d{1,3}\. [^\W\d_a-z])")
"""A word or three of a marginal note that the printer's column, or the program that read the page, put before a section's number."""
LATER = re.compile(r"\((?:[2-9]|\d\d)\)")
OWN_HEADING = re.compile(r"(.{2,250}?[.:]) ?[—–―─-]{1,3} ?(?=[^\W\d_a-z]|[(“\"‘'\[]|$)")
SENTENCE_END = re.compile(r"[.;:,。；：—–-]$")
LONGEST_HEADING = 250
LARGEST_BARE = 1999


@dataclass(slots=True, eq=False)
class Head:
    """A paragraph that may begin a section: ``at`` is where its words begin behind number and heading.

    ``guest``: a section of another instrument that a codification prints between the act's own; it has its own full number.
    """

    index: int
    num: str
    key: Key
    strength: int
    heading: str
    at: int
    quoted: bool = False
    clause: str = ""
    words: Head | None = None
    guest: bool = False


def candidates(found: Sequence[Paragraph], numbering: Numbering) -> list[Head]:
    """Every paragraph that may begin a section."""
    heads = []
    for index, paragraph in enumerate(found):
        if not paragraph.dropped and (head := candidate(paragraph, index, numbering)) and not is_torn(head, found):
            heads.append(head)
    return heads


def is_torn(head: Head, found: Sequence[Paragraph]) -> bool:
    """Whether a bare number stands before a second or later subsection, where no section begins: whatever read the page tore it away."""
    rest = found[head.index].text[head.at :]
    following = found[head.index + 1] if head.index + 1 < len(found) and not rest.strip() else None
    return head.strength == BARE and bool(LATER.match(following.text if following is not None and following.soft else rest))


def candidate(paragraph: Paragraph, index: int, numbering: Numbering) -> Head | None:
    """The head that a paragraph may be. The printed number wins over the one that the form claims."""
    text, block = paragraph.text, paragraph.block
    at = opening(text)
    if block.level == "section":
        return claimed(paragraph, index, numbering, at)
    if block.level:
        return None
    if numbering.interleaved and (m := numbering.interleaved.match(text, at)) and (head := worded(m, index, numbering, paragraph.depth)):
        head.guest = True
        return head
    if numbering.word and (m := numbering.word.match(text, at)) and (head := worded(m, index, numbering, paragraph.depth)):
        return head
    if numbering.bare and text[at : at + 1].isdigit() and (m := numbering.bare.match(text, at)):
        return numbered(m, index, numbering, paragraph.depth, soft=paragraph.soft)
    return behind_note(paragraph, index, numbering) if numbering.bare and not paragraph.soft else None


def opening(text: str) -> int:
    """Where the first word of a paragraph stands, behind brackets and quotes."""
    found = None if text[:1].isalnum() else OPENING.match(text)
    return found.end() if found else 0


def behind_note(paragraph: Paragraph, index: int, numbering: Numbering) -> Head | None:
    """A head behind a marginal note that stands on its line; only a gap in the sequence makes it one."""
    note = MARGINAL.match(paragraph.text)
    m = numbering.bare.match(paragraph.text, note.end()) if note and numbering.bare else None
    head = numbered(m, index, numbering, 0, soft=False) if m else None
    if head is not None:
        head.strength = BESIDE
    return head


def claimed(paragraph: Paragraph, index: int, numbering: Numbering, at: int) -> Head:
    """A head that the form claims; its heading may carry the printed number."""
    num, text = claimed_number(paragraph.block.num, numbering), paragraph.text
    if (at_start := said(paragraph.block.num, text)) > 0:
        num = fold(paragraph.block.num)
        num = num.upper() if num[-1:].isalpha() and numbering.bare else num
        return Head(index, num, number_key(num), CLAIMED, text[at_start:].strip(" .—–-"), len(text))
    for pattern in (numbering.word, numbering.bare):
        if (
            pattern
            and (m := pattern.match(text, at))
            and (printed := printed_number(m, numbering))
            and not (pattern is numbering.bare and num and printed != num and not m["dot"])
        ):
            return Head(index, printed, number_key(printed), CLAIMED, m["rest"].strip() or paragraph.block.heading, len(text))
    return Head(index, num, number_key(num), CLAIMED, text if text != paragraph.block.num else "", len(text))


def said(num: str, text: str) -> int:
    """Where the words begin in a text that opens with a claimed number, 0 where it does not."""
    at = text.find(num, 0, 14 + len(num)) if num[:1].isdigit() else -1
    end = at + len(num)
    if at < 0 or text[end : end + 1].isalnum() or text[end : end + 1] in ("–", "-") or any(char.isdigit() for char in text[:at]):
        return 0
    return end if not any(char.isalpha() for char in text[:at]) or text[:at].rstrip()[-1:] in ".§" else 0


def claimed_number(num: str, numbering: Numbering) -> str:
    """The number in a claim, without the word."""
    if numbering.word and (m := numbering.word.match(num)):
        return printed_number(m, numbering)
    found = re.search(r"\d+[A-Za-z]{0,3}(?:[./-]\d+[A-Z]{0,3})*", arabic(num, numbering.ordinals))
    return found[0] if found else num


def printed_number(m: re.Match[str], numbering: Numbering) -> str:
    """The number that a pattern found, in Arabic digits."""
    if m.re is numbering.bare:
        return m["num"] if m["num"].isascii() and m["num"].isdigit() else arabic(m["num"], numbering.ordinals)
    groups = m.groupdict()
    raw = groups.get("num") or next((value for key, value in groups.items() if key[0] == "n" and value), "")
    return arabic(raw, numbering.ordinals)


def worded(m: re.Match[str], index: int, numbering: Numbering, depth: int) -> Head | None:
    """A head by word, unless the sentence goes on behind the number ("Section 5 of that Act applies")."""
    num, rest = printed_number(m, numbering), m["rest"]
    if not num or (rest[:1].islower() and not m["point"] and not m["dash"]) or rest.startswith((",", ";", ")")):
        return None
    heading = rest.strip() if depth else ""
    return Head(index, num, number_key(num), MARKED if depth else WORDED, heading, m.end() if depth else m.start("rest"))


def numbered(m: re.Match[str], index: int, numbering: Numbering, depth: int, soft: bool) -> Head | None:
    """A head by bare number: with a point or dash, or a capital or bracket behind it."""
    num, rest = printed_number(m, numbering), m["rest"]
    key = number_key(num)
    set_off = m["dot"] or m["dash"] or rest[:1] == "("
    if key[0][0] > LARGEST_BARE or key[0][0] == 0 or rest[:1].islower() or (not rest and not set_off and not depth):
        return None
    if not set_off and (soft and len(rest) > LONGEST_HEADING or not (rest[:1].isupper() or rest[:1] in "“\"‘'[(")):
        return None
    heading = rest.strip() if depth and depth < 7 else ""
    return Head(index, num, key, MARKED if depth and depth < 7 else BARE, heading, m.end() if heading else m.start("rest"))


# -- the true sequence -----------------------------------------------------------------------------------------------


def chosen(
    heads: Sequence[Head], lengths: Sequence[int], breaks: Sequence[int], elucidation: bool = False
) -> tuple[list[Head], list[tuple[int, int]]]:
    """The heads that form the sequence of sections, and ranges of paragraphs that are only a list of contents.

    ``lengths`` holds where each paragraph begins, in characters, to tell a list of contents from sections with words;
    ``breaks`` the paragraphs at which an act or a schedule may begin.
    """
    heads = [head for head in heads if not head.quoted]
    base = style(heads)
    own = [head for head in heads if head.strength == base]
    if base == CLAIMED:
        return printed_first(filled(own, heads), heads), []
    spans = regions(own, lengths, breaks)
    contents = [i for i, span in enumerate(spans) if is_contents(span, spans[i + 1 :], lengths)]
    dropped = [(spans[i][0].index, spans[i][-1].index + 1) for i in contents]
    if elucidation:
        dropped += [
            (span[0].index, following_start(spans, i)) for i, span in enumerate(spans) if i not in contents and repeats(span, spans[:i])
        ]
        contents += [i for i, span in enumerate(spans) if repeats(span, spans[:i])]
    kept = [head for i, span in enumerate(spans) if i not in contents for head in filled(span if base == MARKED else rising(span), heads)]
    dropped += listed(heads, kept, lengths)
    return printed_first(sorted({id(h): h for h in kept}.values(), key=lambda h: h.index), heads), dropped


def printed_first(kept: Sequence[Head], heads: Sequence[Head]) -> list[Head]:
    """The heads, where a heading is followed by the same number in print, with the words behind that number."""
    found = []
    by_index = {head.index: head for head in heads}
    for head in kept:
        second = by_index.get(head.index + 1)
        if second is not None and head.strength >= MARKED > second.strength and second.num == head.num:
            head.words = second
        found.append(head)
    twice = {head.words.index for head in found if head.words}
    return [head for head in found if head.index not in twice]


def style(heads: Sequence[Head]) -> int:
    """The kind of head that this text uses: the strongest that makes up a fair part of the longest sequence."""
    counts = {kind: len(rising([h for h in heads if h.strength == kind])) for kind in (CLAIMED, MARKED, WORDED, BARE)}
    if counts[CLAIMED] > 1:
        return CLAIMED
    most = max(counts.values(), default=0)
    return next((kind for kind in (MARKED, WORDED, BARE) if counts[kind] and counts[kind] * 2 >= most), BARE)


def rising(heads: Sequence[Head]) -> list[Head]:
    """The longest sequence of heads with rising numbers, the later of equals (a list of contents comes first)."""
    tails: list[Key] = []
    ends: list[int] = []
    before: list[int] = []
    for i, head in enumerate(heads):
        at = bisect_left(tails, head.key)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(head.key)
            ends.append(i)
        else:
            tails[at], ends[at] = head.key, i
    found = []
    i = ends[-1] if ends else -1
    while i >= 0:
        found.append(heads[i])
        i = before[i]
    return found[::-1]


def regions(heads: Sequence[Head], lengths: Sequence[int], breaks: Sequence[int]) -> list[list[Head]]:
    """The heads, cut where the numbering starts again: a list of contents, an appended act."""
    found: list[list[Head]] = [[]]
    for i, head in enumerate(heads):
        if restarts(heads, i, found[-1], lengths, breaks):
            found.append([])
        found[-1].append(head)
    return [span for span in found if span]


def restarts(heads: Sequence[Head], i: int, span: Sequence[Head], lengths: Sequence[int], breaks: Sequence[int]) -> bool:
    """Whether the numbering starts again at a head: back to the first number, and on from there."""
    head = heads[i]
    if len(span) < 3 or head.key > span[0].key or head.num in ("", "0"):
        return False
    following = [h.key for h in heads[i + 1 : i + 4]]
    goes_up = len(following) < 2 or following[0] > head.key and following[0][0][0] - head.key[0][0] <= 2
    if not goes_up:
        return False
    broken = bisect_left(breaks, heads[i - 1].index + 1) < bisect_left(breaks, head.index + 1)
    return head.strength > BARE or broken or is_dense(span, lengths, lengths[head.index])


def is_dense(span: Sequence[Head], lengths: Sequence[int], end: int) -> bool:
    """Whether heads follow each other with hardly a word between them."""
    return (end - lengths[span[0].index]) < 170 * len(span)


def is_contents(span: Sequence[Head], later: Sequence[Sequence[Head]], lengths: Sequence[int]) -> bool:
    """Whether a region is a list of contents: dense, and its numbers come again."""
    again = {head.num for other in later for head in other}
    last = lengths[later[0][0].index] if later else 0
    return bool(again) and is_dense(span, lengths, last) and sum(h.num in again for h in span) >= 0.6 * len(span)


def repeats(span: Sequence[Head], earlier: Sequence[Sequence[Head]]) -> bool:
    """Whether a region only repeats the numbers of the act before it: an elucidation of its articles."""
    before = {head.num for other in earlier for head in other}
    return len(before) >= 5 and sum(head.num in before for head in span) >= 0.6 * len(span)


def following_start(spans: Sequence[Sequence[Head]], i: int) -> int:
    """The paragraph at which the region after the ``i``-th begins; far behind the end for the last."""
    return spans[i + 1][0].index if i + 1 < len(spans) else 10**9


def listed(heads: Sequence[Head], kept: Sequence[Head], lengths: Sequence[int]) -> list[tuple[int, int]]:
    """A list of contents in another style than the sections: before the first of them, with the same numbers."""
    if not kept:
        return []
    nums = {head.num for head in kept}
    early = [head for head in heads if head.index < kept[0].index and head.num in nums]
    if len(early) < 4 or not is_dense(early, lengths, lengths[early[-1].index]):
        return []
    return [(early[0].index, early[-1].index + 1)]


def filled(chain: Sequence[Head], heads: Sequence[Head]) -> list[Head]:
    """The sequence with sections that their neighbour swallowed: weaker heads whose number is the next, in a gap."""
    found: list[Head] = []
    marks = {id(head) for head in chain}
    for i, head in enumerate(chain):
        found.append(head)
        following = chain[i + 1] if i + 1 < len(chain) else None
        if following is not None and not has_gap(head.key, following.key):
            continue
        stop = following.index if following else head.index + 400
        for other in heads_between(heads, head.index, stop):
            if following and id(other) not in marks and comes_first(other, head, following):
                found.append(other)
                continue
            if id(other) not in marks and follows(found[-1].key, other.key) and (following is None or other.key < following.key):
                if following is None and other.strength < head.strength:
                    continue
                found.append(other)
    return found


def comes_first(other: Head, head: Head, following: Head) -> bool:
    """Whether a head is an insertion before the number that it is named after, as 98AA stands before 98A."""
    same = [number for number, _ in other.key] == [number for number, _ in following.key] and other.key > following.key
    return same and other.strength >= MARKED and other.strength == following.strength == head.strength


def heads_between(heads: Sequence[Head], start: int, stop: int) -> list[Head]:
    """The heads in the paragraphs after ``start`` and before ``stop``."""
    low = bisect_left(heads, start + 1, key=lambda h: h.index)
    high = bisect_left(heads, stop, key=lambda h: h.index)
    return list(heads[low:high])


def has_gap(key: Key, other: Key) -> bool:
    """Whether a number fits between two."""
    return len(key) > 1 or len(other) > 1 or other[0][0] != key[0][0] + 1 or bool(key[0][1] or other[0][1])


def follows(key: Key, other: Key) -> bool:
    """Whether a number is the next: one more, or the same with a letter."""
    if len(key) != len(other):
        return False
    if key[:-1] != other[:-1]:
        return False
    (number, letters), (next_number, next_letters) = key[-1], other[-1]
    return (next_number == number + 1 and not next_letters) or (next_number == number and next_letters > letters)
