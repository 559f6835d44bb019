"""Graphs whose dictionaries are looked at: the examples, one with the worst that texts can hold, and a large one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from benchmarks.graphs import graph
from datagraph.catalog import Catalog, Column, ForeignKey, Schema, Table, TablePath, Type
from datagraph.diagrams.undrawn import Undrawn
from datagraph.dictionary import dictionary
from datagraph.rules import Evidence
from datagraph.settings import DEFAULT_SETTINGS
from datagraph.syntax import encode
from datagraph.view import View, view_of
from tests.diagrams.scenes import HOSTILE_TEXTS

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(it.parent.name for it in ROOT.glob("examples/*/graph.dg"))
HOSTILE = "hostile"
LARGE = "large"
GRAPHS = (*EXAMPLES, HOSTILE)
PIPES = "one | two || three \\| four \\\\| `five|six` \\"
TEXTS = [
    *(it for it in HOSTILE_TEXTS.values() if "\ud83d" not in it),
    PIPES,
    "{{ site.title }} {% raw %} {x} $y$ ~~z~~",
]


@cache
def view(name: str) -> View:
    """The view of an example, of the hostile graph, or of the large one."""
    if name == HOSTILE:
        return _hostile()
    return view_of(graph(200) if name == LARGE else text_of(name))


def text_of(name: str) -> str:
    """The text of an example."""
    return (ROOT / "examples" / name / "graph.dg").read_text(encoding="utf-8")


@cache
def files(name: str, output_format: str) -> dict[str, str]:
    """The files of its dictionary, with what is wrong with it."""
    return written(view(name), output_format, has_problems=True)


def written(view: View, output_format: str = "markdown", *, has_problems: bool = False) -> dict[str, str]:
    """The files of a dictionary."""
    found = dictionary(view, "Data dictionary", output_format, has_problems=has_problems)
    assert not isinstance(found, Undrawn)
    return found


def _hostile() -> View:
    entities = "".join(
        f"entity {encode(it)} {{\nname = {encode(it)}\ndescription = {encode(it)}\n"
        f"table_ref = {encode(it)}\nprimary_key = {encode(it)}\n}}\n"
        for it in (*TEXTS, "con", "Con", "a", "A", "a", "_a", "a_", "ä")
    )
    steps = "".join(
        f"relationship {encode(it)} {{\nname = {encode(it)}\nrelated_entity = {encode(it)}\n"
        f"description = {encode(it)}\ntrait {{\nname = {encode(it)}\njoin_key = {encode(it)}\n}}\n"
        f"relationship {encode('in ' + it)} {{\nname = {encode(it)}\nrelated_entity = {encode('no ' + it)}\n"
        f"junction_table {{\ntable_ref = {encode(it)}\nprimary_key = {encode(it)}\n"
        f"left_join_on = {encode(it)}\n}}\n}}\n"
        # An entity that leads to itself is in both tables of its page.
        f"relationship {encode('self ' + it)} {{\nrelated_entity = {encode(it)}\njoin_on = {encode(it)}\n}}\n}}\n"
        for it in TEXTS
    )
    path = TablePath("P", "S", "TABLE")
    table = Table(
        path,
        columns=tuple(Column(it or "x", Type(it, "text"), comment=it) for it in TEXTS),
        foreign_keys=tuple(ForeignKey((it,), TablePath(it, it, it), (it,)) for it in TEXTS),
        comment="| a | b |\n|---|",
    )
    catalog = Catalog("duckdb", schemas={("P", "S"): Schema("P", "S", {"TABLE": table})})
    known = 'entity "known" {\nname = "Known"\ntable_ref = "P.S.TABLE"\nprimary_key = "x"\n}\n'
    text = f"data_graph {{\n{known}{entities}profile {{\nprofile_folder = {encode(TEXTS[1])}\n{steps}}}\n}}\n"
    return view_of(text, DEFAULT_SETTINGS, Evidence(catalog))
