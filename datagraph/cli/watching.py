"""Checks again whenever something changes that could change the outcome."""

from __future__ import annotations

import gc
import os
import time
from typing import TYPE_CHECKING

from watchfiles import watch

from datagraph.cli import terminal
from datagraph.project.configurations import OWN_FILE, SHARED_FILE
from datagraph.project.files import Search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datagraph.project.configurations import Configurations

_POLL_MILLISECONDS = 500

_Stamps = dict[str, "tuple[int, int] | None"]


def watch_files(
    words: tuple[str, ...],
    configure: Callable[[], Configurations],
    check: Callable[[Configurations], object],
    also: tuple[str, ...] = (),
) -> int:
    """Check, wait for a change, and check again, until Ctrl-C, which is how one leaves: the exit code is 0.

    `also` are files that the outcome depends on, besides those of the words and their configurations.
    """
    try:
        while True:
            before, directories = _look(words, configure(), also)
            check(configure())
            if terminal.is_reader_gone():
                return 0
            # The collector is off during a check; over hours, what it would have freed adds up.
            gc.collect()
            terminal.complain("watching for changes; Ctrl-C ends it")
            _wait(lambda: _look(words, configure(), also), before, directories)
    except KeyboardInterrupt:
        return 0


def _wait(look: Callable[[], tuple[_Stamps, list[str]]], before: _Stamps, directories: list[str]) -> None:
    """Return when a file has changed since `before`, has come or has gone.

    The system's notices only say when to look; what counts is what is then found on the disk. So nothing is missed
    that happened while a check ran, and editors may save in whatever way they do.
    """
    while True:
        for noticed in _notices(directories):
            if noticed or any(_stamp(path) != stamp for path, stamp in before.items()):
                after, now = look()
                if after != before:
                    return
                if now != directories:
                    directories = now
                    break


def _notices(directories: list[str]) -> Iterator[bool]:
    """Whether something may have happened in the directories, at least twice a second."""
    is_first = True
    try:
        for changes in watch(
            *directories, recursive=False, watch_filter=None, yield_on_timeout=True, rust_timeout=_POLL_MILLISECONDS
        ):
            # Nobody noticed what happened between the last look and now, when watching has begun: look in any case.
            yield is_first or bool(changes)
            is_first = False
    except OSError:
        # The system gives out only so many watches, and some file systems none.
        while True:
            time.sleep(_POLL_MILLISECONDS / 1000)
            yield True


def _look(words: tuple[str, ...], configurations: Configurations, also: tuple[str, ...]) -> tuple[_Stamps, list[str]]:
    """The stamps of all files that decide the outcome, and the directories in which one could come up."""
    search = Search(configurations)
    files = [it.path for it in search.find(words)]
    for path in files:
        configurations.of_file(path)
    directories = {os.path.abspath(it) for it in (*search.directories, *map(os.path.dirname, files))}
    possible = [os.path.join(directory, name) for directory in directories for name in (OWN_FILE, SHARED_FILE)]
    stamps = {path: _stamp(path) for path in (*files, *also, *configurations.files, *filter(os.path.exists, possible))}
    directories |= {os.path.dirname(os.path.abspath(path)) for path in (*also, *configurations.files)}
    return stamps, sorted(filter(os.path.isdir, directories)) or [os.getcwd()]


def _stamp(path: str) -> tuple[int, int] | None:
    """What changes when a file does; None if there is no such file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
