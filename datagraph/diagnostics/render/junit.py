"""For CI servers that read test results: JUnit XML.

There is no standard; this is the subset that Jenkins' junit-10.xsd, GitLab and CircleCI have in common, and `file` and
`line`, which they use if they are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from datagraph.diagnostics.diagnostic import Severity
from datagraph.diagnostics.render.frame import frame
from datagraph.diagnostics.render.plain import join
from datagraph.diagnostics.render.visible import visible
from datagraph.diagnostics.render.width import DEFAULT_WIDTH

if TYPE_CHECKING:
    from datagraph.diagnostics.diagnostic import Diagnostic
    from datagraph.diagnostics.report import FileReport, Report
    from datagraph.text import Source


def render(report: Report) -> str:
    """Write one test suite per file with one test case per diagnostic, or one that passes if there are none."""
    root = ET.Element("testsuites", name="datagraph")
    for file in report.files:
        root.append(_suite(file))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    # ElementTree would name the locale's encoding, in which nobody writes this text.
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(file: FileReport) -> ET.Element:
    cases = [_case(file.source, diagnostic) for diagnostic in file.diagnostics]
    if file.unreadable:
        case = _empty_case(file.source, "cannot be read")
        ET.SubElement(case, "error", type="unreadable", message=visible(file.unreadable))
        cases.append(case)
    elif not cases:
        cases.append(_empty_case(file.source, "no problems"))
    suite = ET.Element("testsuite", name=visible(file.source.path), tests=str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", str(sum(case.find("error") is not None for case in cases)))
    suite.set("skipped", "0")
    suite.set("time", "0")
    suite.extend(cases)
    return suite


def _case(source: Source, diagnostic: Diagnostic) -> ET.Element:
    place = source.lines.position(diagnostic.span.start)
    case = _empty_case(source, f"{diagnostic.code} {diagnostic.name} at {place}")
    case.set("line", str(place.line))
    text = join(frame(source, diagnostic, DEFAULT_WIDTH))
    if diagnostic.severity == Severity.INFO:
        # A server turns a build red for any failure and has no milder kind; advice must not do that.
        ET.SubElement(case, "system-out").text = text
    else:
        severity = str(diagnostic.severity)
        ET.SubElement(case, "failure", type=severity, message=visible(diagnostic.message)).text = text
    return case


def _empty_case(source: Source, name: str) -> ET.Element:
    path = visible(source.path)
    return ET.Element("testcase", name=name, classname=path, file=path, time="0")
