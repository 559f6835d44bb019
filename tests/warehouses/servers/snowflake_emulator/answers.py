"""What Snowflake answers with when no table was read."""

# mypy: ignore-errors

from __future__ import annotations

import uuid
from typing import Any


class RefusalError(Exception):
    """A refusal, in Snowflake's own numbers and words."""

    def __init__(self, code: str, sqlstate: str, message: str) -> None:
        super().__init__(message)
        self.code, self.sqlstate, self.message = code, sqlstate, message

    def body(self) -> dict[str, Any]:
        """The body of the answer; its HTTP status is 200 all the same."""
        data = {"errorCode": self.code, "sqlState": self.sqlstate, "internalError": False}
        return {"data": data, "code": self.code, "message": self.message, "success": False}


def listed(names: list[str], rows: list[tuple[Any, ...]], numbers: tuple[str, ...] = ()) -> dict[str, Any]:
    """Rows as they come from no virtual warehouse: JSON, every value as text; `numbers` are the columns of numbers."""
    size = {"precision": 38, "scale": 0, "length": 16777216, "byteLength": 16777216}
    types = [{"name": it, "type": "fixed" if it in numbers else "text", "nullable": True, **size} for it in names]
    texts = [[None if value is None else str(value) for value in row] for row in rows]
    data = {"queryId": str(uuid.uuid4()), "statementTypeId": 0x3000, "queryResultFormat": "json", "parameters": []}
    data |= {"rowtype": types, "rowset": texts, "total": len(texts), "returned": len(texts)}
    return {"data": data, "success": True}


def done() -> dict[str, Any]:
    """The answer to a statement that gives no rows."""
    return listed(["status"], [("Statement executed successfully.",)])


def family(children: list[dict[str, Any]]) -> dict[str, Any]:
    """The answer to several statements that came in one; theirs are asked for one by one."""
    data = {"queryId": str(uuid.uuid4()), "queryResultFormat": "json", "parameters": [], "rowtype": [], "rowset": []}
    # 0xA000 is the type of several statements in one.
    data |= {"statementTypeId": 0xA000, "total": 0, "resultIds": ",".join(it["data"]["queryId"] for it in children)}
    data["resultTypes"] = ",".join(str(it["data"]["statementTypeId"]) for it in children)
    return {"data": data, "success": True}
