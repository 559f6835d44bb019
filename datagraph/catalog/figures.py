"""The file of figures: what `datagraph check` has counted, as JSON, to be shown later without a connection."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from datagraph.catalog.file import Refusal
from datagraph.catalog.measurements import Measurements, RelationshipMeasurement
from datagraph.diagnostics.render.json_text import json_text

VERSION = 1
"""The version of this form; later releases may add keys, but change and remove none."""

# A part is written under the names that `catalog.measurements` gives its fields, and read by their types, so that no
# figure is ever forgotten on either way.
_Parts = dict[str, Any]


def dump(measured: Iterable[tuple[str, Measurements]]) -> str:
    """The text of a file of figures: for each path of a graph, all that was counted."""
    files = [{"path": path, **_plain(it)} for path, it in measured]
    return json_text({"version": VERSION, "files": files})


def load(text: str) -> dict[str, Measurements] | Refusal:
    """Read a file of figures, by the paths of the graphs; never raises on any text."""
    try:
        return _files(json.loads(text.removeprefix("\ufeff")))
    except json.JSONDecodeError as error:
        return Refusal(f"{error.msg[:1].lower()}{error.msg[1:]}", error.pos + text.startswith("\ufeff"))
    except (RecursionError, ValueError):
        return Refusal("a list is nested too deeply, or a number is too long")
    except _RefusedError as error:
        return Refusal(str(error))


class _RefusedError(Exception):
    pass


def _plain(value: Any) -> Any:
    """Named tuples as objects, whatever they hold; of a relationship also what its figures come to."""
    if hasattr(value, "_asdict"):
        head = {"cardinality": value.cardinality} if isinstance(value, RelationshipMeasurement) else {}
        return {**head, **{name: _plain(it) for name, it in value._asdict().items()}}
    if isinstance(value, dict):
        return {name: _plain(it) for name, it in value.items()}
    return [_plain(it) for it in value] if isinstance(value, tuple) else value


def _files(data: object) -> dict[str, Measurements]:
    fields = _object(data, "the file")
    version = fields.get("version")
    if version != VERSION:
        known = "this version of datagraph reads 1" if isinstance(version, int) else "`version` is missing"
        raise _RefusedError(f"the version of the figures is {version}: {known}" if version is not None else known)
    found = {}
    for number, it in enumerate(_list(fields.get("files"), "files")):
        at = f"files[{number}]"
        path = _read(str, _object(it, at).get("path"), f"{at}.path")
        found[path] = _read(Measurements, it, at)
    return found


def _read(kind: Any, data: object, at: str) -> Any:
    """A value of a type as annotations of measurements write it, out of what JSON has made of it."""
    if get_origin(kind) is UnionType:
        (inner,) = (it for it in get_args(kind) if it is not NoneType)
        return None if data is None else _read(inner, data, at)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], it, f"{at}[{number}]") for number, it in enumerate(_list(data, at)))
    if get_origin(kind) is Mapping:
        inner = get_args(kind)[1]
        return {name: _read(inner, it, f"{at}.{name}") for name, it in _object(data, at).items()}
    if hasattr(kind, "_fields"):
        return _measurement(kind, _object(data, at), at)
    # A truth value is a number to Python, but not to a reader of the file.
    if type(data) is not kind or (isinstance(data, int) and data < 0):
        wanted = {int: "a number of rows", bool: "true or false", str: "a string"}[kind]
        raise _RefusedError(f"`{at}` is {'missing' if data is None else f'not {wanted}'}")
    return data


def _measurement(kind: Any, fields: _Parts, at: str) -> Any:
    types = get_type_hints(kind, localns={"Mapping": Mapping})
    wanted = [it for it in kind._fields if it in fields or it not in kind._field_defaults]
    return kind(**{name: _read(types[name], fields.get(name), f"{at}.{name}") for name in wanted})


def _object(data: object, at: str) -> _Parts:
    if not isinstance(data, dict):
        raise _RefusedError(f"{at if ' ' in at else f'`{at}`'} is {'missing' if data is None else 'not an object'}")
    return data


def _list(data: object, at: str) -> list[Any]:
    if not isinstance(data, list):
        raise _RefusedError(f"`{at}` is {'missing' if data is None else 'not a list'}")
    return data
