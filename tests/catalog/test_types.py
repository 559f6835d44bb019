"""The vendors' words for types in their normal form: the words are those that their metadata prints."""

from __future__ import annotations

import pytest

from datagraph.warehouse.types import normal_type

WORDS = {
    "snowflake": """
        integer: NUMBER(38,0), NUMBER
        decimal: NUMBER(10,2), DECFLOAT
        float: FLOAT
        text: TEXT, VARCHAR(16777216)
        boolean: BOOLEAN
        date: DATE
        time: TIME(9)
        timestamp: TIMESTAMP_NTZ(9)
        timestamp with time zone: TIMESTAMP_TZ(9), TIMESTAMP_LTZ
        binary: BINARY(8388608)
        json: VARIANT
        struct: OBJECT
        array: ARRAY
        geography: GEOGRAPHY, GEOMETRY
        unknown: VECTOR(FLOAT, 256)
    """,
    "bigquery": """
        integer: INT64, NUMERIC(10, 0)
        decimal: NUMERIC, BIGNUMERIC(40, 2)
        float: FLOAT64
        text: STRING, STRING(10)
        boolean: BOOL
        date: DATE
        time: TIME
        timestamp: DATETIME
        timestamp with time zone: TIMESTAMP
        interval: INTERVAL
        binary: BYTES
        json: JSON
        struct: STRUCT<a INT64>
        array: ARRAY<STRING>
        geography: GEOGRAPHY
        unknown: RANGE<DATE>
    """,
    "redshift": """
        integer: smallint, integer, bigint, numeric(18,0)
        decimal: numeric(12,2)
        float: real, double precision
        text: character varying(256), character varying, character(3), text
        boolean: boolean
        date: date
        time: time without time zone, time with time zone
        timestamp: timestamp without time zone
        timestamp with time zone: timestamp with time zone
        interval: interval day to second, interval year to month
        binary: binary varying, varbyte
        json: super
        geography: geometry, geography
        unknown: hllsketch
    """,
    "databricks": """
        integer: bigint, int, decimal(10,0)
        decimal: decimal(10,2)
        float: double, float
        text: string, varchar(10), char(3)
        boolean: boolean
        date: date
        timestamp: timestamp_ntz
        timestamp with time zone: timestamp
        interval: interval year to month
        binary: binary
        json: variant
        struct: struct<a:int>, map<string,int>
        array: array<string>
        unknown: void
    """,
    "duckdb": """
        integer: BIGINT, HUGEINT, UBIGINT, DECIMAL(18,0)
        decimal: DECIMAL(10,2)
        float: DOUBLE, FLOAT
        text: VARCHAR, ENUM('a', 'b')
        boolean: BOOLEAN
        date: DATE
        time: TIME
        timestamp: TIMESTAMP, TIMESTAMP_NS, TIMESTAMP_S, TIMESTAMP_MS
        timestamp with time zone: TIMESTAMP WITH TIME ZONE
        interval: INTERVAL
        binary: BLOB, BIT
        uuid: UUID
        json: JSON
        struct: STRUCT(a INTEGER), MAP(VARCHAR, INTEGER)
        array: INTEGER[], INTEGER[3]
        geography: GEOMETRY
        unknown: UNION(a INTEGER)
    """,
    "postgres": """
        integer: smallint, integer, bigint, numeric(10,0)
        decimal: numeric(12,2), numeric, money
        float: real, double precision
        text: character varying(10), text, name, citext
        boolean: boolean
        date: date
        time: time without time zone
        timestamp: timestamp without time zone, timestamp(3) without time zone
        timestamp with time zone: timestamp with time zone
        interval: interval
        binary: bytea, bit(8)
        uuid: uuid
        json: json, jsonb
        array: text[], numeric(10,2)[]
        geography: geometry(Point,4326)
        unknown: inet, hstore, tsvector
    """,
}


def words() -> list[tuple[str, str, str]]:
    rows = []
    for warehouse, text in WORDS.items():
        for line in filter(None, map(str.strip, text.splitlines())):
            kind, _, listed = line.partition(": ")
            # A comma with a space behind it parts two words, unless it stands in brackets.
            depth, word = 0, ""
            for character in f"{listed}, ":
                depth += (character in "(<[") - (character in ")>]")
                if character == "," and not depth:
                    rows.append((warehouse, word.strip(), kind))
                    word = ""
                else:
                    word += character
    return rows


@pytest.mark.parametrize(("warehouse", "word", "kind"), words())
def test_a_vendor_s_word_has_its_normal_form(warehouse: str, word: str, kind: str) -> None:
    assert normal_type(word, warehouse) == (word, kind)


@pytest.mark.parametrize("word", ["", "(", "no such type", "VARCHAR(", "🙂", "x" * 10_000, "'", "STRUCT<" * 50])
@pytest.mark.parametrize("warehouse", WORDS)
def test_no_word_breaks_the_reader(warehouse: str, word: str) -> None:
    assert normal_type(word, warehouse).vendor == word
