"""Phrases that several rules' messages are made of."""

from __future__ import annotations

from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE

_NOUNS = {
    "label": "a name",
    "text": "a text",
    "table": "a table name",
    "schema": "a schema name",
    "column": "a column name",
    "entity": "the slug of an entity",
    "join": "a join",
    "left join": "a join",
    "right join": "a join",
    "external id type": "an external-id type",
    "trait": "the name of a trait",
    "profile type": "a profile type",
    "materialization": "a materialization",
    "version": "a version",
}


def example_value(attribute: str) -> str:
    """What to write as an attribute's value, such as `a table name, such as "PROD.CUST.ACCOUNT"`."""
    blocks = BLOCKS_BY_ATTRIBUTE.get(attribute)
    if not blocks:
        return "a string in double quotes, or `true` or `false`"
    row = BLOCKS[blocks[0]].attribute(attribute)
    assert row is not None, "the look-up is made from the blocks' own attributes"
    if row.type == "boolean":
        return "`true` or `false`"
    return f"{_NOUNS[row.form]}, such as {row.example.partition('= ')[2]}"
