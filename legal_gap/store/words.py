"""Text as the full-text index sees it: words, and for scripts that write no spaces overlapping pairs of letters."""

from __future__ import annotations

import hashlib
import re

UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3040-\u30ff\u3400-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\U00020000-\U0003ffff]+"
)
"""A run of letters of a script without spaces between words (Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese)."""


def fingerprint(*parts: str | bytes) -> str:
    """A SHA-256 over parts, each with its length, so that moving text from one part to the next changes it."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def index_form(text: str) -> str:
    """What is indexed: pairs of letters in place of each unspaced run, its last letter once more on its own."""
    return UNSPACED.sub(lambda run: f" {pairs(run.group())} {code(run.group()[-1])} ", text)


def pairs(run: str) -> str:
    """Each letter with the next, as words of plain letters that the index does not cut."""
    return " ".join(code(a) + code(b) for a, b in zip(run, run[1:], strict=False))


def code(letter: str) -> str:
    """One letter as plain letters and digits."""
    return f"u{ord(letter):05x}"


def query_form(words: str) -> str:
    """What a person typed as a query: every word must occur; words in quotation marks, or in an unspaced run, in that order."""
    terms = [term for quoted, word in re.findall(r'"([^"]*)"|(\S+)', words) for term in split_runs(quoted or word)]
    return " AND ".join(terms)


def split_runs(word: str) -> list[str]:
    """The query terms of one word or phrase: its unspaced runs and what stands between them."""
    found = []
    spaced = UNSPACED.sub("\n", word)
    for part in filter(str.strip, spaced.split("\n")):
        if any(letter.isalnum() for letter in part):
            found.append('"' + part.strip().replace('"', "") + '"')
    for run in UNSPACED.findall(word):
        found.append(f'"{pairs(run)}"' if len(run) > 1 else f"{code(run)}*")
    return found
