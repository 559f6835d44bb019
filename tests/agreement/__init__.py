"""Agreement with HashiCorp's own parser: random and mutated files, and what both say of them."""
