"""Pictures: the whole command beside Graphviz's own `dot`, for the same graph."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.graphs import graph
from benchmarks.report import Bar, row, title
from benchmarks.timing import Contender, medians

_ENTITIES = 1_000
_PEER = "dot -Tsvg"


def run(budget: float) -> None:
    """Print the table; without `dot` on the machine there is nothing to compare with."""
    title(f"a picture of {_ENTITIES:,} entities and as many relationships, from its text to the file")
    dot = shutil.which("dot")
    if dot is None:
        print("  Graphviz's dot is not on the PATH")
        return
    with tempfile.TemporaryDirectory() as folder:
        text, written, drawn = (Path(folder) / name for name in ("graph.dg", "graph.dot", "graph.svg"))
        text.write_text(graph(_ENTITIES), encoding="utf-8")
        render = [sys.executable, "-m", "datagraph", "render", str(text)]
        _run([*render, "-o", str(written)])
        contenders = [
            Contender(_PEER, lambda: _run([dot, "-Tsvg", "-o", str(drawn), str(written)])),
            Contender("datagraph render", lambda: _run([*render, "-o", str(drawn)])),
            Contender("datagraph render --format html", lambda: _run([*render, "-o", str(drawn.with_suffix(".html"))])),
        ]
        taken = medians(contenders, budget, least=5)
    bars = {"datagraph render": Bar(3)}
    for name, seconds in taken.items():
        row(name, seconds, seconds / taken[_PEER], _PEER, bars.get(name))


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
