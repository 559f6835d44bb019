"""One thing that is wrong in the warehouse."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """A finding as it is told and remembered; `place` is where in which file it was found, such as `graph.dg:12`.

    Two findings are the same problem if their files, codes and messages are: lines move while nothing is mended.
    """

    file: str
    code: str
    severity: str
    message: str
    place: str = ""
    help: str = ""

    @property
    def key(self) -> str:
        """What the problem is known by from one look to the next."""
        return f"{self.file}\0{self.code}\0{self.message}"
