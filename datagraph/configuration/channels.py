"""Where notifications go: the tables of `[[notify]]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from datagraph.configuration.places import Path

    Complain = Callable[[str, Path, str, str, str], None]


class Notify(NamedTuple):
    """A channel by its name and kind, and its other settings as they are written."""

    name: str
    type: str
    settings: Mapping[str, Any]


class NotifyKind(NamedTuple):
    """The settings of a kind of channel; `secrets` are what must not stand there itself."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()


NOTIFY_KINDS: Mapping[str, NotifyKind] = {
    "slack": NotifyKind(("url_env",), secrets=("url",)),
    "webhook": NotifyKind(("url_env",), ("secret_env",), ("url", "secret")),
    "email": NotifyKind(("host", "from", "to"), ("port", "security", "user", "password_env"), ("password",)),
}
"""What each kind takes. Addresses of webhooks and passwords are secrets: they come from environment variables."""

NOTIFY_SETTINGS: Mapping[str, str] = {
    "type": "The kind of channel.",
    "name": "What messages call it; its kind if there is none.",
    "url_env": "The environment variable that holds the address of the webhook.",
    "secret_env": "The environment variable that holds the secret by which bodies are signed.",
    "host": "The mail server.",
    "port": "Its port; 587, 465 or 25 after `security`.",
    "security": "How the connection is kept private: `starttls`, `tls` or `none`.",
    "user": "Whom to log in as.",
    "password_env": "The environment variable that holds the password.",
    "from": "The address that mails come from.",
    "to": "An address or several that they go to.",
}
"""What each setting of a channel is."""

_SECURITY = ("starttls", "tls", "none")


def read_channel(settings: object, path: Path, complain: Complain) -> Notify | None:
    """Read one table of `[[notify]]`; what is wrong with it is complained of at its place."""
    if not isinstance(settings, dict):
        complain(
            "wrong-setting", path, "an element of `notify` is not a table", "", "write `[[notify]]` and `type = …`"
        )
        return None
    kind = settings.get("type")
    known = NOTIFY_KINDS.get(kind) if isinstance(kind, str) else None
    if known is None or not isinstance(kind, str):
        complain(
            "wrong-setting", (*path, "type"), "no kind of channel is named", "", f"write one of {_words(NOTIFY_KINDS)}"
        )
        return None
    allowed = ("type", "name", *known.required, *known.optional)
    for name in settings:
        if name in known.secrets:
            advice = f"write `{name}_env`, and set the environment variable that it names"
            complain(
                "secret-in-configuration", (*path, name), f"`{name}` is a secret", "anybody can read it here", advice
            )
        elif name not in allowed:
            complain("unknown-setting", (*path, name), f"no setting named `{name}`", "", f"there are {_words(allowed)}")
    missing = [it for it in known.required if not settings.get(it) and it.removesuffix("_env") not in settings]
    if missing:
        complain("wrong-setting", path, f"`{missing[0]}` is missing", "", f"a channel of type {kind} needs it")
        return None
    security = settings.get("security", "starttls")
    if security not in _SECURITY:
        complain(
            "wrong-setting",
            (*path, "security"),
            f"no security named `{security}`",
            "",
            f"write one of {_words(_SECURITY)}",
        )
        return None
    return Notify(
        str(settings.get("name", kind)), kind, {it: settings[it] for it in settings if it not in ("type", "name")}
    )


def _words(names: Mapping[str, object] | tuple[str, ...]) -> str:
    return ", ".join(f"`{it}`" for it in names)
