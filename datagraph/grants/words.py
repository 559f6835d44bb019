"""Sentences that the scripts of several vendors share."""

from __future__ import annotations

SYNCED = (
    "The tables of Profiles Sync. One that does not exist has to be chosen in Segment first, under Unify, Profiles "
    "Sync, Selective sync."
)
EVENTS = (
    "Conditions on events read a table for each event, besides these: `datagraph grants --events` opens the whole "
    "schema."
)
NOTHING_ELSE = "All that it may do: nothing should be in the list that the script does not grant."


def bookkeeping(what: str) -> str:
    """What the place is for that Segment writes to, a database or a catalog."""
    return (
        f"The {what} that Segment keeps its books in, the only one that it writes to. In Segment, name it as the "
        f"connection's {what}."
    )
