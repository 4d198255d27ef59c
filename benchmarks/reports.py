"""CPU seconds, wall seconds and memory of reports against bare WeasyPrint. Usage: python benchmarks/reports.py [COUNTRY]... (twenty for the pack)

Each run is a process of its own, assessments stored before. Ratios are taken within one run; CPU time counts all processes of a command.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
ROUNDS = 3
BARE = """
import sys, weasyprint
html, out, variant = sys.argv[1:]
weasyprint.HTML(filename=html).write_pdf(out, pdf_variant=variant)
"""
PRINTED = """
import sys
from pathlib import Path
from legal_gap.cli.desk import at_desk
from legal_gap.cli.work import folders_of, the_rubric
from legal_gap.report.forms import printed
from legal_gap.report.look import Look
with at_desk(None) as desk:
    one = desk.assess_all(folders_of([sys.argv[1]], None))
    Path(sys.argv[2]).write_text(printed(one[0], the_rubric(), one, Look()), encoding="utf-8")
"""


class Cost(NamedTuple):
    """What a command cost."""

    wall: float
    cpu: float
    megabytes: float


def cost(home: str, *command: str) -> Cost:
    """Run Python with these arguments and a data folder of its own. Memory is the largest process of the whole run so far."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "XDG_DATA_HOME": home, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - started, cpu, after.ru_maxrss / 1024)


def forget(home: str) -> None:
    """Remove the drawn pages, keep the stored readings."""
    for path in Path(home).rglob("pages/*.pdf"):
        path.unlink()


def say(name: str, value: Cost) -> None:
    """One line of the table."""
    print(f"{name:<52}{value.wall:8.1f} s wall{value.cpu:8.1f} s CPU{value.megabytes:8.0f} MB", flush=True)


def one_report(home: str, country: str) -> None:
    """A report against WeasyPrint for the same HTML, in turns; then the same report again."""
    html, out = Path(home) / "page.html", Path(home) / "out"
    cost(home, "-c", PRINTED, country, str(html))
    ours, bare = [], []
    for _ in range(ROUNDS):
        forget(home)
        ours.append(cost(home, "-m", "legal_gap.cli", "report", country, "--format", "pdf", "-o", str(out)))
        bare.append(cost(home, "-c", BARE, str(html), str(out / "bare.pdf"), "pdf/ua-1"))
    say(f"report {country}", ours[-1])
    say("bare WeasyPrint, same HTML and variant", bare[-1])
    print(f"  ratio of median CPU: {median(c.cpu for c in ours) / median(c.cpu for c in bare):.2f} (aim: 1.10 at most)")
    say("the same report again, nothing changed", cost(home, "-m", "legal_gap.cli", "report", country, "--format", "pdf", "-o", str(out)))


def many(home: str, countries: list[str]) -> None:
    """Reports on one core and on all; then the pack, new and again."""
    command = ["-m", "legal_gap.cli", "report", *countries, "--format", "pdf", "-o", f"{home}/out"]
    forget(home)
    here = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(here)})
    alone = cost(home, *command)
    os.sched_setaffinity(0, here)
    forget(home)
    together = cost(home, *command)
    say(f"{len(countries)} reports, one core", alone)
    say(f"{len(countries)} reports, {len(here)} cores", together)
    print(f"  throughput: {alone.wall / together.wall:.2f} times (aim: 1.70 at least)")
    forget(home)
    say(f"pack of {len(countries)}, nothing drawn before", cost(home, "-m", "legal_gap.cli", "pack", *countries, "-o", f"{home}/pack.pdf"))
    say(f"pack of {len(countries)}, pages kept", cost(home, "-m", "legal_gap.cli", "pack", *countries, "-o", f"{home}/pack.pdf"))


def main(countries: list[str]) -> None:
    """All of it, in a temporary folder."""
    with tempfile.TemporaryDirectory() as home:
        one_report(home, countries[0])
        if len(countries) > 1:
            many(home, countries)


if __name__ == "__main__":
    main(sys.argv[1:] or ["SG"])
