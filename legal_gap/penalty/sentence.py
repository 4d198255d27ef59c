"""Where a sentence ends, in a script with capitals and in one without."""

from __future__ import annotations

import re

SPACED_END = re.compile(r"[.?!][\"'”’)\]]*\s+(?=[\"'“‘\[]*(\S))|\n(?=(?:\(\w{1,5}\)\s*)*[\"'“‘(\[]*(\S))")
UNSPACED_END = re.compile("[。！？។။\n]")


def sentence_ends(clean: str, abbreviations: frozenset[str], unfinished: frozenset[str] = frozenset(), spaces: bool = True) -> list[int]:
    """Where sentences end: a full stop before a capital, or a line that closes before one that opens; in a script without
    spaces, and so without capitals, at its full stop and at every line's end. ``unfinished``: words that no sentence ends with."""
    if not spaces:
        return [match.start() for match in UNSPACED_END.finditer(clean)]
    ends = []
    for match in SPACED_END.finditer(clean):
        if not (match[1] or match[2]).isupper() and not re.match(r"[0-9(]", match[1] or ""):
            continue
        before = clean[max(0, match.start() - 12) : match.start()]
        word = re.search(r"[\w\-.]+$", before)
        if match.group()[0] == "\n" and (re.search(r"[,;:—–-]\s*$", before) or before.split()[-1:] and before.split()[-1] in unfinished):
            continue
        if match.group()[0] == "." and word and word.group().lower() in abbreviations and "\n" not in match.group():
            continue
        ends.append(match.start())
    return ends
