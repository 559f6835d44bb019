"""The server: its state, and how it runs what does not come as a message."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from pygls.exceptions import JsonRpcException
from pygls.server import JsonRPCServer

from datagraph_lsp.client import Client
from datagraph_lsp.diagnosing import Publisher
from datagraph_lsp.diagnostics_json import diagnostics_json
from datagraph_lsp.documents import Documents
from datagraph_lsp.handlers import HANDLERS
from datagraph_lsp.pages import RulePages
from datagraph_lsp.projects import Projects
from datagraph_lsp.protocol import Protocol
from datagraph_lsp.reporting import LOGGER, Bugs, EditorHandler

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph_lsp.positions import Lines
    from datagraph_lsp.preferences import Preferences
    from datagraph_lsp.wire import Json, Object


class Server(JsonRPCServer):
    """One client's server.

    `cancellations` are what to call when the user cancels work in progress, by its token; `watched` are the catalog
    files that the client watches.
    """

    protocol: Protocol

    def __init__(self) -> None:
        # The converter, which costs a tenth of a second to make, is pygls's for objects; we send none.
        super().__init__(Protocol, lambda: None)  # type: ignore[arg-type,return-value]
        self.client = Client({})
        self.projects = Projects()
        self.documents = Documents(self.projects)
        self.publisher = Publisher(self)
        self.pages = RulePages()
        self.cancellations: dict[Json, Callable[[], object]] = {}
        self.watched: set[str] = set()
        self._bugs = Bugs()
        self._log_handler = EditorHandler(lambda params: self.later(partial(self._send_log, params)))
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended: asyncio.Future[int] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        for method, handler in HANDLERS.items():
            self.protocol.fm.add_builtin_feature(method, partial(handler, self))

    def begin(self, loop: asyncio.AbstractEventLoop) -> asyncio.Future[int]:
        """Get ready to receive messages in a loop; the future gets the exit code at the end."""
        self._loop = loop
        self._ended = loop.create_future()
        LOGGER.addHandler(self._log_handler)
        return self._ended

    def end(self, code: int) -> None:
        """End with an exit code, unless the end has already come."""
        if self._ended and not self._ended.done():
            self._ended.set_result(code)

    def close(self) -> None:
        """Let go of what outlives the loop."""
        LOGGER.removeHandler(self._log_handler)
        self._loop = None

    def receive(self, message: Json) -> None:
        """Take a message, and live on whatever it is."""
        with self.guarded("a message"):
            self.protocol.handle_message(message)

    @contextmanager
    def guarded(self, where: str) -> Iterator[None]:
        """Report what is raised within, and go on behind it."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 whatever it is, the server lives on
            self.report(where, error)

    def report(self, where: str, error: BaseException) -> None:
        """Report an error that is ours."""
        self._bugs.report(where, error)

    def log(self, message: str) -> None:
        """Tell the log of trouble that is not ours."""
        LOGGER.warning("%s", message)

    def show(self, kind: int, message: str) -> None:
        """Show the user a message: 1 is an error, 2 a warning, 3 an information."""
        self.protocol.notify("window/showMessage", {"type": kind, "message": message})

    def later(self, function: Callable[[], object]) -> None:
        """Call a function in the loop when what has come by now is dealt with; may be called from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(function)

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Let work go on beside the messages."""
        # The loop itself keeps no hold of its tasks.
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._finish)

    def request(self, method: str, params: Json = None) -> None:
        """Ask the client for something, and do not wait for it; a refusal is written down."""
        self.start(self._requested(method, params))

    def diagnostics_json(self, uri: str, lines: Lines, diagnostics: Iterable[Diagnostic]) -> list[Object]:
        """Diagnostics as this client takes them."""
        shows_places = self.client.can("textDocument.publishDiagnostics.relatedInformation")
        return diagnostics_json(uri, lines, diagnostics, self.pages.address, shows_places=shows_places)

    def preferences_of(self, path: str) -> Preferences:
        """What the user has set for a file."""
        return self.projects.of_path(path).preferences

    async def _requested(self, method: str, params: Json) -> None:
        try:
            await self.protocol.ask(method, params)
        except JsonRpcException as error:
            self.log(f"the editor refuses {method}: {error.message}")

    def _finish(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.report("work beside the messages", error)

    def _send_log(self, params: Json) -> None:
        self.protocol.notify("window/logMessage", params)
