"""JSON Schema as pydantic writes it, without what only pydantic needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue


class SchemaWriter(GenerateJsonSchema):
    """Leaves out titles that only repeat the name of a field, and the default of a field that can be left out."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the name is pydantic's
        """Never: a title made from the name says no more than the name."""
        return False

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """Without a default that no document could hold."""
        written = super().default_schema(schema)
        if written.get("default", ...) is None:
            del written["default"]
        return written


def steady(schema: Any) -> Any:
    """Write a schema as newer releases of pydantic do, so that the checked-in files do not depend on its version."""
    if isinstance(schema, list):
        return [steady(it) for it in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: steady(value) for key, value in schema.items()}
    if "const" in parts:
        parts.pop("enum", None)
    if len(parts.get("allOf", ())) == 1:
        (only,) = parts.pop("allOf")
        parts = {**only, **parts}
    return parts
