"""`datagraph import`: turns an exported model back into a Data Graph."""

from __future__ import annotations

from datagraph.cli.command import Argument, Command
from datagraph.cli.options import OUTPUT
from datagraph.cli.output import write_output
from datagraph.cli.terminal import complain
from datagraph.project.files import STDIN
from datagraph.project.reading import read_file, read_stdin

COMMAND = Command(
    name="import",
    summary="Turn an exported Data Graph back into text.",
    details="It reads the JSON or YAML that `datagraph export` writes, and writes it in the canonical style.",
    examples=(
        ("datagraph import graph.json --output graph.dg", "write the graph to a file"),
        ("datagraph export graph.dg | datagraph import", "there and back"),
    ),
    exits=(
        (0, "the graph is written"),
        (1, "the input is not what `datagraph export` writes, and nothing is written"),
        (2, "the input cannot be read, or the graph cannot be written, or the call is wrong"),
    ),
    arguments=(Argument("path", metavar="[PATH]", help="The JSON or YAML file. Default: `-`, standard input."),),
    options=(OUTPUT,),
)


def run(*, path: str, output: str) -> int:
    """Write the text of the graph; returns the exit code."""
    from datagraph.exchange import import_text

    text, trouble = read_file(path) if path not in ("", STDIN) else read_stdin()
    name = path if path not in ("", STDIN) else "standard input"
    if trouble:
        complain(f"error: cannot read {name}: {trouble}")
        return 2
    graph, problems = import_text(text)
    for problem in problems:
        complain(f"error: {name}: {problem}")
    if problems:
        return 1
    return 0 if write_output(graph, output) else 2
