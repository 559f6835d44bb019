"""The files that a page is made of, as the package carries them."""

from __future__ import annotations

import base64
import json
from functools import cache
from importlib.resources import files

_HOME = files("datagraph.diagrams.page") / "assets"


@cache
def part(name: str) -> str:
    """The text of a file of ours."""
    return (_HOME / name).read_bytes().decode()


@cache
def libraries() -> str:
    """The scripts of D3 in the order in which they need each other."""
    listed = json.loads(part("vendored/libraries.json"))
    names = [it["file"] for it in listed if it["file"].endswith(".js")]
    return "\n".join(part(f"vendored/{name}") for name in names)


@cache
def graphviz() -> str:
    """Graphviz for browsers, packed with gzip and written in base64: half as large, and plain letters."""
    return base64.b64encode((_HOME / "vendored" / "viz-global.js.gz").read_bytes()).decode()
