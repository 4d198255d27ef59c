"""The wheel, installed alone: everything that the main job needs is inside it."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


def run(*words, cwd, **environment):
    """Run a command in a folder with an empty home; what it printed and its exit code."""
    given = {"PATH": "/usr/bin:/bin", "HOME": str(cwd), "LANG": "C.UTF-8", **environment}
    return subprocess.run([str(word) for word in words], cwd=cwd, env=given, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built as a release is."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out], cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A Python that has the dependencies of this one and the wheel, but not the checkout."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place / "venv", with_pip=False)
    python = place / "venv" / "bin" / "python"
    packages = Path(next((place / "venv").glob("lib/python*/site-packages")))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    ours = [path for path in map(Path, sys.path) if path.name in ("site-packages", "dist-packages")]
    (packages / "dependencies.pth").write_text("\n".join(map(str, ours)))
    return python


def test_every_data_file_is_in_the_wheel(wheel):
    """Each file of the data folders ships, and so do templates and type marks."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {f"legal_gap/_data/{p.relative_to(ROOT)}" for f in ("rubric", "statutes") for p in (ROOT / f).rglob("*") if p.is_file()}
    wanted |= {str(p.relative_to(ROOT)) for p in (ROOT / "legal_gap").rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert {name for name in wanted if name not in names} == set()


def test_the_licence_is_in_the_wheel(wheel):
    """Whoever gets the wheel gets the licence."""
    with zipfile.ZipFile(wheel) as archive:
        assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())


def test_the_installed_program_uses_its_own_data(installed, tmp_path):
    """Beside the checkout or far from it, the data inside the wheel is what is read."""
    place = run(installed, "-c", "from legal_gap.places import data_folder; print(data_folder('rubric'))", cwd=tmp_path).stdout.strip()
    assert place.endswith("legal_gap/_data/rubric")


def test_the_installed_program_writes_a_report(installed, tmp_path):
    """The main job, from an empty folder with an empty home."""
    done = run(installed, "-m", "legal_gap.cli", "report", "SG", "--output", "out", cwd=tmp_path)
    assert (done.stderr, done.returncode, sorted(p.name for p in (tmp_path / "out").glob("*.pdf"))) == ("", 0, ["SG.pdf"])
