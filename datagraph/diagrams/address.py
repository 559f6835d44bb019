"""Links from a picture to the text that it shows."""

from __future__ import annotations

from urllib.parse import quote


def address_of(source: str, line: int | None) -> str:
    """The address of a line, as forges and wikis write it: `graphs/shop.dg#L12`; "" where there is none.

    `source` is a path. It is quoted as an address wants it, its colons too, so that no name of a file is taken for
    another kind of address, such as `javascript:`.
    """
    return f"{quote(source, errors='replace')}#L{line}" if source and line else ""
