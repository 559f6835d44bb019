"""Reads the arguments of a plain call without typer, whose import takes longer than checking a graph does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.cli.command import Command, Option

Values = dict[str, "str | bool | tuple[str, ...]"]


def read_arguments(command: Command, words: Sequence[str]) -> Values | None:
    """Read the words behind a command's name; None if anything in them is better left to typer.

    That is every mistake, every request for help, and whatever typer would treat in a way of its own. For all other
    words the values are those that typer gives.
    """
    options = {option.word: option for option in command.options}
    values: Values = {option.parameter: _default(option) for option in command.options}
    plain: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            plain += rest
        elif word == "-" or not word.startswith("-"):
            plain.append(word)
        elif not _read_option(options, word, rest, values):
            return None
    if os.name == "nt" and any(set("*?[~$%") & set(word) for word in plain):
        return None  # On Windows it is not the shell that expands these; typer does.
    return _with_arguments(command, plain, values)


def _default(option: Option) -> str | bool | tuple[str, ...]:
    if option.kind == "switch":
        return False
    return () if option.kind == "list" else ""


def _read_option(options: dict[str, Option], word: str, rest: object, values: Values) -> bool:
    name, equals, value = word.partition("=")
    option = options.get(name)
    if option is None:
        return False
    if option.kind == "switch":
        values[option.parameter] = True
        return not equals
    if not equals:
        value = next(rest, "-")  # type: ignore[call-overload]  # an iterator over words
        if value.startswith("-"):
            return False
    if option.allowed and value not in option.allowed:
        return False
    values[option.parameter] = (*_many(values[option.parameter]), value) if option.kind == "list" else value
    return True


def _many(value: str | bool | tuple[str, ...]) -> tuple[str, ...]:
    assert isinstance(value, tuple), "a list's value starts as ()"
    return value


def _with_arguments(command: Command, plain: list[str], values: Values) -> Values | None:
    for argument in command.arguments:
        if argument.required and not plain:
            return None
        count = len(plain) if argument.many else 1
        values[argument.parameter] = tuple(plain) if argument.many else "".join(plain[:1])
        plain = plain[count:]
    return None if plain else values
