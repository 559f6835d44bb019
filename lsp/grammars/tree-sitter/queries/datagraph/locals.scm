; Written by `python -m lsp.grammars.generate`; change lsp/grammars/tree_sitter_queries.py instead.

(config_file) @local.scope

(block . (identifier) @_kind (string_lit (template_literal) @local.definition.type)
  (#any-of? @_kind "entity" "relationship"))

(attribute . (identifier) @_name
  (expression (literal_value (string_lit (template_literal) @local.reference)))
  (#any-of? @_name "related_entity"))
