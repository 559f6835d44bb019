"""The language's table in Markdown, for whoever asks what a word means: completion and hover show the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.language import CURRENT_VERSION, VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.language import Attribute, Block

FENCE = "datagraph"
"""The name of the language, by which editors colour an example."""


def block_documentation(block: Block) -> str:
    """What a block is for, what stands in it, and an example."""
    # What the current version no longer has is for those who write in an older one, and they have it already.
    current = [it for it in block.attributes if it.belongs_to(CURRENT_VERSION)]
    chosen = {name for choice in block.choices for name in choice.names}
    lines = [
        _listed("Required", (it.name for it in current if it.required)),
        *(
            _listed(f"Exactly one under `{parent}`", choice.names)
            for choice in block.choices
            for parent in choice.where
        ),
        _listed("Optional", (it.name for it in current if not it.required and it.name not in chosen)),
        _listed("Blocks", (it.name for it in block.children if it.name not in chosen)),
    ]
    heading = f"**{block.name}**" + (" block, labelled with its slug" if block.label else " block")
    listed = "\n".join(f"- {line}" for line in lines if line)
    return _joined(heading, block.documentation, listed, code(block.example))


def attribute_documentation(block: Block, attribute: Attribute, version: str) -> str:
    """What an attribute of a block is for, what it may hold, and an example.

    `version` is the one that the file is written in, one of `VERSIONS` or ""; an attribute that it does not have says
    which one does.
    """
    heading = f"**{attribute.name}**: {_need(block, attribute)} {attribute.type} of `{block.name}`"
    lines = [
        _listed("One of", attribute.allowed),
        f"Default: `{attribute.default}`" if attribute.default else "",
        f"Only where the block stands in {_either(attribute.where)}" if attribute.where else "",
        *(f"In place of {_either(it for it in names if it != attribute.name)}" for names in _choices(block, attribute)),
        _belonging(attribute, version),
    ]
    listed = "\n".join(f"- {line}" for line in lines if line)
    return _joined(heading, attribute.documentation, listed, code(attribute.example))


def code(text: str) -> str:
    """A piece of the language as a block of code."""
    return f"```{FENCE}\n{text.rstrip()}\n```"


def _need(block: Block, attribute: Attribute) -> str:
    return "required" if attribute.required or any(_choices(block, attribute)) else "optional"


def _choices(block: Block, attribute: Attribute) -> Iterable[tuple[str, ...]]:
    """The names, this one among them, of which the block has exactly one."""
    return (choice.names for choice in block.choices if attribute.name in choice.names)


def _belonging(attribute: Attribute, version: str) -> str:
    """Which versions have an attribute, if that is worth a word: it is old, or not of the file's version."""
    if version in VERSIONS and not attribute.belongs_to(version) and attribute.since != VERSIONS[0]:
        return f"Since `{attribute.since}`; the file is written in `{version}`"
    if attribute.until is None:
        return ""
    successor = f"; `{attribute.replaced_by}` came after it" if attribute.replaced_by else ""
    return f"Only up to `{attribute.until}`{successor}"


def _listed(title: str, names: Iterable[str]) -> str:
    words = ", ".join(f"`{name}`" for name in names)
    return f"{title}: {words}" if words else ""


def _either(names: Iterable[str]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
