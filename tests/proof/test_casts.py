"""What the columns of a join become before they are compared."""

from __future__ import annotations

import pytest

from datagraph.proof.casts import Cast, cast_for
from datagraph.warehouse.types import normal_type

TEXT = Cast("TEXT", is_text=True)
NUMBER = Cast("DECIMAL(38, 9)")


@pytest.mark.parametrize(
    ("kind", "left", "right", "expected"),
    [
        ("snowflake", "VARCHAR(10)", "VARCHAR(20)", Cast(is_text=True)),
        ("snowflake", "NUMBER(38,0)", "VARCHAR", TEXT),
        ("snowflake", "NUMBER(38,0)", "NUMBER(10,2)", NUMBER),
        ("snowflake", "NUMBER(10,3)", "NUMBER(10,2)", NUMBER),
        ("snowflake", "NUMBER(38,0)", "FLOAT", Cast("DOUBLE")),
        ("snowflake", "VARIANT", "VARCHAR", None),
        ("bigquery", "INT64", "STRING", None),
        ("bigquery", "INT64", "INT64", Cast()),
        ("bigquery", "DATE", "DATETIME", Cast("TIMESTAMP")),
        ("postgres", "integer", "bigint", Cast()),
        ("postgres", "integer", "text", None),
        ("postgres", "uuid", "uuid", Cast()),
        ("postgres", "jsonb", "jsonb", None),
        ("redshift", "integer", "character varying(10)", TEXT),
        ("duckdb", "UUID", "VARCHAR", TEXT),
        ("duckdb", "DATE", "TIMESTAMP", Cast("TIMESTAMP")),
        ("duckdb", "BOOLEAN", "VARCHAR", None),
        ("duckdb", "INTEGER[]", "INTEGER[]", None),
        ("duckdb", "SOMETHING_NEW", "VARCHAR", Cast()),
    ],
)
def test_types_meet_in_one_that_both_can_become(kind: str, left: str, right: str, expected: Cast | None) -> None:
    assert cast_for(normal_type(left, kind), normal_type(right, kind), kind) == expected
    assert cast_for(normal_type(right, kind), normal_type(left, kind), kind) == expected
