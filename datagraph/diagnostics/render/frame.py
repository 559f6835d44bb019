"""One diagnostic in full: headline, source lines, underlines, help and notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics.diagnostic import Applicability
from datagraph.diagnostics.render.excerpt import Mark, excerpts
from datagraph.diagnostics.render.segment import Segment
from datagraph.diagnostics.render.underline_rows import underline_rows
from datagraph.diagnostics.render.visible import visible
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datagraph.diagnostics.diagnostic import Diagnostic, Fix
    from datagraph.text import Source

_NARROWEST = 20
_NOT_BLANK = re.compile(r"\S")


def frame(source: Source, diagnostic: Diagnostic, width: int) -> Iterator[Segment]:
    """Show a diagnostic as rustc would; only source lines are clipped to `width` cells, remarks never are."""
    severity = str(diagnostic.severity)
    yield Segment(f"{severity}[{diagnostic.code}]", severity)
    yield from (Segment(f": {visible(diagnostic.message)}", "message"), Segment("\n"))

    marked = _marks_by_line(source, diagnostic)
    digits = max(2, len(str(max(marked))))
    yield Segment(" " * digits + "--> ", "gutter")
    yield Segment(f"{visible(source.path)}:{source.lines.position(diagnostic.span.start)}\n")
    empty_gutter = Segment(" " * digits + " |", "gutter")
    yield from (empty_gutter, Segment("\n"))

    rows: list[list[Segment]] = []
    for line, marks in _with_gaps(marked):
        if line is None:
            yield from (Segment("...", "gutter"), Segment("\n"))
            continue
        for excerpt in excerpts(source.text, source.lines.line_span(line), marks, max(_NARROWEST, width - digits - 3)):
            yield Segment(f"{line:>{digits}} |", "gutter")
            yield Segment(f" {excerpt.text}".rstrip() + "\n")
            rows = underline_rows(excerpt.underlines, severity)
            for row in rows:
                yield from (empty_gutter, Segment(" "), *row, Segment("\n"))

    remarks = list(_remarks(diagnostic))
    # A remark that hangs below its underline already sets the frame apart from what follows.
    if remarks and len(rows) == 1:
        yield from (empty_gutter, Segment("\n"))
    yield from remarks


def _marks_by_line(source: Source, diagnostic: Diagnostic) -> dict[int, list[Mark]]:
    marked: dict[int, list[Mark]] = {}
    places = [(diagnostic.span, diagnostic.label, True), *((*label, False) for label in diagnostic.labels)]
    for span, text, primary in places:
        for line, mark in _marks(source, span, text, primary):
            marked.setdefault(line, []).append(mark)
    return dict(sorted(marked.items()))


def _marks(source: Source, span: Span, label: str, primary: bool) -> list[tuple[int, Mark]]:
    """Mark a span on its line; a span over several lines, on its first and on its last line."""
    lines = source.lines
    first = lines.position(span.start).line
    # A span that ends behind a line end does not reach into the next line.
    last = lines.position(max(span.start, span.end - 1)).line
    first_line, last_line = lines.line_span(first), lines.line_span(last)
    start = min(span.start, first_line.end)
    end = max(min(span.end, last_line.end), last_line.start)
    if first == last:
        return [(first, Mark(Span(start, max(start, end)), label, primary))]
    unindented = _NOT_BLANK.search(source.text, last_line.start, end)
    last_start = unindented.start() if unindented else last_line.start
    return [
        (first, Mark(Span(start, first_line.end), "", primary)),
        (last, Mark(Span(last_start, end), label, primary)),
    ]


def _with_gaps(marked: dict[int, list[Mark]]) -> Iterator[tuple[int | None, list[Mark]]]:
    """Put None where lines are left out; a single line is shown rather than left out."""
    previous = next(iter(marked))
    for line, marks in marked.items():
        if line == previous + 2:
            yield previous + 1, []
        elif line > previous + 2:
            yield None, []
        yield line, marks
        previous = line


def _remarks(diagnostic: Diagnostic) -> Iterator[Segment]:
    if diagnostic.help:
        # A help does not say which fix does what it asks for; the first one is taken to be the next keystroke.
        first, *others = diagnostic.help
        yield from _remark("help", first + _availability(diagnostic.fixes))
        for text in others:
            yield from _remark("help", text)
    else:
        for fix in diagnostic.fixes:
            yield from _remark("help", fix.title + _availability((fix,)))
    for text in diagnostic.notes:
        yield from _remark("note", text)


def _availability(fixes: Iterable[Fix]) -> str:
    kinds = {fix.applicability for fix in fixes}
    if Applicability.SAFE in kinds:
        return " (fix available)"
    return " (unsafe fix available)" if Applicability.UNSAFE in kinds else ""


def _remark(kind: str, text: str) -> Iterator[Segment]:
    yield Segment(kind, kind)
    indent = "\n" + " " * len(f"{kind}: ")
    yield Segment(f": {indent.join(visible(line) for line in text.splitlines())}\n")
