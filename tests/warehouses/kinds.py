"""The kinds of warehouse as parameters of a test."""

from __future__ import annotations

import pytest

from datagraph.warehouse.kinds import KINDS

# DuckDB runs in the process, so it is in the quick loop. One worker has all tests of a server, or each would start it.
EVERY_KIND = [
    pytest.param(kind, id=kind, marks=[] if kind == "duckdb" else [pytest.mark.slow, pytest.mark.xdist_group(kind)])
    for kind in sorted(KINDS, key=lambda it: it != "duckdb")
]
