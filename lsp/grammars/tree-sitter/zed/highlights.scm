; Written by `python -m lsp.grammars.generate`; change lsp/grammars/tree_sitter_queries.py instead.

(comment) @comment

[(string_lit) (quoted_template) (heredoc_template)] @string
(bool_lit) @boolean
(numeric_lit) @number
(null_lit) @constant.builtin

(attribute "=" @operator)
[(block_start) (block_end)] @punctuation.bracket

; The kinds of blocks. A word that the language does not know stays plain.
(block . (identifier) @keyword
  (#any-of? @keyword "data_graph" "entity" "profile" "relationship" "external_id" "trait" "junction_table"))

; Slugs: labels, quoted or bare, and what refers to them.
(block (string_lit (template_literal) @type))
(block . (identifier) (identifier) @type)
(attribute . (identifier) @_name
  (expression (literal_value (string_lit (template_literal) @type)))
  (#any-of? @_name "related_entity"))

(attribute . (identifier) @property
  (#any-of? @property "version" "name" "description" "table_ref" "primary_key" "enrichment_enabled" "profile_folder" "type" "related_entity" "join_on" "join_key" "left_join_on" "right_join_on"))

; What only an older version of the language has.
(attribute . (identifier) @property.deprecated
  (#any-of? @property.deprecated "materialization"))

; Joins are expressions inside strings.
(attribute . (identifier) @_name
  (expression (literal_value (string_lit (template_literal) @string.special)))
  (#any-of? @_name "join_on" "left_join_on" "right_join_on"))
