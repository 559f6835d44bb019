"""What a configuration file decides."""

from __future__ import annotations

from typing import NamedTuple

from datagraph.diagnostics import Severity
from datagraph.settings import DEFAULT_SETTINGS, Settings


class Configuration(NamedTuple):
    """The choices over rules, the globs of graph files and of what a search leaves out, and what makes a run fail."""

    settings: Settings = DEFAULT_SETTINGS
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR


DEFAULT_CONFIGURATION = Configuration()
