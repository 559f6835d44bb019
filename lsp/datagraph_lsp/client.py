"""What the client said of itself when it began."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph_lsp.positions import UTF_8, UTF_16, UTF_32

if TYPE_CHECKING:
    from datagraph_lsp.wire import Json, Object


class Client:
    """The client's capabilities, by their names in the protocol."""

    __slots__ = ("_capabilities", "_known")

    def __init__(self, capabilities: Object) -> None:
        self._capabilities = capabilities
        self._known: dict[str, bool] = {}

    def can(self, path: str) -> bool:
        """Whether the client can do something, such as `textDocument.diagnostic`; an empty object is a yes."""
        found = self._known.get(path)
        if found is None:
            value = self.value(path)
            found = self._known[path] = value is not None and value is not False
        return found

    def value(self, path: str, default: Json = None) -> Json:
        """What stands at a path."""
        value: Any = self._capabilities
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return default if value is None else value

    @property
    def encoding(self) -> str:
        """The unit of columns: what costs least of what the client offers; UTF-16 if it says nothing."""
        offered = self.value("general.positionEncodings", [])
        # Python's strings are counted in code points, which is UTF-32.
        return next((it for it in (UTF_32, *offered) if it in offered and it in (UTF_8, UTF_16, UTF_32)), UTF_16)

    @property
    def pulls(self) -> bool:
        """Whether the client asks for the diagnostics of its documents by itself.

        One that cannot be told to ask again would show old ones when a configuration or a catalog has changed.
        """
        return self.can("textDocument.diagnostic") and self.can("workspace.diagnostics.refreshSupport")
