"""A text that is edited in place, and its tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.syntax import recovery
from datagraph.syntax.living.closings import Closings
from datagraph.syntax.living.lines import LivingLines
from datagraph.syntax.living.tree import Splice, build
from datagraph.syntax.tree import Document
from datagraph.text import apply_edits

if TYPE_CHECKING:
    from datagraph.diagnostics import Problem
    from datagraph.syntax.tree import Element
    from datagraph.text import TextEdit


class LivingDocument:
    """A text and its tree, which follow the edits of an author: what `parse` says of the text, at a tenth of the cost.

    The documents that it hands out share their blocks: an edit changes them all, and only the last one is to be used.
    """

    def __init__(self, text: str) -> None:
        self._lines = LivingLines(text)
        self._elements: list[Element] | None = None
        """The tree, if it is up to date."""
        self._is_plain = False
        """Whether the tree is just what the lines say, with no brace put in or left out."""
        self._is_crooked: bool | None = None
        """What recovery says of the braces, if it was asked since they were last changed."""
        self._closings = Closings()
        self._document: Document | None = None
        """What was handed out since the last edit."""

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self._lines.text

    def edit(self, edit: TextEdit) -> None:
        """Replace a piece of the text."""
        lines = self._lines
        self._document = None
        change = lines.compare(edit)
        if change is None:
            lines.read_all(apply_edits(lines.text, [edit]))
            self._elements = self._is_crooked = None
            return
        splice = Splice(change, lines.text, lines.lines[change.first - 1] if change.first else None)
        new = change.new
        elements = self._elements
        if elements is not None and (splice.kept if self._is_plain else self._closings.outlast(splice, elements)):
            self._closings.follow(splice)
            new = splice.apply(elements)
        else:
            self._elements = None
        if not splice.kept or splice.changes_blocks:
            self._is_crooked = None
        lines.apply(change, new)
        self._closings.settle(self.text)

    def document(self) -> Document:
        """The tree of the text as it is now."""
        if self._document is None:
            problems = self._problems()
            assert self._elements is not None
            self._document = Document(self.text, self._elements, self._lines.lines[-1], tuple(problems))
        return self._document

    def _problems(self) -> list[Problem]:
        """What is wrong with lines and braces; brings the tree up to date."""
        problems = [problem for unit in self._lines.units for problem in unit.problems]
        if self._elements is None or (problems and self._is_plain and self._needs_pairing(problems)):
            return self._build(problems)
        return recovery.together(problems, self._closings.problems(self.text))

    def _build(self, problems: list[Problem]) -> list[Problem]:
        """Build the tree anew; returns the problems with those of braces."""
        self._closings = Closings()
        self._elements = None if self._lines.balance else build(self._lines.lines)
        self._is_plain = self._elements is not None and not self._needs_pairing(problems)
        if not self._is_plain:
            lines, problems, closings = recovery.pair_braces(self.text, list(self._lines.lines), problems)
            self._closings = Closings(closings)
            self._elements = build(map(self._closings.living, lines))
        return problems

    def _needs_pairing(self, problems: list[Problem]) -> bool:
        """Whether braces that pair by number may still not be meant to pair so."""
        if not recovery.cast_doubt(problems):
            return False
        if self._is_crooked is None:
            self._is_crooked = recovery.are_crooked(self.text, list(self._lines.lines))
        return self._is_crooked
