"""Tables for people, with rich."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from datagraph.cli.terminal import is_terminal, wants_color, width
from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Where no terminal bounds them, lines are as long as they need to be.
_UNBOUNDED = 100_000


def table_of(headings: Sequence[str], rows: Iterable[Sequence[str | None]], *, numbers: Iterable[int] = ()) -> str:
    """A table as text, as wide as the terminal; None is shown as NULL, and `numbers` are the columns set to the right.

    Whatever the cells hold is shown as it is: nothing in them counts as markup, and controls become visible.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    to_the_right = frozenset(numbers)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for index, heading in enumerate(headings):
        table.add_column(Text(visible(heading)), justify="right" if index in to_the_right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("NULL", "dim") if it is None else Text(visible(it)) for it in row))
    file = io.StringIO()
    color = wants_color()
    Console(
        file=file,
        width=width() if is_terminal() else _UNBOUNDED,
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
    ).print(table)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())
