"""Pictures that Graphviz's `dot` paints."""

from __future__ import annotations

import sys

from datagraph.diagrams.undrawn import Undrawn

_INSTALL = {
    "linux": "`apt-get install graphviz`, `dnf install graphviz` or the like",
    "darwin": "`brew install graphviz`",
    "win32": "`winget install graphviz`, and put its `bin` folder on the PATH",
}


def paint(text: str, form: str) -> bytes | Undrawn:
    """A text in DOT as a `png` or `pdf`, by the `dot` on the PATH.

    The same text gives the same picture only where version and fonts are the same.
    """
    from graphviz import CalledProcessError, ExecutableNotFound, pipe

    try:
        # Quiet: a picture that is too large for a bitmap is made smaller, and said to be.
        return bytes(pipe("dot", form, text.encode(), quiet=True))
    except ExecutableNotFound:
        return Undrawn(f"there is no `dot` on the PATH, and a {form} needs Graphviz", _how_to_install())
    except CalledProcessError as error:
        said = (error.stderr or b"").decode(errors="replace").strip().splitlines()
        return Undrawn(f"`dot` failed: {said[-1]}" if said else f"`dot` failed with exit code {error.returncode}")


def _how_to_install() -> str:
    known = next((words for system, words in _INSTALL.items() if sys.platform.startswith(system)), "install Graphviz")
    return f"{known}; svg and html need nothing else"
