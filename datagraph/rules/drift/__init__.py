"""What has happened to the tables that a graph names since its catalog was written; helpers of the rules over it."""

from datagraph.rules.drift.drift import Drift, drift_of
from datagraph.rules.drift.states import GoneTable, JoinDrift, KeptColumn, KeptTable, Side

__all__ = ["Drift", "GoneTable", "JoinDrift", "KeptColumn", "KeptTable", "Side", "drift_of"]
