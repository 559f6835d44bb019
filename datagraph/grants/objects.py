"""The tables and schemas that a graph names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.catalog import TablePath, schema_path, table_path
from datagraph.catalog.profiles import MATERIALIZED, UNMATERIALIZED
from datagraph.model import parse_dotted

if TYPE_CHECKING:
    from datagraph.graph import Graph
    from datagraph.model import Entity, JunctionTable, Node, Profile
    from datagraph.text import Span

_FORMS = {"table_ref": ("database", "schema", "table"), "profile_folder": ("database", "schema")}
_PROFILE_TYPE = f'write `type = "{MATERIALIZED}"`'


class Folder(NamedTuple):
    """A schema that Profiles Sync writes to; `type` is that of the profile, and decides which tables are read."""

    database: str
    schema: str
    type: str


class Objects(NamedTuple):
    """What is named: tables by their full names as the graph writes them, and the folders of profiles."""

    tables: frozenset[TablePath] = frozenset()
    folders: frozenset[Folder] = frozenset()

    def __or__(self, other: object) -> Objects:
        if not isinstance(other, Objects):
            return NotImplemented
        return Objects(self.tables | other.tables, self.folders | other.folders)


class Remark(NamedTuple):
    """Where a script does not follow a graph: `text` says why and what it does, `help` is the next step."""

    span: Span
    text: str
    help: str


def named_objects(graph: Graph, kind: str) -> tuple[Objects, list[Remark]]:
    """Find what a graph names in a kind of warehouse; a name that is incomplete or broken is left out, and told of."""
    tables: set[TablePath] = set()
    folders: set[Folder] = set()
    remarks: list[Remark] = []
    junctions = [it.junction_table for it in graph.relationships if it.junction_table]
    nodes: list[Entity | JunctionTable] = [*graph.model.entities, *junctions]
    for node in nodes:
        path = table_path(node.table_ref)
        if path:
            tables.add(path)
        else:
            remarks.append(_left_out(node, "table_ref", node.table_ref))
    profile = graph.model.profile
    if profile is not None:
        schema = schema_path(profile.profile_folder)
        if schema:
            profile_type, doubts = _type(profile, kind)
            folders.add(Folder(*schema, profile_type))
            remarks += doubts
        else:
            remarks.append(_left_out(profile, "profile_folder", profile.profile_folder))
    return Objects(frozenset(tables), frozenset(folders)), sorted(remarks)


def _left_out(node: Node, attribute: str, text: str) -> Remark:
    parts, form = parse_dotted(text) or (), _FORMS[attribute]
    missing = form[: max(0, len(form) - len(parts))]
    if not text:
        fault = f"no `{attribute}` can be read here, so it is left out"
    elif parts and missing:
        fault = f"no {' and no '.join(missing)} in `{text}`, so it is left out"
    else:
        fault = f"`{text}` is not of the form `{'.'.join(form)}`, so it is left out"
    return Remark(node.value_span(attribute), fault, f"write `{'.'.join(form)}`")


def _type(profile: Profile, kind: str) -> tuple[str, list[Remark]]:
    """The type to grant for, and what to say if it is not the one that is written."""
    instead, advice = "so the materialized tables are granted", f'write `type = "{MATERIALIZED}"`'
    # Before v1.0.0, `materialization = "none"` said what `type = "segment:unmaterialized"` says now.
    is_raw = profile.type == UNMATERIALIZED or bool(profile.materialization and not profile.type)
    if is_raw and kind == "redshift":
        text = f"there are no unmaterialized profiles on Redshift, {instead}"
    elif not profile.type and not profile.materialization:
        text = f"no `type` can be read here, {instead}"
    else:
        return UNMATERIALIZED if is_raw else MATERIALIZED, []
    return MATERIALIZED, [Remark(profile.value_span("type"), text, advice)]
