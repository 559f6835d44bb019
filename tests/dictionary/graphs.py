"""Graphs whose dictionaries are looked at: the examples, and one with the worst that texts can hold."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from datagraph.catalog import Catalog, Column, Schema, Table, TablePath, Type
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


@lru_cache
def view(name: str) -> View:
    """The view of an example, or of the hostile graph."""
    if name == HOSTILE:
        return _hostile()
    return view_of((ROOT / "examples" / name / "graph.dg").read_text(encoding="utf-8"))


@lru_cache
def files(name: str, output_format: str) -> dict[str, str]:
    """The files of its dictionary."""
    found = dictionary(view(name), "Data dictionary", output_format)
    assert not isinstance(found, Undrawn)
    return found


def _hostile() -> View:
    texts = [it for it in HOSTILE_TEXTS.values() if "\ud83d" not in it]
    entities = "".join(
        f"entity {encode(it)} {{\nname = {encode(it)}\ndescription = {encode(it)}\n"
        f"table_ref = {encode(it)}\nprimary_key = {encode(it)}\n}}\n"
        for it in (*texts, "con", "Con", "a", "A", "a")
    )
    steps = "".join(
        f"relationship {encode(it)} {{\nname = {encode(it)}\nrelated_entity = {encode(it)}\n"
        f"description = {encode(it)}\n"
        f"trait {{\nname = {encode(it)}\njoin_key = {encode(it)}\n}}\n}}\n"
        for it in texts
    )
    table = Table(
        TablePath("P", "S", "TABLE"),
        columns=tuple(Column(it or "x", Type(it, "text"), comment=it) for it in texts),
        comment="| a | b |\n|---|",
    )
    catalog = Catalog("duckdb", schemas={("P", "S"): Schema("P", "S", {"TABLE": table})})
    known = 'entity "known" {\nname = "Known"\ntable_ref = "P.S.TABLE"\nprimary_key = "x"\n}\n'
    text = f"data_graph {{\n{known}{entities}profile {{\nprofile_folder = {encode(texts[1])}\n{steps}}}\n}}\n"
    return view_of(text, DEFAULT_SETTINGS, Evidence(catalog))
