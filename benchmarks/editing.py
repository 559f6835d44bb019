"""Typing into a large file: from the editor's message to the server's answer, over standard input and output."""

from __future__ import annotations

import statistics
import sys
from random import Random
from typing import TYPE_CHECKING

from benchmarks.graphs import graph
from benchmarks.report import duration, title
from benchmarks.stdio_client import URI, Client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.stdio_client import Place

    Keystroke = tuple[Place, Place, str]

_LINES = 10_000
_ENTITIES = 680
_BLOCK = """
  entity "brand-new-entity" {
    name        = "Brand new"
    description = "What it is for"
    table_ref   = "DWH.CUST.BRAND_NEW"
    primary_key = "ID"
  }
"""


def run(budget: float) -> None:
    """Print the table: our server, and before it one of pygls that does nothing."""
    text = graph(_ENTITIES)
    title(f"an editor's keystrokes in {text.count(chr(10)):,} lines, until the diagnostics are there")
    lines = text.split("\n")
    rounds = max(1, round(budget / 3))
    scenarios: dict[str, Callable[[], Iterator[Keystroke]]] = {
        "typing into a string": lambda: _in_string(lines),
        "typing a block, its brace closed by the editor": lambda: _block(lines, closed=True),
        "typing a block, its brace closed at the end": lambda: _block(lines, closed=False),
        "a character anywhere, and away again": lambda: _anywhere(lines),
    }
    for name, command in (
        ("pygls doing nothing", [sys.executable, "-m", "benchmarks.idle_server"]),
        ("datagraph lsp", [sys.executable, "-m", "datagraph", "lsp"]),
    ):
        client = Client(command)
        _figure(f"{name}: open", [client.open(text)], 0.4)
        for scenario, keystrokes in scenarios.items():
            taken = [client.change(*it) for _ in range(rounds) for it in keystrokes()]
            _figure(f"{name}: {scenario}", taken, 0.010, 0.005)
        if name == "datagraph lsp":
            _requests(client, lines, rounds)
        client.close()


def _requests(client: Client, lines: list[str], rounds: int) -> None:
    """What an editor asks for after a keystroke; the keystroke itself does not count."""
    place = next(index for index, line in enumerate(lines) if index > _LINES // 2 and "related_entity" in line)
    column = lines[place].index('"') + 1
    document = {"textDocument": {"uri": URI}}
    _, first = client.request("textDocument/semanticTokens/full", document)
    last = first["resultId"]
    taken: dict[str, list[float]] = {"completion": [], "documentSymbol": [], "semanticTokens/full/delta": []}
    for keystroke in list(_in_line(place, column, "abcdefghij")) * rounds:
        client.change(*keystroke)
        at = {"line": place, "character": keystroke[0][1] + len(keystroke[2])}
        taken["completion"].append(client.request("textDocument/completion", {**document, "position": at})[0])
        taken["documentSymbol"].append(client.request("textDocument/documentSymbol", document)[0])
        asked = {**document, "previousResultId": last}
        seconds, delta = client.request("textDocument/semanticTokens/full/delta", asked)
        taken["semanticTokens/full/delta"].append(seconds)
        last = delta["resultId"]
    for (method, seconds_taken), limit in zip(taken.items(), (0.020, 0.060, 0.015), strict=True):
        _figure(f"datagraph lsp: {method}", seconds_taken, limit)


def _in_string(lines: list[str]) -> Iterator[Keystroke]:
    place = next(index for index, line in enumerate(lines) if index > _LINES // 3 and "table_ref" in line)
    return _in_line(place, lines[place].index('"') + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _in_line(line: int, column: int, text: str) -> Iterator[Keystroke]:
    """Type a word, and delete it again."""
    for offset, character in enumerate(text):
        yield (line, column + offset), (line, column + offset), character
    for offset in range(len(text), 0, -1):
        yield (line, column + offset - 1), (line, column + offset), ""


def _block(lines: list[str], *, closed: bool) -> Iterator[Keystroke]:
    """Type a block as people do, in an empty line, and take it out at once."""
    first = next(index for index, line in enumerate(lines) if index > _LINES // 4 and line.startswith("  entity")) - 1
    line, column = first, 0
    typed = _BLOCK.removesuffix("\n  }\n") if closed else _BLOCK
    for character in typed:
        yield (line, column), (line, column), character
        line, column = (line + 1, 0) if character == "\n" else (line, column + 1)
        if closed and character == "{":
            yield (line, column), (line, column), "\n  }"
    yield (first, 0), (line + 1, 3) if closed else (line, column), ""


def _anywhere(lines: list[str]) -> Iterator[Keystroke]:
    random = Random(1)
    for _ in range(100):
        line = random.randrange(len(lines))
        column = random.randrange(len(lines[line]) + 1)
        yield (line, column), (line, column), random.choice('abc "=._-')
        yield (line, column), (line, column + 1), ""


def _figure(name: str, taken: list[float], p95_limit: float, median_limit: float | None = None) -> None:
    """A line: median and 95th percentile, each beside its bar."""
    taken = sorted(taken)
    median, p95 = statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]
    bars = [f"p95 ≤ {duration(p95_limit)} {'ok' if p95 <= p95_limit else 'MISSED'}"]
    if median_limit is not None:
        bars.insert(0, f"median ≤ {duration(median_limit)} {'ok' if median <= median_limit else 'MISSED'}")
    shown = "" if name.startswith("pygls") else ", ".join(bars)
    print(f"  {name:<66}{duration(median):>10}{duration(p95):>10} p95   {shown}".rstrip())
