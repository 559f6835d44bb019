"""What goes wrong with Databricks, in the user's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.errors import Trouble, WarehouseError

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPLAIN_FAILED = "Error occurred during query planning:"

# https://docs.databricks.com/error-messages/sqlstates.html; the driver keeps the state in the message only.
_STATE = re.compile(r"SQLSTATE: ?(\w{5})")
_TROUBLES: Mapping[str, Trouble] = {
    "42501": "right",
    "42703": "missing",
    "42704": "missing",
    "42883": "missing",
    "42P01": "missing",
    "57KD0": "timeout",
    "HY008": "cancelled",
}
# Conditions come in brackets; older warehouses give no state with them, and Unity Catalog has one without brackets.
_CONDITIONS: tuple[tuple[str, Trouble], ...] = (
    ("PERMISSION_DENIED", "right"),
    ("INSUFFICIENT_PERMISSIONS", "right"),
    ("_NOT_FOUND]", "missing"),
    ("NO_SUCH_", "missing"),
    ("UNRESOLVED_COLUMN", "missing"),
    ("CANCELLED", "cancelled"),
    ("TIMEDOUT", "timeout"),
    ("timed out", "timeout"),
    ("INVALID_HANDLE", "connection"),
    ("Invalid SessionHandle", "connection"),
)


def refused(said: str) -> WarehouseError:
    """A statement that the warehouse refuses, by its words."""
    found = _STATE.search(said)
    known = (_TROUBLES.get(found[1]) if found else None) or next((it for word, it in _CONDITIONS if word in said), None)
    trouble: Trouble = known or "query"
    # `[CONDITION] A sentence. More of them.`, on more lines `SQLSTATE: …; line 1 pos 2`, and the query's plan.
    detail = _first_line(re.sub(r":\s*\n\s*", ": ", _STATE.split(said)[0]))
    sentence = re.sub(r"^\[\S+\] ", "", detail).partition(". ")[0].rstrip(".").replace("'", "`")
    in_line = sentence[:1].lower() + sentence[1:]
    messages: Mapping[str, tuple[str, str]] = {
        "right": ("Databricks does not let you do this", "grant the right to the token's owner, or use another token"),
        "missing": (in_line, "compare the name with the workspace's Catalog Explorer"),
        "cancelled": ("the query was stopped", ""),
        "timeout": ("Databricks stopped the query, which took too long", "raise `STATEMENT_TIMEOUT`, or read less"),
        "connection": ("Databricks ended the session", "try again"),
    }
    message, help_ = messages.get(trouble, ("Databricks refuses the query", ""))
    return WarehouseError(trouble, message, help_, detail=detail)


def translated(
    error: Exception, settings: Mapping[str, Any], timeout: float, *, at_login: bool = False
) -> WarehouseError:
    """An error of the driver, or of what it stands on."""
    from databricks.sql import exc

    said = str(error)
    for name in ("access_token", "oauth_client_secret", "azure_client_secret"):
        if secret := str(settings.get(name) or ""):
            said = said.replace(secret, "…")
    if isinstance(error, exc.RequestError):
        return _of_request(error, said, settings, timeout)
    if isinstance(error, (exc.InterfaceError, exc.SessionAlreadyClosedError)):
        return WarehouseError("connection", "the connection is closed", detail=_first_line(said))
    if isinstance(error, exc.DatabaseError):
        return refused(said)
    if at_login and isinstance(error, (ValueError, TypeError, RuntimeError)):
        message = "databricks-sql-connector does not take these parameters"
        return WarehouseError("setting", message, "correct them", detail=_first_line(said))
    if isinstance(error, ImportError):
        # Real-time warehouses speak another protocol, for which the driver has an extra of its own.
        help_ = "run `pip install 'databricks-sql-connector[kernel]'`"
        return WarehouseError("driver", "the driver lacks what this SQL warehouse needs", help_)
    message = f"the connection to `{settings['server_hostname']}` fails"
    return WarehouseError("connection", message, "check the network, and try again", detail=_first_line(said))


def _of_request(error: Any, said: str, settings: Mapping[str, Any], timeout: float) -> WarehouseError:
    """A request that got no answer, or one of HTTP alone; https://docs.databricks.com/api has its codes."""
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    code = error.context.get("http-code")
    detail = _first_line(re.sub(r"^Error during request to server[:. ]*", "", said)).rstrip(". ")
    cause = error.args[-1].__context__ if len(error.args) > 1 else None
    host = settings["server_hostname"]
    warehouse = settings.get("http_path") or settings.get("_connection_uri")
    transient = False
    trouble: Trouble = "host"
    message, help_ = f"`{host}` does not answer as a Databricks workspace", "correct `server_hostname` or `http_path`"
    if isinstance(cause, (TimeoutError, ReadTimeoutError)):
        trouble, message = "timeout", f"`{host}` does not answer within {timeout:g} seconds"
        help_, detail = "check `server_hostname` and the network", ""
    elif isinstance(cause, (OSError, HTTPError)):
        trouble, message, help_ = "connection", f"the connection to `{host}` fails", "check the network, and try again"
        detail = _first_line(str(cause))
    elif "max retry duration" in said or code in (429, 503):
        trouble, transient = "compute", True
        message = f"the SQL warehouse `{warehouse}` does not take requests within {timeout:g} seconds"
        help_ = "try again: it is busy, or still starting"
    elif code == 401 or (code == 403 and "token" in said):
        # A personal access token that is wrong or has expired is forbidden, and any other token not authorized.
        trouble, message = "credentials", f"`{host}` does not accept the access token"
        help_ = "make a new one: it is wrong, revoked or has expired"
    elif code == 403:
        trouble, message = "right", f"you are not allowed to use the SQL warehouse `{warehouse}`"
        help_ = "ask for the permission CAN USE on it"
    elif code == 404:
        trouble, message = "compute", f"there is no SQL warehouse `{warehouse}` at `{host}`"
        help_ = "copy `http_path` from the SQL warehouse's connection details"
    elif code == 400:
        trouble, message = "compute", f"the SQL warehouse `{warehouse}` takes no queries"
        help_ = "start it, or correct `http_path`"
    elif code is None or code >= 500:
        trouble, message, help_ = "connection", f"the connection to `{host}` fails", "check the network, and try again"
    return WarehouseError(trouble, message, help_, detail=detail, is_transient=transient)


def _first_line(said: str) -> str:
    return said.strip().partition("\n")[0].strip()
