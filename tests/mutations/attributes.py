"""Mistakes with an attribute's name, its `=`, and its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kind import kind
from .slips import SLIPS, slip

if TYPE_CHECKING:
    from random import Random

    from .view import AttributeRow, Mistake, View

_OPTIONAL = frozenset(("description", "enrichment_enabled"))


def _row(random: Random, view: View) -> AttributeRow:
    return random.choice(view.attributes)


def _plain_row(random: Random, view: View) -> AttributeRow:
    """An attribute without a comment behind it."""
    return random.choice([row for row in view.attributes if not row.tail])


def _misspelt(how: str) -> None:
    @kind(f"attribute name: a character {how}")
    def attribute_misspelt(random: Random, view: View) -> Mistake | None:
        row = _row(random, view)
        name = slip(random, row.name, how)
        return view.line(row.place, row.indent + name + row.equals + row.value + row.tail) if name else None


for _how in SLIPS:
    _misspelt(_how)


@kind("attribute name capitalised")
def name_capitalised(random: Random, view: View) -> Mistake:
    row = _row(random, view)
    name = random.choice([row.name.capitalize(), row.name.upper()])
    return view.line(row.place, row.indent + name + row.equals + row.value + row.tail)


@kind("attribute name with a dash or a space")
def name_with_dash(random: Random, view: View) -> Mistake:
    row = random.choice([it for it in view.attributes if "_" in it.name])
    name = row.name.replace("_", random.choice("- "), 1)
    return view.line(row.place, row.indent + name + row.equals + row.value + row.tail)


@kind("attribute name in camel case")
def name_in_camel_case(random: Random, view: View) -> Mistake:
    row = random.choice([it for it in view.attributes if "_" in it.name])
    first, *rest = row.name.split("_")
    name = first + "".join(map(str.capitalize, rest))
    return view.line(row.place, row.indent + name + row.equals + row.value + row.tail)


@kind("attribute name deleted")
def name_deleted(random: Random, view: View) -> Mistake:
    row = _row(random, view)
    return view.line(row.place, row.indent + row.equals.lstrip() + row.value + row.tail)


@kind("required attribute deleted")
def required_deleted(random: Random, view: View) -> Mistake:
    row = random.choice([it for it in view.attributes if it.name not in _OPTIONAL])
    # The place of a line that is not there is its whole block.
    places = (row.block.first, *(it.place for it in row.block.attributes.values()), row.place)
    return view.replaced(row.place, row.place + 1, at=tuple(it - (it > row.place) for it in places))


@kind("attribute commented out")
def commented_out(random: Random, view: View) -> Mistake:
    row = random.choice([it for it in view.attributes if it.name not in _OPTIONAL])
    places = (row.block.first, *(it.place for it in row.block.attributes.values()))
    return view.replaced(row.place, row.place + 1, f"{row.indent}# {view.lines[row.place].lstrip()}", at=places)


@kind("attribute duplicated")
def duplicated(random: Random, view: View) -> Mistake:
    row = _row(random, view)
    return view.inserted(row.place + 1, view.lines[row.place])


@kind("attribute duplicated with another value")
def duplicated_otherwise(random: Random, view: View) -> Mistake:
    row = random.choice(view.strings)
    return view.inserted(row.place + 1, row.with_value(row.value[:-1] + '_2"'))


@kind("attribute that the language does not know")
def unknown_attribute(random: Random, view: View) -> Mistake:
    row = _row(random, view)
    name = random.choice(["owner", "schedule", "comment", "enabled", "foreign_columns", "label"])
    return view.inserted(row.place + 1, f'{row.indent}{name} = "x"')


@kind("attribute of another block")
def foreign_attribute(random: Random, view: View) -> Mistake:
    block = random.choice(view.of_kind("entity", "relationship", "profile"))
    name = {
        "entity": ["related_entity", "join_on", "profile_folder", "join_key"],
        "relationship": ["table_ref", "primary_key", "join_key", "enrichment_enabled"],
        "profile": ["name", "description", "table_ref"],
    }[block.kind]
    chosen = random.choice(name)
    value = "true" if chosen == "enrichment_enabled" else '"PROD.CUST.OTHER"'
    index = random.choice(list(block.attributes.values())).place
    return view.inserted(index + 1, f"{block.indent}  {chosen} = {value}")


def _sign(name: str, *signs: str) -> None:
    @kind(name)
    def sign_replaced(random: Random, view: View) -> Mistake:
        row = _row(random, view)
        equals = row.equals.replace("=", random.choice(signs), 1)
        return view.line(row.place, row.indent + row.name + equals + row.value + row.tail)


_sign("`=` deleted", "", " ")
_sign("`=` doubled", "==", "= =")
_sign("`:` for `=`", ":")
_sign("`:=` or `=>` for `=`", ":=", "=>")
_sign("another sign for `=`", "-", "+=", "<-", "~", "＝")


@kind("value deleted")
def value_deleted(random: Random, view: View) -> Mistake:
    row = _row(random, view)
    return view.line(row.place, row.indent + row.name + row.equals.rstrip() + row.tail)


@kind("`=` and value deleted")
def only_name(random: Random, view: View) -> Mistake:
    row = _row(random, view)
    return view.line(row.place, row.indent + row.name + row.tail)


@kind("value emptied")
def value_emptied(random: Random, view: View) -> Mistake:
    row = random.choice([it for it in view.strings if it.name != "description"])
    return view.line(row.place, row.with_value(random.choice(['""', '" "'])))


@kind("comma at the end")
def trailing_comma(random: Random, view: View) -> Mistake:
    row = _row(random, view)
    return view.line(row.place, row.with_value(row.value + ","))


@kind("semicolon at the end")
def trailing_semicolon(random: Random, view: View) -> Mistake:
    row = _row(random, view)
    return view.line(row.place, row.with_value(row.value + random.choice([";", " ;"])))


@kind("two attributes joined")
def lines_joined(random: Random, view: View) -> Mistake | None:
    row = _plain_row(random, view)
    following = next((it for it in view.attributes if it.place == row.place + 1), None)
    if following is None:
        return None
    joined = view.lines[row.place] + random.choice([" ", "", ", "]) + view.lines[following.place].lstrip()
    return view.replaced(row.place, row.place + 2, joined)


@kind("attribute joined to its header")
def joined_to_header(random: Random, view: View) -> Mistake | None:
    rows = [it for it in view.attributes if it.place == it.block.first + 1 and not it.block.tail]
    if not rows:
        return None
    row = random.choice(rows)
    line = view.lines[row.block.first] + " " + view.lines[row.place].lstrip()
    return view.replaced(row.block.first, row.place + 1, line)


@kind("line split behind `=`")
def split_behind_equals(random: Random, view: View) -> Mistake:
    row = _row(random, view)
    return view.line(row.place, row.indent + row.name + row.equals.rstrip(), row.indent + "  " + row.value + row.tail)


@kind("line split before `=`")
def split_before_equals(random: Random, view: View) -> Mistake:
    row = _row(random, view)
    return view.line(row.place, row.indent + row.name, row.indent + row.equals.lstrip() + row.value + row.tail)


@kind("line split inside a string")
def split_inside_string(random: Random, view: View) -> Mistake | None:
    row = random.choice(view.strings)
    if len(row.value) < 5:
        return None
    place = random.randrange(2, len(row.value) - 2)
    return view.line(
        row.place,
        row.indent + row.name + row.equals + row.value[:place],
        row.value[place:] + row.tail,
    )
