"""Phrases that several rules' messages are made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Iterable

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


_MOST_QUOTED = 40
_KEYWORD = re.compile(r"\s*[\w-]+[\s:=]*")


def quoted(text: str) -> str:
    """The user's own text between backticks, as much of it as fits a headline: of its first line some 40 characters."""
    shown = text[:_MOST_QUOTED].partition("\n")[0]
    if len(shown) < len(text):
        shown = shown.rstrip() + "…"
    # As in Markdown: text that holds a backtick stands between two of them.
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def example_value(attribute: str) -> str:
    """What to write as an attribute's value, such as `a table name, such as "PROD.CUST.ACCOUNT"`.

    For the name of a block that has a slug: the same for its slug.
    """
    blocks = BLOCKS_BY_ATTRIBUTE.get(attribute)
    block = BLOCKS.get(attribute)
    if block and block.label:
        return f"a slug, such as {block.example.split()[1]}"
    if not blocks:
        return "a string in double quotes, or `true` or `false`"
    row = BLOCKS[blocks[0]].attribute(attribute)
    assert row is not None, "the look-up is made from the blocks' own attributes"
    if row.type == "boolean":
        return "`true` or `false`"
    return f"{_NOUNS[row.form]}, such as {row.example.partition('= ')[2]}"


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names between backticks, as a sentence lists them: `a`, `b` or `c`."""
    *others, final = [f"`{name}`" for name in names]
    return f"{', '.join(others)} {last} {final}" if others else final


def slug_in(header: str) -> str:
    """The slug in a block's header, without whatever quotes it has; empty if the block has none."""
    return _KEYWORD.sub("", header, count=1).strip("\"'`“”„‟″‘’ \t")


def home_of_block(kind: str) -> str:
    """Where a block of the language belongs, such as `in a relationship directly under the profile`."""
    homes = []
    for parent in BLOCKS[kind].parents:
        rule = BLOCKS[parent].child(kind) if parent else None
        if rule and rule.where:
            level = "directly under the profile" if "profile" in rule.where else "inside another one"
            homes.append(f"in a `{parent}` {level}")
        elif parent:
            homes.append(f"in {'another ' if parent == kind else ''}`{parent}`")
        else:
            homes.append("at the top level of the file")
    return " or ".join(homes)
