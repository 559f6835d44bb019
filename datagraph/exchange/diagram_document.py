"""What `datagraph render --format json` writes, as pydantic models; `datagraph.diagrams.json` writes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from datagraph.exchange.output import Count, Output, RuleCode, SeverityWord

Line = Annotated[int, Field(ge=1, description="The line of the text, from 1.")]
Many = Literal["one", "many", ""]


class Remark(Output):
    """A diagnostic at a block."""

    severity: SeverityWord
    """How grave it is."""
    code: RuleCode
    """The code of the rule; it never changes."""
    message: str
    """What is wrong."""
    line: Line
    """Where it is wrong, as a line from 1."""


class DiagramColumn(Output):
    """A column of a node's table: all of them if a catalog is known, else those that the graph names."""

    name: str
    """Its name."""
    type: str
    """Its type in the vendor's words; empty if no catalog tells."""
    comment: str
    """The warehouse's comment; empty if there is none."""
    primary_key: bool
    """Whether the graph calls it the primary key."""
    keys: list[str]
    """The slugs of the relationships that join on it."""
    shown: bool
    """Whether the pictures show it, at this choice of `--columns`."""


class DiagramNode(Output):
    """The profile, an entity, a junction table, or an entity that is named and not declared."""

    id: str
    """Unique in the document, and the same every time, such as `entity:cart-entity`."""
    kind: Literal["profile", "entity", "junction", "missing"]
    """What it is; `missing` is an entity that nobody declares."""
    slug: str
    """Its slug; that of the relationship for a junction table, and empty for the profile."""
    name: str
    """The name that people see; it may be empty."""
    description: str
    """The description; empty if there is none."""
    table: str
    """Its table as the graph names it; the profile's folder for the profile."""
    primary_key: str
    """The column of the primary key."""
    schema_: Annotated[str, Field(alias="schema")]
    """The place of the table, such as `PROD.CUST`."""
    enriched: bool
    """Whether Linked Events may look it up."""
    depth: Annotated[int, Field(ge=1)] = 1
    """The least number of nodes on a path from the profile, which has 1; left out where no path leads."""
    branches: list[str]
    """The slugs of the first-level relationships that lead to it."""
    columns: list[DiagramColumn]
    """Its columns."""
    line: Line = 1
    """Where its block begins, as a line from 1; left out if the text has none."""
    remarks: list[Remark]
    """What the rules say of it; empty without `--diagnostics`."""
    figures: list[str]
    """What was counted in the data, in words."""
    change: Literal["added", "removed", "changed", ""]
    """What has become of it since the graph that `--diff` names; empty if nothing has."""


class DiagramEdge(Output):
    """A relationship, or one half of a relationship through a junction table that is a node."""

    id: str
    """Unique in the document, such as `relationship:user-carts`; the second half ends in `/right`."""
    slug: str
    """The slug of the relationship."""
    source: str
    """The id of the node that it comes from."""
    target: str
    """The id of the node that it leads to."""
    kind: Literal["external id", "trait", "join", "junction", "unknown"]
    """By what rows are matched; `unknown` where the text does not say, or says it twice."""
    name: str
    """The name that people see; it may be empty."""
    description: str
    """The description; empty if there is none."""
    left: str
    """What is compared at the source: a column, or the external id or trait."""
    right: str
    """The column that is compared at the target."""
    source_many: Many
    """How many rows of the source a row of the target may meet; empty where that is not known."""
    target_many: Many
    """How many rows of the target a row of the source may meet; empty where that is not known."""
    junction: str
    """The junction table, if it is folded into the edge; else empty."""
    parent: str
    """The id of the edge of the relationship around it; empty on the first level."""
    depth: Annotated[int, Field(ge=1)]
    """The number of nodes on this path from the profile to the target."""
    line: Line = 1
    """Where its block begins, as a line from 1; left out if the text has none."""
    remarks: list[Remark]
    """What the rules say of it; empty without `--diagnostics`."""
    figures: list[str]
    """What was counted in the data, in words."""
    change: Literal["added", "removed", "changed", ""]
    """What has become of it since the graph that `--diff` names; empty if nothing has."""


class DiagramGroup(Output):
    """Nodes that are framed together, at this choice of `--group-by`."""

    title: str
    """What stands at the frame."""
    nodes: list[str]
    """The ids of its nodes."""


class DiagramDocument(Output):
    """What `datagraph render --format json` writes. Later releases may add keys, but change and remove none."""

    version: Literal[1]
    """The version of this format."""
    title: str
    """The title of the picture."""
    source: str
    """The path of the text; empty if it is standard input."""
    nodes: list[DiagramNode]
    """The nodes in the order of the text, the profile first."""
    edges: list[DiagramEdge]
    """The edges in the order of the text."""
    groups: list[DiagramGroup]
    """The frames."""
    hidden: Count
    """How many entities are left out, by the choice of a focus or a path."""
