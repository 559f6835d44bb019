"""How to reach a Databricks SQL warehouse, and how to log in there."""

from __future__ import annotations

import configparser
import logging
import os
import socket
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from datagraph.warehouse.databricks.errors import translated
from datagraph.warehouse.driver import missing_driver
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Mapping

# Others of the driver's own ways to log in.
_OTHER_WAYS = ("auth_type", "credentials_provider", "_use_cert_as_auth")
_BROWSER = '`auth_type = "databricks-oauth"` to log in with a browser'


def settled(parameters: Mapping[str, object]) -> Mapping[str, Any]:
    """The driver's own parameters: host and token are added from a profile of `~/.databrickscfg`, if one is needed."""
    settings: dict[str, Any] = dict(parameters)
    if not (settings.get("http_path") or settings.get("_connection_uri")):
        raise WarehouseError("setting", "`http_path` is missing", "copy it from the SQL warehouse's connection details")
    profile = str(settings.pop("profile", None) or "")
    settings["server_hostname"] = _host(str(settings.get("server_hostname") or ""))
    if profile or not any(settings.get(it) for it in ("access_token", *_OTHER_WAYS)):
        _add_profile(settings, profile)
    return settings


def log_in(settings: Mapping[str, Any], timeout: float) -> Any:
    """A connection of the vendor's connector; `timeout` is how long that may take, in seconds."""
    # What the driver logs would be printed, in a program that does not care for logs.
    for name in ("databricks", "thrift", "urllib3"):
        if not logging.getLogger(name).handlers:
            logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        from databricks import sql
    except ImportError as error:
        raise missing_driver("databricks") from error
    _reach(settings, timeout)
    try:
        return sql.connect(
            **{
                # Answers are small, and the storage that they could be fetched from is another host to be let through.
                "use_cloud_fetch": False,
                # Python's own types, and no numpy's.
                "_disable_pandas": True,
                "user_agent_entry": "datagraph",
                # The driver tries again by itself what is safe, such as a statement that a busy warehouse (429, 503)
                # did not take.
                "_socket_timeout": timeout,
                "_retry_stop_after_attempts_duration": max(1.0, timeout),
                # Despite its name it is how long the driver always waits; it takes no less.
                "_retry_delay_max": 5.0,
                **settings,
                "enable_telemetry": False,
            }
        )
    except Exception as error:  # besides its own the driver raises urllib3's, Thrift's and Python's
        raise translated(error, settings, timeout, at_login=True) from error


def _host(written: str) -> str:
    return written.strip().removeprefix("https://").rstrip("/")


def _reach(settings: Mapping[str, Any], timeout: float) -> None:
    """Knock at the door, since the driver knocks for minutes where none is. Behind a proxy only the proxy knows."""
    host = settings["server_hostname"]
    try:
        url = urlsplit(settings.get("_connection_uri") or f"https://{host}")
        host = url.hostname or ""
        if url.scheme in getproxies() and not proxy_bypass(host):
            return
        socket.create_connection((host, url.port or settings.get("_port") or 443), timeout).close()
    except TimeoutError as error:
        message = f"`{host}` does not answer within {timeout:g} seconds"
        raise WarehouseError("timeout", message, "check `server_hostname` and the network") from error
    except (OSError, ValueError) as error:
        message = f"no Databricks workspace answers at `{host}`"
        raise WarehouseError("host", message, "correct `server_hostname`", detail=str(error)) from error


def _add_profile(settings: dict[str, Any], asked: str) -> None:
    """Add host and credentials of a profile; where none is asked for, of the default one if it is for the same host."""
    name = asked or os.environ.get("DATABRICKS_CONFIG_PROFILE") or "DEFAULT"
    path = os.environ.get("DATABRICKS_CONFIG_FILE") or "~/.databrickscfg"
    profiles = _profiles(path)
    if asked and asked not in profiles:
        there = ", ".join(f"`{it}`" for it in profiles)
        raise WarehouseError(
            "setting",
            f"`{path}` has no profile `{asked}`",
            f"choose one of {there}" if there else "run `databricks configure`",
        )
    profile: Mapping[str, str] = profiles.get(name, {})
    its_host = _host(profile.get("host", ""))
    host = settings["server_hostname"] or its_host
    # A token is shown to no other host than its own.
    if its_host != host:
        if asked:
            message = f"the profile `{asked}` is for `{its_host}`, not for `{host}`"
            raise WarehouseError("setting", message, "drop `server_hostname`, or choose another profile")
        profile = {}
    settings["server_hostname"] = host
    if profile.get("token"):
        settings.setdefault("access_token", profile["token"])
    elif not host:
        raise WarehouseError("setting", "`server_hostname` is missing", "set `server_hostname`, or `profile`")
    elif not any(settings.get(it) for it in ("access_token", *_OTHER_WAYS)):
        if not profile:
            help_ = f"set `access_token_env`, `profile`, or {_BROWSER}"
            raise WarehouseError("credentials", f"there is no access token for `{host}`", help_)
        settings["credentials_provider"] = _unified(name)


def _profiles(path: str) -> Mapping[str, Mapping[str, str]]:
    # A token may have a `%` in it, and what stands in DEFAULT is that profile's alone.
    parser = configparser.ConfigParser(interpolation=None, default_section="")
    try:
        parser.read(os.path.expanduser(path), encoding="utf-8")
    except (configparser.Error, OSError, UnicodeError):
        # The parser's words would repeat the line, and the token in it.
        raise WarehouseError("setting", f"cannot read `{path}`", "correct it, or run `databricks configure`") from None
    return {it: dict(parser[it]) for it in parser.sections()}


def _unified(profile: str) -> Any:
    """What the vendor's SDK makes of a profile without a token: OAuth, or a cloud's own log-in."""
    try:
        core = import_module("databricks.sdk.core")
    except ImportError as error:
        message = f"the profile `{profile}` holds no token, and its way to log in takes databricks-sdk"
        help_ = "run `pip install databricks-sdk`, or set `access_token_env`"
        raise WarehouseError("driver", message, help_) from error
    try:
        authenticate = core.Config(profile=profile).authenticate
    except Exception as error:  # the SDK raises ValueError, and what its requests do
        message = f"the profile `{profile}` does not log in"
        raise WarehouseError("credentials", message, f"run `databricks auth login -p {profile}`") from error
    return lambda: authenticate
