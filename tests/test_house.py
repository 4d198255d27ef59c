"""The house: each room imports only from floors above it, knows no language or country, and stays small."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "legal_gap"
FLOORS = {
    "errors": 0, "late": 0, "pool": 0, "model": 0, "datafile": 1, "text": 1, "catalogue": 1, "places": 0, "script": 1, "parsers": 2, "language": 2, "rubric": 2, "versions": 2,
    "segment": 3, "ocr": 3, "mention": 3, "penalty": 3, "offence": 4, "amend": 4, "read": 4, "country": 5, "draft": 6, "analyse": 6, "scope": 6, "harmonise": 7, "pattern": 7, "definition": 7, "verdict": 7, "evidence": 8, "assess": 9, "compare": 10, "evaluate": 10, "singletons": 10, "verify": 10, "examples": 10, "gloss": 10, "wording": 11,
    "store": 10, "akn": 10, "report": 11, "doctor": 12, "intake": 12, "cli": 13, "start": 14,
}  # fmt: skip
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


def room(path: Path) -> str:
    """The first part of a module's name below the package: the room it belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """The rooms that a module imports from."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "legal_gap":
            parts = (node.module or "").split(".")
            names |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("legal_gap.")}
    return names - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_import_only_from_floors_above(path):
    """A statute goes in at the top and a page comes out at the bottom; nothing flows back."""
    own = room(path)
    upward = {name for name in imported_rooms(path) if name != own and FLOORS[name] >= FLOORS[own]}
    assert not upward


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_stand_at_the_top(path):
    """An import inside a function hides a direction."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not [node for f in functions for node in ast.walk(f) if isinstance(node, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_stay_small(path):
    """A module that outgrows 500 lines has more than one job."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints(path):
    """A library that prints cannot be used by another program."""
    if room(path) == "cli":
        pytest.skip("the command line is the room that prints")
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [node for node in calls if isinstance(node.func, ast.Name) and node.func.id in ("print", "exit")]
