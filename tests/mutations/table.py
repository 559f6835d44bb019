"""The figures of many cases, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .harness import Case


class Row(NamedTuple):
    """The figures of one kind, or of all; shares are between 0 and 1, `restored` is None where nothing was fixable."""

    name: str
    cases: int
    crashes: int
    silent: int
    located: float
    errors: float
    findings: float
    fixable: float
    restored: float | None


def rows_of(cases: Iterable[Case]) -> list[Row]:
    """A row for each kind, in order, and the last for all together."""
    by_kind: dict[str, list[Case]] = {}
    for case in cases:
        by_kind.setdefault(case.kind, []).append(case)
    everything = [case for some in by_kind.values() for case in some]
    return [_row(name, some) for name, some in by_kind.items()] + [_row("all", everything)]


def _row(name: str, cases: list[Case]) -> Row:
    total = len(cases)
    fixed = [case.restored for case in cases if case.restored is not None]
    return Row(
        name,
        total,
        sum(bool(case.crash) for case in cases),
        sum(not case.found for case in cases),
        sum(case.located for case in cases) / total,
        sum(len(case.errors) for case in cases) / total,
        sum(len(case.findings) for case in cases) / total,
        len(fixed) / total,
        sum(fixed) / len(fixed) if fixed else None,
    )


def rendered(rows: list[Row]) -> str:
    """The rows as a table for a terminal."""
    width = max(len(row.name) for row in rows)
    head = f"{'kind':{width}}  cases  crash  silent  located  errors  with warnings  safe fix  restored"
    lines = [head, "-" * len(head)]
    for row in rows:
        restored = "" if row.restored is None else f"{row.restored:.0%}"
        lines.append(
            f"{row.name:{width}}  {row.cases:5}  {row.crashes or '':5}  {row.silent or '':6}  {row.located:7.0%}  "
            f"{row.errors:6.2f}  {row.findings:13.2f}  {row.fixable:8.0%}  {restored:>8}"
        )
    return "\n".join(lines)
