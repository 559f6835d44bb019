"""A scene: what a picture of a graph shows, before anything is placed or drawn. All formats are made of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

NodeKind = Literal["profile", "entity", "junction", "missing"]
"""`junction` is a junction table that stands as a node of its own; `missing` is an entity that nobody declares."""

EdgeKind = Literal["external id", "trait", "join", "junction", "unknown"]
"""By what rows are matched; `unknown` where the text does not say, or says it twice."""

Severity = Literal["error", "warning", "info"]
"""How grave a remark is, as the diagnostics have it."""

Many = Literal["one", "many", ""]
"""How many rows of a side may meet one of the other; "" where that is not known."""

What = Literal["added", "removed", "changed", ""]
"""What has become of a node or edge since an earlier graph; "" if nothing has, or there is none."""


class Remark(NamedTuple):
    """A diagnostic at a block; `line` counts from 1."""

    severity: Severity
    code: str
    message: str
    line: int


class Column(NamedTuple):
    """A column of a table; `type` in the vendor's words, "" where no catalog tells.

    `keys` are the slugs of relationships that join on it. `is_shown` is whether the picture shows it.
    """

    name: str
    type: str = ""
    comment: str = ""
    is_primary_key: bool = False
    keys: tuple[str, ...] = ()
    is_shown: bool = False


class Node(NamedTuple):
    """The profile, an entity, or a junction table.

    `id` is unique in the scene and the same every time (`entity:cart-entity`). `schema` is the place of its table
    (`PROD.CUST`). `depth` is the least number of nodes on a path from the profile, the profile counted (it has 1), and
    None where no path leads. `branches` are the slugs of the first-level relationships that lead to it. `line` counts
    from 1, and is None where the text has no block for it. `figures` are what was counted in the data, in words.
    """

    id: str
    kind: NodeKind
    slug: str
    name: str = ""
    description: str = ""
    table: str = ""
    primary_key: str = ""
    schema: str = ""
    is_enriched: bool = False
    depth: int | None = None
    branches: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    line: int | None = None
    remarks: tuple[Remark, ...] = ()
    figures: tuple[str, ...] = ()
    change: What = ""


class Edge(NamedTuple):
    """A relationship, or one half of a relationship through a junction table that stands as a node.

    `id` is unique in the scene (`relationship:user-carts`, and `…/right` for the second half). `source` and `target`
    are ids of nodes. `left` and `right` name what is compared on the two sides: a column, or the external id or trait.
    `junction` is the junction table, if it is folded into the edge. `parent` is the id of the edge of the relationship
    around it, or "". `depth` is that of its target on this very path.
    """

    id: str
    slug: str
    source: str
    target: str
    kind: EdgeKind
    name: str = ""
    description: str = ""
    left: str = ""
    right: str = ""
    source_many: Many = ""
    target_many: Many = ""
    junction: str = ""
    parent: str = ""
    depth: int = 2
    line: int | None = None
    remarks: tuple[Remark, ...] = ()
    figures: tuple[str, ...] = ()
    change: What = ""


class Group(NamedTuple):
    """Nodes that are framed together."""

    title: str
    nodes: tuple[str, ...]


class Scene(NamedTuple):
    """Nodes and edges in the order of the text, the profile first.

    `source` is the path of the text as links name it, or "". `hidden` is how many entities are left out of the
    picture, by the choice of a focus.
    """

    title: str
    source: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[Group, ...] = ()
    hidden: int = 0


class Choice(NamedTuple):
    """What a scene is to show.

    `focus` is the slug of an entity or relationship, and `hops` how many relationships away from it the picture ends;
    `path_to` a slug to which only the paths from the profile are shown. `columns` are those inside the boxes, and
    `folds_junctions` puts junction tables into the edges.
    """

    focus: str = ""
    hops: int = 1
    path_to: str = ""
    group_by: Literal["schema", "branch", "none"] = "none"
    columns: Literal["none", "keys", "all"] = "keys"
    folds_junctions: bool = False
    has_remarks: bool = False
    title: str = ""
