"""Files from the disk: their text, or in words why there is none."""

from __future__ import annotations

import sys

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_file(path: str) -> tuple[str, str]:
    """Read a text file; the second value says why it cannot be read, and is "" if it can.

    Nothing is changed on the way: a byte-order mark and CRLF line ends stay in the text.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except (OSError, ValueError) as error:
        return "", in_words(error)
    return decode(data)


def read_stdin() -> tuple[str, str]:
    """Read standard input as a file is read."""
    if sys.stdin is None:
        return "", "it is closed"
    try:
        return decode(sys.stdin.buffer.read())
    except OSError as error:
        return "", in_words(error)


def decode(data: bytes) -> tuple[str, str]:
    """Decode UTF-8; offsets count bytes from 0, lines from 1."""
    try:
        return data.decode(), ""
    except UnicodeDecodeError as error:
        if data.startswith(_UTF_16):
            return "", "it is not UTF-8 but UTF-16; save it as UTF-8"
        line = data.count(b"\n", 0, error.start) + 1
        return "", f"it is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}, in line {line}"


def in_words(error: OSError | ValueError) -> str:
    """Say what the system refused."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "no permission"
    if isinstance(error, IsADirectoryError):
        return "it is a directory"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    # A path with a NUL in it is a ValueError.
    return str(error)
