"""The columns of entities: those that the catalog knows, else those that the graph names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.scene import Column
from datagraph.model import unquoted
from datagraph.view.entities import entity_named
from datagraph.view.tables import table_named

if TYPE_CHECKING:
    from datagraph.model import Entity
    from datagraph.view import View


class Columns:
    """Columns of the entities of one view; `shown` is which of them a picture shows: none, keys or all."""

    def __init__(self, view: View, shown: str) -> None:
        self._view = view
        self._shown = shown
        self._keys: dict[int, dict[str, dict[str, None]]] = {}
        """By the `id` of an entity and the name of a column, the slugs of the relationships that join on it."""
        for it in view.graph.relationships:
            key = it.external_id or it.trait
            target = view.graph.entities.get(view.graph.entity_slug(it.related_entity))
            if key and target and key.join_key:
                self._enter(target, key.join_key, it.slug)
            junction = it.junction_table
            joins = (it.join, *((junction.left_join, junction.right_join) if junction else ()))
            for side in (side for join in joins if join for side in join):
                entity = entity_named(view, unquoted(side.entity), in_join=True) if side.entity else None
                if entity:
                    self._enter(entity, side.column, it.slug)

    def of(self, entity: Entity) -> tuple[Column, ...]:
        """The columns of an entity, its key first where no catalog gives an order."""
        keys = self._keys.get(id(entity), {})
        primary = unquoted(entity.primary_key)
        table = table_named(self._view.evidence.catalog, entity.table_ref)
        if table and table.columns:
            known = [(it.name, it.type.vendor, it.comment) for it in table.columns]
        else:
            known = [(name, "", "") for name in dict.fromkeys((*([primary] if primary else []), *keys))]
        return tuple(
            Column(
                name,
                type_,
                comment,
                name == primary,
                tuple(keys.get(name, ())),
                self._shown == "all" or (self._shown == "keys" and (name == primary or name in keys)),
            )
            for name, type_, comment in known
        )

    def _enter(self, entity: Entity, column: str, slug: str) -> None:
        self._keys.setdefault(id(entity), {}).setdefault(unquoted(column), {})[slug] = None
