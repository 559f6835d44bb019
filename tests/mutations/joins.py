"""Mistakes in joins and in references to slugs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kind import kind
from .slips import slip

if TYPE_CHECKING:
    from random import Random

    from .view import AttributeRow, Block, Mistake, View


def _is_current(view: View) -> bool:
    """Whether joins name slugs: in the beta's language they named tables."""
    return view.named("version")[0].value == '"v1.0.0"'


def _join_row(random: Random, view: View, *names: str) -> AttributeRow | None:
    rows = view.named(*(names or ("join_on", "left_join_on", "right_join_on"))) if _is_current(view) else []
    return random.choice(rows) if rows else None


def _sides(row: AttributeRow) -> tuple[str, str]:
    left, _, right = row.value.strip('"').partition(" = ")
    return left, right


def _slugs(row: AttributeRow) -> tuple[str, str]:
    """The left and the right entity of the relationship that a join stands in."""
    block: Block = row.block if row.block.kind == "relationship" else row.block.parent  # type: ignore[assignment]
    assert block.parent
    return block.parent.value("related_entity"), block.value("related_entity")


@kind("join: sides swapped")
def sides_swapped(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view, "join_on")
    if row is None:
        return None
    left, right = _sides(row)
    return view.line(row.place, row.with_value(f'"{right} = {left}"'))


@kind("join: table name for a slug")
def table_name(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view, "join_on")
    if row is None:
        return None
    value = row.value
    which = random.choice([(0, 1), (0,), (1,)])
    for side, slug in enumerate(_slugs(row)):
        table = view.entities[slug].value("table_ref").rpartition(".")[2]
        if side in which and table != slug:
            value = (
                value.replace(f"{slug}.", f"{table}.", 1)
                if side == 0
                else _replace_last(value, f"{slug}.", f"{table}.")
            )
    return view.line(row.place, row.with_value(value))


def _replace_last(text: str, old: str, new: str) -> str:
    before, found, after = text.rpartition(old)
    return before + new + after if found else text


@kind("join: table reference for a slug")
def full_table_name(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view, "join_on")
    if row is None:
        return None
    _, right = _slugs(row)
    table = view.entities[right].value("table_ref")
    return view.line(row.place, row.with_value(_replace_last(row.value, f"{right}.", f"{table}.")))


@kind("join: a side dropped")
def side_dropped(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view)
    if row is None:
        return None
    left, right = _sides(row)
    return view.line(
        row.place, row.with_value(random.choice([f'"{left}"', f'"{right}"', f'"{left} = "', f'" = {right}"']))
    )


@kind("join: another operator")
def other_operator(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view)
    if row is None:
        return None
    left, right = _sides(row)
    operator = random.choice(["==", "<", ">", "!=", ">=", "<=", "<>", "->", ":", "", "=>", "AND", "on"])
    return view.line(row.place, row.with_value(f'"{left} {operator} {right}"'.replace("  ", " ")))


@kind("join: slug misspelt")
def join_slug_misspelt(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view)
    if row is None:
        return None
    slug = random.choice([it for it in _slugs(row) if f"{it}." in row.value])
    wrong = slip(random, slug)
    if not wrong or wrong in view.entities:
        return None
    return view.line(row.place, row.with_value(row.value.replace(f"{slug}.", f"{wrong}.", 1)))


@kind("join: another entity's slug")
def join_other_slug(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view, "join_on")
    others = [it for it in view.entities if row and it not in _slugs(row)]
    if row is None or not others:
        return None
    slug = random.choice(_slugs(row))
    return view.line(row.place, row.with_value(row.value.replace(f"{slug}.", f"{random.choice(others)}.", 1)))


@kind("join: slug left out")
def join_slug_left_out(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view, "join_on")
    if row is None:
        return None
    slug = random.choice(_slugs(row))
    return view.line(row.place, row.with_value(row.value.replace(f"{slug}.", "", 1)))


@kind("join: column left out")
def join_column_left_out(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view, "join_on")
    if row is None:
        return None
    left, right = _sides(row)
    slugs = _slugs(row)
    return view.line(row.place, row.with_value(random.choice([f'"{slugs[0]} = {right}"', f'"{left} = {slugs[1]}"'])))


@kind("join: a second condition")
def join_second_condition(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view)
    return view.line(row.place, row.with_value(row.value[:-1] + " AND A.B = C.D" + '"')) if row else None


@kind("join: junction column with a table")
def junction_column(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view, "left_join_on", "right_join_on")
    if row is None:
        return None
    left, right = _sides(row)
    value = f'"{left} = CART_PRODUCT.{right}"' if row.name == "left_join_on" else f'"CART_PRODUCT.{left} = {right}"'
    return view.line(row.place, row.with_value(value))


@kind("join: junction side swapped")
def junction_side_swapped(random: Random, view: View) -> Mistake | None:
    row = _join_row(random, view, "left_join_on", "right_join_on")
    if row is None:
        return None
    left, right = _sides(row)
    return view.line(row.place, row.with_value(f'"{right} = {left}"'))


@kind("`join_on` deleted")
def join_on_deleted(random: Random, view: View) -> Mistake | None:
    rows = view.named("join_on")
    if not rows:
        return None
    row = random.choice(rows)
    first = row.block.first
    return view.replaced(row.place, row.place + 1, at=tuple(range(first, row.place + 1)))


@kind("junction table deleted")
def junction_deleted(random: Random, view: View) -> Mistake | None:
    blocks = view.of_kind("junction_table")
    if not blocks:
        return None
    block = random.choice(blocks)
    assert block.parent
    return view.replaced(block.first, block.last + 1, at=tuple(range(block.parent.first, block.first + 1)))


@kind("related entity misspelt")
def reference_misspelt(random: Random, view: View) -> Mistake | None:
    rows = view.named("related_entity")
    row = random.choice(rows) if rows else None
    wrong = slip(random, row.value.strip('"')) if row else None
    if row is None or wrong is None or wrong in view.entities:
        return None
    return view.line(row.place, row.with_value(f'"{wrong}"'))


@kind("declared slug misspelt")
def declaration_misspelt(random: Random, view: View) -> Mistake | None:
    block = random.choice(view.of_kind("entity"))
    uses = [it.place for it in view.named("related_entity") if it.value == block.label]
    wrong = slip(random, block.slug)
    if not uses or wrong is None or wrong in view.entities:
        return None
    # Declaration and uses contradict each other; which one is wrong cannot be seen.
    return view.replaced(block.first, block.first + 1, block.header(label=f'"{wrong}"'), at=(block.first, *uses))


@kind("related entity in the plural or in another case")
def reference_otherwise(random: Random, view: View) -> Mistake | None:
    rows = view.named("related_entity")
    if not rows:
        return None
    row = random.choice(rows)
    slug = row.value.strip('"')
    wrong = random.choice([slug + "s", slug.replace("-", "s-", 1), slug.upper(), slug.replace("-", "_"), slug.title()])
    return view.line(row.place, row.with_value(f'"{wrong}"')) if wrong not in view.entities else None


@kind("related entity that nobody declares")
def reference_unknown(random: Random, view: View) -> Mistake | None:
    rows = view.named("related_entity")
    if not rows:
        return None
    row = random.choice(rows)
    return view.line(row.place, row.with_value('"zzqqxx"'))


@kind("related entity by its table")
def reference_by_table(random: Random, view: View) -> Mistake | None:
    rows = view.named("related_entity")
    if not rows:
        return None
    row = random.choice(rows)
    return view.line(row.place, row.with_value(view.entities[row.value.strip('"')].attributes["table_ref"].value))


@kind("related entity of another relationship")
def reference_to_other(random: Random, view: View) -> Mistake | None:
    rows = [it for it in view.named("related_entity") if "join_on" in it.block.attributes and not it.block.children]
    rows = rows if _is_current(view) else []
    if not rows:
        return None
    row = random.choice(rows)
    join = row.block.attributes["join_on"]
    path, block = set(), row.block
    while block.kind == "relationship" and block.parent:
        path.add(block.value("related_entity"))
        block = block.parent
    others = [it for it in view.entities if it not in path]
    if not others:
        return None
    # The two lines contradict each other; which one is wrong cannot be seen.
    line = row.with_value(f'"{random.choice(others)}"')
    return view.replaced(row.place, row.place + 1, line, at=(row.place, join.place))
