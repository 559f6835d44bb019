"""A line read at once, and the same line read token by token: both say the same."""

from __future__ import annotations

from datagraph.syntax.lexer import END, LABELLED_OPENING, LINE, OPENING, OTHER
from datagraph.syntax.recovery import read_line
from datagraph.syntax.tree import BRACE_GROUP, LABEL_GROUP, NAME_GROUP, VALUE_GROUP
from tests.strategies import any_texts, often, valid_texts

GROUPS = (0, NAME_GROUP, VALUE_GROUP, LABEL_GROUP, BRACE_GROUP)


def is_read_alike(text: str) -> None:
    """Compare the two for each line that is read at once; returns nothing, and passes where there is none."""
    for at_once in LINE.finditer(text):
        if at_once.lastindex in (END, OTHER):
            continue
        content = max(at_once.start(NAME_GROUP), at_once.start(BRACE_GROUP))
        lines, problems = read_line(text, at_once.start(), content)
        assert problems == []
        (line,) = lines
        assert line.lastindex == (OPENING if at_once.lastindex == LABELLED_OPENING else at_once.lastindex)
        for group in GROUPS:
            assert line.group(group) == at_once.group(group)
            assert line.span(group) == at_once.span(group)


def is_read_at_once(text: str) -> None:
    assert OTHER not in [line.lastindex for line in LINE.finditer(text)]


test_both_ways_agree, test_both_ways_agree_often = often(is_read_alike, valid_texts(), examples=60)
test_both_ways_agree_on_junk, test_both_ways_agree_on_junk_often = often(is_read_alike, any_texts(), examples=200)
test_valid_text_is_read_at_once, test_valid_text_is_read_at_once_often = often(is_read_at_once, valid_texts())
