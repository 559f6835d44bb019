"""Writes the JSON Schemas: `python -m datagraph.exchange.generate`; a test fails when a checked-in one is stale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

from datagraph.diagnostics.render.json_text import json_text
from datagraph.exchange.catalog_document import CatalogDocument
from datagraph.exchange.configuration_schema import configuration_schema
from datagraph.exchange.consumers_document import ConsumersDocument
from datagraph.exchange.diagnostics_document import DiagnosticsDocument
from datagraph.exchange.diagram_document import DiagramDocument
from datagraph.exchange.json_schema import SchemaWriter, steady
from datagraph.exchange.rules_document import RulesDocument
from datagraph.exchange.schemas import SCHEMAS, home
from datagraph.exchange.shapes import shape_of
from datagraph.language import VERSIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

_DOCUMENTS: Mapping[str, type[BaseModel]] = {
    "catalog": CatalogDocument,
    "consumers": ConsumersDocument,
    "diagnostics": DiagnosticsDocument,
    "diagram": DiagramDocument,
    "rules": RulesDocument,
}
_MODEL = {
    "title": "Data Graph",
    "description": "A Data Graph as `datagraph export` writes it and `datagraph import` reads it, in JSON or YAML.",
}


def generate(name: str) -> str:
    """The text of a schema, one of `SCHEMAS`, made anew."""
    if name == "configuration":
        schema = configuration_schema()
    elif name == "model":
        references, schema = _described(*(shape_of(version) for version in reversed(VERSIONS)))
        schema = {**_MODEL, "oneOf": references, **schema}
    else:
        (reference,), schema = _described(_DOCUMENTS[name])
        schema = {**reference, **schema}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return json_text({"$schema": dialect, "$id": f"urn:datagraph:schema:{name}", **schema})


def _described(*shapes: type[BaseModel]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """References to the shapes, and the definitions of them and of all that is in them."""
    by_shape, definitions = models_json_schema([(it, "validation") for it in shapes], schema_generator=SchemaWriter)
    return [by_shape[it, "validation"] for it in shapes], steady(definitions)


def main() -> None:
    """Write all schemas."""
    for name in SCHEMAS:
        (home() / f"{name}.json").write_text(generate(name), encoding="utf-8")


if __name__ == "__main__":
    main()
