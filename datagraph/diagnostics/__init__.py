"""Diagnostics as values, and the ways to show them."""

from datagraph.diagnostics.diagnostic import Applicability, Diagnostic, Fix, Label, Severity, in_order
from datagraph.diagnostics.problem import Problem
from datagraph.diagnostics.report import FileReport, Report
from datagraph.diagnostics.rule import RuleDescription

__all__ = [
    "Applicability",
    "Diagnostic",
    "FileReport",
    "Fix",
    "Label",
    "Problem",
    "Report",
    "RuleDescription",
    "Severity",
    "in_order",
]
