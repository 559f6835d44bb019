"""Mistakes with quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kind import kind

if TYPE_CHECKING:
    from random import Random

    from .view import Mistake, Spot, View


def _spot(random: Random, view: View) -> Spot:
    return random.choice(view.spots)


def _requoted(view: View, spot: Spot, opening: str, closing: str) -> Mistake:
    inner = view.lines[spot.place][spot.start + 1 : spot.end - 1]
    return view.within(spot.place, spot.start, spot.end, opening + inner + closing)


def _value(random: Random, view: View) -> Spot:
    return random.choice([spot for spot in view.spots if not spot.is_label])


@kind("closing quote deleted")
def closing_quote_deleted(random: Random, view: View) -> Mistake:
    return _requoted(view, _spot(random, view), '"', "")


@kind("opening quote deleted")
def opening_quote_deleted(random: Random, view: View) -> Mistake:
    return _requoted(view, _spot(random, view), "", '"')


@kind("both quotes deleted")
def both_quotes_deleted(random: Random, view: View) -> Mistake:
    return _requoted(view, _value(random, view), "", "")


@kind("opening quote doubled")
def opening_quote_doubled(random: Random, view: View) -> Mistake:
    return _requoted(view, _spot(random, view), '""', '"')


@kind("closing quote doubled")
def closing_quote_doubled(random: Random, view: View) -> Mistake:
    return _requoted(view, _spot(random, view), '"', '""')


@kind("opening quote transposed")
def opening_quote_transposed(random: Random, view: View) -> Mistake | None:
    spot = _spot(random, view)
    line = view.lines[spot.place]
    if not line[spot.start + 1].isalnum():
        return None
    return view.within(spot.place, spot.start, spot.start + 2, line[spot.start + 1] + '"')


@kind("closing quote transposed")
def closing_quote_transposed(random: Random, view: View) -> Mistake | None:
    spot = _spot(random, view)
    line = view.lines[spot.place]
    if not line[spot.end - 2].isalnum():
        return None
    return view.within(spot.place, spot.end - 2, spot.end, '"' + line[spot.end - 2])


@kind("quote inside the string")
def quote_inside(random: Random, view: View) -> Mistake | None:
    spot = _spot(random, view)
    if spot.end - spot.start < 5:
        return None
    place = random.randrange(spot.start + 2, spot.end - 2)
    return view.within(spot.place, place, place, '"')


@kind("single quotes")
def single_quotes(random: Random, view: View) -> Mistake | None:
    spot = _spot(random, view)
    inner = view.lines[spot.place][spot.start + 1 : spot.end - 1]
    return None if "'" in inner else _requoted(view, spot, "'", "'")


@kind("smart quotes")
def smart_quotes(random: Random, view: View) -> Mistake:
    return _requoted(view, _spot(random, view), *random.choice(["“”", "„“", "””"]))


@kind("smart single quotes")
def smart_single_quotes(random: Random, view: View) -> Mistake | None:
    spot = _spot(random, view)
    return _requoted(view, spot, "‘", "’")


@kind("one smart quote")
def one_smart_quote(random: Random, view: View) -> Mistake:
    return _requoted(view, _spot(random, view), *random.choice([("“", '"'), ('"', "”")]))


@kind("mixed quotes")
def mixed_quotes(random: Random, view: View) -> Mistake | None:
    spot = _spot(random, view)
    inner = view.lines[spot.place][spot.start + 1 : spot.end - 1]
    return None if "'" in inner else _requoted(view, spot, *random.choice([("'", '"'), ('"', "'")]))


@kind("backticks for quotes")
def backticks(random: Random, view: View) -> Mistake:
    return _requoted(view, _spot(random, view), "`", "`")


@kind("label unquoted")
def label_unquoted(random: Random, view: View) -> Mistake:
    return _requoted(view, random.choice([spot for spot in view.spots if spot.is_label]), "", "")


@kind("unknown escape")
def unknown_escape(random: Random, view: View) -> Mistake:
    spot = _value(random, view)
    return view.within(spot.place, spot.end - 1, spot.end - 1, random.choice(["\\d", "\\x41", "\\.", "\\'"]))


@kind("attribute name quoted")
def attribute_name_quoted(random: Random, view: View) -> Mistake:
    row = random.choice(view.attributes)
    return view.line(row.place, f'{row.indent}"{row.name}"{row.equals}{row.value}{row.tail}')
