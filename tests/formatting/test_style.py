"""Every decision of the style: a text, and what becomes of it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from datagraph import format_text


def check(before: str, after: str) -> None:
    """Both are written indented, for reading; the result stays as it is when it is formatted again."""
    before, after = dedent(before).removeprefix("\n"), dedent(after).removeprefix("\n")
    assert format_text(before) == after
    assert format_text(after) == after


# Blanks.


def test_indent_is_two_spaces_per_block() -> None:
    check(
        """
        data_graph {
        version = "v1.0.0"

              entity "a" {
         name = "A"
            }
            }
        """,
        """
        data_graph {
          version = "v1.0.0"

          entity "a" {
            name = "A"
          }
        }
        """,
    )


def test_tabs_become_spaces() -> None:
    check('a {\n\tb {\n\t\tc\t=\t"1"\t# d\n\t}\n}\n', 'a {\n  b {\n    c = "1" # d\n  }\n}\n')


def test_one_space_between_words() -> None:
    check('entity   "a"{\n}\n', 'entity "a" {\n}\n')
    check("data_graph{\n}\n", "data_graph {\n}\n")
    check('entity  cart  "b" c{\n}\n', 'entity cart "b" c {\n}\n')


def test_equals_signs_stand_one_below_the_other() -> None:
    check(
        """
        name="A"
        enrichment_enabled =true
        primary_key=   "ID"
        """,
        """
        name               = "A"
        enrichment_enabled = true
        primary_key        = "ID"
        """,
    )


def test_surplus_blanks_before_equals_go() -> None:
    check('name       = "A"\nid         = "B"\n', 'name = "A"\nid   = "B"\n')


@pytest.mark.parametrize("between", ["", "# comment", "// comment", "/* comment */", "a {}", "a {\n}"])
def test_blank_line_comment_and_block_end_a_run(between: str) -> None:
    text = f'x = "1"\n{between}\nlonger = "2"\n'
    assert "x = " in format_text(text)
    assert "\nlonger = " in format_text(text)


def test_comment_of_several_lines_ends_a_run() -> None:
    check(
        'x = "1"\nlong = "2" /* a\n b */\nlonger = "3"\ny = "4"\n',
        'x = "1"\nlong = "2" /* a\n b */\nlonger = "3"\ny      = "4"\n',
    )


def test_very_long_name_pushes_no_other_to_the_right() -> None:
    name = "a" * 100
    check(f'x = "1"\n{name} = "2"\nyy = "3"\n', f'x = "1"\n{name} = "2"\nyy = "3"\n')


def test_text_in_strings_is_not_touched() -> None:
    check('a  =  "  b  =  {  \\t #  c  "\n', 'a = "  b  =  {  \\t #  c  "\n')
    check('a   "b   c"   {\n}\n', 'a "b   c" {\n}\n')


def test_names_beyond_ascii_are_aligned() -> None:
    check('é = "1"\nlang-ö = "2"\n', 'é      = "1"\nlang-ö = "2"\n')


# Blank lines.


def test_one_blank_line_in_a_row() -> None:
    check('a = "1"\n\n\n\nb = "2"\n', 'a = "1"\n\nb = "2"\n')


def test_no_blank_line_at_the_ends_of_a_block() -> None:
    check('a {\n\n\n  b = "1"\n\n\n}\n', 'a {\n  b = "1"\n}\n')
    check("a {\n\n  # b\n\n}\n", "a {\n  # b\n}\n")


def test_no_blank_line_at_the_ends_of_the_text() -> None:
    check("\n\n  \na {\n}\n\n\t\n", "a {\n}\n")
    check("\n\n# a\n\n", "# a\n")


def test_blank_line_between_blocks() -> None:
    check("a {\n}\nb {\n}\n", "a {\n}\n\nb {\n}\n")
    check("a {}\nb {}\n", "a {}\n\nb {}\n")


def test_blank_line_between_attributes_and_blocks() -> None:
    check('a = "1"\nb {\n}\nc = "2"\n', 'a = "1"\n\nb {\n}\n\nc = "2"\n')


def test_blank_line_between_attributes_is_the_authors_choice() -> None:
    check('a = "1"\nb = "2"\n\nc = "3"\n', 'a = "1"\nb = "2"\n\nc = "3"\n')


def test_comment_above_a_block_stays_directly_above_it() -> None:
    check(
        """
        a = "1"
        # of b
        # and b only
        b {
        }
        # of c
        c {
        }
        """,
        """
        a = "1"

        # of b
        # and b only
        b {
        }

        # of c
        c {
        }
        """,
    )


def test_comment_with_a_blank_line_below_stays_where_it_is() -> None:
    check('a = "1"\n# of a\n\n\nb {\n}\n', 'a = "1"\n# of a\n\nb {\n}\n')
    check('a = "1"\n# of a\n\n# of b\nb {\n}\n', 'a = "1"\n# of a\n\n# of b\nb {\n}\n')


# Comments.


def test_own_line_comment_is_indented_with_what_follows() -> None:
    check(
        """
        a {
        # of b
            b = "1"
             // the last
        }
          # the end
        """,
        """
        a {
          # of b
          b = "1"
          // the last
        }
        # the end
        """,
    )


def test_trailing_comment_stays_on_its_line() -> None:
    check(
        """
        a {# of a
          b = "1"     # of b
          cc = true// of cc
          ddd = "2"  /* of */   /* ddd */
        }/* a ends */
        """,
        """
        a { # of a
          b   = "1" # of b
          cc  = true // of cc
          ddd = "2" /* of */ /* ddd */
        } /* a ends */
        """,
    )


def test_comment_between_words() -> None:
    check('a/* 1 */"b"/* 2 */{\n}\n', 'a /* 1 */ "b" /* 2 */ {\n}\n')
    check('/* 1 */a/* 2 */=/* 3 */"b"\ncc="d"\n', '/* 1 */ a /* 2 */ = /* 3 */ "b"\ncc                = "d"\n')


def test_inside_of_a_comment_is_not_touched() -> None:
    check("#a    b\n#\tc\n", "#a    b\n#\tc\n")
    check("a {\n/* b\n       c   \n\td */\n}\n", "a {\n  /* b\n       c   \n\td */\n}\n")


def test_no_trailing_white_space_behind_anything() -> None:
    check('a {  \n  b = "1"\t \n  # c   \n  d = "2" # e \t\n} \n', 'a {\n  b = "1"\n  # c\n  d = "2" # e\n}\n')


# Lines: the formatter ends none and joins none, as terraform does.


def test_empty_block_stays_on_its_lines() -> None:
    check("a { }\n", "a {}\n")
    check('a "b"{}\n', 'a "b" {}\n')
    check("a {\n\n}\n", "a {\n}\n")


def test_block_on_one_line_stays_on_it() -> None:
    check('external_id   {type="email"}\n', 'external_id { type = "email" }\n')
    check("a{/* b */}// c\n", "a { /* b */ } // c\n")


def test_order_of_attributes_and_blocks_stays() -> None:
    check('z {\n}\n\nb = "1"\na = "2"\n', 'z {\n}\n\nb = "1"\na = "2"\n')


# Line ends.


def test_text_ends_with_one_line_end() -> None:
    check('a = "1"', 'a = "1"\n')
    check("# a", "# a\n")
    check("a {\n}\n\n", "a {\n}\n")


@pytest.mark.parametrize("text", ["", "\n", "  \n\t\n", "\r\n"])
def test_nothing_stays_nothing(text: str) -> None:
    check(text, "")


def test_byte_order_mark_stays() -> None:
    check("\ufeff\n\n a{\n}\n", "\ufeffa {\n}\n")
    check("\ufeff", "\ufeff")


def test_windows_line_ends_stay() -> None:
    check('a{\r\nb="1"\r\n# c \r\n\r\n\r\n}\r\nd {}', 'a {\r\n  b = "1"\r\n  # c\r\n}\r\n\r\nd {}\r\n')


def test_mixed_line_ends_stay_and_new_ones_are_as_most() -> None:
    check('a = "1"\nb {\r\n}\r\nc = "2"', 'a = "1"\n\r\nb {\r\n}\r\n\r\nc = "2"\r\n')
