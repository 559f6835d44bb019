"""Work on several connections: limits, retries, and queries that are stopped, on a real DuckDB."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from datagraph.warehouse.duckdb import DuckDB
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from datagraph.warehouse.protocol import Rows, Warehouse

# Hours of work for DuckDB.
ENDLESS = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = 3"


@pytest.fixture
def warehouse() -> Iterator[DuckDB]:
    opened = DuckDB(duckdb.connect())
    yield opened
    opened.close()


def endless(warehouse: Warehouse) -> Rows:
    return warehouse.run(ENDLESS)


def test_every_task_is_done_once_whatever_the_number_of_connections(warehouse: DuckDB) -> None:
    def task(number: int) -> Callable[[Warehouse], Any]:
        return lambda it: it.run("SELECT ?", [number]).rows[0][0]

    for connections in (1, 3, 50):
        outcomes = dict(Pool(warehouse, connections=connections).run_all([task(n) for n in range(20)]))
        assert outcomes == {n: n for n in range(20)}


def test_no_tasks_need_no_connection(warehouse: DuckDB) -> None:
    assert list(Pool(warehouse).run_all([])) == []


def test_a_query_that_takes_too_long_is_stopped_and_the_others_are_not(warehouse: DuckDB) -> None:
    tasks = [endless, lambda it: it.run("SELECT 1"), endless, lambda it: it.run("SELECT 2")]
    outcomes = dict(Pool(warehouse, connections=2, seconds=0.3).run_all(tasks))
    for number in (0, 2):
        error = outcomes[number]
        assert isinstance(error, WarehouseError)
        assert (error.trouble, error.message) == ("timeout", "the query took more than 0.3 seconds")
    assert [outcomes[n].rows for n in (1, 3)] == [[(1,)], [(2,)]]  # type: ignore[union-attr]


def test_a_task_that_fails_tells_why_in_its_own_place(warehouse: DuckDB) -> None:
    outcomes = dict(Pool(warehouse).run_all([lambda it: it.run("SELECT nothing"), lambda it: it.run("SELECT 1")]))
    assert isinstance(outcomes[0], WarehouseError)
    assert not isinstance(outcomes[1], WarehouseError)


@pytest.mark.slow
def test_what_the_driver_calls_transient_is_tried_three_times(warehouse: DuckDB) -> None:
    tried: list[float] = []

    def task(_: Warehouse) -> str:
        tried.append(time.monotonic())
        if len(tried) < 3:
            raise WarehouseError("connection", "busy", is_transient=True)
        return "done"

    assert Pool(warehouse).run(task) == "done"
    assert len(tried) == 3
    assert tried[2] - tried[1] > tried[1] - tried[0]

    def never(_: Warehouse) -> str:
        tried.append(time.monotonic())
        raise WarehouseError("connection", "busy", is_transient=True)

    tried.clear()
    with pytest.raises(WarehouseError, match="busy"):
        Pool(warehouse).run(never)
    assert len(tried) == 3


def test_what_the_driver_does_not_call_transient_is_tried_once(warehouse: DuckDB) -> None:
    tried = []

    def task(_: Warehouse) -> None:
        tried.append(1)
        raise WarehouseError("right", "no")

    with pytest.raises(WarehouseError, match="no"):
        Pool(warehouse).run(task)
    assert len(tried) == 1


def test_a_fault_of_ours_is_not_taken_for_the_warehouse_s(warehouse: DuckDB) -> None:
    def task(_: Warehouse) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Pool(warehouse).run(task)


def test_who_stops_asking_leaves_no_query_running(warehouse: DuckDB) -> None:
    before = threading.active_count()
    answers = Pool(warehouse, connections=3).run_all([lambda it: it.run("SELECT 1"), endless, endless, endless])
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
    assert warehouse.run("SELECT 1").rows == [(1,)]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals to one process")
def test_ctrl_c_stops_the_query_and_the_command(tmp_path: Path) -> None:
    (tmp_path / "datagraph.toml").write_text('[warehouse.slow]\ntype = "duckdb"\nsetup = ["slow.sql"]\n')
    view = f"CREATE VIEW P.S.T AS {ENDLESS.replace('count(*)', 'count(*) AS ID')}"
    (tmp_path / "slow.sql").write_text(f"ATTACH ':memory:' AS P; CREATE SCHEMA P.S; {view}")
    (tmp_path / "graph.dg").write_text(
        'data_graph {\n  version = "v1.0.0"\n\n  entity "t" {\n    name               = "T"\n'
        '    table_ref          = "P.S.T"\n    primary_key        = "ID"\n    enrichment_enabled = true\n  }\n}\n'
    )
    call = [sys.executable, "-m", "datagraph", "preview", "t"]
    with subprocess.Popen(call, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            # The first line comes when the query has run for a second.
            told = process.stderr.readline()
            process.send_signal(signal.SIGINT)
            begun = time.monotonic()
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert told
    assert process.returncode == 130
    assert time.monotonic() - begun < 20
    assert "Traceback" not in out + err
