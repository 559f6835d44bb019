"""The scripts of all vendors: what they have in common, and the way to the vendor's own part."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from datagraph.grants.choices import VENDORS
from datagraph.grants.reach import reach
from datagraph.grants.script import Script

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.catalog import Catalog
    from datagraph.grants.choices import Choices
    from datagraph.grants.objects import Objects
    from datagraph.grants.reach import Reach


class _Vendor(Protocol):
    """What the module of a vendor holds; the choices that it gets have no name left open but those of BigQuery."""

    def write_grants(self, script: Script, extent: Reach, choices: Choices) -> None:
        """Add the statements that an administrator runs."""

    def write_queries(self, script: Script, extent: Reach, choices: Choices) -> None:
        """Add the queries that Segment's own user runs."""


def grants(
    objects: Objects, kind: str, choices: Choices, *, catalog: Catalog | None = None, notes: Iterable[str] = ()
) -> Script:
    """Write the set-up script for a kind of warehouse, one of `VENDORS`.

    `catalog` tells views from tables where the vendor makes a difference; `notes` stand below the script's heading.
    """
    script = Script()
    script.comment(
        f"Rights for Segment's Data Graph on {VENDORS[kind].title}: to read what the graph names, and to write to one "
        "place of its own. An administrator runs this. It takes nothing away: rights on what the graph names no more "
        "stay until somebody revokes them.",
        *notes,
    )
    _vendor(kind).write_grants(script, reach(objects, kind, choices, catalog), VENDORS[kind].filled(choices))
    return script


def queries(objects: Objects, kind: str, choices: Choices, *, notes: Iterable[str] = ()) -> Script:
    """Write the queries that succeed once the script has run; they only read."""
    script = Script()
    script.comment(
        f"Queries that show whether Segment's Data Graph has its rights on {VENDORS[kind].title}. Each has to end "
        "without an error; that a table has no rows is none.",
        *notes,
    )
    _vendor(kind).write_queries(script, reach(objects, kind, choices), VENDORS[kind].filled(choices))
    return script


def _vendor(kind: str) -> _Vendor:
    # It loads sqlglot, which takes longer than all the rest.
    vendor: _Vendor = import_module(f"datagraph.grants.{kind}")
    return vendor
