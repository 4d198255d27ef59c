"""Write the measured accuracy into the README. Usage: python scripts/accuracy.py GOLD_DIR STATUTES [FIGURES.json]"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- accuracy: written by scripts/accuracy.py -->\n", "<!-- end of accuracy -->"


def measure(gold: str, statutes: str) -> Mapping[str, Any]:
    """What ``legal-gap evaluate`` says."""
    command = [sys.executable, "-m", "legal_gap.cli", "evaluate", gold, "--statutes", statutes, "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    data: Mapping[str, Any] = json.loads(done.stdout)
    return data


def share(value: float | None) -> str:
    """A share in per cent."""
    return "–" if value is None else f"{value:.0%}"


def kappa(value: float | None) -> str:
    """Kappa with two digits."""
    return "–" if value is None else f"{value:.2f}"


def table(data: Mapping[str, Any]) -> str:
    """The table, a row a country, with what it means."""
    rows = [("all", data["all"]), *data["by"]["country"].items()]
    lines = [f"| {name} | {f['verdicts']} | {share(f['exact'])} | {kappa(f['kappa'])} | {share(f['evidence_hits'])} |" for name, f in rows]
    penalties = data["penalties"]
    text = f"""\
Two careful readers answered the questions for the real statutes of {len(rows) - 1} countries, independently; the program was held against
them (a verdict is right where one of the two gave it). They agreed with each other on 89 % of their verdicts. Kappa corrects for chance
and counts a near miss less than a far one; "same provision" is how often one of the first three provisions that the program cites is one of theirs.

| country | verdicts | same verdict | kappa | same provision |
|---|---:|---:|---:|---:|
""" + "\n".join(lines)
    return (
        text
        + f"""

Of {penalties["records"]} penalties that the readers wrote down the program found {share(penalties["found"])}; of these {share(penalties["bounds"])} had the
right bounds of imprisonment and {share(penalties["all_fields"])} every field right.
"""
    )


def main(gold: str, statutes: str, figures: str = "") -> None:
    """Measure, or take figures that were measured before, and change the README between its two marks."""
    data = json.loads(Path(figures).read_text(encoding="utf-8")) if figures else measure(gold, statutes)
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    readme.write_text(before + BEGIN + table(data) + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
