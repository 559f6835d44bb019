"""What is remembered between two looks, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from datagraph.monitoring.notification import Notification
from datagraph.monitoring.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VERSION = 1


class Delivery(NamedTuple):
    """A notification that is still to be sent by one channel, named as the configuration names it."""

    channel: str
    notification: Notification


class State(NamedTuple):
    """The problems that are known and told, what is still to be sent, and the figures that were normal, by name."""

    problems: tuple[Problem, ...] = ()
    outbox: tuple[Delivery, ...] = ()
    figures: Mapping[str, float] = {}

    def after(self, found: Iterable[Problem], channels: Iterable[str], *, id_: str, at: str, warehouse: str) -> State:
        """The state after a look: what has come up or is gone since is to be told by every channel, once.

        A problem that went before anybody was told of it is not told of at all.
        """
        now = {it.key: it for it in found}
        known = {it.key: it for it in self.problems}
        appeared = tuple(it for key, it in now.items() if key not in known)
        gone = tuple(it for key, it in known.items() if key not in now)
        outbox = self.outbox
        if appeared or gone:
            told = Notification(id_, at, warehouse, appeared, gone)
            outbox = (*outbox, *(Delivery(it, told) for it in channels))
        return self._replace(problems=tuple(now.values()), outbox=outbox)

    def sent(self, delivery: Delivery) -> State:
        """The state when a notification has been sent."""
        return self._replace(outbox=tuple(it for it in self.outbox if it is not delivery))


def dump(state: State) -> str:
    """Write a state."""
    outbox = [
        {
            "channel": it.channel,
            "notification": {
                **it.notification._asdict(),
                "appeared": [one._asdict() for one in it.notification.appeared],
                "gone": [one._asdict() for one in it.notification.gone],
            },
        }
        for it in state.outbox
    ]
    document = {
        "version": VERSION,
        "problems": [it._asdict() for it in state.problems],
        "outbox": outbox,
        "figures": dict(state.figures),
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def load(text: str) -> State | None:
    """Read a state; None if the text is none, or one of a later release."""
    try:
        data: Any = json.loads(text)
        if data["version"] != VERSION:
            return None
        outbox = tuple(Delivery(it["channel"], _notification(it["notification"])) for it in data["outbox"])
        figures = {str(name): float(it) for name, it in data["figures"].items()}
        return State(tuple(Problem(**it) for it in data["problems"]), outbox, figures)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _notification(data: Any) -> Notification:
    sides = {name: tuple(Problem(**it) for it in data[name]) for name in ("appeared", "gone")}
    return Notification(**{**data, **sides})
