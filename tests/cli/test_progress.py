"""What a long command says of itself meanwhile: a bar on a terminal, plain lines elsewhere, nothing if it is quick."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow
PROGRAM = """
import time
from datagraph.cli.progress import working
with working("counting rows", 3) as advance:
    for _ in range(3):
        time.sleep({pause})
        advance()
"""


def program(pause: float) -> list[str]:
    return [sys.executable, "-c", PROGRAM.format(pause=pause)]


def test_a_log_gets_a_line_at_the_beginning_and_one_at_the_end() -> None:
    done = subprocess.run(program(0.5), capture_output=True, text=True, check=True, timeout=60)
    assert (done.stdout, done.stderr) == ("", "counting rows …\ncounting rows: 3 of 3 done\n")


def test_what_is_quick_says_nothing() -> None:
    done = subprocess.run(program(0.01), capture_output=True, text=True, check=True, timeout=60)
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
def test_a_terminal_gets_a_bar_that_is_gone_at_the_end() -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(program(0.7), stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "80"}) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # Linux reports the other end's leaving so.
                break
            if not piece:
                break
            written += piece
        process.wait(60)
    os.close(ours)
    assert b"counting rows" in written
    assert b"2/3" in written
    # The last thing is the line's erasure, and the cursor's coming back.
    assert written.rstrip().endswith((b"\x1b[2K", b"\x1b[?25h"))
