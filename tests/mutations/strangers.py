"""Text that does not belong there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kind import kind
from .view import Mistake

if TYPE_CHECKING:
    from random import Random

    from .view import View


def _place(random: Random, view: View) -> int:
    """A line inside the graph before which something can be put in."""
    return random.randrange(view.blocks[0].first + 1, view.blocks[0].last + 1)


def _indent(view: View, index: int) -> str:
    line = view.lines[index]
    return line[: len(line) - len(line.lstrip())]


def _line(name: str, *lines: str) -> None:
    @kind(name)
    def line_inserted(random: Random, view: View) -> Mistake:
        index = _place(random, view)
        return view.inserted(index, _indent(view, index) + random.choice(lines))


_line("`...` inserted", "...", "…")
_line("a word inserted", "todo", "entity", "name", "the", "x")
_line("words inserted", "see the wiki for this", "TODO: ask Anna", "- the accounts", "this is about carts.")
_line("a string inserted", '"account"', '"PROD.CUST.CART",')
_line("a conflict marker inserted", "<<<<<<< HEAD", "=======", ">>>>>>> main")
_line("a code fence inserted", "```", "```hcl", "~~~")
_line("a comment of another language", "-- the accounts", "<!-- accounts -->", "; accounts", "* accounts", "% accounts")
_line("a line of JSON", '"name": "Account",', '{"name": "Account"}')
_line("comment closed and never opened", "*/")
_line(
    "a stray character on its own line",
    "@",
    "~",
    "^",
    "!",
    "?",
    "&",
    "|",
    "<",
    ">",
    "%",
    "$",
    "\\",
    ",",
    ";",
    ".",
    "-",
    "+",
    "'",
)


@kind("comment opened and never closed")
def comment_opened(random: Random, view: View) -> Mistake | None:
    index = _place(random, view)
    if any("*/" in line for line in view.lines[index:]):
        return None  # The end of a later comment would end this one.
    return view.inserted(index, _indent(view, index) + random.choice(["/*", "/* the accounts"]))


@kind("a quote on its own line")
def quote_alone(random: Random, view: View) -> Mistake:
    index = _place(random, view)
    return view.inserted(index, _indent(view, index) + '"')


@kind("a stray character in a line")
def stray_character(random: Random, view: View) -> Mistake:
    row = random.choice(view.attributes)
    character = random.choice("@~^!?&|<>%$\\,;.+*'`)]([¬§°€")
    parts = [row.indent, row.name, row.equals, row.value, row.tail]
    parts.insert(random.randrange(1, 5), character)
    return view.line(row.place, "".join(parts))


@kind("a stray character in a header")
def stray_in_header(random: Random, view: View) -> Mistake:
    block = random.choice(view.blocks)
    character = random.choice("@~^!?&|<>%$\\,;.+*'`)]§€")
    if block.label and random.random() < 0.5:
        return view.line(block.first, block.header(label=block.label + " " + character))
    return view.line(block.first, block.header(kind=random.choice([block.kind + character, character + block.kind])))


@kind("text after an opening brace")
def after_opening(random: Random, view: View) -> Mistake:
    block = random.choice([it for it in view.blocks if not it.tail])
    return view.line(block.first, block.header(brace="{" + random.choice([" todo", " ...", ",", " ;", " ("])))


@kind("text after a closing brace")
def after_closing(random: Random, view: View) -> Mistake:
    block = random.choice(view.blocks)
    line = view.lines[block.last]
    return view.line(block.last, line.replace("}", "}" + random.choice([",", ";", " end", " entity", ")", "."]), 1))


def _space(name: str, *characters: str) -> None:
    @kind(name)
    def space_replaced(random: Random, view: View) -> Mistake | None:
        row = random.choice(view.attributes)
        if row.equals.strip(" ") == row.equals:
            return None
        equals = row.equals.replace(" ", random.choice(characters), 1)
        return view.line(row.place, row.indent + row.name + equals + row.value + row.tail)


_space("no-break space", "\u00a0")
_space("invisible character", "\u200b", "\ufeff", "\u2028", "\x0b", "\x00", "\u3000")


@kind("indented by no-break spaces")
def nbsp_indent(random: Random, view: View) -> Mistake | None:
    rows = [it for it in view.attributes if it.indent]
    if not rows:
        return None
    row = random.choice(rows)
    return view.line(row.place, "\u00a0" * len(row.indent) + view.lines[row.place].lstrip())


@kind("file cut off")
def cut_off(_random: Random, view: View) -> Mistake | None:
    # Behind the last block inside the graph, so that only the graph's own brace is lost.
    graph = view.blocks[0]
    text = view.line_end.join(view.lines[: graph.last])
    return Mistake(text, frozenset(range(graph.last - 1, graph.last + 2)))
