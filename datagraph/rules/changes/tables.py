"""Tables that have taken another's place, as the catalog knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog import table_path

if TYPE_CHECKING:
    from datagraph.catalog import Table
    from datagraph.diff import Difference
    from datagraph.rules.context import Context


def is_equal_table(ctx: Context, difference: Difference) -> bool:
    """Whether the new table has all columns of the old one, with the same types; false if the catalog lacks either."""
    old, new = _table(ctx, difference.old), _table(ctx, difference.new)
    if old is None or new is None or not old.columns:
        return False
    return all((found := new.column(it.name)) is not None and found.type == it.type for it in old.columns)


def _table(ctx: Context, reference: str) -> Table | None:
    catalog = ctx.evidence.catalog
    path = table_path(reference, catalog.database, catalog.schema) if catalog else None
    return catalog.table(path) if catalog and path else None
