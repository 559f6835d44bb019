"""What a feature sees of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.engine import analyse
from datagraph.rules import NO_EVIDENCE
from datagraph.settings import DEFAULT_SETTINGS

if TYPE_CHECKING:
    from datagraph.engine import Analysis
    from datagraph.graph import Graph
    from datagraph.rules import Evidence
    from datagraph.settings import Settings


class View(NamedTuple):
    """A file's text and all that is known of it: its analysis, and the settings and evidence that it was made with.

    A view holds until the text changes: the analysis of a text that is edited in place moves on with it.
    """

    text: str
    analysis: Analysis
    settings: Settings = DEFAULT_SETTINGS
    evidence: Evidence = NO_EVIDENCE

    @property
    def graph(self) -> Graph:
        """The names of the file, resolved."""
        return self.analysis.graph


def view_of(text: str, settings: Settings = DEFAULT_SETTINGS, evidence: Evidence = NO_EVIDENCE) -> View:
    """Analyse a text and look at it."""
    return View(text, analyse(text, settings, evidence), settings, evidence)
