"""The command line: the only room that prints or exits. One module a family of commands."""

from legal_gap.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command that the arguments name."""
    app(prog_name="legal-gap")
