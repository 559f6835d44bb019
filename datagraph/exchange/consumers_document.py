"""The file of a graph's consumers, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]


class _Written(BaseModel):
    """A part of a file that people write: a field that is not known is a slip."""

    model_config = ConfigDict(use_attribute_docstrings=True, extra="forbid", strict=True)


class ConsumerDocument(_Written):
    """What is built on the graph in the vendor's app, and what it uses."""

    name: Text
    """What people call it."""
    kind: Literal["audience", "enrichment", "destination"]
    """A Linked Audience, an enrichment of Linked Events, or a destination."""
    owner: str = ""
    """Whom to ask before it breaks: a person, a team, or a channel."""
    link: str = ""
    """Where it is found."""
    entities: list[Text] = []
    """The slugs of entities that it uses; it may find them by any path."""
    relationships: list[Text] = []
    """The slugs of relationships that it goes along; those around them and the entities on the way need no mention."""
    columns: dict[Text, list[Text]] = {}
    """The columns that it filters by or sends, by the slugs of their entities."""
    traits: list[Text] = []
    """The names of profile traits that it uses."""


class ConsumersDocument(_Written):
    """The consumers of a Data Graph, in YAML or JSON."""

    version: Literal[1]
    """The version of this format."""
    consumers: list[ConsumerDocument]
    """All consumers."""
