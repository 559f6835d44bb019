"""A row of the table: one attribute of one block."""

from __future__ import annotations

from typing import Literal

from datagraph.language.values import VERSIONS

ValueType = Literal["string", "boolean"]

ValueForm = Literal[
    "label",
    "text",
    "table",
    "schema",
    "column",
    "entity",
    "join",
    "left join",
    "right join",
    "external id type",
    "trait",
    "profile type",
    "materialization",
    "version",
    "flag",
]
"""What a value holds: a `flag` is `true` or `false`, all others are strings; `table` and `schema` are dotted names."""


class Attribute:
    """What the language says of `name = value` in one block.

    `documentation` is Markdown of a few sentences; `example` a full line of a file. `placeholder` stands for the
    value, without quotes, in a text that the user completes; `default` is what leaving the attribute out means,
    written likewise. `allowed` is a closed set of values; empty means that it is open.

    `where` names the parents of the block under which the attribute may stand; empty means any of them. `since` and
    `until` are the first and the last version that has it, `replaced_by` the attribute of the same block that came
    after it.
    """

    # A plain class, as are the other rows: creating a NamedTuple or a dataclass takes longer than the whole table.
    __slots__ = (
        "allowed",
        "default",
        "documentation",
        "example",
        "form",
        "name",
        "placeholder",
        "replaced_by",
        "required",
        "since",
        "until",
        "where",
    )

    def __init__(  # noqa: PLR0913 a row is written once, with every column named
        self,
        *,
        name: str,
        required: bool,
        form: ValueForm,
        documentation: str,
        example: str,
        placeholder: str,
        default: str | None = None,
        allowed: tuple[str, ...] = (),
        where: tuple[str, ...] = (),
        since: str = VERSIONS[0],
        until: str | None = None,
        replaced_by: str | None = None,
    ) -> None:
        self.name = name
        self.required = required
        self.form = form
        self.documentation = documentation
        self.example = example
        self.placeholder = placeholder
        self.default = default
        self.allowed = allowed
        self.where = where
        self.since = since
        self.until = until
        self.replaced_by = replaced_by

    def __repr__(self) -> str:
        return f"Attribute({self.name!r})"

    @property
    def type(self) -> ValueType:
        """The type that the value is written in."""
        return "boolean" if self.form == "flag" else "string"

    def fits(self, parent: str) -> bool:
        """Tell whether the attribute may stand in its block when that block stands in `parent`."""
        return not self.where or parent in self.where

    def belongs_to(self, version: str) -> bool:
        """Tell whether a version of the language, one of `VERSIONS`, has the attribute."""
        last = VERSIONS[-1] if self.until is None else self.until
        return VERSIONS.index(self.since) <= VERSIONS.index(version) <= VERSIONS.index(last)
