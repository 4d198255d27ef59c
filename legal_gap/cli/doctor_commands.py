"""``doctor``: what this machine still needs, and on Debian or Ubuntu its installation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from legal_gap.cli.app import CANNOT, app
from legal_gap.cli.options import Format, FormatOption, StatutesOption
from legal_gap.cli.output import print_rows, warn
from legal_gap.cli.work import roots, the_languages
from legal_gap.doctor import SYSTEMS, Check, command, examine, other_languages, packages, this_system

DEBIAN = "Debian or Ubuntu"


@app.command()
def doctor(
    statutes: StatutesOption = None,
    format: FormatOption = Format.TABLE,
    install: Annotated[bool, typer.Option("--install", help="Install what is missing (Debian or Ubuntu, as root or with sudo).")] = False,
) -> None:
    """Tell which libraries and fonts the PDF pages still need, and which statute files are in another language than stated.

    Exits with 2 where something is missing. HTML and JSON need none of it.

    Example:

        legal-gap doctor
    """
    checks = examine(roots(statutes))
    if install and this_system() == DEBIAN and install_packages(packages(checks, DEBIAN)):
        checks = examine(roots(statutes))
    print_rows([asdict(check) | {"there": "yes" if check.there else "MISSING"} for check in checks], format, ("name", "there", "needs"))
    for line in other_languages(roots(statutes), the_languages()):
        warn(line)
    if any(not check.there for check in checks):
        warn(advice(checks))
        raise typer.Exit(CANNOT)


def advice(checks: Sequence[Check]) -> str:
    """The one command that mends this machine, or where the system is not known, one for each."""
    lines = [f"  {system + ':':<18}{command(checks, system)}" for system in SYSTEMS]
    return "\n".join([f"Install what is missing:\n  {command(checks, this_system())}", "On other systems:", *lines])


def install_packages(names: Sequence[str]) -> bool:
    """Install packages with apt as root or through sudo; whether it was tried and went well."""
    prefix = become_root()
    if prefix is None or not names or not shutil.which("apt-get"):
        return False
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*prefix, *quiet, "install", "-y", "--no-install-recommends", *names]
    warn(f"Installing {' '.join(names)}")
    return run(install) or (run([*prefix, *quiet, "update"]) and run(install))


def become_root() -> list[str] | None:
    """The words before a command that needs root, ``None`` where this user cannot become root without being asked in vain."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and (sys.stdin.isatty() or run([sudo, "-n", "true"])):
        return [sudo]
    return None


def run(words: Sequence[str]) -> bool:
    """Run a command; what it prints goes to stderr, and only where it fails."""
    done = subprocess.run(words, stdin=None, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode == 0
