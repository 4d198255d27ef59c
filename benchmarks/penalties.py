"""Hold the penalties of real statutes against the reference records: found, bounds, every stated field, offence, addressee.

PYTHONPATH=. python benchmarks/penalties.py ../shared IN LK SG AU [--list]
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from legal_gap.country import load_country
from legal_gap.language import Language, load_languages
from legal_gap.mention import find_mentions
from legal_gap.model import Penalty
from legal_gap.offence import understand
from legal_gap.places import data_folder
from legal_gap.rubric import load_concepts

BOUNDS = ("min_months", "max_months")
STATED = ("life", "death", "fine", "fine_min", "fine_max", "fine_unit", "fine_only_possible", "increase")


def records(folder: Path, languages: dict[str, Language]) -> dict[tuple[str, str], list[Penalty]]:
    """Every penalty of a country's English texts, by file and section number."""
    concepts = load_concepts(data_folder("rubric") / "concepts.toml")
    country = load_country(folder, languages)
    found: dict[tuple[str, str], list[Penalty]] = {}
    for instrument in (reading.instrument for reading in country.readings):
        if instrument.record.language == "en" and instrument.provisions:
            mentions = find_mentions(instrument, languages["en"], concepts)
            for penalty in understand(instrument, mentions, languages["en"], country.penalty_classes).penalties:
                found.setdefault((penalty.file, penalty.num.lower()), []).append(penalty)
    return found


def bounds_right(penalty: Penalty, gold: dict[str, Any]) -> bool:
    """Whether both bounds agree, as printed or, where nothing is printed, as resolved."""
    for name in BOUNDS:
        printed, resolved, wanted = (
            getattr(penalty, f"imprisonment_{name}"),
            getattr(penalty, f"resolved_{name}"),
            gold.get(f"imprisonment_{name}"),
        )
        if wanted != printed and not (printed is None and wanted is not None and resolved == wanted):
            return False
    return True


def wrong_fields(penalty: Penalty, gold: dict[str, Any]) -> list[str]:
    """The stated fields (bounds aside) that differ; false, empty and absent are one."""
    return [name for name in STATED if name in gold and (getattr(penalty, name) or None) != (gold[name] or None)]


def closest(penalties: list[Penalty], gold: dict[str, Any], sub: str) -> Penalty:
    """The penalty of the section that comes closest to the reference record."""

    def likeness(penalty: Penalty) -> float:
        same = 8 * bounds_right(penalty, gold) - len(wrong_fields(penalty, gold)) + 0.5 * (penalty.sub == sub)
        return same + 0.8 * (penalty.offence == gold["offence"]) + 0.8 * (penalty.applies_to == gold["applies_to"])

    return max(penalties, key=likeness)


def measure(shared: Path, code: str, languages: dict[str, Language], listed: bool) -> Counter[str]:
    """Count agreement for one country."""
    found = records(shared / "corpus" / code, languages)
    files = {file for file, _ in found}
    count: Counter[str] = Counter()
    for gold in tomllib.loads((shared / "gold" / f"{code}.toml").read_text(encoding="utf-8"))["penalty"]:
        file, _, provision = gold["provision"].partition("#")
        if file not in files:
            continue
        num = (re.match(r"[^(]+", provision) or [provision])[0]
        count["gold"] += 1
        penalties = found.get((file, num.lower()))
        if not penalties:
            print("  missing", gold["provision"]) if listed else None
            continue
        penalty = closest(penalties, gold, provision[len(num) :])
        right, wrong = bounds_right(penalty, gold), wrong_fields(penalty, gold)
        count.update(found=1, bounds=right, stated=right and not wrong)
        count.update(offence=penalty.offence == gold["offence"], applies_to=penalty.applies_to == gold["applies_to"])
        if listed and (not right or wrong):
            print("  wrong", gold["provision"], [] if right else ["bounds"], wrong, "|", penalty.quote[:160])
    return count


def main() -> None:
    """Print one line a country and one for all."""
    listed = "--list" in sys.argv
    shared, *codes = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    languages = load_languages(data_folder("rubric") / "languages")
    total: Counter[str] = Counter()
    for code in codes:
        count = measure(Path(shared), code, languages, listed)
        total += count
        print_line(code, count)
    print_line("all", total)


def print_line(name: str, count: Counter[str]) -> None:
    """Shares: found of the reference records, everything else of the found."""
    of = count["found"] or 1
    shares = "  ".join(f"{key} {count[key] / of:.3f}" for key in ("bounds", "stated", "offence", "applies_to"))
    print(f"{name:4} records {count['gold']:3}  found {count['found'] / (count['gold'] or 1):.3f}  {shares}")


if __name__ == "__main__":
    main()
