"""How to log in to Snowflake."""

from __future__ import annotations

import os
import re
import threading
import warnings
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.driver import missing_driver
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.snowflake.errors import translated

if TYPE_CHECKING:
    from collections.abc import Mapping

# A warning is caught by a change of the whole process, which two threads must not make at once.
_LOGIN = threading.Lock()


def log_in(parameters: Mapping[str, object], seconds: int) -> Any:
    """A connection of the vendor's connector; `seconds` is how long that may take."""
    try:
        from snowflake import connector
    except ImportError as error:
        raise missing_driver("snowflake") from error
    if not any(parameters.get(it) for it in ("account", "host", "connection_name")):
        raise WarehouseError("setting", "`account` is missing", "set `account`, or `connection_name`")
    # The connector asks the cloud's own addresses where it runs, for the vendor's statistics.
    os.environ.setdefault("SNOWFLAKE_DISABLE_PLATFORM_DETECTION", "true")
    major = int(connector.__version__.partition(".")[0])
    try:
        with _LOGIN, warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            connection = connector.connect(**_settings(parameters, seconds, major))
    except Exception as error:
        raise translated(error, parameters, at_login=True) from error
    for warning in said:
        if found := re.search(r"nknown parameter '(\w+)'|'(\w+)' is an unknown", str(warning.message)):
            connection.close()
            message = f"the Snowflake driver takes no parameter `{found[1] or found[2]}`"
            raise WarehouseError("setting", message, "correct its name, or move it into `session_parameters`")
    return connection


def _settings(parameters: Mapping[str, object], seconds: int, major: int) -> dict[str, Any]:
    """The connector's parameters; its version 5 has other names for some."""
    session: Any = parameters.get("session_parameters") or {}
    # The server keeps a request for a query that still runs open for 45 seconds.
    silence = max(seconds, 60)
    new: dict[str, Any] = {
        "connect_timeout": seconds,
        "request_timeout": seconds,
        "retry_timeout": silence,
        # Left to the connector, each of these gives a warning sooner or later.
        "auto_cleanup": False,
        "enable_server_session_keep_alive_auto_detection": False,
    }
    settings = {
        "login_timeout": seconds,
        "validate_default_parameters": True,
        **(new if major >= 5 else {"network_timeout": silence}),
        **parameters,
        "paramstyle": "qmark",
        "session_parameters": {"CLIENT_TELEMETRY_ENABLED": False, **session},
    }
    if major >= 5 and "private_key_file_pwd" in settings:
        settings["private_key_password"] = settings.pop("private_key_file_pwd")
    return settings
