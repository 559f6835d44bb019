"""What answers behind the Databricks protocol: an engine with Spark's dialect.

Runs in the server's own environment.
"""

# mypy: ignore-errors

from __future__ import annotations

import os
import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from databricks_unity import Unity
from databricks_words import EngineError, in_vendors_words

if TYPE_CHECKING:
    from collections.abc import Iterator

CATALOGS = {"sail": ("shop", "samples"), "spark": ("spark_catalog",)}
"""The catalogs of each engine; the first one is the default. Spark alone, without Databricks, has but the one."""

_QUOTED = re.compile(r"'(?:[^'\\]|\\.|'')*'|`(?:[^`]|``)*`|/\*.*?\*/|--[^\n]*", re.DOTALL)
_READS = re.compile(r"[\s(]*(SELECT|WITH|SHOW|DESCRIBE|DESC|EXPLAIN|VALUES)\b", re.IGNORECASE)
_EXPLAINS = re.compile(r"\s*EXPLAIN\b", re.IGNORECASE)
_INFORMATION = re.compile(r"\binformation_schema\b|`information_schema`", re.IGNORECASE)


class Engine:
    """One Spark session for all connections, since Sail keeps what a session makes to that session."""

    def __init__(self, session: Any, catalogs: tuple[str, ...], process: object = None) -> None:
        self.catalogs = catalogs
        self._session = session
        self._process = process  # Sail ends when nobody holds it.
        self._unity = Unity(session, catalogs, self._answer)
        self._gate = threading.Condition()
        self._namespace = ("", "")
        self._running = 0

    def run(self, sql: str, parameters: list[Any], namespace: tuple[str, str], tag: str) -> pa.Table:
        """The answer to one statement, as Arrow; `tag` is what `interrupt` takes."""
        plain = _QUOTED.sub(lambda it: it[0] if it[0][0] == "`" else " ", sql)
        with self._using(*namespace):
            if not _READS.match(plain):
                return self._unity.change(sql, plain, namespace)
            if _INFORMATION.search(plain):
                self._unity.refresh()
            self._session.addTag(tag)
            try:
                return self._answer(sql, parameters)
            except EngineError as error:
                # Spark's ExplainCommand answers with the error's words and does not fail; so does Databricks.
                if _EXPLAINS.match(plain):
                    return pa.table({"plan": ["Error occurred during query planning: ", *str(error).split("\n")]})
                raise
            finally:
                self._session.removeTag(tag)

    def interrupt(self, tag: str) -> None:
        """Stop a statement that runs."""
        self._session.interruptTag(tag)

    def problem_with(self, catalog: str, schema: str) -> str:
        """The error that the vendor gives for a catalog or schema that is not there, or ""."""
        if catalog not in self.catalogs:
            return f"[NO_SUCH_CATALOG_EXCEPTION] Catalog '{catalog}' was not found. SQLSTATE: 42704"
        if schema not in self._unity.schemas(catalog):
            return f"[SCHEMA_NOT_FOUND] The schema `{catalog}`.`{schema}` cannot be found. SQLSTATE: 42704"
        return ""

    def _answer(self, sql: str, parameters: list[Any]) -> pa.Table:
        try:
            return self._session.sql(sql, args=parameters or None).toArrow()
        except Exception as error:
            raise EngineError(in_vendors_words(str(error))) from error

    @contextmanager
    def _using(self, catalog: str, schema: str) -> Iterator[None]:
        # The default namespace belongs to the one session, so only statements with the same one run together.
        with self._gate:
            self._gate.wait_for(lambda: self._running == 0 or self._namespace == (catalog, schema))
            if self._namespace != (catalog, schema):
                self._session.catalog.setCurrentCatalog(catalog)
                self._session.catalog.setCurrentDatabase(schema)
                self._namespace = (catalog, schema)
            self._running += 1
        try:
            yield
        finally:
            with self._gate:
                self._running -= 1
                self._gate.notify_all()


def engine(kind: str) -> Engine:
    """`sail` or `spark`, in this process; what it holds ends with it."""
    catalogs = CATALOGS[kind]
    if kind == "sail":
        return _sail(catalogs)
    from pyspark.sql import SparkSession

    # A handful of rows each time: to compile what runs takes far longer than to run it.
    os.environ["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    builder = SparkSession.builder.remote("local[2]")
    settings = {
        "spark.log.level": "ERROR",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.ui.enabled": "false",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return Engine(builder.getOrCreate(), catalogs)


def _sail(catalogs: tuple[str, ...]) -> Engine:
    listed = ",".join(f'{{type="memory", name="{it}", initial_database=["default"]}}' for it in catalogs)
    os.environ["SAIL_CATALOG__LIST"] = f"[{listed}]"
    os.environ["SAIL_CATALOG__DEFAULT_CATALOG"] = catalogs[0]
    os.environ["RUST_LOG"] = "error"
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    server = SparkConnectServer(ip="127.0.0.1", port=0)
    server.start(background=True)
    host, port = server.listening_address
    return Engine(SparkSession.builder.remote(f"sc://{host}:{port}").getOrCreate(), catalogs, server)
