"""The whole command, from its start to its end, beside a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.graphs import graph
from benchmarks.report import Bar, row, title
from benchmarks.timing import Contender, medians

_EXAMPLE = Path(__file__).parents[1] / "examples" / "ecommerce" / "graph.dg"
_NOTHING = "python -I -c pass"


def run(budget: float) -> None:
    """Print the table; the command is the console script beside this Python and `python -m datagraph`."""
    title("whole processes; the command line switches the garbage collector off")
    script = Path(sys.executable).parent / "datagraph"
    ways = {"python -m datagraph": [sys.executable, "-m", "datagraph"]}
    if script.exists():
        ways["datagraph"] = [str(script)]
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.dg"
        large.write_text(graph(10_000), encoding="utf-8")
        files = {
            "the five entities of examples/ecommerce": (_EXAMPLE, Bar(8)),
            "10,000 entities": (large, Bar(60)),
        }
        contenders = [_process(_NOTHING, [sys.executable, "-I", "-c", "pass"])]
        bars: dict[str, Bar] = {}
        for what, (file, bar) in files.items():
            for way, command in ways.items():
                name = f"{way} validate, {what}"
                bars[name] = bar
                contenders.append(_process(name, [*command, "validate", str(file)]))
        contenders.append(_process("python -m datagraph --version", [sys.executable, "-m", "datagraph", "--version"]))
        taken = medians(contenders, budget * 4, least=5)
    for name, seconds in taken.items():
        row(name, seconds, seconds / taken[_NOTHING], _NOTHING, bars.get(name))


def _process(name: str, command: list[str]) -> Contender:
    def once() -> None:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            message = done.stderr.strip().splitlines()
            print(f"  {name}: exit {done.returncode} {message[-1] if message else ''}", file=sys.stderr)

    return Contender(name, once)
