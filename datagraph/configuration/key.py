"""A row of the table: one setting of the configuration."""

from __future__ import annotations

from typing import Literal

ValueForm = Literal[
    "rules", "patterns", "severity", "severities", "warehouse", "path", "name", "connections", "acceptances", "channels"
]
"""What a setting holds.

`rules` is a list of rules' names, codes or beginnings of codes; `patterns` a list of globs; `severity` one word;
`severities` a table from a rule's name or code to a severity; `warehouse` the kind of a warehouse; `path` a file's
path; `name` the name of a connection; `connections` a table of such by name; `acceptances` and `channels` are lists of
tables.
"""

ValueType = Literal["list", "string", "table", "tables"]


class Key:
    """What the configuration says of `name = value`.

    `documentation` is Markdown of a few sentences; `example` is TOML, complete with its table where it needs one;
    `default` is what leaving the setting out means, as TOML, or "" where that has no value of its own. `allowed` is
    the closed set of values, or of the values of a table; empty means that it is open. `synonyms` are words that other
    tools use for the setting, so that whoever writes one is led here.
    """

    # A plain class, as the rows of the language's table are: creating a NamedTuple costs more than the whole table.
    __slots__ = ("allowed", "default", "documentation", "example", "form", "name", "synonyms")

    def __init__(
        self,
        *,
        name: str,
        form: ValueForm,
        documentation: str,
        example: str,
        default: str = "",
        allowed: tuple[str, ...] = (),
        synonyms: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.form = form
        self.documentation = documentation
        self.example = example
        self.default = default
        self.allowed = allowed
        self.synonyms = synonyms

    def __repr__(self) -> str:
        return f"Key({self.name!r})"

    @property
    def type(self) -> ValueType:
        """The type that the value is written in."""
        if self.form in ("rules", "patterns"):
            return "list"
        if self.form in ("acceptances", "channels"):
            return "tables"
        return "table" if self.form in ("severities", "connections") else "string"
