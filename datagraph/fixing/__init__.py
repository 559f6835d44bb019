"""Applying the fixes that diagnostics carry."""

from datagraph.fixing.fixer import FixResult, fix_text

__all__ = ["FixResult", "fix_text"]
