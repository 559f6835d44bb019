"""Says what a long command is busy with, on standard error: with a bar on a terminal, in plain lines elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

from datagraph.cli.terminal import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID

_PATIENCE = 1.0
"""Seconds for which nobody needs to be told anything."""


@contextmanager
def working(what: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """Show after a second what goes on, until it is over; the function that it gives counts one of `total` as done."""
    shown = _Bar(what, total) if sys.stderr is not None and sys.stderr.isatty() else _Lines(what, total)
    timer = Timer(_PATIENCE, shown.begin)
    timer.daemon = True
    timer.start()
    is_done = False
    try:
        yield shown.advance
        is_done = True
    finally:
        timer.cancel()
        shown.end(is_done)


class _Lines:
    """For logs: a line when it begins to take long, and one when it is over."""

    def __init__(self, what: str, total: int | None) -> None:
        self._what = what
        self._total = total
        self._done = 0
        self._begun = False

    def begin(self) -> None:
        self._begun = True
        complain(f"{self._what} …")

    def advance(self) -> None:
        self._done += 1

    def end(self, is_done: bool) -> None:
        if self._begun and is_done:
            complain(f"{self._what}: {f'{self._done} of {self._total} ' if self._total else ''}done")


class _Bar:
    """For people: a bar that is gone when it is over."""

    def __init__(self, what: str, total: int | None) -> None:
        self._what = what
        self._total = total
        self._done = 0
        self._lock = Lock()
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._ended = False

    def begin(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = [SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()]
        if self._total:
            columns[2:2] = [BarColumn(), MofNCompleteColumn()]
        with self._lock:
            if self._ended:
                return
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._progress.add_task(self._what, total=self._total, completed=self._done)
            self._progress.start()

    def advance(self) -> None:
        with self._lock:
            self._done += 1
            if self._progress is not None and self._task is not None:
                self._progress.update(self._task, completed=self._done)

    def end(self, is_done: bool) -> None:  # noqa: ARG002 the bar is gone in any case
        with self._lock:
            self._ended = True
            if self._progress is not None:
                self._progress.stop()
