"""YAML, or JSON as a part of it, to plain data that knows where each value stands."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from datagraph.text import Span

_LOADER: Any = yaml.SafeLoader
# What people write has few levels; PyYAML calls itself for each.
_DEEPEST = 50

Path = tuple["str | int", ...]


class Fault(NamedTuple):
    """What keeps a text from being read, and where."""

    span: Span
    message: str


class Placed(NamedTuple):
    """Plain data, and the ranges of its values and of the keys of its mappings, by their paths."""

    data: Any
    values: dict[Path, Span]
    keys: dict[Path, Span]

    def span(self, path: Path) -> Span:
        """Where a value stands, or the innermost thing around it that is there."""
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, Span(0, 0))


def read_placed(text: str) -> tuple[Placed | None, list[Fault]]:
    """Read one document; None if the text is none. Of a key that stands more than once the last value counts."""
    try:
        fault = _strange(text)
        root = None if fault else yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        fault = Fault(_at(mark.index if mark else 0, text), str(error.problem or error.context))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        fault = Fault(_at(0, text), " ".join(str(error).split()))
    if fault:
        return None, [fault]
    placed = Placed(None, {}, {})
    faults: list[Fault] = []
    data = _plain(root, (), placed, faults) if root is not None else None
    return placed._replace(data=data), faults


def _strange(text: str) -> Fault | None:
    """What YAML has and such a file has no use for."""
    depth = 0
    events: Any = yaml.parse(text, Loader=_LOADER)
    for event in events:
        span = Span(event.start_mark.index, event.end_mark.index)
        if isinstance(event, yaml.AliasEvent):
            return Fault(span, "an alias is not read here; write out what it stands for")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                return Fault(span, "nested too deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _at(offset: int, text: str) -> Span:
    return Span(min(offset, len(text)), min(offset + 1, len(text)))


def _plain(node: Any, path: Path, placed: Placed, faults: list[Fault]) -> Any:
    end = node.end_mark.index
    placed.values[path] = Span(node.start_mark.index, max(end, node.start_mark.index))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(it, (*path, index), placed, faults) for index, it in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return _scalar(node)
    found: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        span = Span(key.start_mark.index, key.end_mark.index)
        if name in found:
            faults.append(Fault(span, f"`{name}` stands more than once"))
        place: Path = (*path, name)
        placed.keys[place] = span
        found[name] = _plain(value, place, placed, faults)
    return found


def _scalar(node: Any) -> Any:
    loader = _LOADER("")
    try:
        return loader.construct_object(node)
    except (yaml.YAMLError, ValueError, OverflowError):
        return node.value
    finally:
        loader.dispose()
