"""Where notifications go."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.monitoring import Notification

KINDS = ("slack", "email", "webhook")
"""Each is also the name of the module that sends by it."""


class Channel(NamedTuple):
    """One way of telling somebody: its name, its kind, and its settings; secrets are names of environment variables."""

    name: str
    kind: str
    settings: Mapping[str, object] = {}

    def text(self, name: str, default: str = "") -> str:
        """A setting that is a text."""
        return str(self.settings.get(name, default))

    def secret(self, name: str) -> str:
        """What the environment variable holds that `name_env` names; DeliveryError if it is not set."""
        variable = self.text(f"{name}_env")
        value = os.environ.get(variable, "")
        if variable and not value:
            raise DeliveryError(self.name, f"the environment variable {variable} is not set", is_final=True)
        return value


class DeliveryError(Exception):
    """A notification could not be sent; `is_final` if trying again is of no use until somebody mends something."""

    def __init__(self, channel: str, reason: str, *, is_final: bool = False) -> None:
        super().__init__(f"{channel}: {reason}")
        self.is_final = is_final


def send(channel: Channel, notification: Notification) -> None:
    """Send a notification, with several attempts where that may help; DeliveryError if it cannot be sent."""
    from importlib import import_module

    import_module(f"datagraph.delivery.{channel.kind}").send(channel, notification)
