"""The JSON Schema of `datagraph.toml`, and of `[tool.datagraph]` in `pyproject.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.configuration.keys import KEYS, SEVERITIES
from datagraph.configuration.toml import parse
from datagraph.rules.registry import all_rules

if TYPE_CHECKING:
    from datagraph.configuration.key import Key

_RULE = {"$ref": "#/$defs/rule"}
_SEVERITY = {"$ref": "#/$defs/severity"}


def configuration_schema() -> dict[str, Any]:
    """Describe every setting of the table; the rules' names are spelt out, so that editors can offer them."""
    return {
        "title": "Configuration",
        "description": "The settings in `datagraph.toml`, and in `[tool.datagraph]` of `pyproject.toml`.",
        "type": "object",
        "properties": {key.name: _setting(key) for key in KEYS.values()},
        "additionalProperties": False,
        "$defs": {
            "rule": {
                "description": "A rule's name or code, or the beginning of codes: `DG5` is a family.",
                "type": "string",
                "anyOf": [{"enum": [rule.name for rule in all_rules()]}, {"pattern": "^[Dd][Gg][0-9]{0,3}$"}],
            },
            "severity": {"description": "How grave a finding is.", "type": "string", "enum": list(SEVERITIES)},
        },
    }


def _setting(key: Key) -> dict[str, Any]:
    setting = {"description": key.documentation, **_shape(key), "examples": [parse(key.example).values[key.name]]}
    if key.default:
        setting["default"] = parse(f"default = {key.default}").values["default"]
    return setting


def _shape(key: Key) -> dict[str, Any]:
    if key.form == "rules":
        return {"type": "array", "items": _RULE}
    if key.form == "patterns":
        return {"type": "array", "items": {"type": "string"}}
    if key.form == "severity":
        return dict(_SEVERITY)
    if key.form == "warehouse":
        return {"type": "string", "enum": list(key.allowed)}
    described = {rule.name: {"description": rule.description.summary, **_SEVERITY} for rule in all_rules()}
    by_code = {"^[Dd][Gg][0-9]{3}$": _SEVERITY}
    return {"type": "object", "properties": described, "patternProperties": by_code, "additionalProperties": False}
