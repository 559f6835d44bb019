"""Telling a known mistake from a new one across two versions of a file."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.paths import slash_path

if TYPE_CHECKING:
    from datagraph.diagnostics.diagnostic import Diagnostic
    from datagraph.diagnostics.report import FileReport
    from datagraph.text import Source

_CONTEXT = 200


def fingerprints(file: FileReport) -> list[str]:
    """Name each diagnostic of the file, different from all others of a run, the same when lines move.

    It rests on path, rule, message and the words around the place, and on how many equal ones come before it.
    """
    seen: Counter[str] = Counter()
    result = []
    for diagnostic in file.diagnostics:
        parts = (slash_path(file.source.path), diagnostic.code, diagnostic.message, _context(file.source, diagnostic))
        base = "\0".join(parts)
        seen[base] += 1
        digest = hashlib.sha256(f"{base}\0{seen[base]}".encode("utf-8", "surrogatepass"))
        result.append(digest.hexdigest()[:32])
    return result


def _context(source: Source, diagnostic: Diagnostic) -> str:
    """Take the line around the place, without its indentation and inner alignment, which formatting changes."""
    place = diagnostic.span.start
    line = source.lines.line_span(source.lines.position(place).line)
    return " ".join(source.text[max(line.start, place - _CONTEXT) : min(line.end, place + _CONTEXT)].split())
