"""The ways to show a report: one file per format, each a pure function, loaded only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.width import DEFAULT_WIDTH

if TYPE_CHECKING:
    from datagraph.diagnostics.report import Report

FORMATS: tuple[str, ...] = ("text", "concise", "json", "sarif", "github", "gitlab", "junit")
"""Every format's name; each is also the name of the module that writes it."""

_FOR_PEOPLE = ("text", "concise")


def render(report: Report, output_format: str, *, width: int = DEFAULT_WIDTH, color: bool = False) -> str:
    """Write a report in one of `FORMATS`; what is not empty ends with a newline.

    `width` (in terminal cells) and `color` matter only to the formats for people. The result encodes as UTF-8, whatever
    the checked files held. Raises ValueError for a format that is not in `FORMATS`.
    """
    if output_format not in FORMATS:
        raise ValueError(f"no output format named {output_format!r}; there are {', '.join(FORMATS)}")
    module = import_module(f"{__name__}.{output_format}")
    if output_format not in _FOR_PEOPLE:
        text: str = module.render(report)
        return text
    joined = import_module(f"{__name__}.{'ansi' if color else 'plain'}")
    shown: str = joined.join(module.show(report, width))
    return shown
