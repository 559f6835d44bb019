"""Standard output and standard error, as terminals, pipes and files expect."""

from __future__ import annotations

import os
import sys

from datagraph.diagnostics.render.width import DEFAULT_WIDTH

_NARROWEST = 20
_gone: set[int] = set()


def wants_color() -> bool:
    """Whether to write in colour: NO_COLOR forbids it, FORCE_COLOR asks for it, else a terminal gets it.

    Both variables count if they are set and not empty (no-color.org, force-color.org); `FORCE_COLOR=0` is no.
    """
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "")
    if forced:
        return forced.lower() not in ("0", "false")
    return is_terminal() and os.environ.get("TERM") != "dumb"


def is_terminal() -> bool:
    """Whether standard output goes to a terminal."""
    return sys.stdout is not None and not sys.stdout.closed and sys.stdout.isatty()


def width() -> int:
    """How many cells a line has: what COLUMNS says, else the terminal, else the default for logs."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return max(_NARROWEST, int(columns))
    if not is_terminal():
        return DEFAULT_WIDTH
    try:
        found = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        found = 0
    return max(_NARROWEST, found) if found else DEFAULT_WIDTH


def write(text: str) -> None:
    """Write for people, in the terminal's own encoding; what that cannot express becomes an escape."""
    stream = sys.stdout
    if stream is None:
        return
    try:
        try:
            stream.write(text)
        except UnicodeEncodeError:
            stream.write(text.encode(stream.encoding, "backslashreplace").decode(stream.encoding))
        stream.flush()
    except BrokenPipeError:
        _forget(stream.fileno())


def write_bytes(data: bytes) -> None:
    """Write for programs, byte for byte."""
    stream = sys.stdout
    if stream is None:
        return
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except BrokenPipeError:
        _forget(stream.fileno())


def complain(text: str) -> None:
    """Write a line to standard error."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()
        except BrokenPipeError:
            _forget(sys.stderr.fileno())


def is_reader_gone() -> bool:
    """Whether nobody reads standard output any more, as far as writing to it has shown."""
    return sys.stdout is None or sys.stdout.fileno() in _gone


def _forget(descriptor: int) -> None:
    """Send all that follows nowhere: the reader, `head` for instance, has seen enough, which is no error of ours."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    _gone.add(descriptor)
