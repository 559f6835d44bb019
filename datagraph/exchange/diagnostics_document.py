"""What `datagraph validate --format json` prints, as pydantic models; `diagnostics/render/json.py` writes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from datagraph.exchange.output import Count, Output, RuleCode, RuleName, SeverityWord


class Place(Output):
    """A place in a file. A byte-order mark counts as a character."""

    offset: Count
    """Code points from the beginning of the file, from 0."""
    line: Annotated[int, Field(ge=1)]
    """The line, from 1."""
    column: Annotated[int, Field(ge=1)]
    """The column in code points, from 1."""


class Range(Output):
    """A range of a file; the end is the place behind its last character."""

    start: Place
    """The place of the first character."""
    end: Place
    """The place behind the last character."""


class Label(Output):
    """A remark on a further place."""

    range: Range
    """The further place."""
    text: str
    """The remark; it may be empty."""


class Edit(Output):
    """A replacement; an empty range inserts, an empty text deletes."""

    range: Range
    """What is replaced, in the text that was checked."""
    new_text: str
    """What stands there instead."""


class Fix(Output):
    """A way to clear the diagnostic. Its edits do not overlap."""

    title: str
    """What the fix does."""
    applicability: Literal["safe", "unsafe", "display-only"]
    """`safe` is certain; `unsafe` is likely; `display-only` holds a placeholder and is never applied."""
    edits: list[Edit]
    """All replacements, to be made together."""


class Diagnostic(Output):
    """One mistake or piece of advice."""

    code: RuleCode
    """The code of the rule; it never changes."""
    name: RuleName
    """The name of the rule; it never changes."""
    severity: SeverityWord
    """How grave it is."""
    message: str
    """What is wrong."""
    range: Range
    """Where it is wrong."""
    label: str
    """Why it is wrong there; it may be empty."""
    labels: list[Label]
    """Remarks on other places."""
    help: list[str]
    """What to do."""
    notes: list[str]
    """Facts that explain it."""
    fixes: list[Fix]
    """Ways to clear it, the best first."""


class File(Output):
    """One file of the run."""

    path: str
    """The file as it was named or found."""
    diagnostics: list[Diagnostic]
    """What was found, in the order of the text."""
    error: str = ""
    """Why the file could not be read; left out if it was."""


class Summary(Output):
    """The run in numbers."""

    files: Count
    """The files that were asked for."""
    errors: Count
    """Diagnostics that are errors."""
    warnings: Count
    """Diagnostics that are warnings."""
    infos: Count
    """Diagnostics that are neither."""
    fixable: Count
    """Diagnostics that have a safe fix."""
    unreadable: Count
    """Files that could not be read."""


class DiagnosticsDocument(Output):
    """What `datagraph validate --format json` prints. Later releases may add keys, but change and remove none."""

    version: Literal[1]
    """The version of this format."""
    files: list[File]
    """The files in a stable order."""
    summary: Summary
    """The run in numbers."""
