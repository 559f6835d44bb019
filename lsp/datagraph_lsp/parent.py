"""Whether a process still runs."""

from __future__ import annotations

import os
import sys

_SYNCHRONIZE = 0x00100000
_TIMED_OUT = 0x102


def is_alive(process: int) -> bool:
    """Whether there is a process with this number; if nobody can tell, there is."""
    if sys.platform == "win32":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _is_alive_on_windows(process: int) -> bool:
    # There `os.kill` with any signal ends the process.
    import ctypes

    kernel: object = getattr(ctypes, "windll").kernel32  # noqa: B009 other systems' ctypes has none
    handle = kernel.OpenProcess(_SYNCHRONIZE, False, process)  # type: ignore[attr-defined]
    if not handle:
        return False
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == _TIMED_OUT)  # type: ignore[attr-defined]
    finally:
        kernel.CloseHandle(handle)  # type: ignore[attr-defined]
