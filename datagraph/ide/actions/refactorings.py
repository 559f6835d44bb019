"""Every refactoring: the kind of its actions, and what finds them at a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.actions.extracting import extract_junction
from datagraph.ide.actions.relating import relate_by_keys
from datagraph.ide.actions.sorting import sort_block
from datagraph.ide.actions.unfolding import unfold
from datagraph.ide.actions.wrapping import wrap_in_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datagraph.ide.actions.action import Action
    from datagraph.text import Span
    from datagraph.view import View


class Refactoring(NamedTuple):
    """What is offered at a range; in a file without mistakes of syntax it keeps what the rules say of all else."""

    kind: str
    find: Callable[[View, Span], Iterator[Action]]


REFACTORINGS = (
    Refactoring("refactor.extract", extract_junction),
    Refactoring("refactor.rewrite", relate_by_keys),
    Refactoring("refactor.rewrite", wrap_in_graph),
    Refactoring("refactor.rewrite", unfold),
    Refactoring("refactor.rewrite", sort_block),
)
