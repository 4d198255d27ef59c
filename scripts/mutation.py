"""Change one thing in the engine, run the tests of its room, see whether one fails. A survivor is a line that no test watches.

Usage: python scripts/mutation.py [--most N] [--seed N] [MODULE...]     (default: 100 changes in the rooms that decide verdicts)

Each change is made in a fork of this process, by giving the functions of the module their changed code, so that nothing is loaded twice.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import functools
import gc
import importlib
import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

import pytest

import legal_gap.language
import legal_gap.rubric

ROOT = Path(__file__).parent.parent
ROOMS = ("verdict", "mention", "pattern", "assess", "harmonise", "penalty", "offence", "segment")
ALSO = dict.fromkeys(
    ("verdict", "pattern", "harmonise", "assess", "mention"), ("assess", "examples", "expectations", "versions", "definition")
) | {
    "penalty": ("offence", "harmonise", "language_ms", "language_vi", "language_id", "language_th"),
    "offence": ("roles", "assess", "examples"),
    "segment": ("readers", "parsers", "numbering"),
}
"""Rooms whose rules are watched by the examples inside the rubric and by what readers expect of the countries on file."""
LONGEST = 120
"""Seconds that the tests of one change may take: a change that hangs is noticed."""
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip


def bodies(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs inside a function."""
    seen = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in (node for statement in function.body for node in ast.walk(statement)):
                if id(node) not in seen:
                    seen.add(id(node))
                    yield node


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, object]]:
    """Every place that can be changed: the node, its field, the new value."""
    for node in bodies(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            yield node, "ops", [SWAPS[type(node.ops[0])](), *node.ops[1:]]
        elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPS:
            yield node, "op", SWAPS[type(node.op)]()
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield node, "value", not node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            yield node, "value", node.value + 1
        elif (
            isinstance(node, ast.Return) and node.value is not None and not (isinstance(node.value, ast.Constant) and not node.value.value)
        ):
            yield node, "value", ast.copy_location(ast.Constant(None), node.value)


def mutant(path: Path, number: int) -> tuple[int, str, CodeType]:
    """Line, what changed, and the code of one mutant of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    node, field, value = list(places(tree))[number]
    before = ast.unparse(node)
    setattr(node, field, value)
    return node.lineno, f"{before}  →  {ast.unparse(node)}", compile(ast.fix_missing_locations(tree), str(path), "exec")  # type: ignore[attr-defined]


def functions(code: CodeType) -> Iterator[CodeType]:
    """The code of every function that a module defines, inner ones with the outer."""
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from functions(part)


def replace(path: Path, code: CodeType) -> None:
    """Give the living functions of a module their changed code, and forget what they had worked out before."""
    changed = {part.co_qualname: part for part in functions(code)}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename == str(path):
            thing.__code__ = changed.get(thing.__code__.co_qualname, thing.__code__)
        elif (
            hasattr(type(thing), "cache_clear")
            and str(getattr(thing, "__module__", "")).startswith("legal_gap")
            and not hasattr(thing, "kept")
        ):
            thing.cache_clear()


def tests_of(module: Path) -> list[str]:
    """The test files of a module's room, its own first."""
    room = module.relative_to(ROOT / "legal_gap").parts[0].removesuffix(".py")
    own = sorted(ROOT.glob(f"tests/test_{room}*.py"))
    return list(
        dict.fromkeys(str(path) for path in [*own, *(ROOT / "tests" / f"test_{name}.py" for name in ALSO.get(room, ()))] if path.exists())
    )


def survives(module: Path, code: CodeType | None) -> bool:
    """Whether the tests of the module's room pass with the change in its place."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    signal.alarm(LONGEST)
    with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing), contextlib.redirect_stderr(nothing):
        if code:
            replace(module, code)
        outcome = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-m", "not slow and not corpus", *tests_of(module)])
    os._exit(1 if outcome else 0)


def load_once() -> None:
    """Read the data files in this process, for every fork of it."""
    for module, name in ((legal_gap.language, "load_languages"), (legal_gap.rubric, "load_rubric")):
        kept = functools.cache(getattr(module, name))
        kept.kept = True  # type: ignore[attr-defined]
        setattr(module, name, kept)
    legal_gap.language.load_languages(ROOT / "rubric" / "languages")
    legal_gap.rubric.load_rubric(ROOT / "rubric")


def main() -> None:
    """Try a sample of all changes and print the survivors; exit 1 where more than a fifth survive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("modules", nargs="*", type=Path)
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT / "tests"))
    modules = [m.resolve() for m in given.modules] or [
        p for room in ROOMS for p in [*ROOT.glob(f"legal_gap/{room}.py"), *ROOT.glob(f"legal_gap/{room}/*.py")]
    ]
    for module in modules:
        importlib.import_module(".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    load_once()
    for tests, module in {tuple(tests_of(module)): module for module in modules}.items():
        if not survives(module, None):
            raise SystemExit(f"The tests fail as they are: {', '.join(Path(test).name for test in tests)}")
    every = [(m, n) for m in modules for n in range(sum(1 for _ in places(ast.parse(m.read_text(encoding="utf-8")))))]
    sample = random.Random(given.seed).sample(every, min(given.most, len(every)))
    survivors = 0
    for module, number in sorted(sample):
        line, change, code = mutant(module, number)
        if survives(module, code):
            survivors += 1
            print(f"{module.relative_to(ROOT)}:{line}: {change}", flush=True)
    print(f"{len(sample) - survivors} of {len(sample)} changes were noticed")
    raise SystemExit(1 if survivors * 5 > len(sample) else 0)


if __name__ == "__main__":
    main()
