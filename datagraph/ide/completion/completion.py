"""What is offered at a cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datagraph.text import TextEdit

CompletionKind = Literal["block", "attribute", "value", "entity", "column", "table", "schema", "database", "snippet"]

TRIGGERS: tuple[str, ...] = ('"', ".", "=", "[")
"""The characters behind which an editor asks by itself, besides letters."""


class Completion(NamedTuple):
    """One text that can stand at the cursor.

    `edit` writes it; if `is_snippet`, in the syntax of snippets of the Language Server Protocol, without indentation of
    its own. Editors narrow the list down by comparing `filter_text` with what `edit` replaces, and show it by `sort`.
    `topic` says what `document` is to tell of it.
    """

    label: str
    kind: CompletionKind
    edit: TextEdit
    is_snippet: bool
    detail: str
    sort: str
    filter_text: str
    topic: tuple[str, ...]
    preselect: bool = False
    extra_edits: tuple[TextEdit, ...] = ()
