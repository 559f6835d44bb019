"""`datagraph schema`: writes a JSON Schema."""

from __future__ import annotations

from datagraph.cli.command import Argument, Command
from datagraph.cli.options import OUTPUT
from datagraph.cli.output import write_output
from datagraph.cli.terminal import complain

COMMAND = Command(
    name="schema",
    summary="Write a JSON Schema, or list them.",
    examples=(
        ("datagraph schema", "list the names"),
        ("datagraph schema model", "write the schema of what `datagraph export` writes"),
    ),
    exits=((0, "the schema is written"), (2, "there is no such schema, or it cannot be written, or the call is wrong")),
    arguments=(Argument("name", metavar="[NAME]", help="The name of a schema."),),
    options=(OUTPUT,),
)


def run(*, name: str, output: str) -> int:
    """Write a schema or the list; returns the exit code."""
    from datagraph.exchange import SCHEMAS, schema_text

    if name and name not in SCHEMAS:
        from datagraph.diagnostics.suggestion import closest

        near = closest(name, SCHEMAS)
        advice = f"did you mean `{near.word}`?" if near else f"there are {', '.join(SCHEMAS)}"
        complain(f"error: no schema named `{name}`: {advice}")
        return 2
    text = schema_text(name) if name else "".join(f"{it}\n" for it in SCHEMAS)
    return 0 if write_output(text, output) else 2
