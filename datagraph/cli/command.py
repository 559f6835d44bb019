"""A command as plain data: what typer, the quick reader of arguments and the help are all made from."""

from __future__ import annotations

from typing import Literal

OptionKind = Literal["switch", "value", "list"]
"""Whether an option stands alone, takes a value, or takes one each time it is repeated."""


class Option:
    """One option, such as `--fail-on LEVEL`.

    `parameter` is the name under which `run` gets its value: a boolean, a string ("" if it was not given), or a tuple
    of strings. `short` is another spelling, such as `-o`, or "". `allowed` is the closed set of values; empty means
    that it is open.
    """

    # A plain class, as are the rows of the language's table: quicker to create than a NamedTuple.
    __slots__ = ("allowed", "help", "kind", "metavar", "parameter", "short", "word")

    def __init__(
        self,
        word: str,
        *,
        short: str = "",
        kind: OptionKind = "value",
        help: str,  # noqa: A002 what typer calls it too
        metavar: str = "",
        allowed: tuple[str, ...] = (),
        parameter: str = "",
    ) -> None:
        self.word = word
        self.short = short
        self.kind: OptionKind = kind
        self.help = help
        self.metavar = metavar or "|".join(allowed)
        self.allowed = allowed
        self.parameter = parameter or word[2:].replace("-", "_")


class Argument:
    """What stands in a call without an option: `run` gets a string, or a tuple of strings if there may be `many`.

    Only the last argument of a command may be many.
    """

    __slots__ = ("help", "many", "metavar", "parameter", "required")

    def __init__(
        self,
        parameter: str,
        *,
        metavar: str,
        help: str,  # noqa: A002 what typer calls it too
        many: bool = False,
        required: bool = False,
    ) -> None:
        self.parameter = parameter
        self.metavar = metavar
        self.help = help
        self.many = many
        self.required = required


class Command:
    """One command: `summary` is a short sentence, `details` a paragraph.

    `arguments` come in this order; `examples` are calls, each with what it does; `exits` say what exit codes mean.
    """

    __slots__ = ("arguments", "details", "examples", "exits", "name", "options", "summary")

    def __init__(
        self,
        *,
        name: str,
        summary: str,
        details: str = "",
        examples: tuple[tuple[str, str], ...],
        exits: tuple[tuple[int, str], ...],
        arguments: tuple[Argument, ...] = (),
        options: tuple[Option, ...] = (),
    ) -> None:
        self.name = name
        self.summary = summary
        self.details = details
        self.examples = examples
        self.exits = exits
        self.arguments = arguments
        self.options = options
