"""Rows as the Databricks protocol carries them: Arrow batches, or Thrift columns for a client without Arrow.

Runs in the server's own environment. The encoding is the connector's `backend/thrift_backend.py` and `utils.py`, read
from the other side.
"""

# mypy: ignore-errors

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
from databricks.sql.thrift_api.TCLIService import ttypes

_OK = ttypes.TStatus(statusCode=ttypes.TStatusCode.SUCCESS_STATUS)
_IDS = ttypes.TTypeId
_TYPES: tuple[tuple[Any, int], ...] = (
    (pa.types.is_boolean, _IDS.BOOLEAN_TYPE),
    (pa.types.is_int8, _IDS.TINYINT_TYPE),
    (pa.types.is_int16, _IDS.SMALLINT_TYPE),
    (pa.types.is_int32, _IDS.INT_TYPE),
    (pa.types.is_int64, _IDS.BIGINT_TYPE),
    (pa.types.is_float32, _IDS.FLOAT_TYPE),
    (pa.types.is_float64, _IDS.DOUBLE_TYPE),
    (pa.types.is_decimal, _IDS.DECIMAL_TYPE),
    (pa.types.is_date, _IDS.DATE_TYPE),
    (pa.types.is_timestamp, _IDS.TIMESTAMP_TYPE),
    (pa.types.is_binary, _IDS.BINARY_TYPE),
    (pa.types.is_list, _IDS.ARRAY_TYPE),
    (pa.types.is_map, _IDS.MAP_TYPE),
    (pa.types.is_struct, _IDS.STRUCT_TYPE),
    (pa.types.is_null, _IDS.NULL_TYPE),
)


def normal(table: pa.Table) -> pa.Table:
    """The rows in the Arrow types that the vendor sends; the client asks for intervals as text."""
    return pa.table([_normal(it) for it in table.columns], names=table.column_names)


def _normal(column: Any) -> Any:
    if pa.types.is_duration(column.type) or pa.types.is_interval(column.type):
        return pa.chunked_array([pa.array([it if it is None else str(it) for it in column.to_pylist()], pa.string())])
    if pa.types.is_large_string(column.type) or pa.types.is_string_view(column.type):
        return column.cast(pa.string())
    return column


def described(table: pa.Table, *, is_arrow: bool) -> Any:
    """What the columns are called, and of what type they are."""
    columns = [
        ttypes.TColumnDesc(columnName=field.name, position=position, typeDesc=_type(field.type))
        for position, field in enumerate(table.schema, 1)
    ]
    formats = ttypes.TSparkRowSetType
    return ttypes.TGetResultSetMetadataResp(
        status=_OK,
        schema=ttypes.TTableSchema(columns=columns),
        resultFormat=formats.ARROW_BASED_SET if is_arrow else formats.COLUMN_BASED_SET,
        lz4Compressed=False,
        arrowSchema=table.schema.serialize().to_pybytes() if is_arrow else None,
    )


def rows_in(page: pa.Table, start: int, *, is_arrow: bool) -> Any:
    """Some of the rows."""
    if not is_arrow:
        return ttypes.TRowSet(startRowOffset=start, rows=[], columns=[_column(it) for it in page.columns])
    batches = [
        ttypes.TSparkArrowBatch(batch=it.serialize().to_pybytes(), rowCount=it.num_rows) for it in page.to_batches()
    ]
    return ttypes.TRowSet(startRowOffset=start, rows=[], arrowBatches=batches)


def _type(kind: Any) -> Any:
    number = next((it for is_it, it in _TYPES if is_it(kind)), _IDS.STRING_TYPE)
    qualifiers = None
    if number == _IDS.DECIMAL_TYPE:
        digits = {"precision": kind.precision, "scale": kind.scale}
        qualifiers = ttypes.TTypeQualifiers({it: ttypes.TTypeQualifierValue(i32Value=n) for it, n in digits.items()})
    primitive = ttypes.TPrimitiveTypeEntry(type=number, typeQualifiers=qualifiers)
    return ttypes.TTypeDesc(types=[ttypes.TTypeEntry(primitiveEntry=primitive)])


_COLUMNS: dict[int, tuple[str, Any, Any]] = {
    _IDS.BOOLEAN_TYPE: ("boolVal", ttypes.TBoolColumn, False),
    _IDS.TINYINT_TYPE: ("byteVal", ttypes.TByteColumn, 0),
    _IDS.SMALLINT_TYPE: ("i16Val", ttypes.TI16Column, 0),
    _IDS.INT_TYPE: ("i32Val", ttypes.TI32Column, 0),
    _IDS.BIGINT_TYPE: ("i64Val", ttypes.TI64Column, 0),
    _IDS.FLOAT_TYPE: ("doubleVal", ttypes.TDoubleColumn, 0.0),
    _IDS.DOUBLE_TYPE: ("doubleVal", ttypes.TDoubleColumn, 0.0),
    _IDS.BINARY_TYPE: ("binaryVal", ttypes.TBinaryColumn, b""),
}


def _column(column: Any) -> Any:
    number = _type(column.type).types[0].primitiveEntry.type
    field, kind, empty = _COLUMNS.get(number, ("stringVal", ttypes.TStringColumn, ""))
    values = column.to_pylist()
    if field == "stringVal":
        values = [it if it is None or isinstance(it, str) else _text(it) for it in values]
    nulls = bytearray((len(values) + 7) // 8)
    for position, value in enumerate(values):
        if value is None:
            nulls[position // 8] |= 1 << position % 8
    filled = [empty if it is None else it for it in values]
    return ttypes.TColumn(**{field: kind(values=filled, nulls=bytes(nulls))})


def _text(value: object) -> str:
    return json.dumps(value, default=str) if isinstance(value, (list, dict)) else str(value)
