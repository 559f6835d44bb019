"""Mistakes with what stands behind `=`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Severity

from .kind import kind
from .slips import slip

if TYPE_CHECKING:
    from random import Random

    from .view import AttributeRow, Mistake, View


def _flag(random: Random, view: View) -> AttributeRow | None:
    flags = view.named("enrichment_enabled")
    return random.choice(flags) if flags else None


@kind("boolean quoted")
def boolean_quoted(random: Random, view: View) -> Mistake | None:
    row = _flag(random, view)
    return view.line(row.place, row.with_value(f'"{row.value}"')) if row else None


@kind("boolean capitalised")
def boolean_capitalised(random: Random, view: View) -> Mistake | None:
    row = _flag(random, view)
    return (
        view.line(row.place, row.with_value(random.choice([row.value.capitalize(), row.value.upper()])))
        if row
        else None
    )


@kind("boolean misspelt")
def boolean_misspelt(random: Random, view: View) -> Mistake | None:
    row = _flag(random, view)
    word = slip(random, row.value) if row else None
    return view.line(row.place, row.with_value(word)) if row and word else None


@kind("yes or 1 for a boolean")
def boolean_otherwise(random: Random, view: View) -> Mistake | None:
    row = _flag(random, view)
    if row is None:
        return None
    words = ["yes", "on", "1", "t", '"yes"'] if row.value == "true" else ["no", "off", "0", "f", '"no"']
    return view.line(row.place, row.with_value(random.choice(words)))


def _foreign(name: str, *values: str) -> None:
    @kind(name, lossy=True)
    def foreign_value(random: Random, view: View) -> Mistake:
        row = random.choice(view.attributes)
        return view.line(row.place, *row.with_value(random.choice(values)).replace("{}", row.value).split("\n"))


_foreign("number for a value", "42", "-1", "3.14", "1e3")
_foreign("null for a value", "null")
_foreign("list for a value", "[{}]", "[]", '[{}, "x"]')
_foreign("list over several lines", "[\n  {},\n]")
_foreign("object for a value", "{ a = {} }", "{ }")
_foreign("object over several lines", "{\n  a = {}\n}")
_foreign("heredoc for a value", "<<EOT\nsome text\nEOT", "<<-EOT\n  some text\n  EOT")
_foreign("template for a value", '"${var.name}"', '"a-${local.b}"', '"%{ if x }y%{ endif }"')
_foreign("function for a value", "upper({})", 'format("%s", {})', "concat({}, {})")
_foreign("variable for a value", "var.name", "local.table", "data.x.y[0]")
_foreign("condition for a value", "a ? {} : {}", "!true", "1 + 2")


@kind("boolean for a string", lossy=True)
def boolean_for_string(random: Random, view: View) -> Mistake:
    row = random.choice(view.strings)
    return view.line(row.place, row.with_value(random.choice(["true", "false"])))


@kind("text behind a value")
def text_behind(random: Random, view: View) -> Mistake:
    row = random.choice(view.attributes)
    word = random.choice(["todo", "check this", '"again"', "-- the column", "(old)", "* see above", "!"])
    return view.line(row.place, row.with_value(f"{row.value} {word}"))


@kind("version misspelt")
def version_misspelt(random: Random, view: View) -> Mistake:
    row = view.named("version")[0]
    version = row.value.strip('"')
    wrong = [version[1:], version[:-2], "V" + version[1:], version + " ", version.replace("0", "O", 1)]
    wrong += [version.replace(".", ","), "v9.0.0", version + ".0"]
    return view.line(row.place, row.with_value(f'"{random.choice(wrong)}"'))


@kind("version deleted")
def version_deleted(_random: Random, view: View) -> Mistake:
    row = view.named("version")[0]
    return view.replaced(row.place, row.place + 1, at=(row.block.first, row.place))


@kind("profile type misspelt")
def profile_type_misspelt(random: Random, view: View) -> Mistake | None:
    rows = [it for it in view.named("type") if it.block.kind == "profile"]
    values = ['"segment: materialized"', '"materialized"', '"segment-materialized"', '"segment:materialised"']
    values += ['"Segment:materialized"', '"segment:matrialized"', '"segment::materialized"', '"none"']
    return view.line(rows[0].place, rows[0].with_value(random.choice(values))) if rows else None


@kind("external-id type nearly right", Severity.WARNING)
def external_id_type(random: Random, view: View) -> Mistake | None:
    near = {
        "user_id": ["user id", "userid", "user-id", "User_id", "usr_id"],
        "email": ["e-mail", "Email", "emial", "mail"],
        "phone": ["phnoe", "Phone"],
        "anonymous_id": ["anonymous id", "anonymousid", "anonymus_id"],
    }
    rows = [it for it in view.named("type") if it.value.strip('"') in near]
    if not rows:
        return None
    row = random.choice(rows)
    return view.line(row.place, row.with_value(f'"{random.choice(near[row.value.strip(chr(34))])}"'))


@kind("table reference of the wrong form")
def table_reference(random: Random, view: View) -> Mistake | None:
    if view.named("version")[0].value != '"v1.0.0"':
        return None  # The beta knew references of two parts.
    row = random.choice(view.named("table_ref"))
    parts = row.value.strip('"').split(".")
    wrong = random.choice(
        [
            ".".join(parts[1:]),
            parts[-1],
            "..".join([parts[0], ".".join(parts[1:])]),
            row.value.strip('"') + ".",
            "." + row.value.strip('"'),
            "/".join(parts),
            ".".join([*parts, "EXTRA"]),
            ",".join(parts),
            ". ".join(parts),
        ]
    )
    return view.line(row.place, row.with_value(f'"{wrong}"'))


@kind("profile folder of the wrong form")
def profile_folder(random: Random, view: View) -> Mistake | None:
    rows = view.named("profile_folder")
    if not rows or view.named("version")[0].value != '"v1.0.0"':
        return None
    parts = rows[0].value.strip('"').split(".")
    wrong = random.choice([parts[0], "..".join(parts), ".".join([*parts, "USER_TRAITS"]), "/".join(parts)])
    return view.line(rows[0].place, rows[0].with_value(f'"{wrong}"'))
