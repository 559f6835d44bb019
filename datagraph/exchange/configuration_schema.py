"""The JSON Schema of `datagraph.toml`, and of `[tool.datagraph]` in `pyproject.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.configuration.channels import NOTIFY_KINDS, NOTIFY_SETTINGS
from datagraph.configuration.keys import KEYS, SEVERITIES
from datagraph.configuration.toml import parse
from datagraph.rules.registry import all_rules
from datagraph.warehouse.kinds import KINDS

if TYPE_CHECKING:
    from datagraph.configuration.channels import NotifyKind
    from datagraph.configuration.key import Key
    from datagraph.warehouse.kinds import Kind

_RULE = {"$ref": "#/$defs/rule"}
_SEVERITY = {"$ref": "#/$defs/severity"}
_ACCEPTANCE = {
    "type": "object",
    "properties": {
        "change": {"description": "The rule and the slug, as `CODE:SLUG`.", "type": "string"},
        "reason": {"description": "Why it is accepted.", "type": "string"},
        "until": {"description": "The last day on which it counts.", "type": "string", "format": "date"},
    },
    "required": ["change", "reason"],
    "additionalProperties": False,
}


def _channel(name: str, kind: NotifyKind) -> dict[str, Any]:
    """A table of `[[notify]]` of one kind."""
    to = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    types: dict[str, Any] = {"to": to, "port": {"type": "integer"}, "security": {"enum": ["starttls", "tls", "none"]}}
    types |= {"type": {"const": name}}
    names = ("type", "name", *kind.required, *kind.optional)
    named = {it: {"description": NOTIFY_SETTINGS[it], **types.get(it, {"type": "string"})} for it in names}
    return {
        "type": "object",
        "properties": named,
        "required": ["type", *kind.required],
        "additionalProperties": False,
    }


_ITEMS: dict[str, Any] = {
    "rules": _RULE,
    "patterns": {"type": "string"},
    "acceptances": _ACCEPTANCE,
    "channels": {"anyOf": [_channel(*it) for it in NOTIFY_KINDS.items()]},
}
"""What is in a list of each form."""


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
    if key.form in _ITEMS:
        return {"type": "array", "items": _ITEMS[key.form]}
    if key.form == "severity":
        return dict(_SEVERITY)
    if key.type == "string":
        return {"type": "string", **({"enum": list(key.allowed)} if key.allowed else {})}
    if key.form == "connections":
        return {"type": "object", "additionalProperties": {"anyOf": [_by_dbt(), *map(_connection, KINDS.values())]}}
    described = {rule.name: {"description": rule.description.summary, **_SEVERITY} for rule in all_rules()}
    by_code = {"^[Dd][Gg][0-9]{3}$": _SEVERITY}
    return {"type": "object", "properties": described, "patternProperties": by_code, "additionalProperties": False}


_OF_ALL = {
    "timeout": {"description": "Seconds to connect in, and for the network to be silent.", "type": "number"},
}


def _by_dbt() -> dict[str, Any]:
    """A connection that dbt describes."""
    profile = {"description": "`profile` or `profile/target` in dbt's `profiles.yml`.", "type": "string"}
    return {"type": "object", "properties": {"dbt_profile": profile, **_OF_ALL}, "required": ["dbt_profile"]}


def _connection(kind: Kind) -> dict[str, Any]:
    """A connection of one kind; drivers take more parameters than are listed."""
    named = {it.name: {"description": it.documentation} for it in kind.parameters if not it.secret}
    variables = {
        f"{it.name}_env": {
            "description": f"The environment variable that holds it: {it.documentation}",
            "type": "string",
        }
        for it in kind.parameters
        if it.secret
    }
    secrets = [{"required": [it.name]} for it in kind.parameters if it.secret]
    # A required parameter may also come from an environment variable.
    needed = [
        {"anyOf": [{"required": [it.name]}, {"required": [f"{it.name}_env"]}]} for it in kind.parameters if it.required
    ]
    shape: dict[str, Any] = {
        "type": "object",
        "properties": {
            "type": {"description": "The kind of warehouse.", "const": kind.name},
            **named,
            **variables,
            **_OF_ALL,
        },
        "required": ["type"],
    }
    if needed:
        shape["allOf"] = needed
    if secrets:
        shape["not"] = {"anyOf": secrets}
    if not kind.is_open:
        shape["additionalProperties"] = False
        shape["patternProperties"] = {"_env$": {"type": "string"}}
    return shape
