"""What the caller decides about a script, and what each vendor's guide calls things if the caller does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Choices(NamedTuple):
    """The names in a script, and how far it goes; an empty name is the vendor's default.

    `role` is what holds the rights and `user` who logs in with it: on BigQuery the service account's e-mail address,
    on Databricks the service principal's application ID, which need no role. `bookkeeping` is the database (on
    BigQuery the project) that Segment writes to. `whole_schemas` grants every schema that the graph names as a whole,
    `events` only the profile's folder, for the tables of events in it. `reverse_etl` is for a bookkeeping database
    that Reverse ETL has written to before.
    """

    role: str = ""
    user: str = ""
    virtual_warehouse: str = ""
    bookkeeping: str = ""
    location: str = ""
    whole_schemas: bool = False
    events: bool = False
    reverse_etl: bool = False


class Vendor:
    """A vendor: how it writes its own name, and the names that a script for it has, with their defaults.

    A default that depends on the graph is "" here.
    """

    __slots__ = ("names", "title")

    def __init__(self, title: str, names: Mapping[str, str]) -> None:
        self.title = title
        self.names = names

    def filled(self, choices: Choices) -> Choices:
        """The choices with the defaults in them."""
        missing: dict[str, Any] = {name: it for name, it in self.names.items() if not getattr(choices, name)}
        return choices._replace(**missing)


# The names are those of the vendor's guides. Redshift and Databricks store names in lower case.
VENDORS: Mapping[str, Vendor] = {
    "snowflake": Vendor(
        "Snowflake",
        {
            "role": "SEGMENT_LINKED_ROLE",
            "user": "SEGMENT_LINKED_USER",
            "virtual_warehouse": "SEGMENT_LINKED_WH",
            "bookkeeping": "SEGMENT_LINKED_PROFILES_DB",
        },
    ),
    "bigquery": Vendor("BigQuery", {"user": "", "bookkeeping": "", "location": ""}),
    "redshift": Vendor(
        "Redshift",
        {
            "role": "segment_linked_role",
            "user": "segment_linked_user",
            "bookkeeping": "segment_linked_profiles_db",
        },
    ),
    "databricks": Vendor("Databricks", {"user": "<application-id>", "bookkeeping": "segment_linked_profiles_db"}),
}
"""The vendors whose warehouses Segment reads, by the name of the kind of warehouse."""
