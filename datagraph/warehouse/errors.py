"""What can go wrong with a warehouse, in the user's words."""

from __future__ import annotations

from typing import Literal

Trouble = Literal[
    "driver",  # the vendor's driver is not installed
    "setting",  # a parameter of the connection is missing, or is not one that the driver takes
    "host",  # no such host, or nothing answers there
    "credentials",  # wrong, expired or missing
    "right",  # logged in, but not allowed to do this
    "compute",  # the virtual warehouse or cluster that runs queries does not exist, is stopped, or is not named
    "missing",  # a database, schema, table or column in a query does not exist
    "timeout",
    "cancelled",
    "query",  # the warehouse refuses the query for another reason
    "connection",  # lost on the way, or anything else that the driver reports
]


class WarehouseError(Exception):
    """A warehouse that cannot be reached or asked.

    `message` is one line: what happened, with the user's own names, in present tense. `help` is the next step, or "".
    `detail` is what the driver said, shortened to its first line; no part of the error holds a secret. `is_transient`
    is whether the driver says that the same call may simply be made again.
    """

    def __init__(
        self,
        trouble: Trouble,
        message: str,
        help: str = "",  # noqa: A002 the word that the output uses
        *,
        detail: str = "",
        is_transient: bool = False,
    ) -> None:
        super().__init__(message)
        self.trouble: Trouble = trouble
        self.message = message
        self.help = help
        self.detail = detail
        self.is_transient = is_transient
