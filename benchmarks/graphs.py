"""Valid graphs of any number of entities, and mistakes in them."""

from __future__ import annotations

from functools import cache
from random import Random

_THINGS = ("account", "cart", "product", "household", "subscription", "order", "invoice", "payment", "ticket", "device")
_AREAS = ("retail", "web", "billing", "support", "mobile", "partner", "loyalty", "returns", "wholesale", "finance")
# How deep each of five relationships stands: two branches below the first level, the profile at depth 0.
_SHAPE = (1, 2, 3, 2, 1)


@cache
def graph(entities: int) -> str:
    """A graph of so many entities, each with one relationship; about 385 bytes for both."""
    lines = ["# Written by the benchmarks.", "data_graph {", '  version = "v1.0.0"', ""]
    for number in range(entities):
        lines += _entity(number)
    lines += ["  profile {", '    profile_folder = "DWH.SEGMENT"', '    type           = "segment:materialized"']
    open_levels: list[int] = []
    path: list[int] = []
    for number in range(entities):
        level = _SHAPE[number % len(_SHAPE)]
        while len(open_levels) >= level:
            lines.append("  " * (open_levels.pop() + 1) + "}")
            path.pop()
        lines += ["", *_relationship(number, level, path[-1] if path else None)]
        open_levels.append(level)
        path.append(number)
    while open_levels:
        lines.append("  " * (open_levels.pop() + 1) + "}")
    return "\n".join([*lines, "  }", "}", ""])


def with_mistakes(entities: int, mistakes: int, *, braces: bool) -> str:
    """The graph with so many mistakes spread evenly over it, of all kinds in turn; of braces too, if wanted."""
    random = Random(entities)
    lines = graph(entities).split("\n")
    kinds = [*_KINDS, ("}", _GONE)] if braces else _KINDS
    step = len(lines) // mistakes
    for number in range(mistakes):
        places = list(range(number * step, (number + 1) * step))
        random.shuffle(places)
        # In a part of the file that has no line for this kind of mistake, the next kind is made.
        turn = number % len(kinds)
        for old, new in kinds[turn:] + kinds[:turn]:
            place = next((it for it in places if old in lines[it]), None)
            if place is not None:
                lines[place] = lines[place].replace(old, new, 1)
                break
    return "\n".join(line for line in lines if _GONE not in line)


_GONE = "\0"
_KINDS = [
    (' = "DWH', " = DWH"),
    ("related_entity = ", "relatd_entity = "),
    ('primary_key = "ID"', "primary_key ="),
    (".ID = ", ".ID "),
    ("table_ref   = ", "table_ref   "),
    ('name           = "User', "name           = “User"),
    ('entity = "', 'entity = "no-'),
    ('  entity "', '  entiy "'),
    ('"USER_ID"', "'USER_ID'"),
    ('relationship "', 'relationship: "'),
    ("description = ", "description : "),
    ('"user_id"', '"user id"'),
    ("name        = ", "names       = "),
    ("join_on        = ", "join_on        == "),
]


def _slug(number: int) -> str:
    thing, area = _THINGS[number % len(_THINGS)], _AREAS[number // len(_THINGS) % len(_AREAS)]
    return f"{thing}-{number}" if number % 3 else f"{area}-{thing}-{number}"


def _entity(number: int) -> list[str]:
    slug = _slug(number)
    name = slug.replace("-", " ").capitalize()
    note = " # see the wiki" if number % 8 == 0 else ""
    lines = [
        f'  entity "{slug}" {{',
        f'    name        = "{name}"',
        *([f'    description = "{name}"' + note] if number % 2 == 0 else []),
        f'    table_ref   = "DWH.CUST.{slug.upper().replace("-", "_")}"',
        '    primary_key = "ID"',
        "  }",
        "",
    ]
    return [f"  # {name}s, as the warehouse team delivers them.", *lines] if number % 5 == 0 else lines


def _relationship(number: int, level: int, parent: int | None) -> list[str]:
    slug = _slug(number)
    indent = "  " * (level + 1)
    lines = [
        f'{indent}relationship "user-{slug}" {{',
        f'{indent}  name           = "User {slug.replace("-", " ")}"',
        f'{indent}  related_entity = "{slug}"',
    ]
    if parent is None:
        lines += [
            "",
            f"{indent}  external_id {{",
            f'{indent}    type     = "user_id"',
            f'{indent}    join_key = "USER_ID"',
            f"{indent}  }}",
        ]
    elif number % 10 == 3:
        lines += [
            "",
            f"{indent}  junction_table {{",
            f'{indent}    table_ref     = "DWH.CUST.LINK_{number}"',
            f'{indent}    primary_key   = "ID"',
            f'{indent}    left_join_on  = "{_slug(parent)}.ID = LEFT_ID"',
            f'{indent}    right_join_on = "RIGHT_ID = {slug}.ID"',
            f"{indent}  }}",
        ]
    else:
        lines.append(f'{indent}  join_on        = "{_slug(parent)}.ID = {slug}.PARENT_ID"')
    return lines
