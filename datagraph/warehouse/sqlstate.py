"""What the SQLSTATE codes of PostgreSQL and of Redshift, which descends from it, mean to the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.warehouse.errors import Trouble, WarehouseError

if TYPE_CHECKING:
    from collections.abc import Mapping

# https://www.postgresql.org/docs/current/errcodes-appendix.html: a whole code, or the class that it begins with.
_TROUBLES: Mapping[str, Trouble] = {
    "08": "connection",
    "08P01": "query",
    "25006": "right",
    "28": "credentials",
    "3D": "missing",
    "3F": "missing",
    "42501": "right",
    "42703": "missing",
    "42P01": "missing",
    "53": "connection",
    "57": "connection",
    "57014": "cancelled",
    "57P03": "compute",
}
# No session could begin, so nothing has been done; and what the manual says to try again, in
# https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html.
_TRANSIENT = ("53300", "57P03", "40001", "40P01")

# libpq keeps the code of a refused log-in to itself: its words are all there is.
_LOG_IN_WORDS = (
    ("authentication failed", "28P01"),
    ("no password supplied", "28P01"),
    ("no pg_hba.conf entry", "28000"),
    ("not permitted to log in", "28000"),
    ("does not exist", "3D000"),
    ("too many connections", "53300"),
    ("remaining connection slots", "53300"),
    ("the database system is", "57P03"),
)


class Place(NamedTuple):
    """Where a connection goes, in the user's words; `vendor` is whose server it is."""

    vendor: str
    host: str
    user: str
    database: str


def explained(state: str, said: str, place: Place) -> WarehouseError:
    """The error for a SQLSTATE, and what the server said with it, of which the first line is kept."""
    said = said.partition("\n")[0].strip()
    trouble = _TROUBLES.get(state) or _TROUBLES.get(state[:2]) or "query"
    if trouble == "cancelled" and "timeout" in said:
        trouble = "timeout"
    vendor, host, user, database = place
    words: Mapping[str, tuple[str, str]] = {
        "28": (f"`{user}` cannot log in at `{host}`", "check `user`, and whether the password is wrong or has expired"),
        "3D": (f"there is no database `{database}` at `{host}`", "correct the name of the database"),
        "53300": (f"`{host}` has no connection left for `{user}`", "try again, or with fewer queries at a time"),
        "right": (f"`{user}` is not allowed to do this", "grant the right to that user, or connect as another one"),
        "missing": (said.replace('"', "`"), "compare the name with the warehouse's; its case counts"),
        "compute": (f"{vendor} at `{host}` takes no connections yet", "try again in a minute"),
        "timeout": (f"{vendor} stopped the query, which took too long", "raise `statement_timeout`, or read less"),
        "cancelled": ("the query was stopped", ""),
        "connection": (f"{vendor} at `{host}` ended the connection", "try again"),
        "query": (f"{vendor} refuses the query", ""),
    }
    message, help_ = words.get(state) or words.get(state[:2]) or words[trouble]
    return WarehouseError(trouble, message, help_, detail=said, is_transient=state in _TRANSIENT)


def state_of_log_in(said: str) -> str:
    """The SQLSTATE of a log-in that the server refused with these words, or "" if they are not a server's."""
    return next((state for words, state in _LOG_IN_WORDS if words in said), "")
