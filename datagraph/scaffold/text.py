"""The text of a draft: a formatted graph with the evidence for each inference in comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog.profiles import MATERIALIZED, PROFILE_TABLES
from datagraph.formatting import format_document
from datagraph.language import CURRENT_VERSION
from datagraph.scaffold.findings import Identifier, Junction, Reference
from datagraph.scaffold.names import title
from datagraph.scaffold.writable import Slugs, comment, dotted
from datagraph.syntax import encode, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import TablePath
    from datagraph.scaffold.draft import Draft
    from datagraph.scaffold.findings import Candidate, Folder
    from datagraph.scaffold.tree import Branch

_LONGEST_DESCRIPTION = 200
_MOST_LEFT_OUT = 200


def write_draft(draft: Draft) -> str:
    """The text in canonical format; no name out of the warehouse can end a string or a comment in it."""
    return format_document(parse("\n".join(_Writer(draft).lines()) + "\n"))


class _Writer:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._reached = draft.tree.reached()
        self._entities = _in_order(draft)
        self._slugs = Slugs()
        self._slug = {path: self._slugs.new(path.name) for path in self._entities}
        self._name = _names(self._entities)
        self._unused_identifiers: dict[TablePath, list[Identifier]] = {}
        for identifier in draft.tree.unused_identifiers:
            self._unused_identifiers.setdefault(identifier.table, []).append(identifier)
        self._unused_references: dict[TablePath, list[Reference]] = {}
        for reference in draft.tree.unused_references:
            self._unused_references.setdefault(reference.child, []).append(reference)

    def lines(self) -> Iterator[str]:
        sources = "keys, names and data" if self._draft.is_proved else "keys and names"
        yield f"# A draft that `datagraph init` has made from {sources}. Each comment tells what an"
        yield "# inference rests on. Look through slugs, names and descriptions before you save it in Segment: a slug"
        yield "# stays for ever."
        if not self._draft.is_proved:
            yield "# With `--prove` the data is looked at too, which finds more and is surer."
        yield "data_graph {"
        yield f"version = {encode(CURRENT_VERSION)}"
        for candidate in self._entities.values():
            yield ""
            yield from self._entity(candidate)
        yield ""
        if self._draft.folders:
            yield from self._profile(self._draft.folders)
        else:
            needed = ", ".join(sorted(PROFILE_TABLES[MATERIALIZED]))
            yield f"# No profile: no schema here has the tables {needed}."
            yield "# Without a profile folder there are no relationships; if Profiles Sync writes into another schema,"
            yield "# name it with `--schema` too."
        yield "}"
        yield from self._left_out()

    def _entity(self, candidate: Candidate) -> Iterator[str]:
        table, key = candidate.table, candidate.key
        yield comment(f"{key.column}: {key.evidence}")
        yield from map(comment, self._notes(table.path))
        yield f"entity {encode(self._slug[table.path])} {{"
        yield f"name = {encode(self._name[table.path])}"
        description = " ".join(table.comment.split())[:_LONGEST_DESCRIPTION]
        if description:
            yield f"description = {encode(description)}"
        yield f"table_ref = {encode(dotted(*table.path))}"
        yield f"primary_key = {encode(dotted(key.column))}"
        if table.path not in self._reached:
            yield "enrichment_enabled = true # no relationship leads here: it is for Linked Events alone"
        yield "}"

    def _notes(self, path: TablePath) -> Iterator[str]:
        """What was found of an entity and is not written as a relationship."""
        for identifier in self._unused_identifiers.get(path, ()):
            kind = "external id" if identifier.kind == "external_id" else "trait"
            yield f"{identifier.column} also holds the {kind} `{identifier.word}`: {identifier.evidence}"
        for reference in self._unused_references.get(path, ()):
            row = "another row of this table"
            if reference.parent != path:
                row = f"a row of `{self._slug[reference.parent]}`"
            yield f"{reference.column} names {row}: {reference.evidence}"

    def _profile(self, folders: list[Folder]) -> Iterator[str]:
        folder = folders[0]
        yield comment(folder.evidence)
        for other in folders[1:]:
            yield comment(f"{dotted(other.database, other.schema)} has such tables too")
        yield "profile {"
        yield f"profile_folder = {encode(dotted(folder.database, folder.schema))}"
        yield f"type = {encode(folder.type)}"
        if not self._draft.tree.branches:
            yield "# No column was found that holds an identifier of the profile: write the first relationship by hand."
        for branch in self._draft.tree.branches:
            yield from self._branch(branch, None)
        yield "}"

    def _branch(self, branch: Branch, parent: TablePath | None) -> Iterator[str]:
        """A branch and all on it; it is no deeper than the language allows, so this may call itself."""
        several = len(branch.steps) > 1
        for number, step in enumerate(branch.steps):
            yield ""
            yield comment(step.evidence)
            yield from map(comment, _side_evidence(step))
            front = parent.name if parent else "profile"
            by = _column(step)
            names = (front, branch.child.name, "by", by) if several else (front, branch.child.name)
            yield f"relationship {encode(self._slugs.new(*names))} {{"
            name = self._name[branch.child]
            yield f"name = {encode(f'{name} by {title(by) or by}' if several else name)}"
            yield f"related_entity = {encode(self._slug[branch.child])}"
            yield from self._step(step)
            if number == 0:
                for it in branch.branches:
                    yield from self._branch(it, branch.child)
            yield "}"

    def _step(self, step: Identifier | Reference | Junction) -> Iterator[str]:
        if isinstance(step, Identifier):
            word = "type" if step.kind == "external_id" else "name"
            yield f"{step.kind} {{"
            yield f"{word} = {encode(step.word)}"
            yield f"join_key = {encode(dotted(step.column))}"
            yield "}"
        elif isinstance(step, Reference):
            parent, child = dotted(self._slug[step.parent], step.key), dotted(self._slug[step.child], step.column)
            yield f"join_on = {encode(f'{parent} = {child}')}"
        else:
            left, right = step.sides
            yield "# Its columns cannot be filtered on; who needs that makes it an entity between the two."
            yield "junction_table {"
            yield f"table_ref = {encode(dotted(*step.table))}"
            yield f"primary_key = {encode(dotted(step.key))}"
            left_side = dotted(self._slug[left.parent], left.key)
            right_side = dotted(self._slug[right.parent], right.key)
            yield f"left_join_on = {encode(f'{left_side} = {dotted(left.column)}')}"
            yield f"right_join_on = {encode(f'{dotted(right.column)} = {right_side}')}"
            yield "}"

    def _left_out(self) -> Iterator[str]:
        left_out = self._draft.left_out
        if left_out:
            yield ""
            yield "# Left out:"
        for it in left_out[:_MOST_LEFT_OUT]:
            yield comment(f"{it.path}: {it.reason}")
        if len(left_out) > _MOST_LEFT_OUT:
            yield f"# … and {len(left_out) - _MOST_LEFT_OUT} more"


def _in_order(draft: Draft) -> dict[TablePath, Candidate]:
    """The entities, those first that a relationship leads to, in the order of the relationships."""
    order: dict[TablePath, None] = {}
    waiting = list(reversed(draft.tree.branches))
    while waiting:
        branch = waiting.pop()
        order[branch.child] = None
        waiting += reversed(branch.branches)
    order.update(dict.fromkeys(sorted(draft.entities)))
    return {path: draft.entities[path] for path in order}


def _names(entities: dict[TablePath, Candidate]) -> dict[TablePath, str]:
    """The names that people see; where two tables have the same one, their schemas tell them apart."""
    plain = {path: title(path.name) or "Table" for path in entities}
    counts: dict[str, int] = {}
    for name in plain.values():
        counts[name.casefold()] = counts.get(name.casefold(), 0) + 1
    names: dict[TablePath, str] = {}
    taken: set[str] = set()
    for path, name in plain.items():
        whole = name if counts[name.casefold()] == 1 else f"{name} ({title(path.schema) or path.schema})"
        chosen, number = whole, 2
        while chosen.casefold() in taken:
            chosen = f"{whole} {number}"
            number += 1
        taken.add(chosen.casefold())
        names[path] = chosen
    return names


def _column(step: Identifier | Reference | Junction) -> str:
    return step.sides[1].column if isinstance(step, Junction) else step.column


def _side_evidence(step: Identifier | Reference | Junction) -> Iterator[str]:
    if isinstance(step, Junction):
        for side in step.sides:
            yield f"{side.column}: {side.evidence}"
