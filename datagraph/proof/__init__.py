"""Proof on the data: what is counted in the tables of a graph, and the queries that count it.

Rows are counted where they are: a survey is one query for each entity and each relationship, and one for the words in
the profile's tables. No row comes here but a few example keys.
"""

from datagraph.proof.measuring import ask, measure
from datagraph.proof.plan import Step, plan
from datagraph.proof.row_query import RowQuery, entity_count, entity_rows, relationship_count, relationship_rows
from datagraph.proof.subjects import Subjects
from datagraph.proof.survey import TOPICS, Question, Survey, Topic, survey

__all__ = [
    "TOPICS",
    "Question",
    "RowQuery",
    "Step",
    "Subjects",
    "Survey",
    "Topic",
    "ask",
    "entity_count",
    "entity_rows",
    "measure",
    "plan",
    "relationship_count",
    "relationship_rows",
    "survey",
]
