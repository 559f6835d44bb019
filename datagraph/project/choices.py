"""What the command line says over the configuration."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.configuration import Configuration


class Choices:
    """What was chosen for one call: rules, severities, and what to hold the graph against.

    What was not given leaves the configuration as it is.
    """

    __slots__ = ("_catalog", "_consumers", "_extend_select", "_fail_on", "_ignore", "_select", "_warehouse")

    def __init__(
        self,
        *,
        select: Iterable[str] = (),
        extend_select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        fail_on: str = "",
        catalog: str = "",
        warehouse: str = "",
        consumers: str = "",
    ) -> None:
        self._select = _split(select)
        self._extend_select = _split(extend_select)
        self._ignore = _split(ignore)
        self._fail_on = Severity[fail_on.upper()] if fail_on else None
        self._catalog = os.path.abspath(catalog) if catalog else ""
        self._warehouse = warehouse
        self._consumers = os.path.abspath(consumers) if consumers else ""

    def mistake(self) -> str:
        """What is wrong with the choices, or ""."""
        words = (*self._select, *self._extend_select, *self._ignore)
        if not words:
            return ""
        from datagraph.configuration.selectors import advice, selects_a_rule

        return next((f"no rule named `{it}`: {advice(it)}" for it in words if not selects_a_rule(it)), "")

    def applied(self, configuration: Configuration) -> Configuration:
        """The configuration with the choices in it: `select` replaces, the other lists are added to."""
        settings = configuration.settings
        settings = settings._replace(
            select=self._select or settings.select,
            extend_select=(*settings.extend_select, *self._extend_select),
            ignore=(*settings.ignore, *self._ignore),
        )
        configuration = configuration._replace(settings=settings, fail_on=self._fail_on or configuration.fail_on)
        configuration = configuration._replace(consumers=self._consumers or configuration.consumers)
        if self._warehouse:
            # A call that names a warehouse wants to know what is there now.
            return configuration._replace(default_warehouse=self._warehouse, catalog=self._catalog)
        return configuration._replace(catalog=self._catalog) if self._catalog else configuration


def _split(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())
