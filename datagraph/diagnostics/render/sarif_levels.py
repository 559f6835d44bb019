"""Severities in the words of SARIF."""

from __future__ import annotations

from datagraph.diagnostics.diagnostic import Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
