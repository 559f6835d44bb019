"""Work that takes long, shown by the client."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from pygls.exceptions import JsonRpcException

if TYPE_CHECKING:
    from collections.abc import Callable

    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json


class Progress:
    """Shows work for as long as its context lasts.

    `token` is what the client gave for it; without one the client is asked to show the work, if it can and if the
    work begins by itself. `cancel` is called when the user cancels it there.
    """

    def __init__(
        self,
        server: Server,
        title: str,
        token: Json = None,
        *,
        cancel: Callable[[], object] | None = None,
        asks: bool = False,
    ) -> None:
        self._server = server
        self._title = title
        self._token = token
        self._cancel = cancel
        self._asks = asks and token is None and server.client.can("window.workDoneProgress")
        self._ended = False

    async def __aenter__(self) -> Progress:
        if self._asks:
            token = str(uuid.uuid4())
            try:
                await self._server.protocol.ask("window/workDoneProgress/create", {"token": token})
            except JsonRpcException:
                # The client shows nothing, which is no reason to stop.
                return self
            self._token = token
        if self._cancel:
            self._server.cancellations[self._token] = self._cancel
        value = {"kind": "begin", "title": self._title, "cancellable": self._cancel is not None, "percentage": 0}
        self._send(value)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.cancellations.pop(self._token, None)
        self._send({"kind": "end"})
        self._ended = True

    def report(self, message: str, percentage: int | None = None) -> None:
        """Say what goes on, and how much of it is done."""
        value: dict[str, Json] = {"kind": "report", "message": message}
        if percentage is not None:
            value["percentage"] = percentage
        self._send(value)

    def _send(self, value: dict[str, Json]) -> None:
        if self._token is not None and not self._ended:
            self._server.protocol.notify("$/progress", {"token": self._token, "value": value})
