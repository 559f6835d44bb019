"""The LALR machine that runs the tables of grammar.lark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.syntax.tables import ACTIONS, RULES, STARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_LENGTHS = tuple(length for _, length, _ in RULES)
_NAMES = tuple(name for name, _, _ in RULES)


def run(start: str, symbols: Iterable[tuple[str, Any]], reducers: Mapping[str, Callable[[list[Any]], Any]]) -> Any:
    """Parse `(symbol, value)` pairs from a start symbol, to what its reducer returns; None if they do not fit.

    A reducer gets the values of a rule's symbols; a rule without one stands for its first value. A symbol may be a rule
    already reduced, such as a line that was read at once.
    """
    states = [STARTS[start]]
    values: list[Any] = []
    for symbol, value in (*symbols, ("$END", None)):
        action = ACTIONS[states[-1]].get(symbol)
        while action is not None and action < 0:
            rule = ~action
            length = _LENGTHS[rule]
            name = _NAMES[rule]
            arguments = values[len(values) - length :]
            del values[len(values) - length :], states[len(states) - length :]
            reducer = reducers.get(name)
            values.append(reducer(arguments) if reducer else arguments[0] if arguments else None)
            if name == start:
                return values[0] if len(values) == 1 and symbol == "$END" else None
            states.append(ACTIONS[states[-1]][name])
            action = ACTIONS[states[-1]].get(symbol)
        if action is None:
            return None
        states.append(action)
        values.append(value)
    return None
