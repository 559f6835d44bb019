"""Writes the extension's snippets: `python -m lsp.vscode.generate`; a test fails when the checked-in ones are stale.

They are there without a language server too, and made of the same pieces as its completion.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from datagraph.ide.completion.snippet import LABEL, Snippet, enclosed
from datagraph.language import BLOCKS, CURRENT_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.language import Block

SNIPPETS = Path(__file__).parent / "snippets" / "datagraph.json"
_SLUG = "account-entity"
_WORDS = {"entity": {LABEL: [_SLUG]}, "relationship": {LABEL: ["user-accounts"], "related_entity": [_SLUG]}}


def generate() -> str:
    """The text of the file: a whole graph, each block, and each kind of relationship."""
    snippets = {
        "Data Graph": _entry("data_graph", "A whole Data Graph, with an entity and a profile that has it.", _graph()),
        **{title: entry for row in BLOCKS.values() if row.parents != ("",) for title, entry in _entries(row)},
    }
    return json.dumps(snippets, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the file."""
    SNIPPETS.write_text(generate(), encoding="utf-8", newline="\n")


def _entries(row: Block) -> Iterator[tuple[str, dict[str, object]]]:
    """One for a block, or one for each of what it needs exactly one of."""
    title = row.name.replace("_", " ")
    if not row.choices:
        body = Snippet().template(row, row.parents[0], CURRENT_VERSION, _WORDS.get(row.name, {}))
        yield title, _entry(row.name, _first_sentence(row.documentation), body)
    for choice in row.choices:
        for name in choice.names:
            chosen = BLOCKS.get(name) or row.attribute(name)
            assert chosen, name
            body = _with_choice(Snippet(), row, choice.where[0], name)
            documentation = f"Under a {choice.where[0]}. {_first_sentence(chosen.documentation)}"
            yield f"{title} with {name}", _entry(f"{row.name}-{name}", documentation, body)


def _with_choice(snippet: Snippet, row: Block, parent: str, name: str) -> list[str]:
    """The lines of a block with one of its choices, an attribute or a block, filled in."""
    words = _WORDS.get(row.name, {}) if parent == "profile" else {}
    header = snippet.header(row, words)
    wanted = [it for it in row.attributes_in(parent, CURRENT_VERSION) if it.required or it.name == name]
    body = snippet.attributes(wanted, words)
    inner = BLOCKS.get(name)
    if inner:
        body += ["", *snippet.template(inner, row.name, CURRENT_VERSION, {})]
    return enclosed(header, body)


def _graph() -> list[str]:
    snippet = Snippet()
    rows = {name: BLOCKS[name] for name in ("data_graph", "entity", "profile")}
    version = snippet.attributes(rows["data_graph"].attributes, {})
    entity = snippet.template(rows["entity"], "data_graph", CURRENT_VERSION, _WORDS["entity"])
    profile = snippet.template(rows["profile"], "data_graph", CURRENT_VERSION, {})
    relationship = _with_choice(snippet, BLOCKS["relationship"], "profile", "external_id")
    inside = ["", *(f"  {line}" if line else "" for line in relationship)]
    return enclosed("data_graph", [*version, "", *entity, "", *profile[:-1], *inside, profile[-1]])


def _entry(prefix: str, description: str, body: list[str]) -> dict[str, object]:
    return {"prefix": prefix, "description": description, "body": body}


def _first_sentence(documentation: str) -> str:
    sentence, _, _ = documentation.partition(". ")
    # A list of snippets shows plain text.
    return sentence.rstrip(".:").replace("`", "") + "."


if __name__ == "__main__":
    main()
