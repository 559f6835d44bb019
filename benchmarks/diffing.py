"""What a change breaks: the comparison of two graphs beside the validation of both."""

from __future__ import annotations

from benchmarks.graphs import graph
from benchmarks.report import Bar, row, title
from benchmarks.timing import Contender, medians
from datagraph.diff import Earlier
from datagraph.engine import analyse
from datagraph.project.evidence import graph_of
from datagraph.rules import Evidence
from datagraph.settings import Settings

_ENTITIES = 1_000
_PEER = "validating both"


def run(budget: float) -> None:
    """Print the table; a third of the relationships and a tenth of the entities have changed."""
    title(f"a graph of {_ENTITIES:,} entities and what it was, from the two texts to the findings")
    old = graph(_ENTITIES)
    new = old.replace('"USER_ID"', '"PROFILE_ID"').replace("0-", "9-").replace('"DWH.CUST.CART', '"DWH.NEW.CART')

    def validate() -> None:
        analyse(old)
        analyse(new)

    def compare() -> None:
        earlier = Earlier(graph_of(old), old, "old.dg")
        analyse(new, Settings(select=("DG6",)), Evidence(earlier=earlier))

    taken = medians([Contender(_PEER, validate), Contender("comparing them", compare)], budget, least=5)
    for name, seconds in taken.items():
        row(name, seconds, seconds / taken[_PEER], _PEER, Bar(3) if name != _PEER else None)
