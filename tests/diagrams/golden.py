"""Golden files: what is written for the examples.

`UPDATE_GOLDEN=1 pytest tests/diagrams` writes them anew. Read their difference, and look at the pictures, before you
commit them.
"""

from __future__ import annotations

import os
from pathlib import Path

from datagraph.diagrams.compose import compose
from datagraph.diagrams.formats import Drawing
from datagraph.diagrams.scene import Choice
from datagraph.view import view_of

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(it.parent.name for it in ROOT.glob("examples/*/graph.dg"))
GOLDEN = Path(__file__).with_name("golden")


def drawing_of(example: str) -> Drawing:
    """An example with the mistakes in it marked, as it is drawn unless a call says otherwise."""
    source = f"examples/{example}/graph.dg"
    view = view_of((ROOT / source).read_bytes().decode())
    return Drawing(view, compose(view, Choice(has_remarks=True), source))


def check_golden(name: str, text: str) -> None:
    """Whether a golden file says the same; it does so from now on if that is wanted."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert path.is_file(), f"there is no {path}: `UPDATE_GOLDEN=1 pytest tests/diagrams` writes it"
    assert text == path.read_bytes().decode()
