"""A watch over a warehouse on this machine: what it tells, whom, and how often."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.calls import Result, call, environment
from tests.monitor.receivers import Mails, Receiver, mail_server, receiver

if TYPE_CHECKING:
    from collections.abc import Iterator

GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "account" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "cart" {
    name               = "Cart"
    table_ref          = "PROD.CUST.CART"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
"""
TABLES = """\
ATTACH ':memory:' AS PROD;
CREATE SCHEMA PROD.CUST;
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY);
CREATE TABLE PROD.CUST.CART (ID BIGINT PRIMARY KEY);
INSERT INTO PROD.CUST.CART SELECT * FROM range(100);
"""
NO_CART = "\n".join(TABLES.splitlines()[:3]) + "\n"
CONFIGURATION = """\
catalog = "catalog.json"
default-warehouse = "demo"

[warehouse.demo]
type = "duckdb"
setup = ["tables.sql"]

[[notify]]
type = "webhook"
url_env = "HOOK_URL"
secret_env = "HOOK_SECRET"
"""
SECRET = "a-secret-of-the-test"


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A graph with its warehouse and catalog in the current directory, and whom to tell."""
    (tmp_path / "graph.dg").write_text(GRAPH)
    (tmp_path / "tables.sql").write_text(TABLES)
    (tmp_path / "datagraph.toml").write_text(CONFIGURATION)
    monkeypatch.chdir(tmp_path)
    # Pauses between attempts are for servers that are far away.
    monkeypatch.setattr("datagraph.delivery.http._BACKOFF", 0.01)
    assert call("introspect", "-o", "catalog.json").code == 0
    with receiver() as received:
        monkeypatch.setenv("HOOK_URL", received.url)
        monkeypatch.setenv("HOOK_SECRET", SECRET)
        yield received


def look(*words: str) -> Result:
    return call("monitor", "--once", *words)


def told(hook: Receiver) -> list[tuple[list[str], list[str]]]:
    return [([it["code"] for it in one["appeared"]], [it["code"] for it in one["gone"]]) for one in hook.documents]


def state() -> Any:
    return json.loads(Path(".datagraph-monitor.json").read_text())


def test_a_problem_is_told_of_once_when_it_comes_and_once_when_it_goes(hook: Receiver) -> None:
    assert look().code == 0
    assert told(hook) == []
    Path("tables.sql").write_text(NO_CART)
    assert look().code == 1
    assert look().code == 1
    assert told(hook) == [(["DG801"], [])]
    Path("tables.sql").write_text(TABLES)
    assert look().code == 0
    assert look().code == 0
    assert told(hook) == [(["DG801"], []), ([], ["DG801"])]
    (problem,) = hook.documents[0]["appeared"]
    assert problem["file"] == "graph.dg"
    assert problem["place"] == "graph.dg:13"


def test_lines_that_move_are_no_news(hook: Receiver) -> None:
    Path("tables.sql").write_text(NO_CART)
    look()
    Path("graph.dg").write_text("# a remark\n" + GRAPH)
    look()
    assert len(hook.bodies) == 1


def test_the_body_is_signed_and_has_a_name_of_its_own(hook: Receiver) -> None:
    Path("tables.sql").write_text(NO_CART)
    look()
    signed = "sha256=" + hmac.new(SECRET.encode(), hook.bodies[0], hashlib.sha256).hexdigest()
    assert hook.headers[0]["X-Datagraph-Signature-256"] == signed
    assert hook.headers[0]["X-Datagraph-Delivery"] == hook.documents[0]["id"]


@pytest.mark.parametrize("answer", [(500, {}), (429, {"Retry-After": "0"}), (503, {"Retry-After": "0"})])
def test_a_server_that_is_busy_is_asked_again(hook: Receiver, answer: tuple[int, dict[str, str]]) -> None:
    hook.answers = [answer, answer]
    Path("tables.sql").write_text(NO_CART)
    assert look().code == 1
    assert len(hook.bodies) == 3
    assert len({it["id"] for it in hook.documents}) == 1


def test_what_could_not_be_sent_is_sent_with_the_next_look(hook: Receiver) -> None:
    hook.answers = [(404, {})]
    Path("tables.sql").write_text(NO_CART)
    first = look()
    assert first.code == 2
    assert "webhook: it answers 404" in first.err
    assert look().code == 1
    assert told(hook) == [(["DG801"], []), (["DG801"], [])]
    look()
    assert len(hook.bodies) == 2


def test_a_server_that_hangs_holds_nothing_up_for_long(hook: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datagraph.delivery.http._TIMEOUT", 0.2)
    hook.answers = [None] * 4
    Path("tables.sql").write_text(NO_CART)
    began = time.monotonic()
    assert look().code == 2
    assert time.monotonic() - began < 20
    assert look().code == 1


def test_pauses_that_a_server_asks_for_are_kept(hook: Receiver) -> None:
    hook.answers = [(429, {"Retry-After": "1"})]
    Path("tables.sql").write_text(NO_CART)
    began = time.monotonic()
    assert look().code == 1
    assert time.monotonic() - began >= 1


def test_a_warehouse_that_cannot_be_asked_is_a_problem_like_others(hook: Receiver) -> None:
    Path("tables.sql").write_text("SELECT nothing FROM nowhere;")
    assert look().code == 1
    assert look().code == 1
    Path("tables.sql").write_text(TABLES)
    assert look().code == 0
    assert told(hook) == [(["unreachable"], []), ([], ["unreachable"])]


def test_figures_that_leave_what_was_normal(hook: Receiver) -> None:
    assert look("--check").code == 0
    Path("tables.sql").write_text(TABLES.replace("range(100)", "range(90)"))
    assert look("--check").code == 0
    Path("tables.sql").write_text(TABLES.replace("range(100)", "range(20)"))
    assert look("--check").code == 1
    assert look("--check").code == 1
    Path("tables.sql").write_text(TABLES.replace("range(100)", "range(80)"))
    assert look("--check").code == 0
    assert [it["appeared"][0]["message"] for it in hook.documents if it["appeared"]] == [
        "cart has over 50 % fewer rows than 90"
    ]
    assert told(hook)[-1] == ([], ["figures"])


def test_slack_gets_a_message_in_which_nothing_is_mentioned(hook: Receiver) -> None:
    Path("datagraph.toml").write_text(CONFIGURATION.replace("webhook", "slack").replace("secret_env", "# secret_env"))
    Path("tables.sql").write_text(TABLES.replace("CUST.CART", 'CUST."CART <!here>"'))
    Path("graph.dg").write_text(GRAPH.replace('"PROD.CUST.CART"', '"PROD.CUST.`CART <!here>`"'))
    assert call("introspect", "-o", "catalog.json").code == 0
    Path("tables.sql").write_text(NO_CART)
    assert look().code == 1
    (message,) = hook.documents
    assert message["text"] == "Data Graph: 1 new problem in the warehouse"
    assert "<!here>" not in hook.bodies[0].decode()
    assert "&lt;!here&gt;" in message["blocks"][1]["text"]["text"]


def test_mail(hook: Receiver) -> None:
    with mail_server() as mails:
        write_mail(mails)
        Path("tables.sql").write_text(NO_CART)
        assert look().code == 1
        assert mails.recipients == [["data@example.com", "growth@example.com"]]
        assert "Subject: Data Graph: 1 new problem in the warehouse" in mails.contents[0]
        assert "DG801" in mails.contents[0]
    Path("tables.sql").write_text(TABLES)
    gone = look()
    assert gone.code == 2
    assert "email: the mail server does not take it" in gone.err
    assert not hook.bodies


def write_mail(mails: Mails) -> None:
    head = CONFIGURATION.partition("[[notify]]")[0]
    Path("datagraph.toml").write_text(
        f'{head}[[notify]]\ntype = "email"\nhost = "127.0.0.1"\nport = {mails.port}\nsecurity = "none"\n'
        'from = "monitor@example.com"\nto = ["data@example.com", "growth@example.com"]\n'
    )


def test_a_test_is_sent_by_every_channel(hook: Receiver) -> None:
    assert call("monitor", "--test-notify").code == 0
    assert hook.documents[0]["title"] == "Data Graph: a test in a test"
    assert not Path(".datagraph-monitor.json").exists()


def test_nothing_secret_is_written_or_said(hook: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    hook.answers = [(404, {})]
    Path("tables.sql").write_text(NO_CART)
    failed = look()
    monkeypatch.delenv("HOOK_URL")
    unset = look()
    assert "the environment variable HOOK_URL is not set" in unset.err
    written = Path(".datagraph-monitor.json").read_text()
    for text in (failed.out, failed.err, unset.out, unset.err, written, hook.bodies[0].decode()):
        assert SECRET not in text
        assert hook.url not in text


def test_a_secret_in_the_configuration_is_refused(hook: Receiver) -> None:
    Path("datagraph.toml").write_text(CONFIGURATION.replace('url_env = "HOOK_URL"', f'url = "{hook.url}"'))
    refused = look()
    assert refused.code == 2
    assert "DG904" in refused.err
    assert hook.url not in refused.err


def test_a_state_of_another_kind_is_not_overwritten(hook: Receiver) -> None:
    Path(".datagraph-monitor.json").write_text('{"version": 7}')
    assert look().code == 2
    assert Path(".datagraph-monitor.json").read_text() == '{"version": 7}'
    assert not hook.bodies


@pytest.mark.parametrize("words", [("--every", "soon"), ("--match-drop", "much"), ("--every", "1h")])
def test_what_is_no_time_and_no_number_is_said(words: tuple[str, ...]) -> None:
    refused = look(*words)
    assert refused.code == 2
    assert refused.err.startswith("error: ")


_KILLED = """\
import os, signal, sys
from datagraph.cli import monitoring
from datagraph.__main__ import run
whole, count = monitoring.replace_file, 0
def replace(path, text):
    global count
    count += 1
    if count == {number} and {before}:
        os.kill(os.getpid(), signal.SIGKILL)
    whole(path, text)
    if count == {number}:
        os.kill(os.getpid(), signal.SIGKILL)
monitoring.replace_file = replace
sys.exit(run(["monitor", "--once"]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_whoever_kills_it_loses_nothing_and_has_one_thing_told_twice_at_most(
    hook: Receiver, number: int, before: bool
) -> None:
    # Two channels, so that the state is written three times: what is to be told, and after each that it was.
    Path("datagraph.toml").write_text(
        CONFIGURATION + '\n[[notify]]\nname = "other"\ntype = "webhook"\nurl_env = "HOOK_URL"\n'
    )
    Path("tables.sql").write_text(NO_CART)
    script = _KILLED.format(number=number, before=before)
    killed = subprocess.run([sys.executable, "-c", script], env=environment(), check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert look().code == 1
    assert look().code == 1
    times = [it["id"] for it in hook.documents]
    assert 2 <= len(times) <= 3
    assert {tuple(it["code"] for it in one["appeared"]) for one in hook.documents} == {("DG801",)}
    assert not [it for it in os.listdir() if it.startswith(".datagraph-monitor.json.")] or before


@pytest.mark.slow
def test_it_looks_again_until_somebody_ends_it(hook: Receiver) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "datagraph", "monitor", "--every", "1s"],
        env=environment(),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    try:
        assert process.stderr is not None
        process.stderr.readline()
        Path("tables.sql").write_text(NO_CART)
        # Who ends it between the sending and the crossing out is told once more; so that is waited for too.
        end = time.monotonic() + 30
        while not (hook.bodies and state()["outbox"] == []) and time.monotonic() < end:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
    finally:
        process.kill()
        process.communicate()
    assert told(hook) == [(["DG801"], [])]
    assert state()["outbox"] == []
