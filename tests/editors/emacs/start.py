"""Emacs with nothing in it but what our README tells its users to write."""

from __future__ import annotations

from pathlib import Path

from tests.editors.editor import Editor
from tests.editors.install import emacs
from tests.editors.readme import code

_DRIVER = Path(__file__).with_name("driver.el")


def start(directory: Path) -> Editor:
    """A new Emacs that writes only below a directory."""
    home = directory / "home"
    home.mkdir()
    init = home / "init.el"
    init.write_text("\n".join(code("emacs", "elisp")), encoding="utf-8")
    command = [emacs(), "--batch", "-q", "-l", str(init), "-l", str(_DRIVER), "-f", "driver-run"]
    return Editor(command, {"HOME": str(home), "LC_ALL": "C.UTF-8"}, directory)
