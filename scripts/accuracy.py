"""Write the measured accuracy into the README and, for the reports, into rubric/accuracy.toml. Usage: python scripts/accuracy.py GOLD_DIR STATUTES [FIGURES.json]"""

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
    countries = data["by"]["country"]
    read = {code: f for code, f in countries.items() if f["evidence_hits"] is not None}
    unread = [code for code in countries if code not in read]
    lines = [
        f"| {code} | {f['verdicts']} | {share(f['exact'])} | {kappa(f['kappa'])} | {share(f['evidence_hits'])} |"
        for code, f in read.items()
    ]
    right = sum(f["exact"] * f["verdicts"] for f in read.values()) / max(sum(f["verdicts"] for f in read.values()), 1)
    penalties = data["penalties"]
    return "\n".join(
        [
            f"Two careful readers answered the questions for the real statutes of {len(countries)} countries, independently, and agreed with each other",
            "on 89 % of their verdicts. The program was held against them; a verdict is right where one of the two gave it. Kappa corrects for chance",
            "and counts a near miss less than a far one; “same provision” is how often one of the first three provisions that the program cites",
            "is one of theirs. These texts were at hand when the program was made: on a country that it has never seen, expect less.",
            "",
            "| country | verdicts | same verdict | kappa | same provision |",
            "|---|---:|---:|---:|---:|",
            *lines,
            f"| together | {sum(f['verdicts'] for f in read.values())} | {share(right)} | | |",
            "",
            f"Not read yet, for want of a language file, and so not assessed: {', '.join(unread)}." if unread else "",
            "",
            f"Of {penalties['records']} penalties that the readers wrote down (in all countries) the program found {share(penalties['found'])}; of these",
            f"{share(penalties['bounds'])} had the right bounds of imprisonment and {share(penalties['all_fields'])} every field right.",
            "",
        ]
    )


def figures_for_reports(data: Mapping[str, Any]) -> str:
    """The few figures that every report prints, as TOML: a name and a value each."""
    read = [f for f in data["by"]["country"].values() if f["evidence_hits"] is not None]
    verdicts = sum(f["verdicts"] for f in read)
    right, penalties = sum(f["exact"] * f["verdicts"] for f in read) / max(verdicts, 1), data["penalties"]
    values = {
        "verdicts_compared": f"{verdicts}, in {len(read)} countries, with those of two careful readers of the same statutes",
        "same_verdict_as_one_of_them": share(right),
        "penalties_found": f"{share(penalties['found'])} of {penalties['records']}",
        "right_bounds_of_imprisonment": f"{share(penalties['bounds'])} of those found",
        "limit": "the texts were at hand when the program was made: on a country that it has never seen, expect less",
    }
    return "# Written by scripts/accuracy.py.\n" + "".join(f'{name} = "{value}"\n' for name, value in values.items())


def main(gold: str, statutes: str, figures: str = "") -> None:
    """Measure, or take figures that were measured before, and change the README between its two marks."""
    data = json.loads(Path(figures).read_text(encoding="utf-8")) if figures else measure(gold, statutes)
    readme = ROOT / "README.md"
    (ROOT / "rubric" / "accuracy.toml").write_text(figures_for_reports(data), encoding="utf-8")
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    readme.write_text(before + BEGIN + table(data) + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
