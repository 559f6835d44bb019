"""The content security policy of a page: what it may run, and that it loads nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def policy(scripts: Iterable[str], styles: Iterable[str], *, is_live: bool = False) -> str:
    """Only these scripts and styles, by what they say; pictures of the page's own making; Graphviz in a thread.

    A live page may also ask the server that it is from, and nobody else.
    """
    directives = {
        "default-src": ["'none'"],
        # The layout engine is WebAssembly, which browsers count as a weaker `eval`.
        "script-src": [*map(_digest, scripts), "'wasm-unsafe-eval'"],
        "style-src": [*dict.fromkeys(map(_digest, styles))],
        "img-src": ["data:", "blob:"],
        "worker-src": ["blob:"],
        **({"connect-src": ["'self'"]} if is_live else {}),
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
