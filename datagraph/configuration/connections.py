"""The table `[warehouse.NAME]` to connections, with every mistake at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.configuration.connection import Connection
from datagraph.configuration.secrets import is_secret
from datagraph.diagnostics.suggestion import closest
from datagraph.warehouse.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from datagraph.configuration.places import Path

    Complain = Callable[[str, Path, str, str, str], None]
    """Takes the rule's name, the path of a key, the message, the label and the help."""

OWN_SETTINGS = ("type", "dbt_profile", "timeout")
"""What every connection may have besides the driver's parameters."""

_VARIABLE = "_env"


def read_connection(name: str, values: Mapping[str, object], path: Path, complain: Complain) -> Connection | None:
    """Read one connection; None, and a complaint, if it cannot be used."""
    reader = _Reader(name, values, path, complain)
    return reader.connection()


class _Reader:
    def __init__(self, name: str, values: Mapping[str, object], path: Path, complain: Complain) -> None:
        self._name = name
        self._values = values
        self._path = path
        self._complain = complain
        self._is_sound = True

    def connection(self) -> Connection | None:
        profile = self._values.get("dbt_profile", "")
        kind = self._values.get("type", "")
        if not isinstance(profile, str):
            self._wrong("dbt_profile", "`dbt_profile` is not a name", 'write `dbt_profile = "name/target"`')
        elif not profile:
            self._check_kind(kind)
        timeout = self._values.get("timeout", 0)
        if not isinstance(timeout, (int, float)) or isinstance(timeout, bool) or timeout < 0:
            self._wrong("timeout", "`timeout` is not a number of seconds", "write `timeout = 30`")
        known = KINDS.get(kind) if isinstance(kind, str) else None
        parameters: dict[str, object] = {}
        variables: dict[str, str] = {}
        for key, value in self._values.items():
            if key in OWN_SETTINGS:
                continue
            if key.endswith(_VARIABLE):
                self._read_variable(key, value, variables)
            elif known and self._is_fine(key, known.name):
                parameters[key] = value
        if known:
            given = {*parameters, *variables}
            for parameter in known.parameters:
                if parameter.required and parameter.name not in given:
                    written = f"{parameter.name}{_VARIABLE}" if parameter.secret else parameter.name
                    help_text = f'write `{written} = "…"`: {parameter.documentation}'
                    self._complain("wrong-setting", self._path, f"`{self._name}` has no `{written}`", "", help_text)
                    self._is_sound = False
        if not self._is_sound:
            return None
        return Connection(self._name, str(kind), parameters, variables, str(profile), float(str(timeout)))

    def _check_kind(self, kind: object) -> None:
        choices = f"write one of {', '.join(KINDS)}"
        if kind == "" and "type" not in self._values:
            self._complain("wrong-setting", self._path, f"`{self._name}` has no `type`", "", choices)
            self._is_sound = False
        elif not isinstance(kind, str) or kind not in KINDS:
            near = closest(kind, KINDS) if isinstance(kind, str) else None
            help_text = f"did you mean `{near.word}`?" if near else choices
            self._wrong("type", f"no kind of warehouse named `{kind}`", help_text)

    def _read_variable(self, key: str, value: object, variables: dict[str, str]) -> None:
        if isinstance(value, str) and value:
            variables[key.removesuffix(_VARIABLE)] = value
        else:
            self._wrong(key, f"`{key}` is not the name of an environment variable", f'write `{key} = "WAREHOUSE_…"`')

    def _is_fine(self, key: str, kind: str) -> bool:
        """Whether a parameter may be handed to the driver."""
        parameters = {it.name: it for it in KINDS[kind].parameters}
        found = parameters.get(key)
        if (found and found.secret) or (not found and is_secret(key)):
            help_text = f'write `{key}{_VARIABLE} = "NAME"`, and put the secret into that environment variable'
            self._complain(
                "secret-in-configuration",
                (*self._path, key),
                f"`{key}` is written out",
                "everyone can read it here",
                help_text,
            )
            self._is_sound = False
            return False
        if found:
            return True
        near = closest(key, (*parameters, *OWN_SETTINGS))
        # Drivers take more parameters than are listed; only a slip, or one where none is taken, is a mistake.
        if (near and near.sure) or not KINDS[kind].is_open:
            listed = ", ".join(f"`{it}`" for it in parameters)
            help_text = f"did you mean `{near.word}`?" if near else f"the parameters are {listed}"
            message = f"{kind} has no parameter named `{key}`"
            self._complain("unknown-setting", (*self._path, key), message, "not known", help_text)
            self._is_sound = False
            return False
        return True

    def _wrong(self, key: str, message: str, help_text: str) -> None:
        self._complain("wrong-setting", (*self._path, key), message, "", help_text)
        self._is_sound = False
