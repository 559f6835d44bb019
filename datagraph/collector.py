"""The garbage collector, out of the way while there is no garbage."""

from __future__ import annotations

import gc


class PausedCollector:
    """A `with` block in which the collector does not run; afterwards it goes on if it did before.

    An analysis makes many objects and no cycles, so the collector would look at all of them again and again, find
    nothing, and make the time grow faster than the text. The collector is the whole process's.
    """

    __slots__ = ("_was_running",)

    def __enter__(self) -> None:
        self._was_running = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_running:
            gc.enable()
