"""Work spread over the cores of the machine, where it lets us."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def spread(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """What the function makes of each item, in order; in several processes where there are several items and cores."""
    pool = make_pool(min(os.cpu_count() or 1, len(items)))
    if pool is None:
        yield from map(function, items)
        return
    try:
        yield from pool.map(function, items)
    finally:
        pool.shutdown(cancel_futures=True)


def make_pool(workers: int) -> ProcessPoolExecutor | None:
    """Several processes; ``None`` for one, or where the machine allows no memory that they could share (a closed container)."""
    try:
        return ProcessPoolExecutor(workers, initializer=ignore_interrupt) if workers > 1 else None
    except (OSError, ImportError, NotImplementedError):
        return None


def ignore_interrupt() -> None:
    """Leave Ctrl-C to the first process; the others end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
