"""A running server that speaks a vendor's protocol, as the tests see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Server(NamedTuple):
    """A server with the tables of `shop.TABLES` in it.

    `parameters` are those of `[warehouse.NAME]` in the configuration, `type` left out; secrets stand in `environment`
    under the names that `…_env` parameters give. `database` is where the tables are; `name` turns a name of `shop` into
    the one that this warehouse stores. `execute` runs any statement without our code; `statements` lists every SQL text
    that reached the server from our code since the last call of `forget`.
    """

    kind: str
    parameters: Mapping[str, object]
    environment: Mapping[str, str]
    database: str
    name: Callable[[str], str]
    execute: Callable[[str], None]
    statements: Callable[[], list[str]]
    forget: Callable[[], None]
    known_wrongs: frozenset[str] = frozenset()
    """What this emulator does not do as the vendor does, in a few words each; its own file describes them."""
