"""The page as it is now, between those who make it and those who read it."""

from __future__ import annotations

import hashlib
from threading import Condition
from typing import NamedTuple


class Shown(NamedTuple):
    """The last page that could be made, what it is known by, and what keeps the next one from being made, or "".

    `number` grows with every change.
    """

    html: bytes
    version: str
    trouble: str = ""
    number: int = 0


class CurrentPage:
    """What is shown, for any number of threads; `wait` returns when it has changed."""

    def __init__(self, html: str) -> None:
        self._shown = _shown(html)
        self._changed = Condition()

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def show(self, html: str) -> None:
        """Show a new page; no trouble is left."""
        self._become(_shown(html))

    def complain(self, trouble: str) -> None:
        """Show what is wrong beside the page that is there."""
        self._become(self._shown._replace(trouble=trouble))

    def wait(self, number: int, seconds: float) -> Shown:
        """What is shown once it is another than that of this number, or when so many seconds are over."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.number != number, seconds)
            return self._shown

    def _become(self, shown: Shown) -> None:
        with self._changed:
            self._shown = shown._replace(number=self._shown.number + 1)
            self._changed.notify_all()


def _shown(html: str) -> Shown:
    content = html.encode()
    version = hashlib.sha256(content).hexdigest()
    # The page says what version it is of, in the place that is left for it.
    return Shown(content.replace(b'data-version=""', f'data-version="{version}"'.encode(), 1), version)
