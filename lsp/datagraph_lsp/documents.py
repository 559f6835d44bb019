"""The documents that the editor has open, and files that it has not."""

from __future__ import annotations

import os
from itertools import count
from typing import TYPE_CHECKING, Literal

from datagraph.project.configurations import OWN_FILE, SHARED_FILE
from datagraph.project.reading import read_file
from datagraph.text import TextEdit, apply_edits
from datagraph.view import View
from datagraph_lsp.paths import path_of, uri_of
from datagraph_lsp.positions import UTF_16, Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.engine import Workspace
    from datagraph.ide.token_types import TokenInLine
    from datagraph.text import Span
    from datagraph_lsp.project import Basis
    from datagraph_lsp.projects import Projects
    from datagraph_lsp.wire import Object

Kind = Literal["graph", "configuration", "other"]
"""A Data Graph; a `datagraph.toml` or `pyproject.toml`; another file that the editor sends, on which we are silent."""

# The languages of files that a client may send because of the names that are watched.
_OTHER_LANGUAGES = ("json", "jsonc", "toml")

_stamps = count(1)


class Document:
    """One text under its address; `version` is the editor's number for it, None for a file that is not open.

    `stamp` is another one whenever the text, or what it is judged by, has changed.
    """

    __slots__ = ("_basis", "_view", "_workspace", "kind", "lines", "path", "stamp", "tokens", "uri", "version")

    def __init__(self, uri: str, lines: Lines, version: int | None, basis: Basis, kind: Kind = "graph") -> None:
        self.uri = uri
        self.path = path_of(uri)
        self.lines = lines
        self.version = version
        self.kind: Kind = kind
        self.stamp = next(_stamps)
        self.tokens: tuple[str, Sequence[tuple[TokenInLine, ...]]] | None = None
        """The name of the semantic tokens that the client was last given, and those of each line."""
        self._basis = basis
        self._view: View | None = None
        self._workspace: Workspace | None = None

    @property
    def text(self) -> str:
        """The text."""
        return self.lines.text

    @property
    def view(self) -> View:
        """The analysed text; it is analysed when that is first asked for after a change."""
        if self._view is None:
            self._view = self._analysed()
        return self._view

    def change(self, version: int, changes: Iterable[Object]) -> None:
        """Apply the changes of `textDocument/didChange`, each to what the one before it has made of the text."""
        for it in changes:
            if "range" in it:
                edit = TextEdit(self.lines.span(it["range"]), it["text"])
                self.lines.follow(edit, self._edited(edit))
            else:
                self.lines = Lines(it["text"], self.lines.encoding)
                self._workspace = None
        self.version = version
        self._outdated()

    def rebase(self, basis: Basis) -> None:
        """Judge the text by other settings and evidence."""
        if basis != self._basis:
            self._basis = basis
            self._workspace = None
            self._outdated()

    def offset(self, position: Object) -> int:
        """The offset of a position."""
        return self.lines.offset(position)

    def range(self, span: Span) -> Object:
        """The range of a span."""
        return self.lines.range(span)

    def location(self, span: Span) -> Object:
        """A span as a place in the workspace."""
        return {"uri": self.uri, "range": self.lines.range(span)}

    def edits(self, edits: Sequence[TextEdit]) -> list[Object]:
        """Edits as the protocol writes them."""
        return [{"range": self.lines.range(it.span), "newText": it.new_text} for it in edits]

    def _edited(self, edit: TextEdit) -> str:
        """What an edit makes of the text."""
        if self._workspace is None:
            return apply_edits(self.text, [edit])
        self._workspace.edit(self.uri, edit)
        return self._workspace.text(self.uri)

    def _outdated(self) -> None:
        self._view = None
        self.stamp = next(_stamps)

    def _analysed(self) -> View:
        if self._workspace is None:
            from datagraph.engine import Workspace

            self._workspace = Workspace({self.uri: self.text}, *self._basis)
            if self.version is not None:
                self._workspace.follow(self.uri)
        return View(self.text, self._workspace.analysis(self.uri), *self._basis)


class Documents:
    """All documents by their addresses; files that are not open are read from the disk, and kept while they last."""

    def __init__(self, projects: Projects) -> None:
        self.open: dict[str, Document] = {}
        self.encoding = UTF_16
        self._projects = projects
        self._closed: dict[str, tuple[tuple[int, int], Document]] = {}

    def add(self, uri: str, text: str, version: int, language: str = "") -> Document:
        """Take a document that the editor has opened."""
        path = path_of(uri)
        kind = _kind(path or uri, language)
        self._closed.pop(path, None)
        document = Document(uri, Lines(text, self.encoding), version, self._projects.basis(path), kind)
        self.open[uri] = document
        return document

    def change(self, uri: str, version: int, changes: Iterable[Object]) -> Document | None:
        """Change a document; None if it is not open."""
        document = self.open.get(uri)
        if document:
            document.change(version, changes)
        return document

    def remove(self, uri: str) -> Document | None:
        """Forget a document that the editor has closed; None if it was not open."""
        return self.open.pop(uri, None)

    def find(self, uri: str) -> Document | None:
        """A graph by its address, open or on the disk; None if there is none."""
        document = self.open.get(uri)
        if document is None:
            path = path_of(uri)
            return self._read(path, uri) if path else None
        return document if document.kind == "graph" else None

    def graphs(self) -> list[Document]:
        """All graphs that are open."""
        return [it for it in self.open.values() if it.kind == "graph"]

    def on_disk(self, path: str) -> Document | None:
        """A graph file, as it is in the editor if it is open there, else as it is on the disk; None if it is gone."""
        opened = next((it for it in self.open.values() if it.path == path), None)
        return opened or self._read(path, uri_of(path))

    def rebase(self) -> None:
        """Judge all graphs by what the projects now say."""
        self._closed.clear()
        for it in self.graphs():
            it.rebase(self._projects.basis(it.path))

    def _read(self, path: str, uri: str) -> Document | None:
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            self._closed.pop(path, None)
            return None
        stamp = (found.st_mtime_ns, found.st_size)
        known = self._closed.get(path)
        if known and known[0] == stamp:
            return known[1]
        text, trouble = read_file(path)
        if trouble:
            return None
        document = Document(uri, Lines(text, self.encoding), None, self._projects.basis(path))
        self._closed[path] = (stamp, document)
        return document


def _kind(path: str, language: str) -> Kind:
    if os.path.basename(path) in (OWN_FILE, SHARED_FILE):
        return "configuration"
    return "other" if language in _OTHER_LANGUAGES else "graph"
