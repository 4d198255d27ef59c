"""The work of the desk where nothing is kept: texts are read and understood, several at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.progress import Progress

from legal_gap.analyse import analyse
from legal_gap.cli.law import Task
from legal_gap.cli.work import the_languages, the_rubric
from legal_gap.country import unread
from legal_gap.errors import Problem, ReadError
from legal_gap.model import Instrument, Reading
from legal_gap.pool import cores, spread
from legal_gap.read import read_instrument

SMALL = 200_000
"""Bytes; less than this is read faster than a second process starts."""
Done = tuple[Task, Reading, Sequence[Problem]]


def perform(tasks: Sequence[Task], name: str) -> Iterator[Done]:
    """Carry out tasks, in several processes where there is much to read; progress is shown to a person."""
    much = sum(task.size for task in tasks) > SMALL
    longest_first = sorted(tasks, key=lambda task: -task.size)
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        steps = spread(carry_out, longest_first, min(cores(), len(tasks))) if much else map(carry_out, tasks)
        yield from progress.track(steps, total=len(tasks), description=f"Reading {name}")


def carry_out(task: Task) -> Done:
    """Read one instrument and understand it; with what could not be read."""
    try:
        instrument = read_instrument(task.root, task.code, task.record, the_languages()[task.record.language])
    except ReadError as error:
        reasons = (f"not read: {problem.where}: {problem.what}" for problem in error.problems)
        return task, Reading(unread(task.record, *reasons)), error.problems
    return task, understood(task, instrument), ()


def understood(task: Task, instrument: Instrument) -> Reading:
    """A text of a task, as printed or as amended, with what it mentions, punishes and forbids."""
    return analyse(instrument, the_languages()[task.record.language], the_rubric().concepts, task.classes)
