"""Work spread over the cores of the machine, where it lets us."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
AHEAD = 4
"""Items that wait for each process: what is made for them fills no memory while they cannot be taken."""


def cores() -> int:
    """The cores that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(function: Callable[[Item], Result], items: Iterable[Item], workers: int, context: BaseContext | None = None) -> Iterator[Result]:
    """What the function makes of each item, in order; in several processes where there are several. Items are asked for as they are needed."""
    pool = make_pool(workers, context)
    if pool is None:
        yield from map(function, items)
        return
    waiting: deque[Future[Result]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) > AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def small_processes(*modules: str) -> BaseContext:
    """Processes that begin with these modules loaded and with nothing of what this one holds: each is as large as its own work."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context


def make_pool(workers: int, context: BaseContext | None = None) -> ProcessPoolExecutor | None:
    """Several processes; ``None`` for one, or where the machine allows no memory that they could share (a closed container)."""
    try:
        return ProcessPoolExecutor(workers, context, initializer=ignore_interrupt) if workers > 1 else None
    except (OSError, ImportError, NotImplementedError):
        return None


def ignore_interrupt() -> None:
    """Leave Ctrl-C to the first process; the others end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
