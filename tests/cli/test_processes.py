"""The command as a process: signals, pipes, terminals and encodings."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.calls import BAD, GOOD, Result, command, environment, process

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("bad.dg").write_text(BAD)
    Path("good.dg").write_text(GOOD)
    return tmp_path


@contextlib.contextmanager
def running(words: list[str], **streams: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is over at the end, whatever happens, and after a minute in any case."""
    with subprocess.Popen(words, env=environment(), **streams) as child:
        timer = threading.Timer(60, child.kill)
        timer.start()
        try:
            yield child
        finally:
            timer.cancel()
            child.kill()


def in_terminal(*words: str, columns: int = 100, **changes: str) -> str:
    """What the command writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    child = subprocess.Popen(command(*words), stdout=theirs, stderr=theirs, env=environment(TERM="xterm", **changes))
    os.close(theirs)
    written = b""
    # Linux answers the end of a terminal with an error.
    with contextlib.suppress(OSError):
        while piece := os.read(ours, 65536):
            written += piece
    os.close(ours)
    child.wait(60)
    return written.decode()


def test_exit_codes_of_processes() -> None:
    assert process("validate", "good.dg") == (0, "no problems in 1 file\n", "")
    assert process("validate", "bad.dg").code == 1
    assert process("validate", "gone.dg").code == 2
    assert process("validate", "--nope").code == 2
    assert process("validate", "-", stdin=GOOD.encode()) == (0, "no problems in 1 file\n", "")


def test_colour_and_width_of_a_terminal() -> None:
    assert "\x1b[" in in_terminal("validate", "bad.dg")
    assert "\x1b[" not in in_terminal("validate", "bad.dg", NO_COLOR="1")
    Path("bad.dg").write_text(BAD.replace(" = ID", " = " + "I" * 80))
    narrow = in_terminal("validate", "bad.dg", columns=50, NO_COLOR="1").splitlines()
    assert any("…" in line for line in narrow)
    assert all(len(line) <= 50 for line in narrow if line.startswith(" 7 |"))


def test_colour_of_a_pipe() -> None:
    assert "\x1b[" not in process("validate", "bad.dg").out
    assert "\x1b[" in process("validate", "bad.dg", FORCE_COLOR="1").out
    assert "\x1b[" not in process("validate", "bad.dg", FORCE_COLOR="1", NO_COLOR="1").out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_encoding_that_lacks_a_character(encoding: str) -> None:
    Path("bad.dg").write_text(BAD.replace(" ID", " “Ж”"), encoding="utf-8")
    people = process("validate", "bad.dg", PYTHONIOENCODING=encoding)
    assert people.code == 1
    assert "\\u0416" in people.out
    assert "Traceback" not in people.err
    programs = process("validate", "bad.dg", "--format", "json", PYTHONIOENCODING=encoding)
    assert "“Ж”" in json.dumps(json.loads(programs.out), ensure_ascii=False)
    assert process("fmt", "-", stdin="# Ж\n".encode(), PYTHONIOENCODING=encoding).out == "# Ж\n"


def test_a_reader_that_goes_away_is_no_error() -> None:
    block = '\n  entity "e" {\n    name = x\n  }\n'
    Path("many.dg").write_text('data_graph {\n  version = "v1.0.0"\n' + block * 2_000 + "}\n")
    with running(command("validate", "many.dg"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(100)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(60) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("words", [["validate", "bad.dg"], ["validate", "bad.dg", "--format", "json"], ["--version"]])
def test_a_full_disk(words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command(*words), stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    assert (done.returncode, done.stderr) == (2, b"error: No space left on device\n")


def test_closed_streams() -> None:
    shell = f"exec {sys.executable} -m datagraph validate"
    done = subprocess.run(["sh", "-c", f"{shell} bad.dg >&-"], capture_output=True, env=environment(), check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    done = subprocess.run(["sh", "-c", f"{shell} - <&-"], capture_output=True, env=environment(), check=False)
    assert done.returncode == 2
    assert done.stdout.startswith(b"error: cannot read <stdin>: ")


def test_control_c() -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with running(command("validate", "-"), **pipes) as child:
        wait_until_reading(child.pid)
        child.send_signal(signal.SIGINT)
        assert child.wait(60) == 130
        assert child.stdout is not None
        assert child.stderr is not None
        assert (child.stdout.read(), child.stderr.read()) == (b"", b"")


def wait_until_reading(pid: int) -> None:
    """Wait until a process waits for its input; where the system does not tell, for as long as it surely needs."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            if "pipe" in Path(f"/proc/{pid}/wchan").read_text():
                return
        except OSError:
            break
        time.sleep(0.05)
    time.sleep(2)


PARALLEL = """
import sys
import datagraph.cli.checking as checking
checking._PAYS_FROM = 0
checking._processors = lambda: 2
from datagraph.__main__ import main
sys.argv = ["datagraph", "validate", "--format", "concise", *sys.argv[1:]]
main()
"""


def in_parallel(*words: str) -> Result:
    done = subprocess.run([sys.executable, "-c", PARALLEL, *words], capture_output=True, env=environment(), check=False)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_many_processes_write_what_one_does() -> None:
    for index in range(12):
        Path(f"{index}.dg").write_text((BAD if index % 3 else GOOD) + "#\n" * index)
    assert in_parallel() == process("validate", "--format", "concise")
    assert in_parallel("gone.dg", "bad.dg").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no process groups to interrupt")
def test_control_c_with_many_processes() -> None:
    large = GOOD.rstrip("}\n") + "}\n" + '\n  entity "e" {\n    name = "x"\n  }\n' * 40_000 + "}\n"
    for name in "abcd":
        Path(f"{name}.dg").write_text(large)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True}
    with running([sys.executable, "-c", PARALLEL], **streams) as child:
        time.sleep(1)
        assert child.poll() is None
        os.killpg(child.pid, signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (130, b"", b"")


def test_watching() -> None:
    words = command("validate", "--watch", "--format", "concise")
    with running(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:
        assert child.stdout is not None
        output = child.stdout

        def wait_for(*expected: str) -> None:
            """Read on until a check has found what is expected; one may see a change half done."""
            found = []
            while line := output.readline().decode():
                if not line.startswith("watching for changes"):
                    found.append(line.partition(":")[0])
                elif found[:-1] == list(expected):
                    return
                else:
                    found = []
            raise AssertionError("the process ended")

        wait_for("bad.dg")
        Path("good.dg").write_text(BAD)
        wait_for("bad.dg", "good.dg")
        Path("sub").mkdir()
        Path("sub/new.dg").write_text(BAD)
        wait_for("bad.dg", "good.dg", "sub/new.dg")
        Path("note.txt").write_text("no graph")
        Path("datagraph.toml").write_text('exclude = ["sub", "bad.dg"]')
        wait_for("good.dg")
        Path("good.dg").unlink()
        wait_for("error")
        child.send_signal(signal.SIGINT)
        assert child.wait(60) == 0
        assert output.read() == b""


def test_watching_ends_when_nobody_reads() -> None:
    words = command("validate", "--watch", "--format", "concise")
    with running(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        child.stdout.close()
        time.sleep(0.5)
        Path("good.dg").write_text(BAD)
        assert child.wait(60) == 0
