"""Places in the graph that name a table, a schema or a column, and the edits that rename it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix
from datagraph.model import is_part
from datagraph.rules.words import quoted
from datagraph.syntax import encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.catalog import Column, Table
    from datagraph.model import Node, Part
    from datagraph.rules.tables.names import Names, Reading
    from datagraph.syntax import StringValue


class _Reference:
    """A text that is the value of an attribute, or a piece of it."""

    __slots__ = ("attribute", "node", "text")

    def __init__(self, node: Node, attribute: str, text: str) -> None:
        self.node = node
        self.attribute = attribute
        self.text = text

    @property
    def string(self) -> StringValue | None:
        """Where the text stands; None if its attribute is misspelt."""
        string = self.node.string(self.attribute)
        return string if string and string.text == self.text else None

    def part(self, start: int, end: int) -> Span:
        """Where a piece of the text stands in the file."""
        string = self.string
        return string.part(start, end) if string else self.node.value_span(self.attribute)

    def _renamed(self, part: Part, name: str) -> TextEdit | None:
        """The edit that makes a part name something else; its quotes stay, and come where the name needs them."""
        string = self.string
        if string is None:
            return None
        quote = self.text[part.start] if self.text[part.start] in ('"', "`") else ""
        if quote and quote not in name:
            return TextEdit(string.part(part.start + 1, part.end - 1), encode(name)[1:-1])
        written = _written(name)
        return TextEdit(string.part(part.start, part.end), encode(written)[1:-1]) if written else None


def _written(name: str) -> str:
    """A name as the graph writes it, in quotes if need be; "" if it cannot be written."""
    if is_part(name) and name[0] not in ('"', "`"):
        return name
    return next((f"{it}{name}{it}" for it in ("`", '"') if name and it not in name), "")


class TableReference(_Reference):
    """A name of a table, or of the profile's schema.

    `names` is all of it: its parts are the last of them, and what is left out comes from the connection, or from the
    one database that has such a table. `is_misformed` is whether something else is said of its form already.
    """

    __slots__ = ("is_misformed", "names", "parts", "reading")

    def __init__(
        self,
        node: Node,
        attribute: str,
        text: str,
        parts: tuple[Part, ...],
        names: Names,
        reading: Reading,
        is_misformed: bool,
    ) -> None:
        super().__init__(node, attribute, text)
        self.parts = parts
        self.names = names
        self.reading = reading
        self.is_misformed = is_misformed

    @property
    def table(self) -> Table | None:
        """The table whose columns the graph means, under its name or in another case."""
        return self.reading.table

    @property
    def stored(self) -> Names:
        """The name under which the warehouse stores it; () if it has none, or several that differ in case alone."""
        return self.reading.meant if self.reading.status in ("found", "case") else ()

    @property
    def span(self) -> Span:
        """All of it, without the quotes of the string."""
        return self.node.value_span(self.attribute)

    @property
    def left_out(self) -> int:
        """How many parts are not written."""
        return len(self.names) - len(self.parts)

    def level_span(self, level: int) -> Span:
        """The part for a database (0), a schema (1) or a table (2); all of it if that is not written."""
        index = level - self.left_out
        return self.part(self.parts[index].start, self.parts[index].end) if index >= 0 else self.span

    def changed(self, names: Names) -> list[int]:
        """The levels of the written parts that are otherwise in another name."""
        levels = range(self.left_out, len(self.names))
        return [level for level in levels if self.names[level] != names[level]]

    def fixes(self, applicability: Applicability) -> tuple[Fix, ...]:
        """The fix that writes what was likely meant; none if nothing was, or the text is not in the file as it is."""
        return self.renaming(self.reading.meant, applicability)

    def renaming(self, meant: Names, applicability: Applicability = Applicability.UNSAFE) -> tuple[Fix, ...]:
        """The fix that writes another name."""
        if not meant or meant[: self.left_out] != self.names[: self.left_out]:
            return ()
        levels = self.changed(meant)
        edits = [self._renamed(self.parts[level - self.left_out], meant[level]) for level in levels]
        title = quoted(meant[levels[0]] if len(levels) == 1 else ".".join(meant)) if levels else ""
        found = tuple(it for it in edits if it)
        return (Fix(f"change to {title}", found, applicability),) if found and len(found) == len(edits) else ()

    def completion(self, applicability: Applicability) -> tuple[Fix, ...]:
        """The fix that writes down the parts that are left out."""
        missing = [_written(it) for it in self.names[: self.left_out]]
        if not self.string or not all(missing):
            return ()
        start = self.span.start
        edits = (TextEdit(Span(start, start), encode("".join(f"{it}." for it in missing))[1:-1]),)
        return (Fix(f"add {quoted('.'.join(missing))}", edits, applicability),)


class ColumnReference(_Reference):
    """A name of a column of a table that is known.

    `column` is the one that is meant, under its name or, if only one is, in another case; `choices` are the stored
    names that differ in case alone. `opposite` is the other side of its join.
    """

    __slots__ = ("_part", "choices", "column", "name", "opposite", "owner", "table")

    def __init__(
        self, node: Node, attribute: str, text: str, part: Part, table: Table, matches: Sequence[Column], owner: str
    ) -> None:
        super().__init__(node, attribute, text)
        self.name = part.text
        self.table = table
        self.column: Column | None = matches[0] if len(matches) == 1 else None
        self.choices = tuple(it.name for it in matches)
        self.opposite: ColumnReference | None = None
        self.owner = owner
        """The slug of the entity whose table it is; "" for a junction's."""
        self._part = part

    @property
    def span(self) -> Span:
        """The column's name, its own quotes included."""
        return self.part(self._part.start, self._part.end)

    def fixes(self, name: str, applicability: Applicability) -> tuple[Fix, ...]:
        """The fix that names another column, if it can be written there."""
        edit = self._renamed(self._part, name)
        return (Fix(f"change to {quoted(name)}", (edit,), applicability),) if edit else ()
