"""Writes the highlighting assets: `python -m lsp.grammars.generate`; a test fails when a checked-in one is stale.

Their words come from the language table, all else from the templates in the modules beside this one.
"""

from __future__ import annotations

from pathlib import Path

from lsp.grammars import textmate_grammar, tree_sitter_queries, vim_syntax

HOME = Path(__file__).parents[1]


def generate() -> dict[str, str]:
    """The text of each generated file by its path in `lsp/`."""
    return {
        "grammars/datagraph.tmLanguage.json": textmate_grammar.grammar(),
        "vim/syntax/datagraph.vim": vim_syntax.syntax(),
        **{f"grammars/tree-sitter/{path}": text for path, text in tree_sitter_queries.queries().items()},
    }


def main() -> None:
    """Write all of them."""
    for path, text in generate().items():
        (HOME / path).parent.mkdir(parents=True, exist_ok=True)
        (HOME / path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
