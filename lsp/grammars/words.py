"""The words of the language, in the groups that a highlighter tells apart."""

from __future__ import annotations

from datagraph.language import BLOCKS, CURRENT_VERSION

_ATTRIBUTES = tuple(attribute for block in BLOCKS.values() for attribute in block.attributes)

KINDS = tuple(BLOCKS)
"""Every kind of block, outer ones first."""

LABELLED = tuple(block.name for block in BLOCKS.values() if block.label)
"""The kinds of blocks that have a label."""

CURRENT = tuple(dict.fromkeys(it.name for it in _ATTRIBUTES if it.belongs_to(CURRENT_VERSION)))
"""Every attribute that the current version has in some block."""

DEPRECATED = tuple(dict.fromkeys(it.name for it in _ATTRIBUTES if it.name not in CURRENT))
"""Every attribute that only an older version has."""

JOINS = tuple(dict.fromkeys(it.name for it in _ATTRIBUTES if it.form in ("join", "left join", "right join")))
"""The attributes whose string is a join expression."""

REFERENCES = tuple(dict.fromkeys(it.name for it in _ATTRIBUTES if it.form == "entity"))
"""The attributes whose string is the slug of an entity."""

PLAIN = tuple(name for name in CURRENT if name not in JOINS and name not in REFERENCES)
"""The attributes whose value no highlighter looks into."""
