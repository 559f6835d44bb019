"""Secrets in a configuration: which settings hold one, and a text without their values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import Match

# Words in the names of parameters of all the drivers, and of what people write in their place.
_WORDS = "password|passwd|passcode|passphrase|pwd|secret|token|private_key|access_key|api_key"
# Who knows the address of a webhook can post to it.
_NAME = rf"\w*(?:{_WORDS})\w*|url"
_IS_SECRET = re.compile(_NAME, re.IGNORECASE)
_IS_PLACE = re.compile(r"\w*_(?:env|file|path|name|provider|uri|url)", re.IGNORECASE)
_SETTING = re.compile(rf"""\b({_NAME})(["']?\s*=\s*)("(?:\\.|[^"\\\n])*"?|'[^'\n]*'?|[^\s,}}#]+)""", re.IGNORECASE)
_KEPT = re.compile(r"""["'\s]""")


def is_secret(name: str) -> bool:
    """Whether a setting's name says that its value is a secret, and not where one is kept."""
    return bool(_IS_SECRET.fullmatch(name)) and not _IS_PLACE.fullmatch(name)


def masked(text: str) -> str:
    """The text of a configuration with stars for its secrets; every character keeps its place."""
    return _SETTING.sub(_stars, text)


def _stars(setting: Match[str]) -> str:
    name, sign, value = setting.groups()
    if not is_secret(name):
        return setting[0]
    return name + sign + "".join(it if _KEPT.match(it) else "*" for it in value)
