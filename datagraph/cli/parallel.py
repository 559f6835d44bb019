"""Checks texts in several processes."""

from __future__ import annotations

import gc
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
from typing import TYPE_CHECKING

from datagraph.cli.checking import check_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.cli.checking import Job
    from datagraph.diagnostics import Diagnostic


def check_in_parallel(jobs: Sequence[Job], processes: int) -> list[tuple[Diagnostic, ...]]:
    """Check texts, in the order in which they come; where processes cannot be had, in this one."""
    # The longest first, lest it begin last and all others wait for it.
    order = sorted(range(len(jobs)), key=lambda index: -len(jobs[index][0]))
    try:
        pool = ProcessPoolExecutor(min(processes, len(jobs)), initializer=_start)
    except (OSError, NotImplementedError):
        # Some sandboxes have no semaphores.
        return [check_text(job) for job in jobs]
    found: dict[int, tuple[Diagnostic, ...]] = {}
    try:
        futures = {index: pool.submit(check_text, jobs[index]) for index in order}
        found = {index: future.result() for index, future in futures.items()}
        # Waits for the processes, which would outlive this one if it left first.
        pool.shutdown()
    except (BrokenProcessPool, OSError):
        # A process was killed, perhaps because memory ran out; what it was to do is done here.
        _abandon(pool)
    except KeyboardInterrupt:
        _abandon(pool)
        raise
    return [found[index] if index in found else check_text(job) for index, job in enumerate(jobs)]


def _abandon(pool: ProcessPoolExecutor) -> None:
    """End the processes without waiting for them: one that was killed while it held a lock keeps it for ever."""
    for process in active_children():
        process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)


def _start() -> None:
    # Ctrl-C reaches every process of a terminal; the first one answers it, these end without a word.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # As in the first process, and for the same reason: see `datagraph.__main__`.
    gc.disable()
