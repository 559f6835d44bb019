"""Random documents of the exported shape, and the checks that all tests of this room share."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from datagraph import parse
from datagraph.exchange import export_json, export_yaml, import_text
from datagraph.model import DataGraph, lower

# The first example of a run pays for imports, and the machine may be busy.
unhurried = settings(deadline=None)

AWKWARD = [
    '"', "\\", "\n", "\r", "\t", "\0", "$", "%", "{", "}", "${", "%{", "$${", "%%{", "'", "`", "#", "//", "/*", "*/",
    " ", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff", "\uffff", "é", "😀", "\U0001f600", ":", "- ", ": ", " #", "yes",
    "null", "1", "1e3", "~", "\\n", "\\u0041", "&a", "*a", "!t", "|", ">", "@", "---", "...", "2024-01-01",
]  # fmt: skip

texts = st.one_of(
    st.sampled_from(["Account", "PROD.CUST.ACCOUNT", "account-entity.ID = cart-entity.ID", "yes", "1", "null"]),
    st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=5).map("".join),
    st.text(min_size=1, max_size=12),
).filter(str.strip)
slugs = st.from_regex(r"[a-z0-9_-]{1,8}", fullmatch=True)


def some_fields(required: dict[str, Any], optional: dict[str, Any] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional or {})


ends = some_fields({"join_key": texts, "type": texts})
traits = some_fields({"join_key": texts, "name": texts})
names = ("table_ref", "primary_key", "left_join_on", "right_join_on")
junctions = some_fields(dict.fromkeys(names, texts))
entities = some_fields(
    {"slug": slugs, "name": texts, "table_ref": texts, "primary_key": texts},
    {"description": texts, "enrichment_enabled": st.just(True)},
)


def relationships(*joins: dict[str, Any], inner: st.SearchStrategy[Any] | None) -> st.SearchStrategy[dict[str, Any]]:
    common = {"slug": slugs, "name": texts, "related_entity": texts}
    optional: dict[str, Any] = {"description": texts}
    if inner is not None:
        optional["relationships"] = st.lists(inner, min_size=1, max_size=2)
    return st.one_of(*(some_fields(common | join, optional) for join in joins))


nested: st.SearchStrategy[dict[str, Any]] = relationships({"join_on": texts}, {"junction_table": junctions}, inner=None)
for _ in range(3):
    nested = relationships({"join_on": texts}, {"junction_table": junctions}, inner=nested)
first_level = relationships({"external_id": ends}, {"trait": traits}, inner=nested)


def graphs(version: str, of_version: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    profile = some_fields(
        {"profile_folder": texts, **of_version}, {"relationships": st.lists(first_level, min_size=1, max_size=2)}
    )
    top = {"format_version": st.just(1), "version": st.just(version)}
    return some_fields(top, {"entities": st.lists(entities, min_size=1, max_size=3), "profile": profile})


documents = st.one_of(
    graphs("v1.0.0", {"type": st.sampled_from(["segment:materialized", "segment:unmaterialized"])}),
    graphs("v0.0.6", {"materialization": st.sampled_from(["none", "segment", "dbt"])}),
)


def loaded(text: str) -> DataGraph:
    """The model of a text, as `datagraph.load` gives it, without the time that rules take."""
    return lower(parse(text))[0]


def check_round_trip(text: str) -> None:
    """Assert that a Data Graph without mistakes comes back from JSON and YAML."""
    model = loaded(text)
    for export in (export_json, export_yaml):
        again, problems = import_text(export(model))
        assert problems == []
        assert loaded(again) == model
