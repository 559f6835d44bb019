"""What Snowflake and its connector refuse, in the user's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.warehouse.errors import Trouble, WarehouseError

if TYPE_CHECKING:
    from collections.abc import Mapping

# Snowflake's own numbers. Those from 390000 on come at the log-in; the vendor's drivers name them.
_REFUSALS: Mapping[int, tuple[Trouble, str, str]] = {
    604: ("cancelled", "the query was stopped", ""),
    606: ("compute", "no virtual warehouse runs the queries", "set `warehouse` to one that {role} may use"),
    630: ("timeout", "Snowflake stopped the query, because it took too long", "ask for less, or raise its time limit"),
    2043: ("missing", "a name in the query does not exist, or {role} may not see it", "correct the name"),
    3001: ("right", "{role} may not do this", "`datagraph grants` prints the rights that are needed"),
    90073: ("compute", "{warehouse} cannot be resumed", "set another `warehouse`, or raise its quota"),
    90105: ("setting", "the query names no database, and the session has none", "set `database`"),
    90106: ("setting", "the query names no schema, and the session has none", "set `schema`"),
    390100: ("credentials", "Snowflake does not accept the password of {user}", "check `user` and the password"),
    390114: ("credentials", "the session has expired", "start again"),
    390144: (
        "credentials",
        "Snowflake does not accept the private key of {user}",
        "compare RSA_PUBLIC_KEY_FP in `DESCRIBE USER` with the key in `private_key_file`",
    ),
    390189: (
        "right",
        "{user} may not use {role}, or it does not exist",
        "correct `role`, or let an administrator grant it",
    ),
    390303: ("credentials", "Snowflake does not accept the token", "get a new token"),
    390318: ("credentials", "the token has expired", "get a new token"),
}
# What one number alone does not tell.
_WORDS: tuple[tuple[str, tuple[Trouble, str, str]], ...] = (
    (
        r"password has expired",
        ("credentials", "the password of {user} has expired", "change it in Snowflake's web console"),
    ),
    (
        # What the connector says, before it has sent anything, of a private key that it cannot open.
        r"Authentication failed|Incorrect password",
        ("credentials", "the private key of {user} cannot be opened", "check `private_key_file` and its passphrase"),
    ),
    (
        r"requested warehouse does not exist",
        ("compute", "{warehouse} does not exist, or {role} may not use it", "correct `warehouse`"),
    ),
    (
        r"requested (?P<name>database|schema) does not exist",
        ("missing", "the default {name} does not exist, or {role} may not see it", "correct `{name}`"),
    ),
    (
        r"(?:Object|Table|View|Schema|Database) '(?P<name>.+)' does not exist",
        ("missing", "`{name}` does not exist, or {role} may not see it", "correct the name, or set another `role`"),
    ),
    (r"invalid identifier '(?P<name>.+)'", ("missing", "there is no column `{name}`", "correct the name")),
    (
        r"operate on (?P<kind>[\w ]+) '(?P<name>.+)'",
        ("right", "{role} may not read the {kind} `{name}`", "`datagraph grants` prints the rights that are needed"),
    ),
    (
        # SHOW lists 10,000 rows (number 90153); the information schema has a limit that is not published.
        r"query returned too much data|max number of rows",
        ("query", "the database holds more than Snowflake lists at once", "ask for one schema"),
    ),
    (
        r"[Cc]onnection(?:_name)? '(?P<name>.+?)'(?:,| not found)",
        ("setting", "there is no connection `{name}` in `connections.toml`", "correct `connection_name`"),
    ),
    (
        r"\b(?P<name>\w+): Missing required parameter|(?P<other>Account|User|Password) (?:is empty|must be)",
        ("setting", "`{name}` is missing", "set `{name}`, or `connection_name`"),
    ),
    (
        r"(?:for parameter '|issue\(s\)\): )(?P<name>\w+)|Unknown (?P<other>authenticator)",
        ("setting", "`{name}` is not as the Snowflake driver takes it", "correct `{name}`"),
    ),
)
_IS_SECRET = re.compile(r"pass|pwd|secret|token|private_key")
_IS_PLACE = re.compile(r"_(file|path|url|uri)$")


def translated(error: Exception, parameters: Mapping[str, object], *, at_login: bool = False) -> WarehouseError:
    """An exception of the connector as ours."""
    number = getattr(error, "errno", None)
    text = str(getattr(error, "raw_msg", None) or getattr(error, "msg", None) or error)
    for name, value in parameters.items():
        if _IS_SECRET.search(name) and not _IS_PLACE.search(name) and str(value):
            text = text.replace(str(value), "…")
    names = {
        "user": _told("user", "", parameters, "the user"),
        "role": _told("role", "the role ", parameters, "the user's own role"),
        "warehouse": _told("warehouse", "the virtual warehouse ", parameters, "the user's own virtual warehouse"),
        "host": _told("host", "", parameters, _told("account", "the account ", parameters, "Snowflake")),
    }
    trouble, message, help_ = _refusal(error, number, text, names, at_login=at_login)
    # Snowflake's first line often says only what kind of error the second one tells.
    detail = re.sub(r"(error:|position \d+)\s*\n", r"\1 ", text).partition("\n")[0]
    return WarehouseError(trouble, message.format(**names), help_.format(**names), detail=detail)


def _told(name: str, before: str, parameters: Mapping[str, object], unset: str) -> str:
    value = parameters.get(name)
    return f"{before}`{value}`" if value else unset


def _refusal(
    error: Exception, number: object, text: str, names: dict[str, str], *, at_login: bool
) -> tuple[Trouble, str, str]:
    for pattern, refusal in _WORDS:
        if found := re.search(pattern, text, re.DOTALL):
            told = {key: " ".join(value.split()) for key, value in found.groupdict().items() if value}
            names.update({"name": told.pop("other", "").lower(), **told})
            return refusal
    if isinstance(number, int) and number in _REFUSALS:
        return _REFUSALS[number]
    classes = {it.__name__ for it in type(error).__mro__}
    return _at_login(number, classes) if at_login else _in_session(number, classes)


def _at_login(number: object, classes: set[str]) -> tuple[Trouble, str, str]:
    if isinstance(number, int) and 390000 <= number < 400000:
        return "credentials", "Snowflake refuses the log-in of {user}", "check how `user` is to log in"
    # 14 is the connector's own number for a time-out; it tries a host that does not answer again and again until then.
    if number in (14, 250001, 290403, 290404) or "OperationalError" in classes:
        return "host", "no Snowflake account answers at {host}", "check `account`, such as `myorg-account`"
    return "setting", "the parameters do not make a connection to Snowflake", "correct them"


def _in_session(number: object, classes: set[str]) -> tuple[Trouble, str, str]:
    if number == 14:
        return "timeout", "{host} does not answer in time", "try again"
    # What is no error of the connector's is about a value that it cannot bind.
    if classes & {"ProgrammingError", "DataError", "NotSupportedError"} or "DatabaseError" not in classes:
        return "query", "Snowflake refuses the query", ""
    return "connection", "the connection to {host} broke", "try again"
