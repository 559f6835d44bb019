"""From what a warehouse holds to a graph to start from, with the evidence for each inference in it.

Nothing is imported here: naming and quoting serve editors too, and should not load what proves joins.
"""
