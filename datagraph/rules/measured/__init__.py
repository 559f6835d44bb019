"""What was counted for a graph, with the places in its text; helpers of the rules over the data."""

from datagraph.rules.measured.first_level import MeasuredProfile, measured_profiles
from datagraph.rules.measured.joins import End, MeasuredJoin, measured_joins
from datagraph.rules.measured.tables import MeasuredTable, measured_tables

__all__ = [
    "End",
    "MeasuredJoin",
    "MeasuredProfile",
    "MeasuredTable",
    "measured_joins",
    "measured_profiles",
    "measured_tables",
]
