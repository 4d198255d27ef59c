"""Measure the readers: the same law in several forms, and how fast each stage is beside what it is built on.

Run: python benchmarks/readers.py [forms] [speed] [memory] [large]. Needs the real statutes beside the project, but for the last.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from io import BytesIO
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import lxml.html
from lxml import etree
from rapidfuzz import fuzz
from selectolax.lexbor import LexborHTMLParser

from legal_gap.errors import LegalGapError
from legal_gap.language.pack import Language, load_languages
from legal_gap.model import Layer
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
    """Speed of each stage, as ratios in one run, beside the least that its building block takes."""
    path = CORPUS / "formats" / "format-sample-usc16-slice-uslm1.xml"
    data = path.read_bytes()
    plain = seconds(lambda: [path.read_bytes().decode("utf-8") for _ in range(20)]) / 20
    bare = seconds(lambda: [None for _ in etree.iterparse(BytesIO(data), events=("start", "end"))])
    print(f"XML parse and text: {plain / seconds(lambda: xml.parse(data, 'x')):.3f} of read and decode; lxml alone {plain / bare:.3f}")
    page = (CORPUS / "AE" / "fdl-31-2021.html").read_text(encoding="utf-8")
    peer = seconds(lambda: [el.text_content() for el in lxml.html.fromstring(page).iter("p", "div", "td")])
    bare = seconds(lambda: node.text() if (node := LexborHTMLParser(page).body) else "")
    print(f"HTML parse and text: {peer / seconds(lambda: html.parse(page, 'x')):.2f} times lxml.html; lexbor alone {peer / bare:.2f}")
    found, codes = layers()
    size = sum(len(layer.text) for layer in found) / 1e6
    began = time.process_time()
    units = sum(len(list(top.walk())) for layer in found for top in segment([layer], codes[layer.file])[1])
    spent = time.process_time() - began
    print(f"clean and segment: {size / spent:.2f} MB/s a core over {size:.1f} MB, {spent / units * 1e6:.0f} microseconds a provision")


def layers() -> tuple[list[Layer], dict[str, Language]]:
    """The text of every statute that its country names, and the language of each."""
    languages = load_languages(HERE / "rubric" / "languages")
    found, codes = [], {}
    for path in sorted(CORPUS.glob("*/country.toml")):
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["instrument"]:
            for name in table["files"] if table["language"] in languages else []:
                try:
                    found.append(parse(path.parent / name, f"{path.parent.name}/{name}"))
                    codes[f"{path.parent.name}/{name}"] = languages[table["language"]]
                except LegalGapError as error:
                    print(f"{path.parent.name}/{name}: {error.problems[0].what}")
    return found, codes


def resident() -> int:
    """Megabytes that the process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 2**20


def memory(rounds: int = 3) -> None:
    """Memory after each round of reading every file, one after the other: it must not grow."""
    for number in range(1, rounds + 1):
        found, codes = layers()
        while found:
            layer = found.pop()
            segment([layer], codes[layer.file])
        print(f"round {number}: {resident()} MB held")


SECTION = "<section><num>{0}.</num><heading>Matter {0}</heading>{1}</section>"
UNIT = "<subsection><num>({1})</num><content><p>An officer who takes a gain in matter {0} of kind {1} commits an offence.</p></content></subsection>"


def large(megabytes: int = 200) -> None:
    """Peak memory while one XML file of many sections is read, in a process of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.xml"
        with path.open("w", encoding="utf-8") as file:
            file.write('<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>')
            for number in count(1):
                file.write(SECTION.format(number, "".join(UNIT.format(number, unit) for unit in range(1, 7))))
                if file.tell() > megabytes * 1_000_000:
                    break
            file.write("</body></act></akomaNtoso>")
        call = "import sys, pathlib; from legal_gap.parsers import parse; parse(pathlib.Path(sys.argv[1]), 'large.xml')"
        process = subprocess.Popen([sys.executable, "-c", call, str(path)], cwd=HERE)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = usage.ru_utime + usage.ru_stime
        print(f"XML of {megabytes} MB: {usage.ru_maxrss // 1024} MB at the peak, {seconds:.0f} s{'' if status == 0 else ', failed'}")


STAGES = {"forms": forms, "speed": speed, "memory": memory, "large": large}

if __name__ == "__main__":
    for stage in sys.argv[1:] or STAGES:
        STAGES[stage]()
