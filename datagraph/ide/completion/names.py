"""What a line may begin with: attributes and blocks that the block around it still takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.ide.completion import new_blocks
from datagraph.ide.completion.completion import Completion
from datagraph.ide.completion.entities import few_entities
from datagraph.ide.completion.join_ends import ends_of
from datagraph.ide.completion.snippet import Snippet
from datagraph.language import BLOCKS
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datagraph.ide.completion.completion import CompletionKind
    from datagraph.ide.completion.cursor import Cursor
    from datagraph.ide.completion.new_blocks import NewBlock
    from datagraph.ide.completion.surroundings import Surroundings
    from datagraph.language import Attribute, Choice
    from datagraph.language import Block as BlockRow

# What is required comes first, then one of several ways to join, then what may be left out.
_REQUIRED, _ALL, _CHOSEN, _OPTIONAL, _BLOCK, _OTHER = range(6)
_MOST_BLANKS = 100
_TOP = {"data_graph": _REQUIRED, "entity": _BLOCK, "profile": _BLOCK}
_NEW: dict[str, Callable[[Surroundings], Iterator[NewBlock]]] = {
    "data_graph": new_blocks.graphs,
    "entity": new_blocks.entities,
    "profile": new_blocks.profiles,
    "relationship": new_blocks.relationships,
}


def names(around: Surroundings, cursor: Cursor) -> Iterator[Completion]:
    """The attributes and blocks that can stand at the cursor; in a block of one line it is one attribute."""
    row = around.row
    is_closed = around.view.text[cursor.span.end : cursor.span.end + _MOST_BLANKS].lstrip(" \t").startswith("}")
    if row is None or (cursor.is_inline and not (is_closed and around.is_empty())):
        return
    writer = _Writer(around, cursor, row)
    if cursor.follower != "brace":
        yield from writer.attributes()
    if cursor.follower in ("", "brace") and not cursor.is_inline:
        yield from writer.blocks()
    if not cursor.follower and not cursor.is_inline:
        yield from writer.all_missing()


class _Writer:
    """Writes what a block of one kind takes at a cursor."""

    def __init__(self, around: Surroundings, cursor: Cursor, row: BlockRow) -> None:
        self._around = around
        self._cursor = cursor
        self._row = row
        self._present = around.attribute_names() | around.block_kinds()
        self._choice: Choice | None = row.choice_in(around.parent)

    def attributes(self) -> Iterator[Completion]:
        """The attributes that are not there yet."""
        for number, it in enumerate(self._missing()):
            group = _REQUIRED if it.required else _CHOSEN if self._is_chosen(it.name) else _OPTIONAL
            place = self._choice.names.index(it.name) if self._choice and group == _CHOSEN else number
            topic = ("attribute", self._row.name, it.name)
            text, is_snippet = self._assignment(it)
            detail = "required" if it.required else "one way to join" if group == _CHOSEN else "optional"
            edit = TextEdit(self._cursor.span, text)
            yield Completion(
                it.name, "attribute", edit, is_snippet, detail, f"{group}{place:04}", it.name, topic, not number
            )

    def blocks(self) -> Iterator[Completion]:
        """The blocks that are not there yet as often as they may be."""
        for child in self._children():
            group = _CHOSEN if self._is_chosen(child) else _BLOCK if self._row.name else _TOP[child]
            if self._cursor.follower == "brace":
                edit = TextEdit(self._cursor.span, child)
                yield Completion(child, "block", edit, False, "", f"{group}", child, ("block", child))
                continue
            found = _NEW[child](self._around) if child in _NEW else new_blocks.joining(self._around, child)
            for number, it in enumerate(found):
                text = "\n".join(it.lines)
                place = self._choice.names.index(child) if self._choice and group == _CHOSEN else number
                label, sort = it.label, f"{group if number < 2 else _OTHER}{place:04}"
                edit = TextEdit(self._cursor.span, text)
                kind: CompletionKind = "block" if label == child else "snippet"
                yield Completion(label, kind, edit, True, it.detail, sort, label, it.topic)

    def all_missing(self) -> Iterator[Completion]:
        """All that the block needs and has not, at once, if it is more than one thing."""
        rows = [it for it in self._missing() if it.required]
        chosen = self._choice.names[0] if self._choice and not set(self._choice.names) & self._present else ""
        attribute = self._row.attribute(chosen)
        rows += [attribute] if attribute else []
        labels = [it.name for it in rows] + ([chosen] if chosen and not attribute else [])
        if len(labels) < 2:
            return
        snippet = Snippet()
        lines = snippet.attributes(rows, {it.name: self._words(it) for it in rows})
        if chosen and not attribute:
            words = new_blocks.joining_words(self._around, chosen)
            lines += ["", *snippet.template(BLOCKS[chosen], self._row.name, self._around.version, words)]
        label = ", ".join(labels)
        edit = TextEdit(self._cursor.span, "\n".join(lines))
        topic = ("block", self._row.name)
        yield Completion(label, "snippet", edit, True, "all that is missing", f"{_ALL}", label, topic)

    def _missing(self) -> list[Attribute]:
        rows = self._row.attributes_in(self._around.parent, self._around.version)
        return [it for it in rows if it.name not in self._present and not self._is_decided(it.name)]

    def _children(self) -> list[str]:
        """The kinds of blocks that may still be put in."""
        rules = self._row.children_in(self._around.parent)
        names = [it.name for it in rules if it.maximum is None or it.name not in self._present]
        if not self._row.name and "data_graph" in names:
            # What is written before its graph will stand in it.
            names += [
                it.name for it in BLOCKS["data_graph"].children if it.maximum is None or it.name not in self._present
            ]
        return [it for it in names if not self._is_decided(it)]

    def _is_chosen(self, name: str) -> bool:
        return self._choice is not None and name in self._choice.names

    def _is_decided(self, name: str) -> bool:
        """Whether another one of several ways is there already."""
        return self._choice is not None and name in self._choice.names and bool(set(self._choice.names) & self._present)

    def _assignment(self, attribute: Attribute) -> tuple[str, bool]:
        """The text of an attribute, and whether it is a snippet: what stands behind the cursor already is left out."""
        if self._cursor.follower == "equals":
            return attribute.name, False
        if self._cursor.follower == "string":
            return f"{attribute.name} =", False
        snippet = Snippet()
        words = self._words(attribute)
        if words or attribute.allowed or attribute.type == "boolean":
            return f"{attribute.name} = {snippet.value(attribute, words)}", True
        # Between empty quotes the editor can offer what fits.
        return f'{attribute.name} = "{snippet.stop()}"', True

    def _words(self, attribute: Attribute) -> tuple[str, ...]:
        """What the value of an attribute may be, where there are a few good answers."""
        around = self._around
        if attribute.form == "entity":
            return few_entities(around.view, around.leads_to(1))
        if attribute.form == "external id type":
            return new_blocks.external_id_types(around.view)
        if attribute.form in ("join", "left join", "right join"):
            return tuple(it.text for it in ends_of(around, attribute.form).suggested() if it.text)
        return ()
