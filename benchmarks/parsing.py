"""Parsing to the lossless tree, and validating with all offline rules, beside others that only parse."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import datagraph
from benchmarks import node_peer, peers
from benchmarks.graphs import graph
from benchmarks.node_peer import NodePeer
from benchmarks.report import Bar, row, title
from benchmarks.timing import Contender, medians

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

SIZES = (5, 100, 1_000, 10_000)
# The bars are set for 1,000 entities.
_BARRED = 1_000
PARSE, VALIDATE = "datagraph.parse", "datagraph.validate"
_PYGOHCL, _HCL2 = "pygohcl.loads", "hcl2.loads (python-hcl2)"
_BARS = {PARSE: Bar(0.5), VALIDATE: Bar(1.0)}


def run(budget: float, sizes: tuple[int, ...] = SIZES) -> None:
    """Print a table per size, with the collector on and off."""
    node = NodePeer() if node_peer.versions() else None
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.dg"
            path.write_text(graph(size), encoding="utf-8")
            for collect in (True, False):
                _table(size, path, node, budget, collect=collect)
    if node:
        node.close()


def _table(size: int, path: Path, node: NodePeer | None, budget: float, *, collect: bool) -> None:
    text = graph(size)
    contenders = list(_contenders(text, size))
    if node and collect:
        contenders.append(Contender("hcl2json.parse (node)", lambda: node.seconds(path)))
    taken = medians(contenders, budget, collect=collect)
    title(f"{size:,} entities, {len(text.encode()) / 1000:,.0f} KB, garbage collector {'on' if collect else 'off'}")
    base = taken.get(_PYGOHCL)
    for name, seconds in taken.items():
        bar = _BARS.get(name) if size == _BARRED else None
        row(name, seconds, seconds / base if base else None, "pygohcl", bar)
    if _HCL2 in taken:
        ratio = taken[_HCL2] / taken[PARSE]
        row("python-hcl2 beside datagraph.parse", taken[_HCL2], ratio, "datagraph", Bar(30, at_least=True))


def _contenders(text: str, size: int) -> Iterator[Contender]:
    yield _contender(PARSE, datagraph.parse, text)
    yield _contender(VALIDATE, datagraph.validate, text)
    yield _contender("datagraph.load", datagraph.load, text)
    loads = peers.pygohcl()
    if loads:
        yield _contender(_PYGOHCL, loads, text)
    tree = peers.tree_sitter()
    if tree:
        yield _contender("tree-sitter-hcl, tree only", tree, text)
    slow = peers.python_hcl2()
    if slow and size <= _BARRED:
        yield _contender(_HCL2, slow, text, rounds=2 if size == _BARRED else 5)


def _contender(name: str, function: Callable[[str], Any], text: str, rounds: int = 1_000_000) -> Contender:
    def once() -> None:
        function(text)

    return Contender(name, once, rounds)
