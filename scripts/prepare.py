"""Make .venv with the locked dependencies and this project in it. Runs on a bare Python; standard library only.

Usage: python3 scripts/prepare.py [--dev] [--no-uv]

uv does it where there is one or pip can fetch one; else pip installs requirements*.txt, which holds the same versions and
hashes as uv.lock (a test compares them). Debian and Ubuntu ship Python without venv and pip: as root or with sudo they are
installed, otherwise the one command is printed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / os.environ.get("VENV", ".venv")
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)


def main(arguments):
    """Set everything up, or leave with one sentence and exit code 2."""
    use_right_python(arguments)
    dev = "--dev" in arguments
    uv = None if "--no-uv" in arguments else shutil.which("uv")
    if uv and works([uv, "--version"]):
        make_with_uv(uv, dev)
        return
    make_venv()
    if "--no-uv" not in arguments and works([python(), "-m", "pip", "install", "-q", "uv"]):
        make_with_uv(str(BIN / "uv"), dev)
    else:
        make_with_pip(dev)


def use_right_python(arguments):
    """Go on in a newer Python where this one is too old and a newer one is installed."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which("python3.%d" % minor)  # noqa: UP031 - an old Python must be able to read this line
        if newer and works([newer, "--version"]):
            raise SystemExit(subprocess.call([newer, __file__, *arguments]))
    leave("Python 3.11 or newer is needed; this is " + sys.version.split()[0], "python3.11 python3.11-venv")


def make_with_uv(uv, dev):
    """Sync the environment with uv.lock."""
    groups = [] if dev else ["--no-dev"]
    command = [uv, "sync", "-q", "--locked", "--inexact", "--python", sys.executable, *groups]
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV)}
    environment.pop("VIRTUAL_ENV", None)
    if subprocess.call(command, cwd=str(ROOT), env=environment):
        raise SystemExit(
            "uv could not install the locked dependencies (see above)\n  → Try again; without uv: python3 scripts/prepare.py --no-uv"
        )


def make_venv():
    """An environment with pip in it."""
    if works([python(), "-m", "pip", "--version"]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if not works([sys.executable, "-m", "venv", str(VENV)]):
        shutil.rmtree(VENV, ignore_errors=True)
        package = "python%d.%d-venv" % sys.version_info[:2]  # noqa: UP031
        install(package)
        run([sys.executable, "-m", "venv", str(VENV)], "the environment .venv could not be made")


def make_with_pip(dev):
    """Install what requirements.txt pins, then the project itself."""
    pins = ROOT / ("requirements-dev.txt" if dev else "requirements.txt")
    pip = [python(), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", str(pins)], "pip could not install the locked dependencies")
    run([*pip, "--no-deps", "-e", str(ROOT)], "pip could not install the project")


def install(package):
    """Install a Debian package as root or with sudo; leave with the one command where that cannot be."""
    apt = shutil.which("apt-get")
    root = [] if os.geteuid() == 0 else [shutil.which("sudo")] if can_sudo() else None
    if not apt or root is None:
        leave("This Python has no venv and pip", package)
    quiet = [*root, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq"]
    command = [*quiet, "install", "-y", "--no-install-recommends", package]
    print("Installing " + package, file=sys.stderr)
    if not works(command) and not (works([*quiet, "update"]) and works(command)):
        leave("apt-get could not install " + package, package)


def can_sudo():
    """Whether sudo works without asking, or somebody is there to be asked."""
    sudo = shutil.which("sudo")
    return bool(sudo) and (sys.stdin.isatty() or works([sudo, "-n", "true"]))


def leave(problem, packages):
    """Say what is missing and the one command, and exit with 2."""
    print(problem + "\n  → Debian or Ubuntu: sudo apt-get install -y " + packages, file=sys.stderr)
    print(
        "    Fedora: sudo dnf install -y python3   macOS: brew install python   Windows: winget install Python.Python.3.13", file=sys.stderr
    )
    raise SystemExit(2)


def python():
    """The Python of the environment."""
    return str(BIN / ("python.exe" if os.name == "nt" else "python"))


def works(command):
    """Run a command in silence; whether it succeeded."""
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def run(command, problem):
    """Run a command; leave with a sentence where it fails."""
    if subprocess.call(command):
        raise SystemExit(problem + " (see above)\n  → Check the connection to the package index and try again")


if __name__ == "__main__":
    main(sys.argv[1:])
