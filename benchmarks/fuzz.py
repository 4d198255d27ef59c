"""Throw damaged files at the readers: every one must give provisions or one clear sentence, quickly, in little memory.

Run: python benchmarks/fuzz.py [COUNT] [FIRST]. The inputs are the same every time; a failure prints the number that repeats it.
"""

from __future__ import annotations

import random
import resource
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from legal_gap.errors import LegalGapError
from legal_gap.language.pack import load_languages
from legal_gap.parsers import parse_bytes
from legal_gap.segment import segment

HERE = Path(__file__).parent.parent
PLACES = (HERE.parent / "shared" / "corpus", HERE / "statutes")
LARGEST = 400_000
SLOW_SECONDS = 10.0
MOST_MEMORY = 1024
"""Megabytes that the process may hold at its peak, all inputs together."""


def files() -> list[Path]:
    """Every statute file at hand, small enough to be read often."""
    return sorted(
        path for place in PLACES if place.is_dir() for path in place.rglob("*")
        if path.is_file() and path.suffix != ".toml" and 0 < path.stat().st_size <= LARGEST
    )  # fmt: skip


def flip(data: bytearray, rng: random.Random) -> bytes:
    """Some bytes become others."""
    for _ in range(rng.randint(1, 40)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def cut(data: bytearray, rng: random.Random) -> bytes:
    """The file breaks off."""
    return bytes(data[: rng.randrange(1, len(data) + 1)])


def drop(data: bytearray, rng: random.Random) -> bytes:
    """A piece in the middle is lost."""
    low = rng.randrange(len(data))
    del data[low : low + rng.randint(1, 3000)]
    return bytes(data) or b"x"


def repeat(data: bytearray, rng: random.Random) -> bytes:
    """A piece comes many times."""
    low = rng.randrange(len(data))
    return bytes(data[:low] + data[low : low + rng.randint(1, 400)] * rng.randint(2, 200) + data[low:])


def nuls(data: bytearray, rng: random.Random) -> bytes:
    """Zero bytes come in between."""
    for _ in range(rng.randint(1, 20)):
        data.insert(rng.randrange(len(data)), 0)
    return bytes(data)


def join_lines(data: bytearray, rng: random.Random) -> bytes:
    """All on one line."""
    return bytes(data).replace(b"\n", b" ")


def recode(data: bytearray, rng: random.Random) -> bytes:
    """In another encoding."""
    encoding = rng.choice(("utf-16", "utf-16-le", "cp874", "cp1258", "cp1252", "utf-32"))
    return bytes(data).decode("utf-8", "replace").encode(encoding, "replace")


def nest(data: bytearray, rng: random.Random) -> bytes:
    """Brackets, tags or labels without end."""
    deep = rng.choice((b"[", b'{"a":', b"<section><num>1</num>", b"(a) ", b"> ", b"<div>", b"((((1)"))
    return deep * rng.randint(10, 20_000) + bytes(data[:2000])


DAMAGES: tuple[Callable[[bytearray, random.Random], bytes], ...] = (flip, cut, drop, repeat, nuls, join_lines, recode, nest)


def main(count: int, first: int) -> int:
    """Read ``count`` damaged files; returns how many failed."""
    languages = list(load_languages(HERE / "rubric" / "languages").values())
    paths = files()
    kept = {path: path.read_bytes() for path in paths}
    failed = slowest = read = refused = 0.0
    for number in range(first, first + count):
        rng = random.Random(number)
        path = rng.choice(paths)
        data = kept[path]
        if path.suffix not in (".pdf", ".docx") and len(data) > 30_000:
            low = rng.randrange(len(data) - 20_000)
            data = data[low : low + rng.randint(200, 20_000)] if rng.random() < 0.5 else data[: rng.randint(200, 30_000)]
        for _ in range(rng.randint(1, 2)):
            data = rng.choice(DAMAGES)(bytearray(data), rng)
        began = time.process_time()
        try:
            layer = parse_bytes(data, path.name)
            text, provisions, _ = segment([layer], rng.choice(languages))
            assert all(0 <= unit.start <= unit.end <= len(text.clean) for top in provisions for unit in top.walk())
            read += 1
        except LegalGapError:
            refused += 1
        except Exception:
            failed += 1
            print(f"input {number} ({path.name}):\n{traceback.format_exc(limit=-4)}")
        seconds = time.process_time() - began
        slowest = max(slowest, seconds)
        if seconds > SLOW_SECONDS:
            failed += 1
            print(f"input {number} ({path.name}) took {seconds:.1f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    failed += peak > MOST_MEMORY
    print(
        f"{count} inputs: {read:.0f} read, {refused:.0f} refused, {failed:.0f} failed; the slowest took {slowest:.2f} s, at most {peak} MB"
    )
    return int(failed)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(1 if main(numbers[0] if numbers else 5000, numbers[1] if len(numbers) > 1 else 1) else 0)
