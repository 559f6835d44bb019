"""The two sides that a join is to have, by the blocks around it, and the joins that its tables suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.graph.sides import spelling
from datagraph.ide.completion.columns import columns_of, entity_columns, written_name
from datagraph.ide.completion.snippet import Snippet, plain
from datagraph.model import unquoted
from datagraph.view.tables import entity_table, table_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import Table
    from datagraph.ide.completion.columns import KnownColumn
    from datagraph.ide.completion.surroundings import Surroundings
    from datagraph.language import ValueForm
    from datagraph.scaffold.findings import Reference
    from datagraph.view import View


class End(NamedTuple):
    """One side of a join: an entity that the join calls `word`, or a junction table, whose columns stand alone.

    The word of an entity is "" as long as nobody has said which it is.
    """

    slug: str
    word: str
    is_junction: bool
    table: Table | None
    key: str
    columns: list[KnownColumn]

    def written(self, column: str) -> str:
        """A column of this side as a join has it."""
        return written_name(column) if self.is_junction else f"{self.word}.{written_name(column)}"


class Suggested(NamedTuple):
    """A whole join, or "" if a column of it is anybody's guess; `label` shows it.

    `snippet` is the same with the guess as a place to fill in, or "" if there is none in it.
    """

    label: str
    text: str
    snippet: str
    detail: str


class JoinEnds:
    """Both sides of a join."""

    def __init__(self, left: End, right: End) -> None:
        self._left = left
        self._right = right
        self._references: list[Reference] | None = None

    @property
    def left(self) -> End:
        """The side before `=`."""
        return self._left

    @property
    def right(self) -> End:
        """The side behind `=`."""
        return self._right

    def references(self) -> list[Reference]:
        """The columns of one table that name rows of the other, by declared keys or by their names."""
        if self._references is None:
            self._references = list(_references(self._left, self._right))
        return self._references

    def likely(self, end: End) -> dict[str, int]:
        """A rank for the columns of one side that joins are likely to go through."""
        order = {it.name: 2 for it in end.columns if it.is_key}
        order.update((it.name, 3) for it in end.columns if it.refers)
        if end is self._left and end.key:
            order[end.key] = 1
        for it in self.references():
            found = [it.column] if end.table and it.child == end.table.path else []
            found += [it.key] if end.table and it.parent == end.table.path else []
            order.update((name, 0) for name in found)
        return order

    def suggested(self) -> Iterator[Suggested]:
        """Whole joins, the likeliest first."""
        left, right = self._left, self._right
        if not (left.is_junction or left.word) or not (right.is_junction or right.word):
            return
        for it in sorted(self.references()):
            child_is_left = left.table is not None and it.child == left.table.path
            ends = (it.column, it.key) if child_is_left else (it.key, it.column)
            text = f"{left.written(ends[0])} = {right.written(ends[1])}"
            yield Suggested(
                text, text, "", "by a declared foreign key" if not it.strength else "by the names of columns"
            )
        if not self.references():
            yield self._guess()

    def _guess(self) -> Suggested:
        """The join through the key of one side, and what the other side may call it."""
        left, right = self._left, self._right
        snippet = Snippet()
        by_left = not left.is_junction
        one, other = (left, right) if by_left else (right, left)
        key = one.key or "ID"
        name = _foreign_name(one, key)
        columns = [it.name for it in other.columns if other.table]
        words = [written_name(it) for it in (columns or [name])]
        near = next((it for it in words if unquoted(it).casefold() == name.casefold()), "")
        prefix = "" if other.is_junction else f"{other.word}."
        place = plain(prefix) + snippet.choice([near] if near else words)
        sides = (plain(one.written(key)), place) if by_left else (place, plain(one.written(key)))
        written = near or ("" if columns else written_name(name))
        texts = (one.written(key), prefix + (written or "…"))
        text = " = ".join(texts if by_left else texts[::-1])
        detail = "by the primary key" if one.key else ""
        return Suggested(text, text if written else "", " = ".join(sides), detail)


def ends_of(around: Surroundings, form: ValueForm) -> JoinEnds:
    """The sides of the join that an attribute of the innermost block holds."""
    return JoinEnds(
        _junction(around) if form == "right join" else entity_end(around.view, around.leads_to(1)),
        _junction(around) if form == "left join" else entity_end(around.view, around.leads_to()),
    )


def entity_end(view: View, slug: str) -> End:
    """The side that an entity stands on."""
    entity = view.graph.entities.get(slug)
    if entity is None:
        return End("", "", False, None, "", [])
    table = entity_table(view, slug)
    return End(slug, spelling(view.graph, slug), False, table, unquoted(entity.primary_key), entity_columns(view, slug))


def _junction(around: Surroundings) -> End:
    reference = around.text("table_ref")
    table = table_named(around.view.evidence.catalog, reference)
    key = unquoted(around.text("primary_key"))
    return End("", "", True, table, key, columns_of(around.view, table, "", reference))


def _references(left: End, right: End) -> Iterator[Reference]:
    if left.table is None or right.table is None:
        return
    from datagraph.scaffold.findings import Candidate, Key
    from datagraph.scaffold.joins import find_references

    ends = [it for it in (left, right) if not it.is_junction and it.key]
    candidates = {it.table.path: Candidate(it.table, Key(it.key, "")) for it in ends if it.table}
    for it in find_references([left.table, right.table], candidates, None):
        if {it.child, it.parent} == {left.table.path, right.table.path}:
            yield it


def _foreign_name(end: End, key: str) -> str:
    """What another table most likely calls a key of this one: its own name with the table's before it."""
    from datagraph.scaffold.names import is_generic, table_words, words

    if not is_generic(key):
        return key
    name = end.table.path.name if end.table else end.slug.removesuffix("-entity")
    joined = "_".join((*table_words(name), *words(key)))
    return joined.upper() if key.isupper() else joined
