"""The outline of an act: preamble, parts and chapters, sections with their headings, schedules, provisions that an amending act quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from legal_gap.language.numbering import CONTAINERS, Numbering
from legal_gap.segment.heads import BARE, LONGEST_HEADING, OWN_HEADING, SENTENCE_END, WORDED, Head, opening
from legal_gap.segment.paragraphs import HEADED, Paragraph
from legal_gap.segment.tree import Node, Section

LONGEST_TITLE = 160
MARK = re.compile(r"\s*(verified|memory|secondary\s*:.*)", re.I | re.S)


@dataclass(slots=True)
class Outline:
    """The tree as it grows: the open containers by their word, and what was found."""

    found: Sequence[Paragraph]
    numbering: Numbering
    top: list[Node] = field(default_factory=list)
    open: list[tuple[str, Node]] = field(default_factory=list)

    def put(self, node: Node) -> None:
        """A node under the innermost open container."""
        for _, container in self.open:
            container.last = max(container.last, node.last)
        (self.open[-1][1].children if self.open else self.top).append(node)

    def enter(self, word: str, node: Node) -> None:
        """Open a container: beside one of its own word, else inside the innermost one; a schedule stands on top."""
        if node.level == "schedule":
            self.open.clear()
        for depth, (other, _) in enumerate(self.open):
            if other == word:
                del self.open[depth:]
                break
        self.put(node)
        self.open.append((word, node))


def containers(found: Sequence[Paragraph], numbering: Numbering) -> dict[int, tuple[str, str, str, str]]:
    """Paragraphs that begin a part, chapter, division or schedule: level, word, number, title."""
    places = {}
    for i, paragraph in enumerate(found):
        if paragraph.dropped or paragraph.block.level in ("section", "note") or len(paragraph.text) > 400:
            continue
        block = paragraph.block
        if block.level in (*CONTAINERS, "schedule"):
            places[i] = (block.level, f"{block.level} {block.depth}", block.num, block.heading)
        elif not block.level and (title := container(paragraph, numbering)) is not None:
            places[i] = title
    return places


def container(paragraph: Paragraph, numbering: Numbering) -> tuple[str, str, str, str] | None:
    """Level, word, number and title of a container's heading; ``None`` where the paragraph is none."""
    at = opening(paragraph.text)
    for pattern, level in ((numbering.container, ""), (numbering.schedule, "schedule")):
        m = pattern.match(paragraph.text, at) if pattern else None
        if m and is_title(m, paragraph):
            name = " ".join(m["name"].split())
            word = next((w for w in sorted(numbering.levels, key=len, reverse=True) if w in name.lower()), "")
            kind = level or numbering.levels.get(word, "part")
            num = (
                re.sub(rf"(?i)\b(?:the|{re.escape(word) or 'schedule'})\b|[—–:]", "", name).strip()
                if kind in CONTAINERS
                else number_of_schedule(name)
            )
            return kind, word or level, num, m["title"].strip(" .")
    return None


def number_of_schedule(name: str) -> str:
    """What a schedule is cited by: "Schedule", "First Schedule", "Schedule 1"."""
    return re.sub(r"^the ", "", name, flags=re.I).title() if name.isupper() else re.sub(r"^the ", "", name, flags=re.I)


def is_title(m: re.Match[str], paragraph: Paragraph) -> bool:
    """Whether what stands behind the number is a title and not the rest of a sentence."""
    title = m["title"].strip()
    if not title or m["dash"]:
        return True
    if title[:1].islower() or title[0] in ",;)" or len(title) > LONGEST_TITLE:
        return False
    return bool(paragraph.depth or not title.endswith((".", ";", ",")) or m["point"])


def before_heads(found: Sequence[Paragraph], heads: Sequence[Head], taken: set[int], numbering: Numbering) -> dict[int, int]:
    """Where sections have their heading in the paragraph before them: the head's paragraph with the heading's.

    Decided for the whole text: a third or more of the heads must have such a paragraph before them. A language that prints
    the heading behind the number (``headline``) has none before it.
    """
    if numbering.headline is not None:
        return {}
    if sum(bool(found[h.index].block.heading) and not found[h.index].block.level for h in heads) * 4 > len(heads):
        return {}
    at = {head.index for head in heads}
    bare = {head.index for head in heads if head.at >= len(found[head.index].text) or HEADED.fullmatch(found[head.index].text)}
    able = [h for h in heads if not h.heading and h.strength in (BARE, WORDED, 4)]
    pairs: dict[int, int] = {}
    for head in able:
        i = head.index - 1
        while i > 0 and found[i].dropped:
            i -= 1
        if i >= 0 and i not in at and i - 1 not in bare and i not in taken and (found[i].title or looks_like_heading(found, i, numbering)):
            pairs[head.index] = i
    return pairs if len(pairs) * 3 >= len(able) else {}


def looks_like_heading(found: Sequence[Paragraph], i: int, numbering: Numbering) -> bool:
    """Whether a paragraph is short, starts with a capital, has no label, and no sentence goes on into it."""
    text = found[i].full
    if found[i].dropped or len(text) > LONGEST_HEADING or not text[:1].isupper() and text[:1] not in "“\"‘'([":
        return False
    if (
        SENTENCE_END.search(text)
        and not text.endswith(".")
        or re.search(r"[.;] ?[”\"’']+\.?$", text)
        or numbering.label
        and numbering.label.match(text)
    ):
        return False
    return not (numbering.aside and numbering.aside.match(text)) and len(text.split()) <= 40


def heading_of(head: Head, found: Sequence[Paragraph], following: int) -> tuple[str, int]:
    """The heading of a section that stands in its first paragraph, and where its words begin behind it."""
    text = found[head.index].full if head.at == 0 else found[head.index].text
    if head.heading:
        return head.heading.strip(" .*_"), head.at
    if found[head.index].block.heading:
        return found[head.index].block.heading.strip(" .*_“\"‘'[]"), head.at
    if m := OWN_HEADING.match(text, head.at):
        return m[1].strip(" .:"), m.end()
    rest = text[head.at :].strip()
    alone = head.index + 1 < following and len(rest) <= LONGEST_HEADING and rest[:1].isupper()
    if alone and rest and (not SENTENCE_END.search(rest) or (rest.endswith(".") and len(rest.split()) <= 12)):
        return rest.strip(" ."), len(text)
    return "", head.at


def outline(found: Sequence[Paragraph], heads: Sequence[Head], numbering: Numbering) -> list[Node]:
    """The tree of an instrument over its paragraphs."""
    titles = containers(found, numbering)
    for head in heads:
        titles.pop(head.index, None)
    before = before_heads(found, heads, set(titles), numbering)
    tree = Outline(found, numbering)
    events = sorted([*((h.index, h) for h in heads), *((i, None) for i in titles)], key=lambda e: e[0])
    starts = [before.get(i, i) for i, _ in events]
    preamble(found, starts[0] if starts else len(found), tree)
    for place, (i, one) in enumerate(events):
        stop = starts[place + 1] if place + 1 < len(events) else len(found)
        if one is not None:
            section(one, before.get(i), stop, tree)
        else:
            titled(i, titles[i], stop, tree)
    return tree.top


def preamble(found: Sequence[Paragraph], stop: int, tree: Outline) -> None:
    """What stands before the first part or section: long title, recitals, enacting words. Headings alone are the title: no provision."""
    alive = [i for i in range(stop) if not found[i].dropped]
    if any(not found[i].depth for i in alive) or alive and not tree.top and stop == len(found):
        unsoften(found, alive)
        tree.put(Node("preamble", "Preamble", "", alive[0], 0, alive[-1]))


def unsoften(found: Sequence[Paragraph], alive: Sequence[int]) -> None:
    """Join what was cut only because it looked like a unit, where nothing is cut into units."""
    last: Paragraph | None = None
    for i in alive:
        if found[i].soft and last is not None and not found[i].block.depth:
            last.joined += [found[i], *found[i].joined]
            found[i].joined, found[i].dropped = [], "joined"
        else:
            last = found[i]


def section(head: Head, heading_at: int | None, stop: int, tree: Outline) -> None:
    """One section with everything inside it."""
    found = tree.found
    heading, at = heading_of(head, found, stop)
    first = head.index
    if heading_at is not None and not heading:
        first, heading = heading_at, found[heading_at].full.strip(" .*_[]“\"‘'")
    node = Node("section", head.num, heading, first, 0, head.index, clause=head.clause)
    for i in range(head.index + 1, min(head.index + 3, stop)):
        if found[i].dropped == "note" and (m := MARK.fullmatch(found[i].text)):
            node.mark = " ".join(m[1].split())
    if head.words:
        at = heading_of(head.words, found, stop)[1] if found[head.words.index].text else 0
    Section(node, found, tree.numbering).fill(head.words.index if head.words else head.index, at, stop)
    repealed = tree.numbering.repealed
    if repealed and (repealed.match(found[head.index].text, head.at) or repealed.match(heading)) and node.last <= head.index + 1:
        node.status = "repealed"
    if head.guest:
        node.status = "other_act"
    tree.put(node)


def titled(i: int, title: tuple[str, str, str, str], stop: int, tree: Outline) -> None:
    """A part, chapter, division or schedule, its title, and loose words under it."""
    level, word, num, heading = title
    found = tree.found
    alive = [j for j in range(i + 1, stop) if not found[j].dropped]
    last = i
    if not heading and alive and (found[alive[0]].full.isupper() or found[alive[0]].depth or len(alive) == 1 or level in CONTAINERS):
        text = found[alive[0]].full
        if len(text) <= LONGEST_TITLE and not text.endswith((";", ",", ":")):
            heading, last = text.strip(" .*_"), alive[0]
            alive = alive[1:]
    node = Node(level, num, heading, i, 0, last)
    tree.enter(word, node)
    if alive and level == "schedule":
        Section(node, found, tree.numbering).fill(alive[0], 0, stop)
    elif alive:
        unsoften(found, alive)
    for _, one in tree.open:
        one.last = max(one.last, *(alive or [last]))
