"""What a dictionary is about: a view, with all that its pages look up in it again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog import table_path
from datagraph.diagrams.compose import compose
from datagraph.diagrams.compose.ids import PROFILE as PROFILE_NODE
from datagraph.diagrams.compose.ids import Ids
from datagraph.diagrams.compose.remarks import remarks_of
from datagraph.diagrams.scene import Choice
from datagraph.dictionary.block import Code, Link
from datagraph.dictionary.names import PROFILE, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.diagrams.scene import Remark
    from datagraph.dictionary.block import Line
    from datagraph.model import Entity, Relationship
    from datagraph.view import View


class Subject:
    """A view and look-ups over it; without `has_problems` nothing is known of its diagnostics."""

    def __init__(self, view: View, *, has_problems: bool = False) -> None:
        graph = view.graph
        self.view = view
        self.entities = graph.model.entities
        self.steps = graph.relationships
        """All relationships, in the order of the text."""
        self.scene = compose(view, Choice(columns="keys", folds_junctions=True))
        self.pages = {key: f"entities/{name}" for key, name in names_of(self.entities).items()}
        """The names of the entities' pages, by the entities' `id`."""
        self.anchors = names_of(self.steps)
        """What the places of relationships on pages are called, by the relationships' `id`."""
        self.into: dict[int, list[Relationship]] = {id(it): [] for it in self.entities}
        self.out_of: dict[int, list[Relationship]] = {id(it): [] for it in self.entities}
        """The relationships that lead to an entity, and those that begin there, by its `id`."""
        for step in self.steps:
            target, source = self.target(step), self.source(step)
            if target:
                self.into[id(target)].append(step)
            if source:
                self.out_of[id(source)].append(step)
        catalog = view.evidence.catalog
        paths = [(table_path(it.table_ref, catalog.database, catalog.schema), it) for it in self.entities if catalog]
        self.by_table: dict[tuple[str, ...], Entity] = {path: it for path, it in reversed(paths) if path}
        """The entities by the tables behind them, the first where several share one; none without a catalog."""
        self.ids = Ids(view, folds_junctions=True)
        self.nodes = {it.id: it for it in self.scene.nodes}
        self.remarks: Mapping[int, tuple[Remark, ...]] = remarks_of(view) if has_problems else {}
        """What is wrong, by the `id` of the block's node in the model."""
        self._homes: dict[str, list[Relationship]] | None = None

    def entity(self, slug: str) -> Entity | None:
        """The entity of a slug; None if nobody declares it."""
        graph = self.view.graph
        return graph.entities.get(graph.entity_slug(slug))

    def target(self, step: Relationship) -> Entity | None:
        """The entity that a relationship leads to."""
        return self.entity(step.related_entity)

    def source(self, step: Relationship) -> Entity | None:
        """The entity that a relationship begins at; None if that is the profile, too."""
        return self.entity(step.parent.related_entity) if step.parent else None

    def end(self, step: Relationship) -> Line:
        """Where a relationship leads, as a link if that has a page."""
        return self._linked(step.related_entity)

    def start(self, step: Relationship) -> Line:
        """Where a relationship begins."""
        return self._linked(step.parent.related_entity) if step.parent else (Link("Profile", PROFILE),)

    def home(self, step: Relationship) -> str:
        """The page that tells all of a relationship: that of where it leads, or else of where it begins."""
        at = self.target(step) or self.source(step)
        return self.pages[id(at)] if at else PROFILE

    def anchor(self, step: Relationship) -> str:
        """What the place of a relationship at its `home` is called; "" if no table there has a row for it."""
        has_row = step.parent is None or self.target(step) or self.source(step)
        return self.anchors[id(step)] if has_row else ""

    def steps_at(self, page: str) -> list[Relationship]:
        """The relationships whose `home` a page is."""
        if self._homes is None:
            self._homes = {}
            for step in self.steps:
                self._homes.setdefault(self.home(step), []).append(step)
        return self._homes.get(page, [])

    def places(self) -> dict[str, tuple[str, str]]:
        """The page, and the place on it (`#user-carts`, or ""), that tells of what has an id in a picture."""
        found = {self.ids.entity(it): (self.pages[id(it)], "") for it in self.entities}
        found[PROFILE_NODE] = (PROFILE, "")
        for step in self.steps:
            home, anchor = self.home(step), self.anchor(step)
            place = home, f"#{anchor}" if anchor else ""
            id_ = self.ids.relationship(step)
            found |= dict.fromkeys((id_, f"{id_}/right", f"junction:{id_.partition(':')[2]}"), place)
        return found

    def _linked(self, slug: str) -> Line:
        entity = self.entity(slug)
        if entity:
            return (Link(title_of(entity), self.pages[id(entity)]),)
        return (Code(slug), " (not declared)") if slug else ("nothing",)


def title_of(entity: Entity) -> str:
    """What an entity is called: by its name, else by its slug."""
    return entity.name.strip() or entity.slug.strip() or "Entity without a name"


def title_of_step(step: Relationship) -> str:
    """What a relationship is called."""
    return step.name.strip() or step.slug.strip() or "Relationship without a name"
