"""Blocks that are not as they should be: unknown, misplaced, repeated, or wrongly labelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Problem
from datagraph.diagnostics.suggestion import closest
from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE, ROOT
from datagraph.syntax import Block, Skipped, encode
from datagraph.syntax.lexer import CLOSING, OPENING
from datagraph.syntax.tree import Line
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.language import Block as BlockRow
    from datagraph.syntax import Document

_ENOUGH_EVIDENCE = 2


def place_block(block: Block, parent: BlockRow, grandparent: str) -> tuple[BlockRow | None, Problem | None]:
    """The row of a block that may not stand in `parent` (itself in `grandparent`), and what is wrong with it.

    No row means that nobody knows what the block is; it is left out then.
    """
    kind, span = block.kind, block.kind_span
    row = BLOCKS.get(kind)
    if row is not None:
        wrong_level = parent.child(kind) is not None
        rule = "join-on-wrong-level" if wrong_level else "misplaced-block"
        return row, Problem(rule, span, kind, grandparent if wrong_level else parent.name)
    likely = _likely(block, parent, grandparent)
    if not kind:
        return likely, None
    here = [child.name for child in parent.children_in(grandparent)]
    near = closest(kind, here) or closest(kind, BLOCKS)
    if near is None and kind in BLOCKS_BY_ATTRIBUTE:
        return None, Problem("attribute-as-block", span, kind, parent.name)
    word = near.word if near else likely.name if likely else ""
    edits = (TextEdit(span, word),) if word else ()
    sure = bool(near and (near.sure or likely is BLOCKS[near.word]))
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    return BLOCKS.get(word), Problem("unknown-block", span, kind, parent.name, None, edits, applicability)


def _likely(block: Block, parent: BlockRow, grandparent: str) -> BlockRow | None:
    """The kind of block that this would be by what stands in it."""
    attributes = {it.name for it in block.attributes}
    children = {it.kind for it in block.blocks}
    best, most = None, _ENOUGH_EVIDENCE - 1
    for rule in parent.children_in(grandparent):
        row = BLOCKS[rule.name]
        evidence = sum(row.attribute(it) is not None for it in attributes) + sum(row.child(it) is not None for it in children)
        if evidence > most:
            best, most = row, evidence
    return best


def check_labels(text: str, block: Block, row: BlockRow) -> list[Problem]:
    """What is wrong with the labels of a block: missing, too many, without quotes, or empty."""
    labels, header = block.labels, block.header_span
    if row.label is None:
        span = Span(labels[0].span.start, labels[-1].span.end)
        edits = (TextEdit(Span(block.kind_span.end, span.end), ""),)
        return [Problem("unexpected-label", span, labels[0].text, row.name, edits=edits)]
    if not labels:
        return [Problem("missing-label", header, row.name)] if block.kind else []
    problems = []
    first = labels[0]
    if text[first.span.start] not in "\"'“”„‟″‘’" and first.inner_span == first.span and first.span.text_of(text) == first.text:
        edits = (TextEdit(first.span, encode(first.text)),)
        problems.append(Problem("unquoted-label", first.span, first.text, row.name, edits=edits))
    elif not first.text.strip():
        problems.append(Problem("missing-label", first.span, row.name))
    if len(labels) > 1:
        span = Span(labels[1].span.start, labels[-1].span.end)
        edits = (TextEdit(Span(first.span.end, span.end), ""),)
        problems.append(
            Problem("unexpected-label", span, labels[1].text, row.name, None, edits, Applicability.UNSAFE)
        )
    return problems


def check_repeated_children(children: list[Block], row: BlockRow, parent: str) -> list[Problem]:
    """Child blocks that stand more often than they may."""
    problems = []
    for rule in row.children_in(parent):
        same = [child for child in children if child.kind == rule.name]
        if rule.maximum is not None and len(same) > rule.maximum:
            first = same[0].header_span
            name = "second-graph" if rule.name == "data_graph" else "duplicate-block"
            problems += [
                Problem(name, again.header_span, rule.name, row.name, first) for again in same[rule.maximum :]
            ]
    return problems


def assumed_root(document: Document) -> tuple[Block | None, Problem | None]:
    """The `data_graph` block that a text without one should have around it, and the problem that it is missing.

    A block whose header is missing may be it: the parser has reported that. There is none around nothing.
    """
    nameless = [block for block in document.blocks if not block.kind]
    if len(nameless) == 1 and all(isinstance(it, Skipped) or it is nameless[0] for it in document.elements):
        row = _likely(nameless[0], ROOT, "")
        if row is not None or any(child.kind in BLOCKS for child in nameless[0].blocks):
            return nameless[0], None
    inside = [it for it in document.elements if not isinstance(it, Skipped)]
    unknown = [it for it in inside if isinstance(it, Block) and closest(it.kind, ["data_graph"])]
    if unknown:
        word = unknown[0]
        near = closest(word.kind, ["data_graph"])
        edits = (TextEdit(word.kind_span, "data_graph"),)
        applicability = Applicability.SAFE if near and near.sure else Applicability.UNSAFE
        return word, Problem("unknown-block", word.kind_span, word.kind, "", None, edits, applicability)
    if not inside:
        return None, Problem("missing-graph", Span(0, 0))
    start, end = inside[0].span.start, inside[-1].span.end
    at_start, at_end = Span(start, start), Span(end, end)
    edits = (TextEdit(at_start, "data_graph {\n"), TextEdit(at_end, "\n}"))
    first = inside[0].header_span if isinstance(inside[0], Block) else inside[0].name_span
    opening = Line(OPENING, document.text, (start, start), (start, start))
    closing = Line(CLOSING, document.text, (end, end), brace=(end, end))
    return Block(opening, document.elements, closing), Problem("missing-graph", first, edits=edits)
