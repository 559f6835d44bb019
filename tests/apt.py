"""Debian's packages, for what the tests need and no wheel has."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def install(*packages: str) -> bool:
    """Install packages by apt-get, where there is one and the user may; whether they are there then."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wanted = ["install", "--yes", "--no-install-recommends", *packages]
    # Several processes may want packages at once, and apt-get does not wait for its lists.
    with open(Path(tempfile.gettempdir()) / "datagraph-tests-apt.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Without lists of packages, as in a new container, the first try fails.
        for words in (wanted, ["update"], wanted):
            done = subprocess.run(["apt-get", "-qq", *words], check=False, env=environment, stdout=subprocess.DEVNULL)
            if words is wanted and not done.returncode:
                return True
    return False
