"""Change one thing in a module, run its tests, see whether one fails. A survivor is a line that no test watches.

Usage: python scripts/mutation.py [--most N] [MODULE...]     (default: 40 changes in the rooms that decide verdicts)
"""

from __future__ import annotations

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("verdict", "mention", "pattern", "assess", "harmonise", "penalty", "offence", "segment")
ALSO = dict.fromkeys(("verdict", "pattern", "harmonise", "assess", "mention"), ("assess", "examples", "expectations")) | {
    "penalty": ("offence", "language_ms", "language_vi"),
    "offence": ("roles", "examples"),
}
"""Rooms whose rules are watched by the examples inside the rubric and by what readers expect of the countries on file."""
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, object]]:
    """Every place that can be changed: the node, its field, the new value."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            yield node, "ops", [SWAPS[type(node.ops[0])](), *node.ops[1:]]
        elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPS:
            yield node, "op", SWAPS[type(node.op)]()
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield node, "value", not node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            yield node, "value", node.value + 1
        elif isinstance(node, ast.Return) and node.value is not None:
            yield node, "value", ast.Constant(None)


def mutants(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, what changed, and the text of each mutant of a module."""
    source = path.read_text(encoding="utf-8")
    for number in range(sum(1 for _ in places(ast.parse(source)))):
        tree = ast.parse(source)
        node, field, value = list(places(tree))[number]
        before = ast.unparse(node)
        setattr(node, field, value)
        yield node.lineno, f"{before}  →  {ast.unparse(node)}", ast.unparse(ast.fix_missing_locations(tree))


def survives(copy: Path, module: Path, text: str) -> bool:
    """Whether the tests of the module's room pass with the mutant in its place."""
    target = copy / module.relative_to(ROOT)
    target.write_text(text, encoding="utf-8")
    room = module.relative_to(ROOT / "legal_gap").parts[0].removesuffix(".py")
    tests = [str(path) for path in copy.glob(f"tests/test_{room}*.py")]
    tests += [f"tests/test_{name}.py" for name in ALSO.get(room, ())]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not slow and not corpus", *tests]
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return False
    finally:
        shutil.copy(module, target)
    return done.returncode == 0


def main() -> None:
    """Try a sample of all changes and print the survivors; exit 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("modules", nargs="*", type=Path)
    given = parser.parse_args()
    modules = given.modules or [p for room in ROOMS for p in [*ROOT.glob(f"legal_gap/{room}.py"), *ROOT.glob(f"legal_gap/{room}/*.py")]]
    every = [(module.resolve(), *mutant) for module in modules for mutant in mutants(module)]
    sample = random.Random(0).sample(every, min(given.most, len(every)))
    survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "reports", "__pycache__"))
        for module, line, change, text in sample:
            if survives(copy, module, text):
                survivors += 1
                print(f"{module.relative_to(ROOT)}:{line}: {change}")
    print(f"{len(sample) - survivors} of {len(sample)} changes were noticed")
    raise SystemExit(1 if survivors else 0)


if __name__ == "__main__":
    main()
