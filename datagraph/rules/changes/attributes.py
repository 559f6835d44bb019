"""Attributes of blocks that say something else than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label
from datagraph.model import Profile, Relationship
from datagraph.rules.changes.changes import changes_of
from datagraph.rules.changes.phrases import hits, named
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datagraph.diagnostics import Diagnostic, RuleDescription
    from datagraph.diff import Change, Difference
    from datagraph.diff.change import Block
    from datagraph.rules.changes.changes import Changes
    from datagraph.rules.context import Context
    from datagraph.text import Span


def altered(
    ctx: Context, rule: RuleDescription, kind: type[Block], is_meant: Callable[[str], bool]
) -> Iterator[tuple[Change, list[Difference]]]:
    """The blocks of a kind with an attribute among those meant that is not as it was, and those attributes.

    What a migration of the language writes differently is left out: nobody can tell whether it says something else.
    """
    changes = changes_of(ctx)
    if changes.is_migration and kind in (Profile, Relationship):
        return
    for change in changes.found(rule):
        if change.kind == "changed" and isinstance(change.new, kind):
            found = [it for it in change.differences if is_meant(it.attribute)]
            if found:
                yield change, found


def told(
    rule: RuleDescription, changes: Changes, change: Change, found: list[Difference], what: str, advice: str
) -> Diagnostic:
    """What a rule says of attributes: `what` of the block has changed, at the first of them and at the others."""
    assert change.old is not None, "a changed block was there before"
    assert change.new is not None, "and it is there now"
    spans = [place_of(change.new, it.attribute) for it in found]
    message = f"{what} of {named(change.old)} has changed"
    labels = tuple(
        Label(span, _before(it)) for span, it in zip(spans[1:], found[1:], strict=True) if span not in spans[:1]
    )
    notes = hits(changes, change.old)
    return rule.at(spans[0], message, _before(found[0]), labels=labels, help=(advice,), notes=notes)


def place_of(block: Block, attribute: str) -> Span:
    """Where a block says what an attribute of it, or of a child block, is; its header if it does not say."""
    child, _, name = attribute.rpartition(".")
    node = getattr(block, child) if child else block
    return node.value_span(name) if node else block.header_span


def _before(difference: Difference) -> str:
    name = difference.attribute.rpartition(".")[2]
    return f"`{name}` was {quoted(difference.old)} before" if difference.old else f"there was no `{name}` before"
