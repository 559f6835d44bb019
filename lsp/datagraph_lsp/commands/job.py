"""Work with a warehouse, in a thread of its own, which the user can watch and cancel."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

from pygls.exceptions import JsonRpcRequestCancelled

from datagraph.project.connections import connection_named, open_connection
from datagraph.warehouse.errors import WarehouseError
from datagraph_lsp.progress import Progress
from datagraph_lsp.protocol import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datagraph.project.configurations import Located
    from datagraph.warehouse.protocol import Warehouse
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json

T = TypeVar("T")

# Seconds between two attempts to cancel a query.
_REPEAT = 0.1
_CANCELLED = WarehouseError("cancelled", "the work is cancelled")


class Job:
    """One piece of such work: `run` does it, `opened` and `working` are for what is done in the thread."""

    def __init__(self, server: Server, title: str, token: Json) -> None:
        self._server = server
        self._is_cancelled = False
        self._is_over = Event()
        self._warehouse: Warehouse | None = None
        self._progress = Progress(server, title, token, cancel=self.cancel, asks=True)

    async def run(self, work: Callable[[], T]) -> T:
        """Do work in a thread; what the warehouse refuses is refused to the client in the same words."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()

        def conclude(result: Callable[[], None]) -> None:
            # Nobody waits any more for what was cancelled.
            if not done.done():
                result()

        def in_thread() -> None:
            try:
                result = partial(done.set_result, work())
            except BaseException as error:  # noqa: BLE001 it is raised where the work is awaited
                result = partial(done.set_exception, error)
            self._is_over.set()
            self._server.later(partial(conclude, result))

        async with self._progress:
            # Not in a pool, whose threads a process waits for when it ends.
            Thread(target=in_thread, daemon=True).start()
            try:
                return await done
            except asyncio.CancelledError:
                self.cancel()
                raise
            except WarehouseError as error:
                if self._is_cancelled:
                    raise JsonRpcRequestCancelled("the work is cancelled") from error
                raise Refused(in_words(error)) from error

    def cancel(self) -> None:
        """Stop as soon as possible."""
        if not self._is_cancelled:
            self._is_cancelled = True
            Thread(target=self._interrupt, daemon=True).start()

    @contextmanager
    def opened(self, located: Located) -> Iterator[Warehouse]:
        """A connection to the warehouse that a configuration means, closed at the end."""
        warehouse = open_connection("", located, self.working)
        try:
            self._warehouse = warehouse
            yield warehouse
        finally:
            self._warehouse = None
            warehouse.close()

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        """Show what is being done."""
        self.check()
        self._server.later(partial(self._progress.report, what))
        yield
        self.check()

    def _interrupt(self) -> None:
        # Again and again: a query that is just about to begin is not there yet to be cancelled.
        while not self._is_over.wait(_REPEAT):
            warehouse = self._warehouse
            if warehouse is not None:
                # If the connection is gone, so is the query.
                with suppress(WarehouseError):
                    warehouse.cancel()

    def check(self) -> None:
        """Go no further if the work is cancelled."""
        if self._is_cancelled:
            raise _CANCELLED


def warehouse_name(located: Located) -> str:
    """The name of the warehouse that a configuration means; refuses if it means none."""
    try:
        return connection_named("", located).name
    except WarehouseError as error:
        raise Refused(in_words(error)) from error


def in_words(error: WarehouseError) -> str:
    """What is wrong with a warehouse and what to do, in one text."""
    return "\n".join(it for it in (error.message, error.detail, error.help) if it)
