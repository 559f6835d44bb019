"""The `datagraph` command."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130
"""128 and the number of SIGINT: how shells tell that Ctrl-C ended a command."""


def main() -> NoReturn:
    """Run the command that the process was called with, and end the process with its exit code."""
    # Trees and models hold few cycles and live until the end: looking for garbage costs 10 to 25 % of the time at
    # 10,000 entities and finds none. `--watch`, which goes on for hours, collects after each check.
    gc.disable()
    code = _guarded(sys.argv[1:])
    # Python would now free every object by itself, for a tenth of the whole time, in memory that is gone anyway.
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):
                stream.flush()
    os._exit(code)


def _guarded(words: Sequence[str]) -> int:
    try:
        return run(words)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        # Files that are read or written have their own answers; this is standard output on a full disk, or a
        # current directory that is gone.
        from datagraph.cli.terminal import complain

        complain(f"error: {error.strerror or error}")
        return 2


def run(words: Sequence[str]) -> int:
    """Run the command that the arguments spell; a plain call never loads typer."""
    from datagraph.cli.commands import MODULES, load

    if words and words[0] in MODULES and "_DATAGRAPH_COMPLETE" not in os.environ:
        from datagraph.cli.arguments import read_arguments

        module = load(words[0])
        values = read_arguments(module.COMMAND, words[1:])
        if values is not None:
            return module.run(**values)
    if words == ["--version"]:
        from datagraph.cli.terminal import write
        from datagraph.version import __version__

        write(f"datagraph {__version__}\n")
        return 0
    from datagraph.cli.app import run_with_typer

    return run_with_typer(words)


if __name__ == "__main__":
    main()
