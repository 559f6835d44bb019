; Written by `python -m lsp.grammars.generate`; change lsp/grammars/tree_sitter_queries.py instead.

(block . (identifier) @context (string_lit (template_literal) @name)?) @item
