"""The first thing that runs: Ctrl-C while the program is still loading ends it as quietly as later on."""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from typing import Any

INTERRUPTED = 130


def leave(*_: Any) -> None:
    """End with the code of an interrupted program."""
    sys.exit(INTERRUPTED)


def main() -> None:
    """Load the command line and run the command that the arguments name."""
    signal.signal(signal.SIGINT, leave)
    run = import_module("legal_gap.cli").main
    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()
