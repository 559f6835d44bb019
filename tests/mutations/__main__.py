"""The table of all kinds of mistakes, and on request the cases in which something was missed."""

from __future__ import annotations

import argparse
import sys

from datagraph.diagnostics import Severity

from .harness import Case, cases
from .kinds import KINDS
from .table import rendered, rows_of


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--cases", type=int, default=40, help="how many of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", default="", help="only kinds with this in their names")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show up to N failures of each kind")
    options = parser.parse_args()
    names = tuple(name for name in KINDS if options.kind in name)
    done = list(cases(options.seed, options.cases, names))
    sys.stdout.write(rendered(rows_of(done)) + "\n")
    for name in names if options.show else ():
        failed = [it for it in done if it.kind == name and _failed(it)]
        for case in failed[: options.show]:
            sys.stdout.write(f"\n{_shown(case)}\n")


def _failed(case: Case) -> bool:
    return bool(case.crash) or not case.found or not case.located or len(case.errors) > 1 or case.restored is False


def _shown(case: Case) -> str:
    """The lines around a mistake, and what was said of it."""
    lines = case.mistake.text.split("\n")
    first, last = min(case.mistake.lines), max(case.mistake.lines)
    shown = [
        f"{'>' if number in case.mistake.lines else ' '} {number:4} {lines[number - 1]!s}"
        for number in range(max(1, first - 3), min(len(lines), last + 3) + 1)
    ]
    verdict = [
        word
        for word, holds in (
            ("CRASH", case.crash),
            ("SILENT", not case.found),
            ("ELSEWHERE", not case.located),
            (f"{len(case.errors)} ERRORS", len(case.errors) > 1),
            ("NOT RESTORED", case.restored is False),
        )
        if holds
    ]
    said = []
    for it in case.findings:
        place = case.mistake.text.count("\n", 0, it.span.start) + 1
        fixes = ", ".join(f"{fix.title} ({fix.applicability.value})" for fix in it.fixes)
        grave = "" if it.severity is Severity.ERROR else f" {it.severity}"
        said.append(f"    {it.code} {it.name}{grave} at {place}: {it.message}" + (f"  [{fixes}]" if fixes else ""))
    return "\n".join([f"### {case.kind}: {', '.join(verdict)}", *shown, *said, case.crash])


if __name__ == "__main__":
    main()
