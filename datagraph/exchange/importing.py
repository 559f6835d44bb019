"""JSON or YAML to the text of a Data Graph."""

from __future__ import annotations

from typing import Any

from datagraph.exchange.reading import DEEPEST, TOO_DEEP, Mapping, read_plain
from datagraph.language import CURRENT_VERSION, VERSIONS


def import_text(text: str) -> tuple[str, list[str]]:
    """Turn what `export_json` or `export_yaml` wrote into a Data Graph in canonical format.

    Where the document is not of the right shape, the text is empty, and the problems are sentences that name the
    place in it. What the shape cannot say, such as a join of unknown entities, is for the rules to find in the text.
    """
    data, problems = read_plain(text)
    if problems:
        return "", problems
    if not isinstance(data, dict):
        return "", ["the document has no fields; it needs `format_version`, `version` and `entities`"]
    # Loaded only now: pydantic takes longer to load than most documents take to read.
    from pydantic import ValidationError

    from datagraph.exchange.complaints import complaints
    from datagraph.exchange.shapes import shape_of
    from datagraph.exchange.writing import write_graph

    named = data.get("version")
    version = named if isinstance(named, str) and named in VERSIONS else CURRENT_VERSION
    problems = _faults_of_writing(data)
    if problems == [TOO_DEEP]:
        return "", problems
    try:
        shape_of(version).model_validate(data)
    except ValidationError as error:
        problems += complaints(error, version)
    return ("", problems) if problems else (write_graph(data), [])


def _faults_of_writing(data: Any) -> list[str]:
    """Fields that stand more than once; or only that the document is too deep to be looked at any further."""
    from datagraph.exchange.complaints import path_text

    problems: list[str] = []
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > DEEPEST:
            return [TOO_DEEP]
        if isinstance(value, Mapping):
            problems += [f"{path_text((*path, name))} stands more than once" for name in value.repeated]
            waiting += [((*path, name), it) for name, it in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [((*path, index), value[index]) for index in range(len(value) - 1, -1, -1)]
    return problems
