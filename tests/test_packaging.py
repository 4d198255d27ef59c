"""What ships: locked dependencies that anybody can install."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
PACKAGES = {package["name"]: package for package in LOCK["package"]}
DEV = {entry["name"] for entry in PACKAGES["legal-gap"]["dev-dependencies"]["dev"]}


def reachable(names):
    """The packages that ``names`` bring with them, by the extras that are asked of them."""
    found, todo = set(), [(name, ()) for name in names]
    while todo:
        name, extras = todo.pop()
        if (name, extras) not in found:
            found.add((name, extras))
            entries = [*PACKAGES[name].get("dependencies", ())]
            entries += [entry for extra in extras for entry in PACKAGES[name]["optional-dependencies"][extra]]
            todo += [(entry["name"], tuple(entry.get("extra", ()))) for entry in entries]
    return {name for name, _ in found} - {"legal-gap"}


def pins(name):
    """The pins of a requirements file: name → (version, hashes)."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)(.*)$", text, re.M)
    return {name: (version, set(re.findall(r"sha256:[0-9a-f]{64}", rest))) for name, version, rest in found}


def locked(name):
    """Version and hashes of a package in uv.lock."""
    files = PACKAGES[name].get("wheels", []) + ([PACKAGES[name]["sdist"]] if "sdist" in PACKAGES[name] else [])
    return PACKAGES[name]["version"], {file["hash"] for file in files}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_pins_for_pip_are_those_of_the_lock_file(file):
    """Where there is no uv, pip installs the very same files (``make lock`` writes both)."""
    assert {name: pin for name, pin in pins(file).items() if pin != locked(name)} == {}


def test_pins_for_pip_are_complete():
    """Every package that the program needs is pinned."""
    needed = reachable(entry["name"] for entry in PACKAGES["legal-gap"]["dependencies"])
    assert needed <= set(pins("requirements.txt"))


def test_pins_for_developers_are_complete():
    """Every package that the tests need is pinned."""
    assert reachable(DEV) <= set(pins("requirements-dev.txt"))


def test_lock_file_lists_the_dependencies_of_the_project():
    """uv.lock is as new as pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.match(r"[a-z0-9-]+", line).group() for line in project["dependencies"]}
    assert wanted == {entry["name"] for entry in PACKAGES["legal-gap"]["dependencies"]}


def test_lock_file_names_only_the_public_index():
    """A lock file made beside a mirror would not install anywhere else."""
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts <= {"pypi.org", "files.pythonhosted.org"}
