"""What the other language packs cost English: matching with English alone against matching with every pack loaded and used, in one run.

PYTHONPATH=. python benchmarks/languages.py [STATUTE …]

Without files, the digests of ``statutes/`` that are in English. Both sides take turns; the figures are medians of their process time.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from legal_gap.language import Language, load_languages
from legal_gap.language.pack import load_language
from legal_gap.mention import find_mentions
from legal_gap.model import Instrument
from legal_gap.offence import understand
from legal_gap.places import data_folder
from legal_gap.rubric import load_concepts
from legal_gap.segment import provisions_of

ROUNDS = 7
LIMIT = 1.10
FOLDER = data_folder("rubric") / "languages"
CONCEPTS = load_concepts(data_folder("rubric") / "concepts.toml")


def texts(paths: list[Path], english: Language) -> list[Instrument]:
    """The files cut into provisions once; what is measured is what comes after."""
    found = paths or sorted(data_folder("statutes").glob("*/*.md"))
    return [provisions_of(path.read_text("utf-8", errors="replace"), english) for path in found]


def work(acts: list[Instrument], english: Language) -> list[tuple[object, ...]]:
    """Mentions, penalties and offences of every act."""
    said = []
    for act in acts:
        mentions = find_mentions(act, english, CONCEPTS)
        reading = understand(act, mentions, english, {})
        said.append((mentions, reading.penalties, reading.offences))
    return said


def timed(job: Callable[[], object]) -> float:
    """The process time of a job."""
    start = time.process_time()
    job()
    return time.process_time() - start


def main(names: list[str]) -> int:
    """Print the ratio; 1 where the packs cost more than the limit or change a finding."""
    alone = load_language(FOLDER / "en.toml")
    packs = load_languages(FOLDER)
    acts = texts([Path(name) for name in names], alone)
    foreign = [provisions_of("1. X", pack) for pack in packs.values() if pack.table("concept")]
    for act, pack in zip(foreign, [p for p in packs.values() if p.table("concept")], strict=True):
        find_mentions(act, pack, CONCEPTS)  # every pack is compiled, as in a run over the region
    same = work(acts, alone) == work(acts, packs["en"])
    first, second = [], []
    for _ in range(ROUNDS):
        first.append(timed(lambda: work(acts, alone)))
        second.append(timed(lambda: work(acts, packs["en"])))
    ratio = statistics.median(second) / statistics.median(first)
    size = sum(len(act.text.clean) for act in acts) / 1e6
    print(f"{len(acts)} English acts, {size:.2f} million characters, {len(packs)} language files")
    print(f"English alone {statistics.median(first):.2f} s, every pack loaded {statistics.median(second):.2f} s: ratio {ratio:.3f}")
    print("the findings are the same" if same else "the findings DIFFER")
    return 0 if same and ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
