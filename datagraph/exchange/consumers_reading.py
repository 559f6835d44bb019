"""The text of a file of consumers → consumers, and what is wrong with it at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.consumers import Consumer, Use
from datagraph.diagnostics.render.visible import visible
from datagraph.diagnostics.suggestion import closest
from datagraph.exchange.placed_yaml import read_placed
from datagraph.rules import rule_named
from datagraph.rules.words import quoted
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.exchange.placed_yaml import Placed

_NOUNS = {
    "string_type": "not a text",
    "list_type": "not a list",
    "dict_type": "not a mapping of slugs to columns",
    "model_type": "not a mapping",
    "model_attributes_type": "not a mapping",
    "string_too_short": "empty",
}


def read_consumers(text: str) -> tuple[tuple[Consumer, ...], list[Diagnostic]]:
    """Read a file of consumers; if anything is wrong with its form, what could be read is there all the same."""
    placed, faults = read_placed(text)
    found = [_diagnostic(it.span, it.message) for it in faults]
    if placed is None:
        return (), found
    # Loaded only now: pydantic takes longer to load than the file takes to read.
    from pydantic import ValidationError

    from datagraph.exchange.consumers_document import ConsumersDocument

    broken: set[object] = set()
    try:
        ConsumersDocument.model_validate(placed.data)
    except ValidationError as error:
        for it in error.errors(include_url=False):
            found.append(_of_shape(it, placed))
            broken.add(it["loc"][1] if it["loc"][:1] == ("consumers",) and len(it["loc"]) > 1 else None)
    consumers = placed.data.get("consumers") if isinstance(placed.data, dict) else None
    readable = enumerate(consumers if isinstance(consumers, list) else ())
    return tuple(_consumer(it, index, placed) for index, it in readable if index not in broken), found


def _consumer(data: dict[str, Any], index: int, placed: Placed) -> Consumer:
    here = ("consumers", index)
    uses = [
        *(Use("entity", it, placed.span((*here, "entities", at))) for at, it in enumerate(data.get("entities", ()))),
        *(
            Use("relationship", it, placed.span((*here, "relationships", at)))
            for at, it in enumerate(data.get("relationships", ()))
        ),
        *_columns(data, (*here, "columns"), placed),
        *(Use("trait", it, placed.span((*here, "traits", at))) for at, it in enumerate(data.get("traits", ()))),
    ]
    return Consumer(data["name"], data["kind"], tuple(uses), data.get("owner", ""), data.get("link", ""))


def _columns(data: dict[str, Any], path: tuple[str | int, ...], placed: Placed) -> Iterator[Use]:
    for entity, columns in data.get("columns", {}).items():
        # The slug counts even if no column of it is named.
        place = (*path, entity)
        yield Use("entity", entity, placed.keys[place])
        for at, column in enumerate(columns):
            yield Use("column", column, placed.span((*place, at)), entity)


def _of_shape(error: Any, placed: Placed) -> Diagnostic:
    """What pydantic found, in words."""
    path, kind = tuple(error["loc"]), error["type"]
    name = str(path[-1]) if path else "the file"
    if kind == "missing":
        around = placed.span(path[:-1])
        help_ = "write `version: 1`, and a list `consumers`" if len(path) == 1 else f"write `{name}: …`"
        return _diagnostic(Span(around.start, min(around.end, around.start + 1)), f"`{name}` is missing", help_)
    if kind == "extra_forbidden":
        near = closest(name, _known(path))
        known = ", ".join(f"`{it}`" for it in _known(path))
        help_ = f"did you mean `{near.word}`?" if near else f"here can be {known}"
        return _diagnostic(placed.keys.get(path, placed.span(path)), f"{quoted(name)} is not known here", help_)
    if kind == "literal_error":
        allowed = str(error["ctx"]["expected"]).replace("'", "`")
        return _diagnostic(placed.span(path), f"`{name}` is {_shown(error['input'])}", f"write {allowed}")
    noun = _NOUNS.get(kind, "not what belongs there")
    where = f"`{name}`" if not isinstance(path[-1] if path else "", int) else "this element"
    return _diagnostic(placed.span(path), f"{where} is {noun}", "`datagraph schema consumers` describes the file")


def _known(path: tuple[str | int, ...]) -> list[str]:
    from datagraph.exchange.consumers_document import ConsumerDocument, ConsumersDocument

    return list((ConsumersDocument if len(path) == 1 else ConsumerDocument).model_fields)


def _shown(value: object) -> str:
    return quoted(visible(str(value))) if isinstance(value, str | int | float) else "not a word"


def _diagnostic(span: Span, message: str, *help_: str) -> Diagnostic:
    rule = rule_named("unreadable-consumers")
    assert rule is not None, "the rule has a file"
    return rule.description.at(span, message, help=help_)
