"""What goes wrong with redshift_connector, in the user's words."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.errors import Trouble, WarehouseError
from datagraph.warehouse.sqlstate import Place, explained

if TYPE_CHECKING:
    from collections.abc import Mapping


def broken(error: Exception, place: Place) -> WarehouseError:
    """A query that failed."""
    from redshift_connector import error as errors

    said: Any = error.args[0] if error.args else ""
    if isinstance(said, dict):
        return explained(said.get("C", ""), said.get("M", ""), place)
    if isinstance(error, (ValueError, LookupError)):
        help_ = "cast the columns of rare types to `varchar`"
        return WarehouseError("connection", "the driver cannot read Redshift's answer", help_, detail=str(said))
    state = "" if isinstance(error, (errors.NotSupportedError, errors.DataError)) else "08000"
    return explained(state, str(said), place)


def refused(error: Exception, place: Place, parameters: Mapping[str, object], timeout: float) -> WarehouseError:
    """A connection that never was."""
    _hang_up(error)
    if error.args and isinstance(error.args[0], dict):
        return broken(error, place)
    cause = next((it for it in error.args if isinstance(it, Exception)), error)
    detail = str(cause).partition("\n")[0]
    for name in ("password", "access_key_id", "secret_access_key", "session_token"):
        if secret := str(parameters.get(name) or ""):
            detail = detail.replace(secret, "…")
    if type(cause).__module__.startswith("botocore"):
        return _refused_by_aws(cause, place, detail)
    if detail.startswith("BrokenPipe") or isinstance(cause, (BrokenPipeError, ConnectionResetError)):
        return explained("08000", detail, place)
    where = f"`{place.host}`, port {parameters.get('port') or 5439}"
    trouble: Trouble = "setting"
    message, help_ = "redshift_connector does not take these parameters", "correct them"
    if isinstance(cause, TimeoutError):
        trouble, help_ = "timeout", "check `host`, `port` and the network"
        message = f"{where}, does not answer within {timeout:g} seconds"
    elif isinstance(cause, ssl.SSLError) or "SSL" in detail:
        message, help_ = f"{where}, does not speak TLS as asked", "correct `ssl` or `sslmode`"
    elif isinstance(cause, (OSError, UnicodeError)):
        trouble, help_ = "host", "correct `host` or `port`, or resume the cluster"
        message = f"no Redshift answers at {where}"
    return WarehouseError(trouble, message, help_, detail=detail)


def _refused_by_aws(error: Exception, place: Place, detail: str) -> WarehouseError:
    """AWS gave no log-in; https://docs.aws.amazon.com/redshift/latest/APIReference/CommonErrors.html has the codes."""
    response: Any = getattr(error, "response", {})
    code = response.get("Error", {}).get("Code", "")
    if "NotFound" in code:
        message, help_ = f"AWS knows no cluster `{place.host}` here", "correct `cluster_identifier` or `region`"
        return WarehouseError("compute", message, help_, detail=detail)
    if code.startswith("AccessDenied"):
        message, help_ = f"AWS does not let you log in as `{place.user}`", "grant `redshift:GetClusterCredentials`"
        return WarehouseError("right", message, help_, detail=detail)
    help_ = "log in to AWS again, or correct `profile`"
    return WarehouseError("credentials", "AWS does not accept its credentials", help_, detail=detail)


def _hang_up(error: Exception) -> None:
    """Close the socket that the driver leaves open where a log-in fails."""
    step = error.__traceback__
    while step:
        socket = getattr(step.tb_frame.f_locals.get("self"), "_usock", None)
        if socket:
            socket.close()
        step = step.tb_next
