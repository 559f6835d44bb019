"""What a configuration file decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics import Severity
from datagraph.settings import DEFAULT_SETTINGS, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.configuration.acceptances import Acceptance
    from datagraph.configuration.channels import Notify
    from datagraph.configuration.connection import Connection


class Configuration(NamedTuple):
    """The choices over rules, the globs of graph files and of what a search leaves out, and what makes a run fail.

    `catalog` is the path of a catalog file, from the configuration's directory on, `connections` are warehouses by
    name, `default_warehouse` is the one that is meant where a call names none; each may be empty. `consumers` is the
    path of the file of consumers, `accepted` are the changes that nobody is to hear of, and `notify` whom to tell of
    problems.
    """

    settings: Settings = DEFAULT_SETTINGS
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    catalog: str = ""
    default_warehouse: str = ""
    connections: Mapping[str, Connection] = {}
    consumers: str = ""
    accepted: tuple[Acceptance, ...] = ()
    notify: tuple[Notify, ...] = ()


DEFAULT_CONFIGURATION = Configuration()
