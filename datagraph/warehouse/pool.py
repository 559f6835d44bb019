"""Runs work on several connections at once, within limits, so that Ctrl-C and time limits reach the warehouse."""

from __future__ import annotations

import time
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from datagraph.warehouse.protocol import Warehouse

T = TypeVar("T")
U = TypeVar("U")

_CONNECTIONS = 4
_ATTEMPTS = 3
_FIRST_PAUSE = 0.5
# Python delivers Ctrl-C to the main thread between two waits of its own, so these are kept short.
_GLANCE = 0.05
# How soon cancelling is tried again.
_REPEAT = 0.25
# How long a cancelled query may take to end before its thread is left behind.
_GRACE = 5.0


class Pool:
    """Connections to one warehouse: the one that is given, and forks of it, made when there is work for them.

    `seconds` is the longest that one task may take; then its query is cancelled, and the task ends with the trouble
    `timeout`. A task that the driver calls transient is tried three times, with half a second and a second between.
    """

    def __init__(self, warehouse: Warehouse, *, connections: int = _CONNECTIONS, seconds: float | None = None) -> None:
        self._first = warehouse
        self._connections = connections
        self._seconds = seconds

    def run(self, task: Callable[[Warehouse], T]) -> T:
        """Do one thing; raises WarehouseError, and on Ctrl-C cancels the query and raises KeyboardInterrupt."""
        ((_, outcome),) = self.run_all([task])
        if isinstance(outcome, WarehouseError):
            raise outcome
        return outcome

    def run_all(self, tasks: Sequence[Callable[[Warehouse], T]]) -> Iterator[tuple[int, T | WarehouseError]]:
        """Do many things at once; each task's number comes with what it returned, or why it failed, when it is done.

        On Ctrl-C, and when the caller stops asking, all running queries are cancelled.
        """
        waiting: SimpleQueue[tuple[int, Callable[[Warehouse], T]]] = SimpleQueue()
        for pair in enumerate(tasks):
            waiting.put(pair)
        done: SimpleQueue[tuple[int, T | WarehouseError | BaseException]] = SimpleQueue()
        count = min(self._connections, len(tasks))
        workers = [
            _Worker(self._first if n == 0 else None, self._first, waiting, done, self._seconds) for n in range(count)
        ]
        try:
            for worker in workers:
                worker.thread.start()
            for _ in tasks:
                number, outcome = self._next(done, workers)
                if isinstance(outcome, BaseException) and not isinstance(outcome, WarehouseError):
                    raise outcome
                yield number, outcome
        finally:
            _stop(workers, waiting)

    @staticmethod
    def _next(done: SimpleQueue[U], workers: Sequence[_Worker[T]]) -> U:
        while True:
            try:
                return done.get(timeout=_GLANCE)
            except Empty:  # noqa: PERF203 waiting is the point
                for worker in workers:
                    worker.enforce_limit()


def _stop(workers: Sequence[_Worker[T]], waiting: SimpleQueue[tuple[int, Callable[[Warehouse], T]]]) -> None:
    """Leave no query running: nobody is there for its answer."""
    while not waiting.empty():
        waiting.get()
    end = time.monotonic() + _GRACE
    running = [it for it in workers if it.thread.ident]
    while running and time.monotonic() < end:
        # Again and again: a query that is just about to begin is not there yet to be cancelled.
        for worker in running:
            worker.stop()
            worker.thread.join(_REPEAT)
        running = [it for it in running if it.thread.is_alive()]


class _Worker(Generic[T]):
    """A thread with a connection of its own."""

    def __init__(
        self,
        warehouse: Warehouse | None,
        first: Warehouse,
        waiting: SimpleQueue[tuple[int, Callable[[Warehouse], T]]],
        done: SimpleQueue[tuple[int, T | WarehouseError | BaseException]],
        seconds: float | None,
    ) -> None:
        # A driver that does not come back must not keep the process alive.
        self.thread = Thread(target=self._work, daemon=True)
        self._warehouse = warehouse
        self._first = first
        self._waiting = waiting
        self._done = done
        self._seconds = seconds
        self._deadline: float | None = None
        self._timed_out = False
        self._stopped = Event()
        self._is_busy = False

    def enforce_limit(self) -> None:
        """Cancel the running query if its time is over."""
        deadline = self._deadline
        if deadline is not None and time.monotonic() > deadline:
            self._deadline = time.monotonic() + _REPEAT
            self._timed_out = True
            self._cancel()

    def stop(self) -> None:
        """Take no further task, and cancel the running query."""
        self._stopped.set()
        if self._is_busy:
            self._cancel()

    def _cancel(self) -> None:
        if self._warehouse is not None:
            try:
                self._warehouse.cancel()
            except WarehouseError:
                # The connection is gone, and the query with it.
                return

    def _work(self) -> None:
        while not self._stopped.is_set():
            try:
                number, task = self._waiting.get_nowait()
            except Empty:
                break
            self._done.put((number, self._outcome(task)))
        if self._warehouse is not None and self._warehouse is not self._first:
            self._warehouse.close()

    def _outcome(self, task: Callable[[Warehouse], T]) -> T | WarehouseError | BaseException:
        self._timed_out = False
        self._is_busy = True
        self._deadline = time.monotonic() + self._seconds if self._seconds else None
        try:
            return self._attempted(task)
        except WarehouseError as error:
            if self._timed_out:
                return WarehouseError("timeout", f"the query took more than {self._seconds:g} seconds")
            return error
        except BaseException as error:  # noqa: BLE001 the main thread raises it again
            return error
        finally:
            self._is_busy = False
            self._deadline = None

    def _attempted(self, task: Callable[[Warehouse], T]) -> T:
        pause = _FIRST_PAUSE
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                if self._warehouse is None:
                    self._warehouse = self._first.fork()
                return task(self._warehouse)
            except WarehouseError as error:  # noqa: PERF203 trying again is the point
                if not error.is_transient or attempt == _ATTEMPTS or self._stopped.wait(pause):
                    raise
                pause *= 2
        raise AssertionError("the last attempt returns or raises")
