"""Types of columns that make no keys, or poor ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.catalog import TypeKind

NO_KEYS: Mapping[TypeKind, str] = {
    "json": "documents are not compared as keys are",
    "array": "lists are not compared as keys are",
    "struct": "records are not compared as keys are",
    "geography": "shapes are not compared as keys are",
    "interval": "a span of time is no name of a row",
}
"""The types whose values cannot tell rows apart, and why."""

POOR_KEYS: Mapping[TypeKind, str] = {
    "boolean": "there are only two values of it",
    "float": "it is rounded, so equal keys may differ",
}
"""The types that compare, but badly, and why."""
