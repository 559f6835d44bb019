"""What is built on a graph in the vendor's app: audiences, enrichments, destinations."""

from datagraph.consumers.consumer import Consumer, Use
from datagraph.consumers.index import Consumers

__all__ = ["Consumer", "Consumers", "Use"]
