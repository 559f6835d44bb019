"""Turns grammar.lark into tables.py: `python -m datagraph.syntax.generate`.

lark builds the LALR tables and the terminals' patterns here, once, before a release; importing lark at run time would
cost as much as all the rest of starting up. tables.py is checked in, and a test fails when it is stale.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lark import Lark

HERE = Path(__file__).parent
START_SYMBOLS = ("document", "line", "join")
# A whole line, read at once, stands for a rule already reduced; its first terminal decides what is reduced before it.
LINE_RULES = {"attribute": "NAME", "opening": "NAME", "closing": "RBRACE"}
# In this order the first pattern that matches is the right one.
MATCHING_ORDER = (
    "SPACE LINE_COMMENT BLOCK_COMMENT OPEN_COMMENT NEWLINE NAME EQUAL STRING LBRACE RBRACE"
    " TEMPLATE ODD_STRING SMART_QUOTED OPEN_STRING SINGLE_QUOTED HEREDOC NUMBER"
    " ELLIPSIS DOT COMMA SEMICOLON COLON LPAR RPAR LBRACKET RBRACKET OPERATOR UNKNOWN"
)


def generate() -> str:
    """The text of tables.py."""
    from lark import Lark

    grammar = (HERE / "grammar.lark").read_text(encoding="utf-8")
    parser = Lark(grammar, parser="lalr", start=[*START_SYMBOLS, "broken"], keep_all_tokens=True)
    patterns: dict[str, str] = {terminal.name: terminal.pattern.to_regexp() for terminal in parser.terminals}
    starts, rules, actions = _tables(parser)
    lines = [
        '"""The tables of grammar.lark, written by `python -m datagraph.syntax.generate`."""',
        "",
        "from __future__ import annotations",
        "",
        "# The first state of each start symbol.",
        f"STARTS = {starts!r}",
        "",
        "# For each rule: its name, how many symbols it has, and the symbols.",
        "RULES = (",
        *(f"    ({name!r}, {len(symbols)}, {' '.join(symbols)!r})," for name, symbols in rules),
        ")",
        "",
        "# For each state: symbol -> the next state, or ~rule to reduce.",
        "ACTIONS: tuple[dict[str, int], ...] = (",
        *(f"    {row!r}," for row in actions),
        ")",
        "",
        f"TOKEN_PATTERN = {'|'.join(f'(?P<{name}>{patterns[name]})' for name in MATCHING_ORDER.split())!r}",
        f"LINE_PATTERN = {_line_pattern(patterns)!r}",
        f"STRING_START_PATTERN = {patterns['STRING'].removesuffix(chr(34))!r}",
        f"BLOCK_COMMENT_PATTERN = {patterns['BLOCK_COMMENT']!r}",
        f"PART_PATTERN = {patterns['PART']!r}",
        f"JOIN_PATTERN = {_join_pattern(patterns)!r}",
        "",
    ]
    return "\n".join(lines)


def _tables(parser: Lark) -> tuple[dict[str, int], list[tuple[str, list[str]]], list[dict[str, int]]]:
    """Lark's parse table as plain data, states and rules numbered in an order that does not change between runs."""
    table = parser.parser.parser._parse_table  # noqa: SLF001 - lark has no public way to it
    used = [rule for rule in parser.rules if rule.origin.name not in ("broken", "_token")]
    rules = [(str(rule.origin.name), [str(symbol.name) for symbol in rule.expansion]) for rule in used]
    numbers = {rule: ~number for number, rule in enumerate(used)}
    order: list[int] = []
    waiting = [table.start_states[symbol] for symbol in START_SYMBOLS]
    while waiting:
        state = waiting.pop(0)
        if state not in order:
            order.append(state)
            waiting += [target for _, (kind, target) in sorted(table.states[state].items()) if kind.name == "Shift"]
    place = {state: number for number, state in enumerate(order)}

    def action(entry: tuple[Any, Any]) -> int:
        kind, target = entry
        return place[target] if kind.name == "Shift" else numbers[target]

    actions = []
    for state in order:
        row = {symbol: action(entry) for symbol, entry in sorted(table.states[state].items())}
        for rule, first in LINE_RULES.items():
            if rule not in row and row.get(first, 0) < 0:
                row[rule] = row[first]
        actions.append(row)
    return {symbol: place[table.start_states[symbol]] for symbol in START_SYMBOLS}, rules, actions


def _line_pattern(patterns: dict[str, str]) -> str:
    """The rules of a well-formed line as one pattern, with the trivia that belongs to it.

    Groups: 1 the name, 2 the value, 3 the label, 4 the closing brace, 5 the end of the text, 6 any other line up to its
    end. Names are read in ASCII here; a line with another name takes the longer way through the tokens. The last
    alternative matches always, so nothing before it is ever tried twice and the time is linear.
    """
    name = "[A-Za-z_][A-Za-z0-9_-]*"
    blank = "[ \\t]*"
    comment = f"(?:{patterns['LINE_COMMENT']})"
    before = f"(?:\\A\ufeff)?[ \\t\\n]*(?:(?:\\r\\n|{comment}|{patterns['BLOCK_COMMENT']})[ \\t\\n]*)*"
    after = f"{blank}(?:{patterns['BLOCK_COMMENT']}{blank})*{comment}?(?:{patterns['NEWLINE']}|\\Z)"
    value = f"{patterns['STRING']}|{patterns['BOOLEAN']}"
    attribute = f"{patterns['EQUAL']}{blank}({value})"
    opening = f"({patterns['STRING']})?{blank}{patterns['LBRACE']}"
    closing = patterns["RBRACE"]
    return f"{before}(?:({name}){blank}(?:{attribute}|{opening}){after}|({closing}){after}|(\\Z)|([^\\n]*)\\n?)"


def _join_pattern(patterns: dict[str, str]) -> str:
    """The rule `join` as one pattern; groups: 1 and 2 the left entity and column, 3 and 4 the right ones."""
    part = f"({patterns['PART']})"
    operand = f"(?:{part}{patterns['DOT']})?{part}"
    return f"\\s*{operand}\\s*{patterns['EQUAL']}\\s*{operand}\\s*"


def main() -> None:
    """Write tables.py."""
    (HERE / "tables.py").write_text(generate(), encoding="utf-8")


if __name__ == "__main__":
    main()
