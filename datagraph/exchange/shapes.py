"""The shape of an exported model: the language's table as pydantic models."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ForwardRef, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from datagraph.exchange.plain import FORMAT_VERSION, SLUG, field_of, is_list
from datagraph.language import BLOCKS, SLUG_PATTERN, VERSIONS
from datagraph.syntax import encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.language import Attribute, Block, ChildRule, Choice

BLANK = "blank"
"""The type of pydantic's error for a string that shows nothing."""

CHOICE = "choice"
"""The type of pydantic's error for a block that has not exactly one of several fields; `names` has all of them."""

_SLUG_DOCUMENTATION = (
    "The label of the block. It is unique in the graph; a changed slug counts as a deletion and breaks consumers."
)
_SCHEMA_DOCUMENTATION = "Where the JSON Schema of this document is, for editors."
_FORMAT_DOCUMENTATION = "The version of this format; `version` is the version of the language."


def shape_of(version: str) -> type[BaseModel]:
    """The shape of a whole document in a version of the language, one of `VERSIONS`."""
    return _shapes()[_name(BLOCKS["data_graph"], "", version)]


@lru_cache(maxsize=1)
def _shapes() -> Mapping[str, type[BaseModel]]:
    """The shapes of all blocks by name, one for each place and version that makes a difference to the block."""
    shapes: dict[str, type[BaseModel]] = {}
    for version in VERSIONS:
        for row in BLOCKS.values():
            for parent in row.parents:
                name = _name(row, parent, version)
                if name not in shapes:
                    shapes[name] = _create(name, row, parent, version)
    for shape in shapes.values():
        shape.model_rebuild(_types_namespace=shapes)
    return shapes


def _name(row: Block, parent: str, version: str) -> str:
    words = _title(row, parent, version).replace(".", "_").replace(",", "").split()
    return "".join(word[0].upper() + word[1:] for word in words)


def _title(row: Block, parent: str, version: str) -> str:
    """What tells the shape from all others: the block, and its place and version where they make a difference."""
    title = row.name.replace("_", " ").capitalize()
    if any(it.where for rows in (row.attributes, row.children, row.choices) for it in rows):
        title += f" in {parent.replace('_', ' ')}"
    return f"{title}, {version}" if _depends_on_version(row) else title


def _depends_on_version(row: Block) -> bool:
    """Whether the block, or one inside it, is not the same in all versions."""
    inside, waiting = {row.name}, [row]
    while waiting:
        block = waiting.pop()
        if any(it.form == "version" or not all(map(it.belongs_to, VERSIONS)) for it in block.attributes):
            return True
        children = [BLOCKS[it.name] for it in block.children if it.name not in inside]
        inside.update(it.name for it in children)
        waiting += children
    return False


def _create(name: str, row: Block, parent: str, version: str) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    if not parent:
        # pydantic wants names that Python can have.
        fields["schema_"] = (str, Field(default=None, alias="$schema", description=_SCHEMA_DOCUMENTATION))
        fields["format_version"] = (Literal.__getitem__(FORMAT_VERSION), Field(description=_FORMAT_DOCUMENTATION))
    if row.label:
        fields[SLUG] = (str, Field(pattern=f"^{SLUG_PATTERN}$", description=_SLUG_DOCUMENTATION))
    for attribute in row.attributes_in(parent, version):
        fields[attribute.name] = _attribute_field(attribute, version)
    for child in row.children_in(parent):
        fields[field_of(child)] = _child_field(child, row, version)
    choice = row.choice_in(parent)
    extra: dict[str, Any] = {"description": row.documentation}
    if choice:
        extra["oneOf"] = [{"required": [it]} for it in _fields_of(choice, row)]
    return create_model(
        name,
        __config__=ConfigDict(title=_title(row, parent, version), strict=True, extra="forbid", json_schema_extra=extra),
        __validators__={"choice": _exactly_one(_fields_of(choice, row))} if choice else {},
        **fields,
    )


def _attribute_field(attribute: Attribute, version: str) -> tuple[Any, Any]:
    written = json.loads(attribute.example.partition("= ")[2])
    more: dict[str, Any] = {"description": attribute.documentation, "examples": [written]}
    kind: Any
    if attribute.type == "boolean":
        kind, default = bool, attribute.default == "true"
    else:
        default = None
        if attribute.form == "version":
            kind, more["examples"] = Literal.__getitem__(version), None
        elif attribute.allowed:
            kind, more["examples"] = Literal.__getitem__(attribute.allowed), None
        else:
            # Not pydantic's own pattern: it refuses unpaired surrogates, which the language lets pass.
            kind, more["json_schema_extra"] = Annotated[str, AfterValidator(_not_blank)], {"pattern": r"[\S\n\r\t]"}
    return kind, Field(**more) if attribute.required else Field(default=default, **more)


def _not_blank(text: str) -> str:
    # As the language looks at it, before escapes are resolved: `"\n"` is not blank.
    if not encode(text)[1:-1].strip():
        raise PydanticCustomError(BLANK, "blank")
    return text


def _child_field(child: ChildRule, row: Block, version: str) -> tuple[Any, Any]:
    shape = ForwardRef(_name(BLOCKS[child.name], row.name, version))
    kind = list[shape] if is_list(child) else shape  # type: ignore[valid-type]
    return kind, Field() if child.minimum else Field(default=None)


def _fields_of(choice: Choice, row: Block) -> list[str]:
    children = {child.name: field_of(child) for child in row.children}
    return [children.get(name, name) for name in choice.names]


def _exactly_one(fields: list[str]) -> Any:
    def check(shape: BaseModel) -> BaseModel:
        if len(shape.model_fields_set.intersection(fields)) != 1:
            found = [it for it in fields if it in shape.model_fields_set]
            raise PydanticCustomError(CHOICE, "choice", {"names": fields, "found": found})
        return shape

    return model_validator(mode="after")(check)
