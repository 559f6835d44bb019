"""What the tables of a profile are asked: the values of one external id or trait, and which of them there are."""

# ruff: noqa: S608 - names of tables and columns come into the SQL as expressions, and values are bound

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from datagraph.catalog.measurements import ProfileMeasurement
from datagraph.proof.profile_tables import identifier_columns, trait_column_name, trait_columns
from datagraph.proof.script import Answers, Script, field, key_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.catalog import Column
    from datagraph.proof.profile_tables import Merges, ProfileTables, Words

# More than anybody names; of a space with a trait for every order, say, the answer would have no end.
_MOST_WORDS = 1000


def values_of(script: Script, words: Words, cast: str = "") -> str:
    """A step with each profile in `x` and each of its values in `y`, every pair once.

    Of an unmaterialized profile the rows are updates: values are those of the latest one, where that is a column, and
    a segment id stands for the profile that it was last merged into.
    """
    of_one = {"x": field(words.who), "y": key_of(words.value, script.kind, cast)}
    if words.order:
        latest = script.step(
            "trait_updates",
            rows_of(words.table, **of_one, place=_place(words.who, words.order)),
        )
        source = script.step("latest_traits", f"SELECT x, y FROM {latest} WHERE place = 1")
    else:
        found = rows_of(words.table, **of_one)
        if words.name:
            found = found.where(exp.EQ(this=field(words.name), expression=script.values.bound(words.word)))
        source = script.step("profile_values", found)
    if words.merges:
        source = _merged(script, source, words.merges)
    return script.step("pairs", f"SELECT DISTINCT x, y FROM {source} WHERE NOT y IS NULL")


def _merged(script: Script, source: str, merges: Merges) -> str:
    """A step with the profiles that segment ids were last merged into."""
    merged = script.step(
        "merges",
        rows_of(
            merges.table,
            x=field(merges.who),
            whole=field(merges.profile),
            place=_place(merges.who, merges.order or merges.profile),
        ),
    )
    latest = script.step("latest_merges", f"SELECT x, whole FROM {merged} WHERE place = 1")
    return script.step(
        "merged_values",
        f"SELECT COALESCE(b.whole, a.x) AS x, a.y AS y FROM {source} AS a LEFT JOIN {latest} AS b ON a.x = b.x",
    )


def _place(who: Column, order: Column) -> exp.Expression:
    """The place of a row among those of its owner, the latest one first."""
    return exp.Window(
        this=exp.RowNumber(),
        partition_by=[field(who)],
        order=exp.Order(expressions=[exp.Ordered(this=field(order), desc=True, nulls_first=False)]),
    )


def profile_script(profile: ProfileTables, kind: str, *, external_ids: bool, traits: bool) -> Script | None:
    """The query that counts the external-id types and the names of traits; None if there is no table to ask."""
    script = Script(kind)
    asked = (
        ("external_ids", "id_words", identifier_columns(profile) if external_ids else None),
        ("traits", "trait_words", trait_columns(profile) if traits else None),
    )
    for heading, name, place in asked:
        if place:
            source, column = place
            words = script.step(name, rows_of(source, k=field(column)))
            counts = script.step(f"{name}_counts", f"SELECT k, COUNT(*) AS kn FROM {words} GROUP BY k")
            script.examples(heading, counts, "NOT k IS NULL", "kn", _MOST_WORDS)
    return script if any(place for *_, place in asked) else None


def read_profile(
    answers: Answers, profile: ProfileTables, *, external_ids: bool, traits: Iterable[str]
) -> ProfileMeasurement:
    """What the query has found, and which of the graph's traits an unmaterialized profile has columns for."""
    found: dict[str, int] | None = dict(answers.words("traits")) if trait_columns(profile) else None
    table = profile.tables.get("profile_traits_updates")
    if not profile.is_materialized and table:
        columns = {it.name.lower() for it in table.columns}
        found = dict.fromkeys(sorted(columns), 0)
        found.update((it, 0) for it in traits if {it.lower(), trait_column_name(it)} & columns)
    known = external_ids and identifier_columns(profile)
    return ProfileMeasurement(dict(answers.words("external_ids")) if known else None, found if traits else None)
