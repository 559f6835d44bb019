"""What is broken stays as it is, and everything around it is formatted."""

from __future__ import annotations

import pytest

from datagraph import format_text
from tests.formatting.test_style import check


def test_broken_line_is_only_indented_anew() -> None:
    check(
        """
        a {
        b = "1"
          ...
          entity:   "c"   {
              d =   "2" ,  e="3"
          }
        }
        """,
        """
        a {
          b = "1"
          ...
          entity:   "c"   {
            d =   "2" ,  e="3"
          }
        }
        """,
    )


@pytest.mark.parametrize(
    "value", ["segment:materialized", "'b   c'", "“b   c”", "1", "null", "[ 1,2 ]", '"${ x }"', '"b', "b  .  c"]
)
def test_broken_value_stays_and_its_equals_sign_is_aligned(value: str) -> None:
    check(f'a={value}\nlong = "1"\n', f'a    = {value}\nlong = "1"\n')


def test_missing_value_leaves_no_trailing_white_space() -> None:
    check('table_ref =  \nid = "1"\n', 'table_ref =\nid        = "1"\n')
    check('table_ref =  # todo\nid = "1"\n', 'table_ref = # todo\nid        = "1"\n')


@pytest.mark.parametrize(
    "kept",
    [
        "  a = [\n 1,\n      2\n]\n",
        " a = <<EOT\n  b   c\n      EOT\n",
        '     a =\n  "b"\n',
        '   entity   "b"\n{\n',
        "  /* never  closed\n",
    ],
)
def test_broken_text_of_several_lines_stays_verbatim(kept: str) -> None:
    assert format_text(f"x {{\n{kept}}}\n") == f"x {{\n{kept}}}\n"


def test_trailing_blanks_of_a_broken_line_may_belong_to_its_string() -> None:
    check('a = "b   \n', 'a = "b   \n')


def test_missing_brace_is_not_written() -> None:
    check(
        """
        a {
          b {
              c = "1"

          d {
          }
        }
        """,
        """
        a {
          b {
            c = "1"

          d {
          }
        }
        """,
    )


def test_attributes_around_a_missing_brace_are_not_aligned() -> None:
    check('a {\n b {\n  long="1"\n c="2"\n}\n', 'a {\n  b {\n    long = "1"\n  c = "2"\n}\n')


@pytest.mark.parametrize("kept", ["a {\n{\n  {\n", "a {\n{\n  }\n"])
def test_indentation_stays_where_it_decides_which_brace_is_missing(kept: str) -> None:
    check(kept + "\n\n", kept)


def test_extra_brace_stays() -> None:
    check('a {\n  b="1"\n}\n}\nc {\n}\n', 'a {\n  b = "1"\n}\n}\nc {\n}\n')


def test_no_blank_line_is_put_next_to_a_broken_line() -> None:
    check('a {\n  b = "1"\n  ...\n  c {\n  }\n  ,\n}\n', 'a {\n  b = "1"\n  ...\n  c {\n  }\n  ,\n}\n')


def test_line_end_of_a_broken_line_stays() -> None:
    check("a {\r\n'b\r\n}", "a {\r\n  'b\r\n}\r\n")


def test_line_with_a_mistake_of_spacing_stays_verbatim() -> None:
    check('a{\nentity cart"b"{\n}\n}\n', 'a {\n  entity cart"b"{\n  }\n}\n')
