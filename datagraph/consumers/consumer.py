"""One consumer of a graph, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datagraph.text import Span

ConsumerKind = Literal["audience", "enrichment", "destination"]
"""A Linked Audience, an enrichment of Linked Events, or a destination that is sent what a graph leads to."""

UseKind = Literal["entity", "relationship", "column", "trait"]


class Use(NamedTuple):
    """A name that a consumer uses, and where its file says so.

    A column belongs to the entity with the slug `owner`, which is "" for all other names.
    """

    kind: UseKind
    name: str
    span: Span
    owner: str = ""


class Consumer(NamedTuple):
    """A consumer: `owner` is whom to ask, `link` where it is found, each "" if nobody says."""

    name: str
    kind: ConsumerKind
    uses: tuple[Use, ...] = ()
    owner: str = ""
    link: str = ""

    def __str__(self) -> str:
        """The consumer as messages call it."""
        return f"the {self.kind} `{self.name}`" + (f" ({self.owner})" if self.owner else "")
