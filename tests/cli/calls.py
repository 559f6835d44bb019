"""Calling the command: inside this process where that is enough, else as a process of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from typing import NamedTuple

import pytest

from datagraph.__main__ import run

GOOD = """\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
"""
# One error with a safe fix, DG002.
BAD = GOOD.replace('"ID"', "ID")
# One warning, DG509: no consumer can use the graph.
UNUSED = GOOD.replace("    enrichment_enabled = true\n", "")


class Result(NamedTuple):
    """What a call gave back."""

    code: int
    out: str
    err: str


def call(*words: str, stdin: str | bytes = "") -> Result:
    """Call the command in this process; output is decoded as UTF-8, whatever is in it."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogatepass", newline="") for _ in "oe"]
    source = io.TextIOWrapper(io.BytesIO(stdin.encode() if isinstance(stdin, str) else stdin))
    with (
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "stdin", source)
        code = run(list(words))
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode("utf-8", "surrogatepass") for stream in streams)
    return Result(code, out, err)


def command(*words: str) -> list[str]:
    """The words that start the command as a process."""
    return [sys.executable, "-m", "datagraph", *words]


def environment(**changes: str) -> dict[str, str]:
    """An environment without anything that decides about colour or encodings, and then with `changes`."""
    decisive = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL", "LANG")
    return {name: value for name, value in os.environ.items() if name not in decisive} | changes


def process(*words: str, stdin: bytes = b"", **changes: str) -> Result:
    """Call the command as a process of its own."""
    done = subprocess.run(
        command(*words), input=stdin, capture_output=True, env=environment(**changes), timeout=60, check=False
    )
    return Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
