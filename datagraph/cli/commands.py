"""Every command's name, and the module that is imported when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from datagraph.cli.command import Command

MODULES: Mapping[str, str] = {
    "validate": "validate",
    "fmt": "fmt",
    "fix": "fix",
    "explain": "explain",
    "rules": "rules",
    "schema": "schema",
    "new": "new",
    "export": "export",
    "import": "import_",
    "render": "render",
    "serve": "serve",
    "docs": "docs",
    "diff": "diff",
    "consumers": "consumers",
    "warehouse": "warehouse",
    "introspect": "introspect",
    "check": "check",
    "preview": "preview",
    "count": "count",
    "drift": "drift",
    "monitor": "monitor",
    "init": "init",
    "grants": "grants",
    "lsp": "lsp",
}
"""In the order of the help."""


class CommandModule(Protocol):
    """What the module of a command holds: its description, and a function that does it and returns the exit code."""

    COMMAND: Command
    run: Callable[..., int]


def load(name: str) -> CommandModule:
    """Import the module of a command, one of `MODULES`."""
    module: CommandModule = import_module(f"datagraph.cli.{MODULES[name]}")
    return module
