"""Measure the readers: the same law in several forms, and how fast each stage is beside what it is built on.

Run: python benchmarks/readers.py. Needs the real statutes beside the project.
"""

from __future__ import annotations

import re
import resource
import time
import tomllib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median

import lxml.html
from rapidfuzz import fuzz

from legal_gap.errors import LegalGapError
from legal_gap.language.pack import Language, load_languages
from legal_gap.parsers import html, parse, xml
from legal_gap.segment import segment
from legal_gap.text import fold

HERE = Path(__file__).parent.parent
CORPUS = HERE.parent / "shared" / "corpus"


def by_number(names: list[str], folder: Path, language: Language) -> dict[str, str]:
    """The words of every section of a text by its number; of two with one number, the longer."""
    text, provisions, _ = segment([parse(folder / name, name) for name in names], language)
    found: dict[str, str] = {}
    for unit in (unit for top in provisions for unit in top.walk() if unit.level == "section"):
        words = " ".join(re.findall(r"\w+", fold(text.clean[unit.start : unit.end])))
        found[unit.num] = max(found.get(unit.num, ""), words, key=len)
    return found


def forms() -> None:
    """Agreement of numbers and likeness of words between a text and its alternates."""
    languages = load_languages(HERE / "rubric" / "languages")
    for path in sorted(CORPUS.glob("*/country.toml")):
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["instrument"]:
            for other in table.get("alternates", []) if table["language"] in languages else []:
                try:
                    a, b = (by_number(names, path.parent, languages[table["language"]]) for names in (table["files"], [other]))
                except LegalGapError as error:
                    print(f"{path.parent.name}/{other}: {error.problems[0].what}")
                    continue
                shared = a.keys() & b.keys()
                likeness = median([fuzz.ratio(a[num], b[num]) / 100 for num in shared]) if shared else 0.0
                agreement = len(shared) / max(len(a.keys() | b.keys()), 1)
                print(f"{path.parent.name}/{other}: {len(a)} and {len(b)} numbers, agreement {agreement:.3f}, likeness {likeness:.3f}")


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of three runs."""
    times = []
    for _ in range(3):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def speed() -> None:
    """Speed of each stage, as ratios in one run."""
    path = CORPUS / "formats" / "format-sample-usc16-slice-uslm1.xml"
    data = path.read_bytes()
    plain = seconds(lambda: [BytesIO(path.read_bytes()).read().decode("utf-8") for _ in range(20)]) / 20
    print(f"XML parse and text: {plain / seconds(lambda: xml.parse(data, 'x')):.4f} of read and decode")
    page = (CORPUS / "AE" / "fdl-31-2021.html").read_text(encoding="utf-8")
    peer = seconds(lambda: [el.text_content() for el in lxml.html.fromstring(page).iter("p", "div", "td")])
    print(f"HTML parse and text: {peer / seconds(lambda: html.parse(page, 'x')):.2f} times lxml.html")
    languages = load_languages(HERE / "rubric" / "languages")
    layers = [
        parse(path, path.name)
        for code in ("IN", "AU", "SG", "MY")
        for path in sorted((CORPUS / code).glob("*.*"))
        if path.suffix in (".md", ".json")
    ]
    size = sum(len(layer.text) for layer in layers) / 1e6
    began = time.process_time()
    for layer in layers:
        segment([layer], languages["en"])
    print(f"clean and segment: {size / (time.process_time() - began):.2f} MB/s a core over {size:.1f} MB")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    forms()
    speed()
