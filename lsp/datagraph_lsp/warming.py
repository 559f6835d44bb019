"""Getting ready while the user has not typed yet."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from datagraph_lsp.documents import Document
from datagraph_lsp.positions import Lines
from datagraph_lsp.project import Basis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datagraph.view import View
    from datagraph_lsp.server import Server

_EXAMPLE = """\
data_graph {
  version = "v1.0.0"
  entity "cart-entity" {
    name = "Cart"
    table_ref = "PROD.CUST.CART"
    primary_key = ID
  }
}
"""


# What glibc keeps of freed memory goes by the largest piece that was ever freed, up to twice this size.
_LARGE_PIECE = 1 << 24
# More objects than a keystroke or an outline of thousands of blocks makes, nearly all of which go by themselves.
_MANY_OBJECTS = 50_000


async def warm_up(server: Server) -> None:
    """Load what the first requests would load, and keep it from being searched for garbage ever after."""
    # A text is copied at every keystroke: to get its memory from the system each time takes longer than to edit it.
    bytes(_LARGE_PIECE)
    document = Document("", Lines(_EXAMPLE, server.documents.encoding), 0, Basis())
    for step in _steps(document.view):
        with server.guarded("warming up"):
            step()
        # The user's own requests come first.
        await asyncio.sleep(0)
    # The command pauses the collector for as long as everything is loaded.
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.set_threshold(_MANY_OBJECTS)
        gc.enable()


def _steps(view: View) -> Iterator[Callable[[], object]]:
    from datagraph.ide.completion import complete

    offset = view.text.index("cart-entity")
    yield lambda: complete(view, offset)
    from datagraph.ide.tokens import semantic_tokens_by_line

    yield lambda: semantic_tokens_by_line(view)
    from datagraph.ide.hover import hover

    yield lambda: hover(view, offset)
    from datagraph.ide.symbols import outline

    yield lambda: outline(view)
    from datagraph.ide.actions import actions
    from datagraph.text import Span

    yield lambda: actions(view, Span(offset, offset))
    from datagraph.ide.layout import format_document

    yield lambda: format_document(view)
    from datagraph.ide.hints import hints

    yield lambda: hints(view, Span(0, len(view.text)))
    from datagraph.ide.lenses import lenses

    yield lambda: lenses(view)
