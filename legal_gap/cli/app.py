"""The frame of every command: one application, one place where a mistake becomes a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from legal_gap import __version__
from legal_gap.cli.commands import COMMANDS
from legal_gap.errors import LegalGapError

FINE, DISAGREES, CANNOT = 0, 1, 2
"""Exit codes: all is well; gaps or disagreements that were asked for; something cannot be read or written."""
INTERRUPTED = 130


class Commands(TyperGroup):
    """The group of all commands. Nobody who uses it ever sees a traceback, unless LEGAL_GAP_DEBUG asks for one."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what it raises becomes sentences on stderr and an exit code."""
        try:
            return super().invoke(ctx)
        except LegalGapError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(CANNOT) from None
        except KeyboardInterrupt:
            typer.echo("\nStopped. Nothing half-written was left behind; run the same command again to go on.", err=True)
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(FINE) from None
        except Exception as error:
            if os.environ.get("LEGAL_GAP_DEBUG") or is_usage(error):
                raise
            typer.echo(unexpected(error), err=True)
            raise typer.Exit(CANNOT) from None


class Families(Commands):
    """All commands, by name only: the module of a command is loaded when it is asked for."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, entry in COMMANDS.items():
            self.commands.setdefault(name, TyperCommand(name, help=entry.help, rich_markup_mode=None))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Put the command that the arguments name in the place of its name."""
        if args[0] in COMMANDS:
            import_module(f"legal_gap.cli.{COMMANDS[args[0]].module}")
            self.commands = get_group(app).commands
        return super().resolve_command(ctx, args)


def is_usage(error: Exception) -> bool:
    """Whether typer itself turns the error into a message (a wrong option) or an exit."""
    return type(error).__module__.startswith("typer.")


def unexpected(error: Exception) -> str:
    """The sentences for a mistake of ours."""
    spot = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"legal-gap {__version__}: an unexpected error ({spot})\n  → Run again with LEGAL_GAP_DEBUG=1 and send us what it prints."


app = typer.Typer(
    cls=Families,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)


def print_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"legal-gap {__version__}")
        raise typer.Exit(FINE)


@app.callback()
def start(
    version: Annotated[bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None:
    """Read a country's trafficking, smuggling and anti-corruption law and report its gaps.

    Exit codes: 0 fine, 1 gaps or disagreements where asked for, 2 something cannot be read or written.
    """
