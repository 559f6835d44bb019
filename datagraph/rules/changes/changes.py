"""The changes from an earlier graph to the one that is checked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from datagraph.consumers import Consumers
from datagraph.diff import Comparison
from datagraph.model import Entity, Profile, Relationship
from datagraph.text import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.consumers import Consumer
    from datagraph.diagnostics import RuleDescription
    from datagraph.diff import Change
    from datagraph.diff.change import Block
    from datagraph.rules.context import Context


class Changes:
    """The comparison with the earlier graph, who uses what of that, and where things are now or were then."""

    def __init__(self, ctx: Context) -> None:
        earlier = ctx.evidence.earlier
        assert earlier is not None, "only rules that need an earlier graph ask for this"
        self.comparison = Comparison(earlier.graph, ctx.graph)
        known = ctx.evidence.consumers
        self.consumers: Consumers | None = None if known is None else Consumers(known, earlier.graph)
        """Who uses what of the earlier graph; None if nobody knows."""
        self.is_migration: bool = earlier.graph.is_legacy != ctx.graph.is_legacy
        """Whether one of the graphs is in the beta's language, which writes profiles and joins differently."""
        self.ctx = ctx
        self._earlier = earlier
        self._lines = LineIndex(earlier.text)

    def users(self, block: Block) -> list[Consumer]:
        """Those that use a block of the earlier graph; none if nobody knows."""
        if self.consumers is None:
            return []
        if isinstance(block, Entity):
            return self.consumers.of_entity(block.slug)
        if isinstance(block, Relationship):
            return self.consumers.of_relationship(block.slug)
        return self.consumers.of_profile() if isinstance(block, Profile) else list(self.consumers.all)

    def is_used(self, block: Block) -> bool:
        """Whether a block of the earlier graph is used, as must be feared if nobody knows."""
        return self.consumers is None or bool(self.users(block))

    def found(self, rule: RuleDescription) -> Iterator[Change]:
        """All changes, but for those that nobody wants to hear of from this rule."""
        for it in self.comparison.changes:
            if (rule.code, it.block.slug) not in self.ctx.evidence.accepted:
                yield it

    def breaks(self, rule: RuleDescription) -> Iterator[Change]:
        """Those by which something that a consumer may use is not what it was, or is gone.

        What goes with the block around it is no change of its own.
        """
        gone = {id(it.old) for it in self.comparison.changes if it.kind == "removed"}
        for it in self.found(rule):
            around = (it.old.parent or self.comparison.old.model.profile) if isinstance(it.old, Relationship) else None
            goes_along = it.kind == "removed" and not it.likely and id(around) in gone
            if it.is_moved or self.new_target(it) or (it.kind == "removed" and not goes_along):
                yield it

    def new_target(self, change: Change) -> str:
        """The slug of another entity that a relationship leads to now, or "" if it leads where it led."""
        found = change.difference("related_entity")
        return found.new if found and found.old and found.new else ""

    def home(self, block: Block) -> Span:
        """Where in the text of now one would look for a block that is gone: the header of what was around it."""
        graph = self.ctx.graph
        if isinstance(block, Relationship):
            kept = {it.slug: it for it in graph.relationships}
            renamed = self.comparison.renamed_relationships
            parent = block.parent
            while parent:
                found = kept.get(renamed.get(parent.slug, parent.slug))
                if found:
                    return found.header_span
                parent = parent.parent
            if graph.model.profile:
                return graph.model.profile.header_span
        return graph.model.header_span if graph.model.syntax else Span(0, 0)

    def was_at(self, block: Block) -> str:
        """Where a block of the earlier graph stood, such as `graph.dg@main:12`."""
        line = self._lines.position(block.syntax.span.start).line if block.syntax else 1
        return f"{self._earlier.path}:{line}"


@lru_cache(maxsize=1)
def changes_of(ctx: Context) -> Changes:
    """The changes for a text; all rules that look at it share them."""
    return Changes(ctx)
