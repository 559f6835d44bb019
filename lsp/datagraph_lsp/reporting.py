"""What goes wrong in the server, told to whoever started it and to the editor's log."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LOGGER = logging.getLogger("datagraph_lsp")

# The protocol's numbers for `MessageType`.
_ERROR, _WARNING = 1, 2


def set_up(level: str) -> None:
    """Log to standard error from a level on: `debug`, `warning` or `error`."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(level.upper())
    LOGGER.propagate = False


class EditorHandler(logging.Handler):
    """Sends trouble to the editor's log, as `window/logMessage`; `send` may be called from any thread."""

    def __init__(self, send: Callable[[dict[str, object]], None]) -> None:
        super().__init__(logging.WARNING)
        self._send = send

    def emit(self, record: logging.LogRecord) -> None:
        """Send a record."""
        kind = _ERROR if record.levelno >= logging.ERROR else _WARNING
        self._send({"type": kind, "message": self.format(record)})


class Bugs:
    """Reports what handlers raise: our mistakes, each once with its cause, however often it comes again."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str, str]] = set()

    def report(self, where: str, error: BaseException) -> None:
        """Log an error that came out of the handler of a method."""
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        key = (where, type(error).__name__, place)
        if key in self._known:
            return
        self._known.add(key)
        told = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        LOGGER.error("a bug in datagraph, in %s: please report it with the lines below\n%s", where, told.rstrip())
