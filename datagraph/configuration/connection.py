"""A connection to a warehouse, as the configuration describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Connection(NamedTuple):
    """What `[warehouse.NAME]` says: the kind, and the driver's parameters.

    `variables` are the names of environment variables by the parameter that they hold the value of. Where
    `dbt_profile` is set (`profile` or `profile/target`), dbt's `profiles.yml` says all the rest.
    """

    name: str
    kind: str = ""
    parameters: Mapping[str, object] = {}
    variables: Mapping[str, str] = {}
    dbt_profile: str = ""
    timeout: float = 0
    """Seconds to connect in, and for the network to be silent; 0 is the default of the toolkit."""
