"""What a watch over a warehouse remembers, and what it tells whom."""

from datagraph.monitoring.notification import Notification
from datagraph.monitoring.problem import Problem
from datagraph.monitoring.state import State

__all__ = ["Notification", "Problem", "State"]
