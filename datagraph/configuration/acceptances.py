"""Changes that somebody has agreed to."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from datagraph.rules import rule_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from datagraph.configuration.places import Path

    Complain = Callable[[str, Path, str, str, str], None]

_KEYS = ("change", "reason", "until")


class Acceptance(NamedTuple):
    """A change by its rule's code and its block's slug; `until` is the last day on which it counts, or None."""

    code: str
    slug: str
    reason: str = ""
    until: datetime.date | None = None


def parse_change(text: str) -> tuple[str, str] | None:
    """The code and the slug of `CODE:SLUG` or `rule-name:SLUG`; None if there is no such rule about changes."""
    name, colon, slug = text.partition(":")
    rule = rule_named(name.strip())
    known = colon and rule is not None and rule.code.startswith("DG6")
    return (rule.code, slug.strip()) if known and rule else None


def read_acceptance(settings: object, path: Path, complain: Complain) -> Acceptance | None:
    """Read one table of `[[accepted]]`; what is wrong with it is complained of at its place."""
    if not isinstance(settings, dict):
        example = 'write `[[accepted]]`, and below it `change = "DG601:slug"`'
        complain("wrong-setting", path, "an element of `accepted` is not a table", "", example)
        return None
    values: dict[str, Any] = settings
    for name in values.keys() - set(_KEYS):
        complain("unknown-setting", (*path, name), f"no setting named `{name}`", "", f"there are {', '.join(_KEYS)}")
    change = values.get("change")
    known = parse_change(change) if isinstance(change, str) else None
    if known is None:
        example = 'write the code of a rule about changes and a slug, such as `change = "DG601:cart-entity"`'
        complain("wrong-setting", (*path, "change"), "`change` is not of the form `CODE:SLUG`", "", example)
        return None
    if not str(values.get("reason", "")).strip():
        complain("wrong-setting", path, "nobody says why this is accepted", "", 'write `reason = "…"`')
    return Acceptance(*known, str(values.get("reason", "")), _day(values.get("until"), path, complain))


def _day(value: object, path: Path, complain: Complain) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date) or value is None:
        return value
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass  # What else it is, is said below.
    complain("wrong-setting", (*path, "until"), "`until` is not a day", "", 'write it as `until = "2027-01-31"`')
    return None
