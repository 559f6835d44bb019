"""What HashiCorp's parser says, as `pygohcl` brings it to Python."""

from __future__ import annotations

from functools import lru_cache

import pygohcl  # type: ignore[import-untyped, unused-ignore]


@lru_cache(maxsize=4096)
def refusal(text: str) -> str:
    """Why HashiCorp's parser refuses a text; empty if it takes it."""
    try:
        pygohcl.loads(text)
    except (pygohcl.HCLParseError, pygohcl.HCLInternalError) as error:
        return str(error) or type(error).__name__
    return ""


def is_value(text: str) -> bool:
    """Whether a text is what HCL lets stand behind `=`."""
    return bool(text.strip()) and not refusal(f"x = {text}\n")
