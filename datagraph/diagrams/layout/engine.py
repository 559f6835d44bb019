"""The layout engine: Graphviz's `dot`, as a program of its own.

It is the port that a package brings along, so that a picture is the same on every machine; where that package has no
program for the machine, the system's own `dot` does it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from typing import Any

from datagraph.diagrams.layout.layout import LayoutError

_PACKAGED = "graphviz-pure"
_SYSTEM = "dot"
_PATIENCE = 120.0
"""Seconds; a thousand entities take less than one."""


def ask(text: str) -> dict[str, Any]:
    """Lay a text out; the answer is Graphviz's JSON. LayoutError if there is no engine, or it fails."""
    command = [program(), "-Kdot", "-Tjson0"]
    try:
        # The text is ours, made of numbers alone.
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603
    except OSError as error:
        raise LayoutError(f"the layout engine cannot be run: {error.strerror}", _INSTALL) from error
    except subprocess.TimeoutExpired as error:
        raise LayoutError("the graph is too large to be laid out", "show a part of it with `--focus SLUG`") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise LayoutError(f"the layout engine fails: {reason or f'exit {done.returncode}'}", _INSTALL)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


_INSTALL = "`pip install --force-reinstall graphviz-pure` brings it anew; Graphviz's own `dot` serves as well"


def program() -> str:
    """The program that lays out; LayoutError if there is none."""
    scripts = sysconfig.get_path("scripts")
    ours = shutil.which(_PACKAGED, path=os.pathsep.join((scripts, os.environ.get("PATH", ""))))
    found = ours or shutil.which(_SYSTEM)
    if found is None:
        raise LayoutError("there is no layout engine", _INSTALL)
    return found
