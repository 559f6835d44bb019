"""The Vim files in Vim itself: what is highlighted how, `:make`, formatting and indentation."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.grammars.expected import readable_pieces
from tests.grammars.texts import EXAMPLES, malformed_texts, well_formed_texts
from tests.grammars.vim import run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("vim")]

# For each line of each file: for each byte the number of its highlighting group.
_LOOK = r"""
let g:answer = []
for s:file in range(%d)
  execute 'edit!' s:file . '.dg'
  let s:lines = []
  for s:number in range(1, line('$'))
    let s:columns = range(1, strlen(getline(s:number)))
    call add(s:lines, map(s:columns, 'synIDattr(synID(s:number, v:val, 1), "name")'))
  endfor
  call add(g:answer, s:lines)
endfor
"""
_STRINGS = ("String", "Slug", "Join", "JoinEntity", "JoinOperator", "Escape", "WrongEscape")
_CLASSES = {
    "comment": ("Comment", "BlockComment", "Todo"),
    "string": _STRINGS,
    "brace": ("Brace",),
    "kind": ("Block",),
    "attribute": ("Attribute",),
    "deprecated": ("Deprecated",),
    "unknown": ("Unknown",),
    "boolean": ("Boolean",),
    "label": ("SlugBare",),
    "name": ("Block", "Attribute", "Deprecated", "Unknown", "Boolean", "Null", "SlugBare", "Value"),
}


@pytest.mark.parametrize("texts", [well_formed_texts, malformed_texts])
def test_text_is_highlighted_as_our_lexer_reads_it(texts: Any, tmp_path: Path) -> None:
    # A quote with a combining mark behind it is one character to Vim, and not a quote.
    tried = [text.replace("\u0301", "x") for text in texts()]
    wrong = [
        f"{piece.name} {text[piece.start : piece.end]!r} {names[piece.start]} in {_line(text, piece.start)!r}"
        for text, names in zip(tried, _groups(tried, tmp_path), strict=True)
        for piece in readable_pieces(text)
        if not {it for it in names[piece.start : piece.end] if it} <= set(_CLASSES[piece.name])
        or not names[piece.start]
    ]
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('related_entity = "cart"', {"related_entity": "Attribute", "=": "Equals", '"cart"': "Slug"}),
        ('join_on = "a-b.ID = c.D"', {"a-b": "JoinEntity", ".": "JoinOperator", "ID": "Join", "D": "Join"}),
        ('name = "a\\n\\d"', {"name": "Attribute", "\\n": "Escape", "\\d": "WrongEscape"}),
        ("name = “Cart”", {"“Cart”": "WrongQuotes"}),
        ('materialization = "none"', {"materialization": "Deprecated"}),
        ("# TODO later", {"TODO": "Todo", "later": "Comment"}),
    ],
)
def test_line_is_highlighted(line: str, expected: dict[str, str], tmp_path: Path) -> None:
    (names,) = _groups([line + "\n"], tmp_path)
    assert {part: names[line.index(part)] for part in expected} == expected


@pytest.mark.parametrize("name", ["a.dg", "a.datagraph", "data_graph.hcl", "data-graph.hcl"])
def test_file_name_chooses_the_file_type(name: str, tmp_path: Path) -> None:
    assert run(f"edit {name}\nlet g:answer = &filetype", tmp_path) == "datagraph"


@pytest.mark.parametrize("command", ["make!", "make! %"])
def test_make_fills_the_quickfix_list(command: str, tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "broken" / "graph.dg", tmp_path)
    script = f"edit graph.dg\ncompiler datagraph\nsilent {command}\n"
    wanted = "[bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.type, v:val.nr, v:val.text]"
    found = run(f"{script}let g:answer = map(getqflist(), '{wanted}')", tmp_path)
    golden = (EXAMPLES / "broken" / "expected.txt").read_text(encoding="utf-8")
    assert len(found) == len(re.findall(r"^(?:error|warning|info)\[", golden, re.MULTILINE))
    assert found[0] == ["graph.dg", 6, 3, "e", 17, "`...` left in from a template"]
    assert ["graph.dg", 53, 1, "w", 510, "tabs and spaces are mixed in the indentation"] in found


def test_formatting_the_file_runs_our_formatter(tmp_path: Path) -> None:
    (tmp_path / "a.dg").write_text('data_graph{\nversion="v1.0.0"\n}\n', encoding="utf-8")
    answer = run("edit a.dg\nsilent normal! gggqG\nlet g:answer = getline(1, '$')", tmp_path)
    assert answer == ["data_graph {", '  version = "v1.0.0"', "}"]


def test_indenting_the_file_follows_its_braces(tmp_path: Path) -> None:
    text = (EXAMPLES / "ecommerce" / "graph.dg").read_text(encoding="utf-8")
    (tmp_path / "a.dg").write_text(re.sub(r"^[ \t]+", "", text, flags=re.MULTILINE), encoding="utf-8")
    assert run("edit a.dg\nsilent normal! gg=G\nlet g:answer = getline(1, '$')", tmp_path) == text.splitlines()


def test_a_new_line_in_a_block_is_indented(tmp_path: Path) -> None:
    typed = r"ientity 'x' {\<CR>name = 'y' # {\<CR>z = 1\<CR>}"
    script = f"edit a.dg\nexecute \"normal! {typed}\"\nlet g:answer = getline(1, '$')"
    assert run(script, tmp_path) == ["entity 'x' {", "  name = 'y' # {", "  z = 1", "}"]


def test_a_slug_is_one_word_and_a_comment_has_its_sign(tmp_path: Path) -> None:
    (tmp_path / "a.dg").write_text('entity "cart-entity" {\n', encoding="utf-8")
    script = "edit a.dg\nnormal! 10l\nlet g:answer = [expand('<cword>'), &commentstring]"
    assert run(script, tmp_path) == ["cart-entity", "# %s"]


def _groups(texts: Sequence[str], directory: Path) -> list[list[str]]:
    """The highlighting of every character of each text, without `datagraph` before it; empty where there is none."""
    for number, text in enumerate(texts):
        (directory / f"{number}.dg").write_bytes(text.encode())
    found = run(_LOOK % len(texts), directory)
    return [_by_character(text, lines) for text, lines in zip(texts, found, strict=True)]


def _line(text: str, offset: int) -> str:
    return text[text.rfind("\n", 0, offset) + 1 :].partition("\n")[0]


def _by_character(text: str, lines: list[list[str]]) -> list[str]:
    result: list[str] = [""] * text.startswith("\ufeff")
    for line, names in zip(text.removeprefix("\ufeff").split("\n"), [*lines, []], strict=False):
        byte = 0
        for character in f"{line}\n":
            result.append(names[byte].removeprefix("datagraph") if byte < len(names) else "")
            byte += len(character.encode())
    return result
