"""The figures of a survey as JSON, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.catalog.measurements import Measurements
    from datagraph.cli.surveying import SurveyedFile

VERSION = 1
"""The version of this form; later releases may add keys, but change and remove none."""


def figures_json(files: Iterable[SurveyedFile]) -> str:
    """All that was counted, file by file, under the names that `catalog.measurements` gives the figures."""
    document = {
        "version": VERSION,
        "files": [{"path": it.path, **_of_graph(it.evidence.measurements)} for it in files if it.evidence.measurements],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _of_graph(found: Measurements) -> dict[str, Any]:
    relationships = {slug: {"cardinality": it.cardinality, **_plain(it)} for slug, it in found.relationships.items()}
    return {**_plain(found), "relationships": relationships}


def _plain(value: Any) -> Any:
    """Named tuples as objects, whatever they hold."""
    if hasattr(value, "_asdict"):
        return {name: _plain(it) for name, it in value._asdict().items()}
    if isinstance(value, dict):
        return {name: _plain(it) for name, it in value.items()}
    return [_plain(it) for it in value] if isinstance(value, tuple) else value
