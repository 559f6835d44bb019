"""How time grows with the file, what mistakes cost, and what formatting takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import datagraph
from benchmarks.graphs import graph, with_mistakes
from benchmarks.report import Bar, row, title
from benchmarks.timing import Contender, medians

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_FEW, _MANY = 1_000, 10_000
_MISTAKES = 100


def run(budget: float) -> None:
    """Print one table for each question, with the collector on and off."""
    for collect in (True, False):
        _growth(budget, collect=collect)
    for collect in (True, False):
        _mistakes(budget, collect=collect)
    _formatting(budget)


def _growth(budget: float, *, collect: bool) -> None:
    functions: dict[str, Callable[[str], Any]] = {"parse": datagraph.parse, "validate": datagraph.validate}
    contenders = [
        Contender(f"{name}, {size:,} entities", _once(function, graph(size)))
        for name, function in functions.items()
        for size in (_FEW, _MANY)
    ]
    taken = medians(contenders, budget, collect=collect)
    title(f"{_MANY:,} entities beside {_FEW:,}, garbage collector {_on(collect)}")
    for name, seconds in taken.items():
        base = taken[name.replace(f"{_MANY:,}", f"{_FEW:,}")]
        bar = Bar(11) if name.startswith("validate") and seconds != base else None
        row(name, seconds, seconds / base, f"{_FEW:,} entities", bar)


def _mistakes(budget: float, *, collect: bool) -> None:
    title(f"{_MISTAKES} mistakes in a file, garbage collector {_on(collect)}")
    for size in (100, _FEW, _MANY):
        texts = {
            "no mistake": graph(size),
            "of all kinds but braces": with_mistakes(size, _MISTAKES, braces=False),
            "of all kinds": with_mistakes(size, _MISTAKES, braces=True),
        }
        contenders = [Contender(name, _once(datagraph.validate, text)) for name, text in texts.items()]
        taken = medians(contenders, budget / 2, least=3, collect=collect)
        base = taken["no mistake"]
        for name, seconds in taken.items():
            found = len(datagraph.validate(texts[name]))
            bar = Bar(3) if found else None
            row(f"{size:,} entities, {name} ({found} found)", seconds, seconds / base, "no mistake", bar)


def _formatting(budget: float) -> None:
    text = graph(_FEW)
    loose = "\n".join(" ".join(line.split()) if "#" not in line else line for line in text.split("\n"))
    contenders = [
        Contender("parse, for comparison", _once(datagraph.parse, text)),
        Contender("format_text, formatted already", _once(datagraph.format_text, text)),
        Contender("format_text, without any indentation", _once(datagraph.format_text, loose)),
    ]
    taken = medians(contenders, budget)
    base = taken["parse, for comparison"]
    title(f"formatting, {_FEW:,} entities, garbage collector on")
    for name, seconds in taken.items():
        row(name, seconds, seconds / base, "parse")


def _once(function: Callable[[str], Any], text: str) -> Callable[[], None]:
    def once() -> None:
        function(text)

    return once


def _on(collect: bool) -> str:
    return "on" if collect else "off"
