"""What goes wrong with psycopg, in the user's words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.sqlstate import Place, explained, state_of_log_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    import psycopg

_SETTING_WORDS = ("invalid ", "bad value ", "unrecognized ", "definition of service ", "SSL", "certificate")


def refused(error: Exception, place: Place, parameters: Mapping[str, object], timeout: float) -> WarehouseError:
    """A connection that never was."""
    import psycopg

    said = str(error).partition("\n")[0].rpartition(" failed: ")[2].removeprefix("FATAL:").strip()
    if secret := str(parameters.get("password") or ""):
        said = said.replace(secret, "…")
    where = f"`{place.host}`, port {parameters.get('port') or os.environ.get('PGPORT') or 5432},"
    if isinstance(error, psycopg.errors.ConnectionTimeout):
        return WarehouseError(
            "timeout", f"{where} does not answer within {timeout:g} seconds", "check `host`, `port` and the network"
        )
    if isinstance(error, psycopg.OperationalError) and (state := state_of_log_in(said)):
        return explained(state, said, place)
    if any(it in said for it in _SETTING_WORDS) or isinstance(error, (psycopg.ProgrammingError, TypeError)):
        return WarehouseError("setting", "psycopg does not take these parameters", "correct them", detail=said)
    return WarehouseError(
        "host", f"no PostgreSQL server answers at {where[:-1]}", "correct `host` or `port`", detail=said
    )


def broken(error: psycopg.Error, place: Place) -> WarehouseError:
    """A query that failed."""
    import psycopg

    if error.sqlstate:
        return explained(error.sqlstate, error.diag.message_primary or str(error), place)
    if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
        return explained("08000", str(error), place)
    return explained("", str(error), place)
