"""Semantic tokens."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from datagraph.ide import tokens as module
from datagraph.ide.line_tokens import line_tokens, read_tokens
from datagraph.ide.tokens import TOKEN_MODIFIERS, TOKEN_TYPES, semantic_tokens, semantic_tokens_by_line
from datagraph.syntax.lexer import Token, tokens
from datagraph.text import Span
from datagraph.view import view_of
from tests.strategies import any_texts, often

STANDARD = {
    *("namespace", "type", "class", "enum", "interface", "struct", "typeParameter", "parameter", "variable"),
    *("property", "enumMember", "event", "function", "method", "macro", "keyword", "modifier", "comment", "string"),
    *("number", "regexp", "operator", "decorator"),
}


def coloured(text: str) -> list[str]:
    """The tokens of a text as `type:word`, modifiers behind the type."""
    shown = []
    for token in semantic_tokens(view_of(text)):
        names = [name for bit, name in enumerate(TOKEN_MODIFIERS) if token.modifiers >> bit & 1]
        shown.append(f"{'.'.join((TOKEN_TYPES[token.type], *names))}:{text[token.start : token.end]}")
    return shown


def test_all_types_and_modifiers_are_known_to_every_theme() -> None:
    assert set(TOKEN_TYPES) <= STANDARD
    assert set(TOKEN_MODIFIERS) <= {"declaration", "deprecated"}


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("data_graph {", "keyword:data_graph"),
        ('  entity "cart" {', "keyword:entity class.declaration:cart"),
        ('relationship "carts" {', "keyword:relationship function.declaration:carts"),
        ('trait "x" {', 'keyword:trait string:"x"'),
        ('entiy "x" {', 'string:"x"'),
        ("}", ""),
        ('name = "A cart"', 'property:name operator:= string:"A cart"'),
        ('nickname = "A cart"', 'property:nickname operator:= string:"A cart"'),
        ("enrichment_enabled = true", "property:enrichment_enabled operator:= keyword:true"),
        ('related_entity = "cart"', "property:related_entity operator:= class:cart"),
        ('primary_key = "ID"', "property:primary_key operator:= variable:ID"),
        ('table_ref = "A.b-c.`D.E`"', "property:table_ref operator:= namespace:A namespace:b-c type:`D.E`"),
        (r'table_ref = "A.B.\"C\""', r"property:table_ref operator:= namespace:A namespace:B type:\"C\""),
        ('profile_folder = "A.B"', "property:profile_folder operator:= namespace:A namespace:B"),
        ('type = "email"', "property:type operator:= enumMember:email"),
        ('version = "v1.0.0"', "property:version operator:= enumMember:v1.0.0"),
        ('version = "v0.0.6"', "property:version operator:= enumMember.deprecated:v0.0.6"),
        ('materialization = "none"', "property.deprecated:materialization operator:= enumMember:none"),
        (
            'join_on = "cart.ID = line.CART_ID"',
            "property:join_on operator:= class:cart variable:ID operator:= class:line variable:CART_ID",
        ),
        (
            r'join_on = "c\u0061rt.ID=line.A"',
            r"property:join_on operator:= class:c\u0061rt variable:ID operator:= class:line variable:A",
        ),
        (
            'left_join_on = "cart.ID = A"',
            "property:left_join_on operator:= class:cart variable:ID operator:= variable:A",
        ),
        (
            'right_join_on = "A = cart.B"',
            "property:right_join_on operator:= variable:A operator:= class:cart variable:B",
        ),
        (
            'join_on = "DB.S.CART.ID = B"',
            "property:join_on operator:= namespace:DB namespace:S class:CART variable:ID operator:= variable:B",
        ),
        ('name = "x" # why', 'property:name operator:= string:"x" comment:# why'),
        ("  // why", "comment:// why"),
        ("} /* a */ // b", "comment:/* a */ comment:// b"),
        ('external_id { type = "email" }', "keyword:external_id property:type operator:= enumMember:email"),
        ('\ufeffentity "x" {', "keyword:entity class.declaration:x"),
    ],
)
def test_words_of_a_line(line: str, shown: str) -> None:
    assert " ".join(coloured(line)) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("entity", "keyword:entity"),
        ("entity cart {", "keyword:entity class.declaration:cart"),
        ('entity: "cart" {', "keyword:entity class.declaration:cart"),
        ('entity = "cart" {', "keyword:entity operator:= class.declaration:cart"),
        ('entity "" {', 'keyword:entity string:""'),
        ('entity "ca', "keyword:entity class.declaration:ca"),
        ("table_re", ""),
        ("table_ref", "property:table_ref"),
        ("table_ref = ", "property:table_ref operator:="),
        ('table_ref = "', 'property:table_ref operator:= string:"'),
        ('table_ref = "A.', "property:table_ref operator:= namespace:A"),
        ('join_on = "cart.', "property:join_on operator:= class:cart"),
        ('join_on = "cart.ID =', "property:join_on operator:= class:cart variable:ID operator:="),
        ('name "x"', 'property:name string:"x"'),
        ('name: "x"', 'property:name string:"x"'),
        ('"related_entity": "x",', "property:related_entity class:x"),
        ("related_entity = cart", "property:related_entity operator:= class:cart"),
        ("related_entity = 'cart'", "property:related_entity operator:= class:cart"),
        ("related_entity = “cart”", "property:related_entity operator:= class:cart"),
        (
            "type = segment:materialized",
            "property:type operator:= enumMember:segment enumMember:materialized",
        ),
        (
            'name = "x" primary_key = "ID"',
            'property:name operator:= string:"x" property:primary_key operator:= variable:ID',
        ),
        (
            'name = "x", primary_key = "ID"',
            'property:name operator:= string:"x" property:primary_key operator:= variable:ID',
        ),
        (
            'related_entity = cart primary_key = "ID"',
            "property:related_entity operator:= class:cart property:primary_key operator:= variable:ID",
        ),
        ('version = "v1.0.0" profile {', "property:version operator:= enumMember:v1.0.0 keyword:profile"),
        ("name = 12", "property:name operator:= number:12"),
        ('name = "${x}"', 'property:name operator:= string:"${x}"'),
        ("/* never closed", "comment:/* never closed"),
    ],
)
def test_words_of_a_broken_line(line: str, shown: str) -> None:
    assert " ".join(coloured(line)) == shown


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_over_lines_has_a_token_on_each(end: str) -> None:
    text = f'name = "a" /* one{end}{end}  two */ name = "b" # c{end}'
    assert coloured(text) == [
        *("property:name", "operator:=", 'string:"a"', "comment:/* one", "comment:  two */"),
        *("property:name", "operator:=", 'string:"b"', "comment:# c"),
    ]


def test_a_heredoc_is_a_string_on_each_of_its_lines() -> None:
    assert coloured("name = <<EOT\n  entity\nEOT\nentity") == [
        *("property:name", "operator:=", "string:<<EOT", "string:  entity", "string:EOT", "keyword:entity"),
    ]


def test_a_return_ends_a_line_but_no_comment() -> None:
    text = '# one\rname = "x"\nname = "x"\r'
    assert [[TOKEN_TYPES[token[2]] for token in line] for line in semantic_tokens_by_line(view_of(text))] == [
        ["comment"],
        ["comment"],
        ["property", "operator", "string"],
        [],
    ]


def test_only_the_lines_of_a_span_are_asked_for() -> None:
    text = 'name = "a"\n/* b\nc */\nname = "d"\n'
    found = semantic_tokens(view_of(text), Span(text.index("c"), text.index("d") - 3))
    assert [text[it.start : it.end] for it in found] == ["c */", "name", "="]


def test_a_line_has_the_same_tokens_in_every_file() -> None:
    line = 'related_entity = "cart"'
    first = semantic_tokens_by_line(view_of(line))[0]
    assert semantic_tokens_by_line(view_of(f"# other\n{line}"))[1] is first


def test_the_lines_of_closed_files_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_LINES", 10)
    monkeypatch.setattr(module, "_known", {})
    for number in range(100):
        semantic_tokens_by_line(view_of(f'name = "{number}"'))
    assert len(module._known) <= 11


def _tokens_are_in_order(text: str) -> None:
    view = view_of(text)
    found = semantic_tokens(view)
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert not set("\r\n") & set(text[token.start : token.end])
        assert token.type < len(TOKEN_TYPES)
        assert token.modifiers < 1 << len(TOKEN_MODIFIERS)
    assert all(one.end <= other.start for one, other in pairwise(found))
    middle = Span(len(text) // 3, len(text) // 2)
    assert semantic_tokens(view, middle) == [it for it in found if it.start <= middle.end and it.end >= middle.start]


test_tokens_are_in_order, test_tokens_are_in_order_often = often(_tokens_are_in_order, any_texts())


def _lines_agree_with_the_whole(text: str) -> None:
    """Reading line by line, quickly, gives what reading all of the text token by token gives."""
    whole: list[tuple[int, int, int, int]] = []
    line: list[Token] = []
    for token in (*tokens(text, 0, len(text)), Token("NEWLINE", len(text), len(text))):
        line.append(token)
        if token.kind == "NEWLINE":
            for start, end, kind, modifiers in read_tokens(text, line):
                pieces = [it.span() for it in re.compile(r"[^\r\n]+").finditer(text, start, end)]
                whole += [(*piece, kind, modifiers) for piece in pieces]
            line = []
    assert [tuple(it) for it in semantic_tokens(view_of(text))] == whole
    for piece in text.split("\n"):
        plain = piece.replace("\r", "")
        assert list(line_tokens(plain)) == read_tokens(plain, tokens(plain, 0, len(plain)))


test_lines_agree_with_the_whole, test_lines_agree_with_the_whole_often = often(_lines_agree_with_the_whole, any_texts())
