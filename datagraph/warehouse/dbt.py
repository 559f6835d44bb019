"""Connections out of dbt's `profiles.yml`."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "profiles.yml"

# https://docs.getdbt.com/docs/core/connect-data-platform: dbt's names for what the drivers call otherwise; "" is what
# concerns dbt alone.
_NAMES: Mapping[str, Mapping[str, str]] = {
    "duckdb": {"path": "database", "settings": "config", "schema": "", "extensions": "", "database": ""},
    "postgres": {"pass": "password", "database": "dbname", "schema": "", "search_path": "", "role": ""},
    "redshift": {"pass": "password", "dbname": "database", "schema": "", "ra3_node": "", "role": ""},
    "snowflake": {
        "private_key_path": "private_key_file",
        "private_key_passphrase": "private_key_file_pwd",
        "query_tag": "",
        "connect_retries": "",
        "reuse_connections": "",
    },
    "bigquery": {
        "keyfile": "credentials_file",
        "database": "project",
        "schema": "dataset",
        "method": "",
        "priority": "",
    },
    "databricks": {"host": "server_hostname", "token": "access_token"},
}
_OF_DBT = ("type", "threads", "retries", "job_retries", "connect_timeout", "retry_on_database_errors", "retry_all")
# https://docs.getdbt.com/reference/dbt-jinja-functions/env_var
_VARIABLE = re.compile(r"""\{\{\s*env_var\(\s*(['"])(\w+)\1\s*(?:,\s*(['"])(.*?)\3\s*)?\)\s*(?:\|\s*\w+\s*)?\}\}""")


def read_profile(name: str, directory: str) -> tuple[str, dict[str, object]]:
    """The kind of warehouse and the driver's parameters of `profile` or `profile/target`; secrets are among them.

    Like dbt it looks where DBT_PROFILES_DIR says, else in `directory`, else in `~/.dbt`. WarehouseError, of the trouble
    `setting`, if there is no such profile.
    """
    path = _find(directory)
    profile_name, _, target = name.partition("/")
    profiles = _read(path)
    profile = profiles.get(profile_name)
    if not isinstance(profile, dict):
        listed = ", ".join(f"`{it}`" for it in profiles if it != "config")
        raise WarehouseError("setting", f"{path} has no profile named `{profile_name}`", f"its profiles are {listed}")
    target = target or _filled(str(profile.get("target", "default")), path)
    outputs = profile.get("outputs")
    output = outputs.get(target) if isinstance(outputs, dict) else None
    if not isinstance(output, dict):
        listed = ", ".join(f"`{profile_name}/{it}`" for it in outputs or ())
        raise WarehouseError(
            "setting", f"the profile `{profile_name}` has no target named `{target}`", f"there is {listed}"
        )
    kind = str(output.get("type", ""))
    if kind not in KINDS:
        raise WarehouseError("setting", f"dbt's `{name}` is of the type `{kind}`, which datagraph does not read")
    return kind, _parameters(kind, output, path)


def _find(directory: str) -> str:
    chosen = os.environ.get("DBT_PROFILES_DIR")
    home = os.path.join(os.path.expanduser("~"), ".dbt")
    places = [chosen] if chosen else [directory or os.curdir, home]
    found = next((it for place in places if os.path.isfile(it := os.path.join(place, FILE))), "")
    if not found:
        raise WarehouseError(
            "setting", f"there is no {FILE} in {' or '.join(places)}", "set DBT_PROFILES_DIR to its directory"
        )
    return found


def _read(path: str) -> dict[str, Any]:
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            read = yaml.safe_load(file)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        # What PyYAML says quotes the line, and in a file like this that may be the one with the password.
        reason = error.strerror if isinstance(error, OSError) else "it is not YAML"
        raise WarehouseError("setting", f"cannot read {path}: {reason}") from None
    return read if isinstance(read, dict) else {}


def _parameters(kind: str, output: Mapping[str, object], path: str) -> dict[str, object]:
    names = _NAMES[kind]
    parameters = {}
    for key, value in output.items():
        name = names.get(key, "" if key in _OF_DBT else key)
        if name and value is not None:
            parameters[name] = _filled(value, path) if isinstance(value, str) else value
    if kind == "duckdb" and "database" in parameters:
        parameters["database"] = os.path.join(os.path.dirname(path), str(parameters["database"]))
    return parameters


def _filled(value: str, path: str) -> str:
    """The value with what the environment says; dbt's templates can do more, which is said and not guessed."""

    def variable(match: re.Match[str]) -> str:
        found = os.environ.get(match[2], match[4])
        if found is None:
            raise WarehouseError("setting", f"the environment variable `{match[2]}` is not set", f"{path} asks for it")
        return found

    if "{{" in _VARIABLE.sub("", value):
        raise WarehouseError("setting", f"{path} holds a template that is not `env_var(…)`", "write the value out")
    return _VARIABLE.sub(variable, value)
