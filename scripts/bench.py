"""Seconds and peak memory of the main job, stage by stage, each in a process of its own. Usage: python scripts/bench.py [STATUTES]"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "statutes"


def measure(name: str, *words: str, home: str) -> None:
    """Run a command and print how long it took and how much memory its largest process held."""
    environment = {**os.environ, "HOME": home, "XDG_DATA_HOME": home}
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "legal_gap.cli", *words], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    print(f"{name:<44}{seconds:8.1f} s{usage.ru_maxrss / 1024:8.0f} MB{'' if status == 0 else '   exit ' + str(status >> 8)}")


def main(statutes: str) -> None:
    """The verbs that people wait for, first with an empty database and then with a full one."""
    with tempfile.TemporaryDirectory() as home:
        country = next(path.parent.name for path in sorted(Path(statutes).glob("*/country.toml"), key=size, reverse=True))
        measure("version", "--version", home=home)
        measure(f"assess {country}, empty database", "assess", country, "--statutes", statutes, home=home)
        measure(f"assess {country}, full database", "assess", country, "--statutes", statutes, home=home)
        measure(f"report {country}", "report", country, "--statutes", statutes, "--output", home, home=home)
        measure("report, every country", "report", "--statutes", statutes, "--output", home, home=home)


def size(register: Path) -> int:
    """Bytes of a country folder."""
    return sum(path.stat().st_size for path in register.parent.iterdir() if path.is_file())


if __name__ == "__main__":
    main(*(sys.argv[1:] or [str(SHIPPED)]))
