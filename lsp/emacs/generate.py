"""Writes the words of the language into datagraph-mode.el: `python -m lsp.emacs.generate`.

The list is checked in, and a test fails when it is stale.
"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import wrap

from datagraph.version import __version__
from lsp.grammars.words import CURRENT, DEPRECATED, KINDS

MODE = Path(__file__).parent / "datagraph-mode.el"
_LIST = re.compile(r"(?<=\(defconst datagraph--words\n  '\().*?(?=\)\n  \")", re.DOTALL)
_VERSION = re.compile(r"(?<=^;; Version: ).*", re.MULTILINE)


def generate(mode: str) -> str:
    """The text of datagraph-mode.el with the words and the version of now."""
    words = {"blocks": KINDS, "attributes": CURRENT + DEPRECATED, "literals": ("true", "false")}
    rows = [f"({kind} {' '.join(f'{chr(34)}{word}{chr(34)}' for word in group)})" for kind, group in words.items()]
    lines = [line for row in rows for line in wrap(row, 72, initial_indent="    ", subsequent_indent="     ")]
    mode = _LIST.sub("\n".join(lines).lstrip(), mode, count=1)
    return _VERSION.sub(__version__, mode, count=1)


def main() -> None:
    """Rewrite datagraph-mode.el."""
    MODE.write_text(generate(MODE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
