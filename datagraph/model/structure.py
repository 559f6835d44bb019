"""Blocks that are not as they should be: unknown, misplaced, repeated, or wrongly labelled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Problem
from datagraph.diagnostics.suggestion import closest
from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE, ROOT
from datagraph.syntax import Attribute, Block, Skipped, encode
from datagraph.syntax.lexer import CLOSING, OPENING
from datagraph.syntax.tree import BRACE_GROUP, Line
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.language import Block as BlockRow
    from datagraph.syntax import Document

_ENOUGH_EVIDENCE = 2
_LONGEST_LINE = 1_000
_REST_OF_LINE = re.compile(r"[ \t]*(?:(?:#|//)[^\n]{0,1000})?\r?(?:\n|\Z)")


def place_block(
    text: str, block: Block, parent: BlockRow, grandparent: str, graph: Block | None
) -> tuple[BlockRow | None, Problem | None]:
    """The row of a block that may not stand in `parent` (itself in `grandparent`), and what is wrong with it.

    No row means that nobody knows what the block is; it is left out then. `graph` is where a stray entity belongs.
    The context of an unknown block is the block around it and all that may stand there, separated by spaces.
    """
    kind, span = block.kind, block.kind_span
    row = BLOCKS.get(kind)
    here = [BLOCKS[child.name] for child in parent.children_in(grandparent)]
    likely = _likely(block, here)
    if row:
        other = likely if likely and _evidence(block, likely) > _evidence(block, row) else None
        return other or row, _misplacement(
            block, parent, grandparent, _misplaced_edits(text, block, other, parent, graph)
        )
    if not kind:
        return likely, None
    if likely is None and kind in BLOCKS_BY_ATTRIBUTE:
        return None, Problem("attribute-as-block", span, kind, parent.name)
    names = [it.name for it in here]
    near = closest(kind, names) or closest(kind, BLOCKS)
    word = near.word if near else likely.name if likely else ""
    edits = (TextEdit(span, word),) if word else ()
    sure = bool(near and word in names and (near.sure or likely is BLOCKS[word]))
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    context = " ".join((parent.name, *names))
    return BLOCKS.get(word), Problem("unknown-block", span, kind, context, None, edits, applicability)


def _misplacement(block: Block, parent: BlockRow, grandparent: str, edits: tuple[TextEdit, ...]) -> Problem | None:
    """What is wrong with a block of the language that may not stand here; nothing where that is not known."""
    kind, span = block.kind, block.kind_span
    applicability = Applicability.UNSAFE if len(edits) == 1 else Applicability.SAFE
    if parent.child(kind) is None:
        return Problem("misplaced-block", span, kind, parent.name, None, edits, applicability)
    # On which level a misplaced block stands, nobody knows.
    if grandparent not in parent.parents:
        return None
    return Problem("join-on-wrong-level", span, kind, grandparent)


def _misplaced_edits(
    text: str, block: Block, other: BlockRow | None, parent: BlockRow, graph: Block | None
) -> tuple[TextEdit, ...]:
    """The edits that give a block the keyword that fits what it holds, or move an entity into the graph."""
    if other:
        return (TextEdit(block.kind_span, other.name),)
    return _move(text, block, graph) if block.kind == "entity" and parent is ROOT and graph else ()


def _likely(block: Block, rows: list[BlockRow]) -> BlockRow | None:
    """The kind of block that this would be by what stands in it."""
    best = max(rows, key=lambda row: _evidence(block, row), default=None)
    return best if best and _evidence(block, best) >= _ENOUGH_EVIDENCE else None


def _evidence(block: Block, row: BlockRow) -> int:
    """How many of the names in a block belong in a block of that row."""
    names = {it.name for it in block.attributes} | {it.kind for it in block.blocks}
    return sum(bool(row.attribute(it) or row.child(it)) for it in names)


def _move(text: str, block: Block, graph: Block) -> tuple[TextEdit, ...]:
    """The edits that make a block, and the comments above it, the last of the graph; none if it shares its lines."""
    target, end = graph.closing.span(BRACE_GROUP)[0], block.closing.span(BRACE_GROUP)[1]
    # A brace that recovery put in is in no text.
    if text[max(target, 0) : target + 1] != "}" or text[max(end - 1, 0) : end] != "}":
        return ()
    place, first = _line_start(text, target), _line_start(text, block.kind_span.start)
    rest = _REST_OF_LINE.match(text, end)
    outer, inner = text[place:target], text[first : block.kind_span.start]
    if not place or rest is None or (outer + inner).strip(" \t"):
        return ()
    last = rest.end()
    start = _with_comments(text, first)
    indent = f"{outer}  " if first == block.kind_span.start else ""
    newline = "\r\n" if text[start:last].endswith("\r\n") else "\n"
    moved = newline + re.sub(r"(?m)^(?=[^\r\n])", indent, text[start:last])
    moved += "" if moved.endswith("\n") else newline
    return (TextEdit(Span(place, place), moved), TextEdit(Span(start, last), ""))


def _line_start(text: str, offset: int) -> int:
    """Where the line of an offset begins; 0 if that is too far away to be worth looking."""
    return text.rfind("\n", max(0, offset - _LONGEST_LINE), offset) + 1


def _with_comments(text: str, start: int) -> int:
    """Where the comment lines begin that stand directly above the line at `start`."""
    while start:
        above = _line_start(text, start - 1)
        line = text[above:start]
        # A line that ends a block comment may begin like one of its own.
        if not line.lstrip(" \t").startswith(("#", "//")) or "*/" in line:
            break
        start = above
    return start


def check_labels(text: str, block: Block, row: BlockRow) -> list[Problem]:
    """What is wrong with the labels of a block: missing, too many, without quotes, or empty.

    If the header is missing or the label could not be read, the parser has said so.
    """
    labels = block.labels
    if not block.kind:
        return []
    if row.label is None:
        return [_unexpected_label(block, row)]
    if not labels:
        return [Problem("missing-label", block.header_span, row.name)]
    first = labels[0]
    bare = [it for it in labels if _is_bare(text, it.span, it.text)]
    if first in bare:
        # Words side by side are one slug that was meant, but which, nobody knows.
        span = Span(first.span.start, bare[-1].span.end) if len(bare) == len(labels) else first.span
        slug = "-".join(it.text for it in bare) if len(bare) == len(labels) else first.text
        sure = Applicability.SAFE if slug == first.text else Applicability.UNSAFE
        problems = [Problem("unquoted-label", span, slug, row.name, None, (TextEdit(span, encode(slug)),), sure)]
        if len(bare) == len(labels):
            return problems
    else:
        problems = [] if first.text.strip() else [Problem("missing-label", first.span, row.name)]
    if len(labels) > 1:
        span = Span(labels[1].span.start, labels[-1].span.end)
        edits = (TextEdit(Span(first.span.end, span.end), ""),)
        problems.append(
            Problem("unexpected-label", span, labels[1].text, row.name, first.span, edits, Applicability.UNSAFE)
        )
    return problems


def _unexpected_label(block: Block, row: BlockRow) -> Problem:
    """A label where none belongs; if the block lacks an attribute, the label may hold what that should say."""
    labels = block.labels
    span = Span(labels[0].span.start, labels[-1].span.end)
    edits = (TextEdit(Span(block.kind_span.end, span.end), ""),)
    present = {it.name for it in block.attributes}
    complete = all(it.name in present for it in row.attributes if it.required and not it.until)
    sure = Applicability.SAFE if complete else Applicability.UNSAFE
    return Problem("unexpected-label", span, labels[0].text, row.name, None, edits, sure)


def _is_bare(text: str, span: Span, label: str) -> bool:
    """Whether a label is written without quotes, and not one that the parser had to guess."""
    return (
        text[span.start] not in "\"'`“”„‟″‘’‚‛" and span.text_of(text) == label and text[span.end : span.end + 1] != '"'
    )


def check_repeated_children(children: list[Block], kinds: list[str], row: BlockRow, parent: str) -> list[Problem]:
    """Child blocks that stand more often than they may; `kinds` are what the children are taken for."""
    problems = []
    for rule in row.children_in(parent):
        same = [child for child, kind in zip(children, kinds, strict=True) if kind == rule.name]
        if rule.maximum is not None and len(same) > rule.maximum:
            first = same[0].header_span
            name = "second-graph" if rule.name == "data_graph" else "duplicate-block"
            problems += [Problem(name, again.header_span, rule.name, row.name, first) for again in same[rule.maximum :]]
    return problems


def assumed_root(document: Document) -> tuple[Block | None, Problem | None]:
    """The `data_graph` block that a text without one should have around it, and the problem that it is missing.

    A block whose header is missing or wrong may be it. There is none around nothing.
    """
    inside = [it for it in document.elements if not isinstance(it, Skipped)]
    for element in inside:
        if isinstance(element, Block):
            row, problem = place_block(document.text, element, ROOT, "", None)
            if row is BLOCKS["data_graph"] and (element.kind or len(inside) == 1):
                return element, problem
    if not inside:
        return None, Problem("missing-graph", Span(0, 0))
    start, end = inside[0].span.start, inside[-1].span.end
    opening = Line(OPENING, document.text, (start, start), (start, start))
    closing = Line(CLOSING, document.text, (end, end), brace=(end, end))
    first = inside[0].name_span if isinstance(inside[0], Attribute) else inside[0].header_span
    return Block(opening, document.elements, closing), _missing_graph(document, Span(start, end), first)


def _missing_graph(document: Document, around: Span, first: Span) -> Problem:
    """The problem that there is no graph, with the edits that put one around everything."""
    from datagraph.model.absences import version_for

    newline = "\r\n" if "\r\n" in document.text[:_LONGEST_LINE] else "\n"
    version, sure = version_for(document.text, document.blocks)
    has_version = any(isinstance(it, Attribute) and it.name == "version" for it in document.elements)
    line = "" if has_version else f"  version = {encode(version)}{newline}{newline}"
    edits = (
        TextEdit(Span(around.start, around.start), f"data_graph {{{newline}{line}"),
        TextEdit(Span(around.end, around.end), f"{newline}}}"),
    )
    # While a brace may be missing, nobody knows what "around everything" is.
    sure = (sure or has_version) and not document.problems
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    return Problem("missing-graph", first, edits=edits, applicability=applicability)
