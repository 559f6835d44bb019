"""How often each rule found something."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from datagraph.cli.terminal import complain, write

if TYPE_CHECKING:
    from datagraph.diagnostics import Report


def write_statistics(report: Report, *, beside_report: bool) -> None:
    """Write a table, the most frequent first: below the report, or to standard error if programs read that."""
    lines = _lines(report)
    if not lines:
        return
    if beside_report:
        write("\n" + "".join(f"{line}\n" for line in lines))
    else:
        complain("\n".join(lines))


def _lines(report: Report) -> list[str]:
    counts = Counter((it.code, it.name, str(it.severity)) for file in report.files for it in file.diagnostics)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    digits = len(str(ordered[0][1])) if ordered else 0
    widest = max((len(name) for _, name, _ in counts), default=0)
    return [f"{count:>{digits}}  {code}  {name:<{widest}}  {severity}" for (code, name, severity), count in ordered]
