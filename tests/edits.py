"""What authors do to a text, at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.text import Span, TextEdit
from tests.strategies import TOKENS

if TYPE_CHECKING:
    from random import Random

_PIECES = (*TOKENS, 'entity "x" {\n', 'name = "x"\n', "  }\n", "é", "𝒳", "\u2028", "\r")


def random_edit(random: Random, text: str, near: int) -> TextEdit:
    """An edit near the one before it as often as anywhere; it types, deletes, pastes, or copies from elsewhere."""
    anywhere = random.randrange(len(text) + 1)
    start = max(0, min(len(text), random.choice((anywhere, near + random.randrange(-8, 9)))))
    end = min(len(text), start + random.choice((0, 0, 0, 1, 1, 2, 5, 30, 200)))
    new = "".join(random.choices(_PIECES, k=random.choice((0, 1, 1, 1, 2, 3))))
    if random.random() < 0.1:
        new = text[anywhere : anywhere + random.randrange(200)]
    return TextEdit(Span(start, end), new)
