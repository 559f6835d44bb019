"""What a scene says in words, the same in all pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.diagrams.scene import Edge, Many, Node, Remark, Scene

ENRICHED = "enriches events"
MISSING = "not declared"
KEY = "key"

_MANY: dict[Many, str] = {"one": "1", "many": "many", "": "?"}


def cut(text: str, most: int) -> str:
    """The text on one line, in characters that can be shown, and with an ellipsis if it is longer than `most`."""
    # What is cut off is not looked at: a label may be long.
    shown = visible(text[: most + 1])
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


def heading(scene: Scene) -> str:
    """The title of a picture, which also says what is not in it."""
    if not scene.hidden:
        return scene.title
    left_out = f"{scene.hidden} {'entity' if scene.hidden == 1 else 'entities'} left out"
    return f"{scene.title} ({left_out})" if scene.title else left_out


def title_of(node: Node) -> str:
    """What a node is called: by its name, else by its slug; a junction table by the last part of its reference."""
    if node.kind == "junction":
        name = node.name or node.table.rpartition(".")[2] or "junction table"
    else:
        name = node.name or node.slug or ("Profile" if node.kind == "profile" else "entity without a name")
    return f"{name} ({node.change})" if node.change else name


def heading_of(edge: Edge, source: Node) -> str:
    """What a line is called; the second half of a relationship, which comes from a junction table, has no name."""
    if source.kind == "junction":
        return ""
    return " ".join(it for it in (edge.name or edge.slug, f"({edge.change})" if edge.change else "") if it)


def match_of(edge: Edge) -> str:
    """By what rows are matched: `external id email = EMAIL_ID`, `ID = ACCOUNT_ID`; "" if the text does not say."""
    if not (edge.left or edge.right):
        return ""
    kind = f"{edge.kind} " if edge.kind in ("external id", "trait") else ""
    sides = f"{edge.left or '?'} = {edge.right or '?'}"
    if edge.junction:
        sides = f"{edge.left or '?'} … {edge.right or '?'}"
    return kind + sides


def cardinality_of(edge: Edge) -> str:
    """How many rows meet how many: `1 : many`; "" if that is not known."""
    if not (edge.source_many or edge.target_many):
        return ""
    return f"{_MANY[edge.source_many]} : {_MANY[edge.target_many]}"


def counted(remarks: Iterable[Remark]) -> str:
    """How many remarks there are of each severity, the gravest first: `1 error, 2 warnings`; "" if there are none."""
    severities = [it.severity for it in remarks]
    counts = {"error": severities.count("error"), "warning": severities.count("warning")}
    counts["remark"] = len(severities) - sum(counts.values())
    return ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for word, count in counts.items() if count)
