"""Installs what the tests of the highlighters need: `python -m tests.grammars`; quick when it is there."""

from __future__ import annotations

from tests.grammars import node, vim


def main() -> None:
    """Install Node's packages, and Vim where the user may."""
    node.install()
    vim.install()


if __name__ == "__main__":
    main()
