"""From what a warehouse holds to a graph to start from, with the evidence for each inference in it."""

from datagraph.scaffold.draft import Draft, make_draft
from datagraph.scaffold.proving import Prover
from datagraph.scaffold.text import write_draft

__all__ = ["Draft", "Prover", "make_draft", "write_draft"]
