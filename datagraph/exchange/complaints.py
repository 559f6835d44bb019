"""What is wrong with the shape of a document, in sentences with paths such as `entities[2].table_ref`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from datagraph.diagnostics.render.visible import visible
from datagraph.diagnostics.suggestion import closest
from datagraph.exchange.plain import BLOCK_OF_FIELD, FORMAT_VERSION, SLUG, field_of
from datagraph.exchange.shapes import BLANK, CHOICE
from datagraph.language import BLOCKS, CURRENT_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import ValidationError

    from datagraph.language import Block

_LONGEST = 60
_EXPECTED = {
    "string_type": "a string",
    "bool_type": "`true` or `false`",
    "list_type": "a list",
    "model_type": "an object",
}


def complaints(error: ValidationError, version: str) -> list[str]:
    """Say every fault that pydantic found in a document of a version of the language."""
    return [_Fault(it, version).sentence() for it in error.errors(include_url=False)]


def path_text(path: Sequence[str | int]) -> str:
    """A path as people write it."""
    text = "".join(f"[{it}]" if isinstance(it, int) else f".{_clipped(it)}" for it in path)
    return f"`{text[1:]}`" if text else "the document"


class _Fault:
    """One fault: its path, and the row of the block around it."""

    def __init__(self, error: Any, version: str) -> None:
        self._kind: str = error["type"]
        self._value: Any = error["input"]
        self._path: tuple[str | int, ...] = error["loc"]
        self._context: Any = error.get("ctx", {})
        self._version = version
        around = [BLOCK_OF_FIELD[it] for it in self._path[:-1] if isinstance(it, str) and it in BLOCK_OF_FIELD]
        rows = [BLOCKS["data_graph"], *around]
        self._row: Block = rows[-1]
        self._parent = rows[-2].name if around else ""
        self._name = str(self._path[-1]) if self._path else ""

    def sentence(self) -> str:
        """The fault in words."""
        path = path_text(self._path)
        if self._kind == "missing":
            return f"{path} is missing; {self._proposal()}"
        if self._kind == CHOICE:
            return f"{path} {_choice(**self._context)}"
        if self._kind == "extra_forbidden":
            return f"{path} is not known; {self._known_fields()}"
        if self._kind == BLANK or self._value is None:
            return f"{path} is empty; {self._proposal()}"
        return f"{path} is {self._wrong_value()}"

    def _wrong_value(self) -> str:
        attribute = self._row.attribute(self._name)
        if self._kind == "literal_error" and self._name == "format_version":
            return f"{_shown(self._value)}, and only {FORMAT_VERSION} can be read here; a newer datagraph may read it"
        if self._kind == "literal_error" and attribute:
            return f"{_shown(self._value)}; it can be {' or '.join(f'`{it}`' for it in attribute.allowed)}"
        if self._kind.startswith("string_") and self._name == SLUG and isinstance(self._value, str):
            return f"{_shown(self._value)}; a slug has only lowercase letters, digits, `-` and `_`"
        if self._kind in _EXPECTED:
            return f"{_noun(self._value)}, not {_EXPECTED[self._kind]}"
        return "not what belongs there"

    def _proposal(self) -> str:
        """What to write, or that nothing need be written."""
        attribute = self._row.attribute(self._name)
        if self._name == "format_version":
            return f"write {FORMAT_VERSION}"
        if self._name == SLUG:
            return "write the block's label, such as `account-entity`"
        if attribute and attribute.form == "version":
            return f'write "{CURRENT_VERSION}"'
        if attribute and attribute.required:
            return f"write a value such as {attribute.example.partition('= ')[2]}"
        return "leave it out"

    def _known_fields(self) -> str:
        row = self._row
        attribute = row.attribute(self._name)
        if attribute and not attribute.belongs_to(self._version):
            return f"{self._version} of the language has no such attribute"
        known = [SLUG] if row.label else [] if self._parent else ["format_version"]
        known += [it.name for it in row.attributes_in(self._parent, self._version)]
        known += [field_of(it) for it in row.children_in(self._parent)]
        near = closest(self._name, known)
        if near:
            return f"did you mean `{near.word}`?"
        return f"here can be {', '.join(f'`{it}`' for it in known)}"


def _choice(names: list[str], found: list[str]) -> str:
    if found:
        return f"has {' and '.join(f'`{it}`' for it in found)}; it can have only one of them"
    return f"has neither {' nor '.join(f'`{it}`' for it in names)}; it needs one of them"


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return _noun(value)
    return f"`{_clipped(value if isinstance(value, str) else json.dumps(value))}`"


def _clipped(text: str) -> str:
    return visible(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def _noun(value: Any) -> str:
    """What kind of value it is, as it is written in JSON and YAML."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    nouns = {str: "a string", int: "a number", float: "a number", list: "a list"}
    return nouns.get(type(value), "an object")
