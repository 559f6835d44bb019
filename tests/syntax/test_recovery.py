"""What the parser makes of broken text: the mistake it names, the text after its fix, and what it still understands.

Each case is a text, the problems it has (rule and the text under its span), what the fixes make of it (None: no fix),
and the outline of the tree: blocks with their labels and what is in them, attributes with the value they are taken for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from datagraph.syntax import Attribute, Block, parse
from datagraph.text import apply_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES: dict[str, tuple[str, list[tuple[str, str]], str | None, str]] = {
    "colon after a keyword": (
        'entity: "a" {\n}\n',
        [("colon-after-keyword", ":")],
        'entity "a" {\n}\n',
        "entity[a]{}",
    ),
    "equals before a block": (
        'external_id = {\n  type = "email"\n}\n',
        [("equals-before-block", "=")],
        'external_id {\n  type = "email"\n}\n',
        'external_id[]{type="email"}',
    ),
    "brace on the next line": (
        'entity "a"\n{\n  name = "x"\n}\n',
        [("brace-on-next-line", "{")],
        'entity "a" {\n  name = "x"\n}\n',
        'entity[a]{name="x"}',
    ),
    "opening brace missing": (
        'entity "a"\n  name = "x"\n}\n',
        [("missing-opening-brace", 'entity "a"')],
        'entity "a" {\n  name = "x"\n}\n',
        'entity[a]{name="x"}',
    ),
    "attribute without equals keeps the next line": (
        'name "x"\ntable_ref = "A.B.C"\n',
        [("missing-equals", 'name "x"')],
        'name = "x"\ntable_ref = "A.B.C"\n',
        'name="x" table_ref="A.B.C"',
    ),
    "quotes missing": (
        "type = segment:materialized # why\n",
        [("missing-quotes", "segment:materialized")],
        'type = "segment:materialized" # why\n',
        'type="segment:materialized"',
    ),
    "quotes missing around a join": (
        "join_on = a-b.ID = c.D_ID\n",
        [("missing-quotes", "a-b.ID = c.D_ID")],
        'join_on = "a-b.ID = c.D_ID"\n',
        'join_on="a-b.ID = c.D_ID"',
    ),
    "closing quote missing": ('name = "x y\n', [("unclosed-string", '"x y')], 'name = "x y"\n', 'name="x y"'),
    "closing quote missing in a header": (
        'entity "a {\n}\n',
        [("unclosed-string", '"a')],
        'entity "a" {\n}\n',
        "entity[a]{}",
    ),
    "closing quote missing in a block on one line": (
        'external_id { type = "email }\n',
        [("unclosed-string", '"email')],
        'external_id { type = "email" }\n',
        'external_id[]{type="email"}',
    ),
    "opening quote missing": ('name = x y"\n', [("unopened-string", 'x y"')], 'name = "x y"\n', 'name="x y"'),
    "quote too many": ('name = ""x"\n', [("misplaced-quote", '""x"')], 'name = "x"\n', 'name="x"'),
    "string broken over two lines": (
        'name = "Mem\nber"\nb = "c"\n',
        [("unclosed-string", '"Mem')],
        'name = "Mem ber"\nb = "c"\n',
        'name=None b="c"',
    ),
    "a block on one line with two attributes": (
        'x { a = "b", c = "d" }\n',
        [("missing-newline", "a")],
        'x {\n  a = "b"\n  c = "d"\n}\n',
        'x[]{a="b" c="d"}',
    ),
    "value on the next line": ('a =\n  "x"\n', [("value-on-next-line", '"x"')], 'a = "x"\n', 'a="x"'),
    "equals on the next line": ('a\n= "x"\n', [("value-on-next-line", '= "x"')], 'a = "x"\n', 'a="x"'),
    "a list is one value": ('a = [1,\n  2]\nb = "c"\n', [("list-value", "[1,\n  2]")], None, 'a=None b="c"'),
    "a list never closed ends with its line": ('a = [1,\nb = "c"\n', [("list-value", "[1,")], None, 'a=None b="c"'),
    "an object is one value": (
        'name = {\n  b = "c"\n}\nd = "e"\n', [("object-value", '{\n  b = "c"\n}')], None, 'name=None d="e"'
    ),
    "a heredoc is one value": ('a = <<E\n}\nE\nb = "c"\n', [("heredoc-value", "<<E\n}\nE")], None, 'a=None b="c"'),
    "a comment never closed ends with its line": (
        '/* a\nb = "c"\n', [("unclosed-comment", "/* a")], None, 'skipped b="c"'
    ),
    "closing brace missing by indentation": (
        'x {\n  y {\n    a = "b"\n  z {\n  }\n}\n',
        [("missing-closing-brace", "")],
        'x {\n  y {\n    a = "b"\n  }\n  z {\n  }\n}\n',
        'x[]{y[]{a="b"} z[]{}}',
    ),
    "closing brace too many by indentation": (
        'x {\n  y {\n  }\n  }\n  z {\n  }\n}\n',
        [("extra-closing-brace", "}")],
        'x {\n  y {\n  }\n  z {\n  }\n}\n',
        "x[]{y[]{} skipped z[]{}}",
    ),
    "header missing": (
        'x {\n\n    a = "b"\n  }\n  z {\n  }\n}\n',
        [("missing-block-header", "a")],
        None,
        'x[]{[]{a="b"} z[]{}}',
    ),
    "brace too early": (
        'x {\n  y {\n    a = "b"\n  }\n    c = "d"\n  }\n}\n',
        [("extra-closing-brace", "}")],
        'x {\n  y {\n    a = "b"\n    c = "d"\n  }\n}\n',
        'x[]{y[]{a="b" skipped c="d"}}',
    ),
    "one missing and one too many": (
        'data_graph {\n  entity "y" {\n    a = "b"\n  profile {\n    z {\n    }\n    }\n  }\n  v {\n  }\n}\n@\n',
        [("missing-closing-brace", ""), ("extra-closing-brace", "}"), ("unexpected-text", "@")],
        None,
        'data_graph[]{entity[y]{a="b"} profile[]{z[]{} skipped} v[]{}} skipped',
    ),
    "brace turned round": (
        'x "a" }\n  b = "c"\n}\n',
        [("wrong-bracket", "}")],
        'x "a" {\n  b = "c"\n}\n',
        'x[a]{b="c"}',
    ),
    "prose is skipped": ("see the wiki\na = \"b\"\n", [("unexpected-text", "see the wiki")], None, 'skipped a="b"'),
    "no-break spaces": ('a\xa0=\xa0"b"\n', [("unknown-character", "\xa0")], 'a = "b"\n', 'a="b"'),
    "a name in two words": ('table ref = "a"\n', [], None, 'table ref="a"'),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_recovery(case: str) -> None:
    text, problems, fixed, outline = CASES[case]
    document = parse(text)
    assert [(it.rule, it.span.text_of(text)) for it in sorted(document.problems, key=lambda it: it.span)] == problems
    assert _outline(document.elements) == outline
    assert str(document) == text
    if fixed is not None:
        edits = [edit for problem in document.problems for edit in problem.edits]
        assert apply_edits(text, edits) == fixed
        assert not parse(fixed).problems


def test_braces_that_pair_are_trusted_in_an_untidy_file() -> None:
    assert _outline(parse('x {\n  y {\n }\n  a = "b"\n  }\n@\n').elements) == 'x[]{y[]{} a="b"} skipped'


def test_flat_files_are_paired_by_number_alone() -> None:
    text = 'x {\ny {\na = "b"\n}\n'
    assert _outline(parse(text).elements) == 'x[]{y[]{a="b"}}'


def _outline(elements: Sequence[object]) -> str:
    parts = []
    for element in elements:
        if isinstance(element, Block):
            labels = ",".join(label.text for label in element.labels)
            parts.append(f"{element.kind}[{labels}]{{{_outline(element.elements)}}}")
        elif isinstance(element, Attribute):
            parts.append(f"{element.name}={element.raw}")
        else:
            parts.append("skipped")
    return " ".join(parts)
