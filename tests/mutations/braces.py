"""Mistakes with braces, and with the lines that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kind import kind

if TYPE_CHECKING:
    from random import Random

    from .view import Block, Mistake, View


def _block(random: Random, view: View) -> Block:
    return random.choice(view.blocks)


@kind("opening brace deleted")
def opening_brace_deleted(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.first, block.header(brace="").rstrip() if not block.tail.strip() else block.header(brace=""))


@kind("closing brace deleted")
def closing_brace_deleted(random: Random, view: View) -> Mistake:
    return view.line(_block(random, view).last)


@kind("closing brace emptied")
def closing_brace_emptied(random: Random, view: View) -> Mistake:
    return view.line(_block(random, view).last, "")


@kind("closing brace doubled")
def closing_brace_doubled(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    # Which of the two is the extra one cannot be seen; either is the place.
    return view.replaced(block.last, block.last, view.lines[block.last], at=(block.last, block.last + 1))


@kind("closing brace after an attribute")
def closing_brace_inserted(random: Random, view: View) -> Mistake:
    row = random.choice(view.attributes)
    brace, index = row.block.indent + "}", row.place + 1
    # Of two that are the same, which one is the extra one cannot be seen.
    return view.replaced(index, index, brace, at=(index, index + 1) if row.block.last == index else (index,))


@kind("closing brace on the same line twice")
def closing_brace_twice(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.last, view.lines[block.last].replace("}", "}}", 1))


@kind("opening brace doubled")
def opening_brace_doubled(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.first, block.header(brace="{{"))


@kind("opening brace replaced by a parenthesis")
def opening_parenthesis(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.first, block.header(brace=random.choice("([")))


@kind("closing brace replaced by a parenthesis")
def closing_parenthesis(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.last, view.lines[block.last].replace("}", random.choice(")]"), 1))


@kind("opening brace on the next line")
def brace_on_next_line(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.first, block.header(brace="").rstrip(), block.indent + "{")


@kind("opening brace turned round")
def brace_turned(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.first, block.header(brace="}"))


@kind("closing brace turned round")
def closing_brace_turned(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.last, view.lines[block.last].replace("}", "{", 1))


@kind("closing brace on the last attribute's line")
def brace_joined(random: Random, view: View) -> Mistake | None:
    block = _block(random, view)
    last = view.lines[block.last - 1]
    if block.last - 1 not in {row.place for row in block.attributes.values()} or "#" in last or "//" in last:
        return None
    return view.replaced(block.last - 1, block.last + 1, last + " }")


@kind("header line deleted")
def header_deleted(random: Random, view: View) -> Mistake:
    return view.line(_block(random, view).first)
