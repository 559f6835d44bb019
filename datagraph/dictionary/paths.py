"""Ways through the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.dictionary.block import Code, Items, Link, Said, Strong
from datagraph.dictionary.names import PROFILE
from datagraph.dictionary.pieces import listed
from datagraph.dictionary.relationships import ratio
from datagraph.dictionary.subject import title_of, title_of_step
from datagraph.language import MAXIMUM_DEPTH

if TYPE_CHECKING:
    from datagraph.dictionary.block import Line
    from datagraph.dictionary.subject import Subject
    from datagraph.model import Entity, Relationship

# Deeper is a mistake, and of a path of thousands nobody reads the middle.
_LONGEST = MAXIMUM_DEPTH + 2


def paths_to(subject: Subject, entity: Entity) -> Items:
    """The ways from the profile to an entity that relationships lead to."""
    return Items(tuple((0, _path(subject, step, entity)) for step in subject.into[id(entity)]))


def all_paths(subject: Subject) -> Items:
    """All ways from the profile: each relationship inside the one that it goes on from."""
    return Items(
        tuple(
            (step.depth - 2, (Strong(title_of_step(step)), " → ", *subject.end(step), *_ratio(subject, step)))
            for step in subject.steps
            if step.depth <= _LONGEST
        )
    )


def keys_to(subject: Subject, entity: Entity) -> Line:
    """The external ids and traits with which the ways to an entity begin."""
    found: dict[Line, None] = {}
    for step in subject.into[id(entity)]:
        first = subject.view.graph.path(step)[0]
        if first.external_id:
            found["external id ", Code(first.external_id.type)] = None
        if first.trait:
            found["trait ", Code(first.trait.name)] = None
    return listed(found)


def _path(subject: Subject, step: Relationship, entity: Entity) -> Line:
    path = subject.view.graph.path(step)
    line: list[str | Said | Strong | Link | Code] = [Link("Profile", PROFILE)]
    for index, it in enumerate(path):
        if _LONGEST // 2 <= index < len(path) - _LONGEST // 2:
            line += [" → …"] if index == _LONGEST // 2 else []
            continue
        end = (Strong(title_of(entity)),) if it is step else subject.end(it)
        line += [" → ", Said(title_of_step(it)), " (", *end, ")"]  # type: ignore[list-item]
    return (*line, f", depth {step.depth} of at most {MAXIMUM_DEPTH}")


def _ratio(subject: Subject, step: Relationship) -> Line:
    found = ratio(subject, step)
    return (f", {found}",) if found else ()
