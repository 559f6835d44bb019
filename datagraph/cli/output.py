"""Reports to standard output or to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.terminal import complain, wants_color, width, write, write_bytes
from datagraph.diagnostics.render import render
from datagraph.project.reading import in_words

if TYPE_CHECKING:
    from datagraph.diagnostics import Report

_FOR_PEOPLE = ("text", "concise")


def write_report(report: Report, output_format: str, output: str) -> bool:
    """Write a report to the file `output`, or to standard output if that is ""; False if the file refuses."""
    if output:
        return write_output(render(report, output_format), output)
    if output_format in _FOR_PEOPLE:
        write(render(report, output_format, width=width(), color=wants_color()))
    else:
        # Programs read UTF-8 whatever the terminal's encoding is; JSON allows nothing else (RFC 8259, section 8.1).
        write_bytes(render(report, output_format).encode())
    return True


def write_output(content: str | bytes, output: str) -> bool:
    """Write to the file `output`, a text as UTF-8, or to standard output if that is ""; False if the file refuses."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if not output:
        write_bytes(data)
        return True
    try:
        # In place, not through a second file: `output` may be a device or a pipe.
        with open(output, "wb") as file:
            file.write(data)
    except (OSError, ValueError) as error:
        complain(f"error: cannot write {output}: {in_words(error)}")
        return False
    return True
