"""The command line: the only room that prints or exits. One module a family of commands."""

from legal_gap.cli import (
    assess_commands,
    audit_commands,
    check_commands,
    doctor_commands,
    export_commands,
    pack_commands,
    provision_commands,
    read_commands,
    register_commands,
    report_commands,
    rubric_commands,
    verify_commands,
)
from legal_gap.cli.app import app

FAMILIES = (
    assess_commands,
    audit_commands,
    check_commands,
    doctor_commands,
    export_commands,
    pack_commands,
    provision_commands,
    read_commands,
    register_commands,
    report_commands,
    rubric_commands,
    verify_commands,
)
"""Importing a family registers its commands."""

__all__ = ["app", "main"]


def main() -> None:
    """Run the command that the arguments name."""
    app(prog_name="legal-gap")
