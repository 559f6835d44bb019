"""SQL statements with comments between them."""

from __future__ import annotations

import re
from textwrap import wrap

_WIDTH = 100
_ESCAPE = "\\"
_CODE = re.compile("`[^`]*`")


class Script:
    """A script that grows from top to bottom; `statements` are those in it, without their semicolons.

    No text that is given to a comment gets out of it: whatever could end its line is written as an escape.
    """

    def __init__(self) -> None:
        self.statements: list[str] = []
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """The whole script."""
        return "\n".join(self._lines) + "\n"

    def section(self, *paragraphs: str) -> None:
        """Begin a section, set off by an empty line."""
        if self._lines:
            self._lines.append("")
        self.comment(*paragraphs)

    def comment(self, *paragraphs: str) -> None:
        """Add comments, filled to the width of a page."""
        for paragraph in paragraphs:
            # A line is broken neither inside a name nor inside a command: NUL, which is not left in the text, stands
            # for the spaces there.
            text = _CODE.sub(lambda found: found[0].replace(" ", "\0"), _on_one_line(paragraph))
            lines = wrap(text, _WIDTH - 3, break_long_words=False, break_on_hyphens=False)
            self._lines += [f"-- {line}".replace("\0", " ") for line in lines]

    def aside(self, line: str) -> None:
        """Add a line to copy, such as a command of another program, as a comment."""
        self._lines.append(f"--   {_on_one_line(line)}")

    def run(self, *statements: str) -> None:
        """Add statements."""
        self.statements += statements
        self._lines += [f"{statement};" for statement in statements]


def _on_one_line(text: str) -> str:
    r"""A text with an escape for every character that is not plainly printed, and for the escapes' own `\`.

    A newline ends a comment everywhere; a backslash at the end of a line continues it on Databricks, and would swallow
    the statement that follows.
    """
    return "".join(it if it.isprintable() and it != _ESCAPE else f"{_ESCAPE}u{{{ord(it):x}}}" for it in text)
