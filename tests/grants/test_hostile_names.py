"""Names with quotes, semicolons, newlines and worse stay inside their quotes, and inside comments."""

from __future__ import annotations

import re

import pytest
from hypothesis import strategies as st

from datagraph.catalog import TablePath
from datagraph.grants import Choices, Objects, grants, queries
from datagraph.grants.objects import Folder
from tests.cli.calls import call
from tests.grants.samples import KINDS, granted, graph_text, parsed, script_of
from tests.strategies import often

HOSTILE = (
    'x"; DROP TABLE t; --',
    "x`; DROP TABLE t; --",
    "x'; DROP TABLE t; --",
    "x\\",
    "\\`; DROP TABLE t; --",
    "line\nDROP TABLE t;",
    "line\r\nDROP TABLE t;",
    "line\u2028DROP TABLE t;",
    "/*",
    "*/ --",
    "$$; DROP TABLE t; $$",
    "{{ x }}",
    "\u202edesrever",
    "\\n",
)
# How a warehouse reads a script: what is between quotes, and what is a comment. Not sqlglot's notion, but each
# vendor's own: BigQuery has backslashes as escapes in names too, the others double the quote.
LEXICON = {
    "snowflake": r"""(--[^\n\r]*)|"(?:[^"]|"")*"|'(?:[^'\\]|''|\\.)*'""",
    "bigquery": r"""(--[^\n\r]*)|`(?:[^`\\\n\r]|\\.)*`|'(?:[^'\\\n\r]|\\.)*'""",
    "redshift": r"""(--[^\n\r]*)|"(?:[^"]|"")*"|'(?:[^'\\]|''|\\.)*'""",
    "databricks": r"""(--(?:\\\n|[^\n\r])*)|`(?:[^`]|``)*`|'(?:[^'\\]|\\.)*'""",
}


def skeleton(text: str, kind: str) -> list[str]:
    """The statements of a script without what is in quotes and in comments."""
    bare = re.sub(LEXICON[kind], lambda found: "" if found[1] else "?", text, flags=re.DOTALL)
    return [" ".join(it.split()) for it in bare.split(";") if it.strip()]


def objects_with(name: str) -> Objects:
    tables = {TablePath(name, name, name), TablePath("z", name, "a"), TablePath("z", "zz", name)}
    return Objects(frozenset(tables), frozenset({Folder(name, f"{name}2", "segment:materialized")}))


def choices_with(name: str, *, whole: bool) -> Choices:
    email = f"{name}@{name}.iam.gserviceaccount.com"
    return Choices(name, email, name, name, name, whole_schemas=whole, reverse_etl=True)


def check(name: str, kind: str, *, whole: bool) -> None:
    for write in (grants, queries):
        scripts = [
            write(objects_with(it), kind, choices_with(it, whole=whole), notes=[f"from {it}."])
            for it in (name, "plain")
        ]
        hostile, plain = (sorted(skeleton(it.text, kind)) for it in scripts)
        assert hostile == plain
        assert len(hostile) == len(scripts[0].statements)
        # A name with a line break puts any text at the beginning of a line, and that is no comment.
        if "\n" not in name and "\r" not in name:
            assert not re.search(r"^--.*\\$", scripts[0].text, re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("whole", [False, True])
def test_statements_are_those_for_plain_names(name: str, kind: str, whole: bool) -> None:
    check(name, kind, whole=whole)


# What a name of a table may hold in a graph is anything; only the order of the statements depends on capitals.
NAMES = st.text("\"'`\\;-/*\n\r\u2028 $x", min_size=1, max_size=8)


def _any_name(name: str, kind: str, whole: bool) -> None:
    check(name, kind, whole=whole)


test_any_name_stays_inside_its_quotes, test_more_names_stay_inside_their_quotes = often(
    _any_name, NAMES, st.sampled_from(KINDS), st.booleans()
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [it for it in HOSTILE if "`" not in it])
def test_names_come_back_as_the_graph_has_them(name: str, kind: str) -> None:
    text = script_of(graph_text(f"`{name}`.`{name}`.`{name}`"), kind).text
    privilege = "roles/bigquery.dataViewer" if kind == "bigquery" else "SELECT"
    assert list(granted(text, kind, privilege).values()) == [{(name, name, name)}]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_out_is_told_on_one_line(kind: str) -> None:
    text = graph_text("a.b.c", "`x\nDROP TABLE t;`.d")
    result = call("grants", "-", "--warehouse-type", kind, "--stdin-filename", "x\nDROP TABLE u;\n--", stdin=text)
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert not re.search("^DROP", result.out + result.err, re.MULTILINE)
    assert len(parsed(result.out, kind)) == len(parsed(script_of(graph_text("a.b.c"), kind).text, kind))
