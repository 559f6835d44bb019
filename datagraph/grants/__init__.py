"""What Segment has to be allowed in a warehouse: the vendor's set-up script for the tables that a graph names."""

from datagraph.grants.choices import VENDORS, Choices
from datagraph.grants.objects import Objects, Remark, named_objects
from datagraph.grants.script import Script
from datagraph.grants.writing import grants, queries

__all__ = ["VENDORS", "Choices", "Objects", "Remark", "Script", "grants", "named_objects", "queries"]
