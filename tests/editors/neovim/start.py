"""Neovim with nothing in it but what our README tells its users to write."""

from __future__ import annotations

from pathlib import Path

from tests.editors.editor import Editor
from tests.editors.install import neovim, parser
from tests.editors.readme import code

_DRIVER = Path(__file__).with_name("driver.lua")


def start(directory: Path, *, tree_sitter: bool = False) -> Editor:
    """A new Neovim that writes only below a directory, on request with the parser of HCL."""
    home = directory / "home"
    settings = home / "nvim"
    settings.mkdir(parents=True)
    (settings / "init.lua").write_text("\n".join(code("neovim", "lua")), encoding="utf-8")
    if tree_sitter:
        (settings / "parser").mkdir()
        (settings / "parser" / "hcl.so").symlink_to(parser())
    places = {f"XDG_{it}_HOME": str(home) for it in ("CONFIG", "STATE", "DATA", "CACHE")}
    command = [str(neovim()), "--headless", "-n", "-i", "NONE", "-S", str(_DRIVER)]
    return Editor(command, {"HOME": str(home), **places}, directory)
