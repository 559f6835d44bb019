"""Files that a command changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.project.reading import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable


def replace_file(path: str, text: str) -> str:
    """Write a file anew, all or nothing; says why it can't be, or "".

    The text goes into a second file beside it, which then takes its place under its mode. Where the path is a link,
    what it leads to is replaced and the link stays.
    """
    # Takes 5 ms to load, and most runs change nothing.
    from tempfile import mkstemp

    target = os.path.realpath(path)
    new = ""
    try:
        descriptor, new = mkstemp(prefix=f".{os.path.basename(target)}.", dir=os.path.dirname(target))
        with open(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
        os.chmod(new, os.stat(target).st_mode & 0o7777)
        os.replace(new, target)
    except OSError as error:
        if new and os.path.exists(new):
            os.unlink(new)
        return in_words(error)
    return ""


def difference(path: str, before: str, after: str) -> str:
    """A unified diff, as `git diff` shows it."""
    from difflib import unified_diff

    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(_with_ends(lines))


def _lines(text: str) -> list[str]:
    """The lines with their ends; unlike `splitlines`, only a newline ends one, as in diff and patch."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]


def _with_ends(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
