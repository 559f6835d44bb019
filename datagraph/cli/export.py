"""`datagraph export`: writes the model of a file for programs."""

from __future__ import annotations

from datagraph.cli.command import Argument, Command, Option
from datagraph.cli.complaints import complain_of_configurations
from datagraph.cli.options import CONFIG, OUTPUT, STDIN_FILENAME
from datagraph.cli.output import write_output
from datagraph.cli.terminal import complain
from datagraph.diagnostics import FileReport, Report, Severity
from datagraph.diagnostics.render import render
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.files import read_inputs
from datagraph.text import Source

COMMAND = Command(
    name="export",
    summary="Write a Data Graph as JSON or YAML, for programs.",
    details="`datagraph schema model` describes what is written, and `datagraph import` turns it back.",
    examples=(
        ("datagraph export graph.dg", "write JSON"),
        ("datagraph export graph.dg --format yaml --output graph.yaml", "write YAML to a file"),
    ),
    exits=(
        (0, "the graph is written"),
        (1, "the file has errors, and nothing is written"),
        (2, "the file cannot be read or written, or the call is wrong"),
    ),
    arguments=(
        Argument(
            "path",
            metavar="[PATH]",
            help="The file; `-` is standard input. Default: the one file that `datagraph validate` would check.",
        ),
    ),
    options=(
        Option(
            "--format",
            allowed=("json", "yaml"),
            parameter="output_format",
            help="What to write; json is the default.",
        ),
        OUTPUT,
        CONFIG,
        STDIN_FILENAME,
    ),
)


def run(*, path: str, output_format: str, output: str, config: str, stdin_filename: str) -> int:
    """Write the model; returns the exit code."""
    from datagraph.engine import analyse

    configurations = Configurations(config, Choices())
    inputs = read_inputs((path,) if path else (), configurations, stdin_filename)
    chosen = [configurations.of_file(it.path).configuration for it in inputs]
    if complain_of_configurations(configurations):
        return 2
    if len(inputs) > 1:
        complain(f"error: there are {len(inputs)} files; name the one to export: {', '.join(it.path for it in inputs)}")
        return 2
    (file,) = inputs
    if file.trouble:
        complain(f"error: cannot read {file.path}: {file.trouble}")
        return 2
    analysis = analyse(file.text, chosen[0].settings)
    errors = tuple(it for it in analysis.diagnostics if it.severity is Severity.ERROR)
    if errors:
        report = Report((FileReport(Source(file.path, file.text), errors),), {})
        complain(render(report, "text").rstrip("\n"))
        return 1
    from datagraph.exchange import export_json, export_yaml

    text = export_yaml(analysis.model) if output_format == "yaml" else export_json(analysis.model)
    return 0 if write_output(text, output) else 2
