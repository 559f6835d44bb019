"""The query that counts what one relationship joins.

Rows are not joined with rows: both sides are grouped by their keys first, so that a key which is on a million rows of
each costs two rows here and not a million times a million.
"""

# ruff: noqa: S608 - names of tables and columns come into the SQL as expressions, and values are bound

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog.measurements import Link, RelationshipMeasurement, Side, Spread
from datagraph.proof.entity_query import add_keys, read_keys
from datagraph.proof.profile_query import values_of
from datagraph.proof.script import Answers, Script, key_of, rows_of, trimmed

if TYPE_CHECKING:
    from datagraph.proof.casts import Cast
    from datagraph.proof.subjects import Junction, RelationshipSubject
    from datagraph.warehouse.sql import Query

_NEAR, _FAR = "near", "far"


def relationship_query(subject: RelationshipSubject, kind: str, sample: int | None = None) -> Query:
    """Count what a relationship joins.

    A `sample` is of rows of the left entity (of identifiers on the first level), and the table that these are joined
    with is cut down to keys that can be in the sample, so that all figures of both are true of those keys.
    """
    script = Script(kind)
    if subject.junction is None and subject.words is None:
        _add_direct(script, subject, sample)
    else:
        _add_through(script, subject, sample)
    return script.query()


def read_relationship(
    answers: Answers, subject: RelationshipSubject, sample: int | None = None
) -> RelationshipMeasurement:
    """What the query has found."""
    sampled = sample is not None
    forward, backward = (_read_spread(answers, it) for it in ("forward", "backward"))
    if subject.junction is None and subject.words is None:
        return RelationshipMeasurement((_read_link(answers, _FAR, sampled),), forward, backward)
    links = [_read_link(answers, _FAR, sampled)]
    if sampled:
        right = links[0].right
        unknown = right._replace(matched=None, trimmed=None, folded=None, strays=())
        links = [links[0]._replace(right=unknown)]
    junction = None
    if subject.junction:
        links = [_read_link(answers, _NEAR, sampled), *links]
        junction = read_keys(answers, subject.junction.key, "junction_", sample)
    profiles = answers.numbers("profiles")[0] if subject.words else None
    return RelationshipMeasurement(tuple(links), forward, None if sampled else backward, junction, profiles)


def _add_direct(script: Script, subject: RelationshipSubject, sample: int | None) -> None:
    assert subject.left is not None, "a nested relationship has a left entity"
    cast = subject.far
    left, right = (
        script.step(name, rows_of(it.table, k=key_of(it.column, script.kind, cast.type)))
        for name, it in (("left_rows", subject.left), ("right_rows", subject.right))
    )
    if sample is not None:
        _add_whole(script, _FAR, (left, "k"), (right, "k"))
        left = script.sample("left_sample", left, ["k"], sample, is_text=cast.is_text)
        right = _add_bounded(script, left, right, ["k"], sample, cast)
    keys = _add_link(script, _FAR, f"SELECT k, 1 AS kn FROM {left}", f"SELECT k, 1 AS kn FROM {right}", cast)
    met = "NOT k IS NULL AND kl > 0 AND kr > 0"
    _add_spread(script, "forward", f"SELECT kr AS f, kl AS w FROM {keys} WHERE {met}")
    _add_spread(script, "backward", f"SELECT kl AS f, kr AS w FROM {keys} WHERE {met}")


def _add_through(script: Script, subject: RelationshipSubject, sample: int | None) -> None:
    """A path of two steps: to a junction table and on, or from profiles to their identifiers and on."""
    right = script.step(
        "right_rows", rows_of(subject.right.table, k=key_of(subject.right.column, script.kind, subject.far.type))
    )
    pairs = values_of(script, subject.words, subject.far.type) if subject.words else _junction_pairs(script, subject)
    if sample is not None:
        _add_whole(script, _FAR, (pairs, "y"), (right, "k"))
    if subject.junction:
        paths, routes = _add_junction(script, subject, subject.junction, pairs, sample)
    else:
        if sample is not None:
            pairs = script.sample("pairs_sample", pairs, ["x", "y"], sample)
        paths = script.step("paths", _paths(pairs))
        script.answer("profiles", paths, ["COUNT(DISTINCT x)"])
        routes = f"SELECT x, y, xn, 1 AS xl FROM {paths} WHERE NOT x IS NULL"
    keys = _add_link(
        script, _FAR, f"SELECT y AS k, xn AS kn FROM {paths}", f"SELECT k, 1 AS kn FROM {right}", subject.far
    )
    met = script.step(
        "routes",
        f"SELECT a.x AS x, a.y AS y, a.xn AS xn, a.xl AS xl, c.kr AS yr FROM ({routes}) AS a "
        f"JOIN {keys} AS c ON a.y = c.k WHERE c.kr > 0",
    )
    _add_spread(script, "forward", f"SELECT SUM(xn * yr) AS f, MAX(xl) AS w FROM {met} GROUP BY x")
    _add_spread(script, "backward", f"SELECT SUM(xn * xl) AS f, MAX(yr) AS w FROM {met} GROUP BY y")


def _add_junction(
    script: Script, subject: RelationshipSubject, junction: Junction, pairs: str, sample: int | None
) -> tuple[str, str]:
    """The paths through a junction table, and SQL for those that begin at a row of the left entity."""
    assert subject.left is not None, "it comes with a left entity"
    assert subject.near is not None, "it comes with a left join"
    near = subject.near
    left = script.step("left_rows", rows_of(subject.left.table, k=key_of(subject.left.column, script.kind, near.type)))
    if sample is not None:
        _add_whole(script, _NEAR, (left, "k"), (pairs, "x"))
        left = script.sample("left_sample", left, ["k"], sample, is_text=near.is_text)
        pairs = _add_bounded(script, left, pairs, ["x", "y"], sample, near)
    paths = script.step("paths", _paths(pairs))
    keys = _add_link(script, _NEAR, f"SELECT k, 1 AS kn FROM {left}", f"SELECT x AS k, xn AS kn FROM {paths}", near)
    add_keys(script, junction.key, "junction_", sample)
    routes = (
        f"SELECT d.x AS x, d.y AS y, d.xn AS xn, b.kl AS xl FROM {paths} AS d JOIN {keys} AS b ON d.x = b.k "
        "WHERE b.kl > 0"
    )
    return paths, routes


def _paths(pairs: str) -> str:
    """SQL for what stands between two ends: their keys in `x` and `y`, and on how many rows these are."""
    return f"SELECT x, y, COUNT(*) AS xn FROM {pairs} GROUP BY x, y"


def _junction_pairs(script: Script, subject: RelationshipSubject) -> str:
    """A step with the keys of a junction table: those of the left entity in `x`, of the right one in `y`."""
    junction = subject.junction
    assert junction is not None, "what has no profile's words in between has a junction table"
    assert subject.near is not None, "it comes with a left join"
    x = key_of(junction.left, script.kind, subject.near.type)
    y = key_of(junction.right, script.kind, subject.far.type)
    return script.step("pairs", rows_of(junction.key.table, x=x, y=y))


def _add_whole(script: Script, name: str, left: tuple[str, str], right: tuple[str, str]) -> None:
    """Count the rows, and those without a key, of what a sample is taken from."""
    for side, (step, key) in (("left", left), ("right", right)):
        script.answer(f"{name} whole {side}", step, ["COUNT(*)", f"COUNT(*) - COUNT({key})"])


def _add_bounded(script: Script, sample: str, source: str, keys: list[str], rows: int, cast: Cast) -> str:
    """Cut a step down to the keys, the first of `keys`, whose hash is not behind the last of a sample."""
    # A sample that is smaller than was asked for holds everything; no hexadecimal digit comes behind `g`.
    last = f"CASE WHEN COUNT(*) < {rows} THEN 'g' ELSE MAX(h) END"
    bound = script.step("bound", f"SELECT {last} AS last_h FROM {sample}")
    columns, digest = ", ".join(keys), script.hashed(keys[0], is_text=cast.is_text)
    every = script.step("hashed", f"SELECT {columns}, {digest} AS h FROM {source} WHERE NOT {keys[0]} IS NULL")
    listed = ", ".join(f"a.{it} AS {it}" for it in keys)
    return script.step("bounded", f"SELECT {listed} FROM {every} AS a CROSS JOIN {bound} AS b WHERE a.h <= b.last_h")


def _add_link(script: Script, name: str, left: str, right: str, cast: Cast) -> str:
    """Count what meets in one key: `left` and `right` are SQL for keys in `k`, and in `kn` on how many rows they are.

    The step that is given back has every key, with its rows on the left in `kl` and on the right in `kr`.
    """
    sides = script.step(
        f"{name}_sides",
        f"SELECT k, kn AS nl, 0 AS nr FROM ({left}) AS one UNION ALL SELECT k, 0 AS nl, kn AS nr FROM ({right}) AS two",
    )
    keys = script.step(f"{name}_keys", f"SELECT k, SUM(nl) AS kl, SUM(nr) AS kr FROM {sides} GROUP BY k")
    # Rows, rows without a key, keys on more than one row, rows that meet something: on the left, then on the right.
    figures = {
        f"{figure}{side}": sql.format(its=f"k{side}", others=f"k{other}")
        for figure, sql in (
            ("all_", "SUM({its})"),
            ("null_", "SUM(CASE WHEN k IS NULL THEN {its} ELSE 0 END)"),
            ("many_", "SUM(CASE WHEN NOT k IS NULL AND {its} > 1 THEN 1 ELSE 0 END)"),
            ("met_", "SUM(CASE WHEN NOT k IS NULL AND {others} > 0 THEN {its} ELSE 0 END)"),
        )
        for side, other in (("l", "r"), ("r", "l"))
    }
    if cast.is_text:
        _add_loose(script, name, keys, figures)
    else:
        script.answer(f"{name} link", keys, [*figures.values(), *[figures["met_l"], figures["met_r"]] * 2])
    script.examples(f"{name}_left", keys, "NOT k IS NULL AND kl > 0 AND kr = 0", "kl")
    script.examples(f"{name}_right", keys, "NOT k IS NULL AND kr > 0 AND kl = 0", "kr")
    script.examples(f"{name}_many", keys, "NOT k IS NULL AND kl > 1 AND kr > 0", "kl")
    return keys


def _add_loose(script: Script, name: str, keys: str, figures: dict[str, str]) -> None:
    """Group the keys again without white space around them, and those without their case, and count what meets then."""
    bare = trimmed("k")
    listed = ", ".join(f"{sql} AS {it}" for it, sql in figures.items())
    spaced = script.step(
        f"{name}_trimmed",
        f"SELECT {bare} AS sk, SUM(kl) AS sl, SUM(kr) AS sr, {listed} FROM {keys} GROUP BY {bare}",
    )
    carried = ", ".join(f"SUM({it}) AS f_{it}" for it in figures)
    cased = script.step(
        f"{name}_folded",
        f"SELECT LOWER(sk) AS ck, SUM(sl) AS cl, SUM(sr) AS cr, {carried}, "
        "SUM(CASE WHEN NOT sk IS NULL AND sr > 0 THEN sl ELSE 0 END) AS trim_l, "
        "SUM(CASE WHEN NOT sk IS NULL AND sl > 0 THEN sr ELSE 0 END) AS trim_r "
        f"FROM {spaced} GROUP BY LOWER(sk)",
    )
    folded = [
        "SUM(CASE WHEN NOT ck IS NULL AND cr > 0 THEN cl ELSE 0 END)",
        "SUM(CASE WHEN NOT ck IS NULL AND cl > 0 THEN cr ELSE 0 END)",
    ]
    script.answer(f"{name} link", cased, [*(f"SUM(f_{it})" for it in figures), "SUM(trim_l)", "SUM(trim_r)", *folded])


def _add_spread(script: Script, name: str, each: str) -> None:
    """Median, 99th percentile and maximum of the numbers `f` that SQL gives, each of which counts `w` times.

    The dialects' own functions for percentiles have nothing in common.
    """
    source = script.step(f"{name}_each", each)
    counts = script.step(f"{name}_counts", f"SELECT f, SUM(w) AS fw FROM {source} GROUP BY f")
    places = script.step(
        f"{name}_places",
        "SELECT f, fw, SUM(fw) OVER (ORDER BY f ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS up_to, "
        f"SUM(fw) OVER () AS of_all FROM {counts}",
    )
    ranks = [f"MIN(CASE WHEN up_to * 100 >= of_all * {percent} THEN f END)" for percent in (50, 99)]
    script.answer(name, places, [*ranks, "MAX(f)", "SUM(fw)", "SUM(f * fw)"])


def _read_spread(answers: Answers, name: str) -> Spread:
    return Spread(*answers.numbers(name)[:5])


def _read_link(answers: Answers, name: str, sampled: bool) -> Link:
    numbers = answers.numbers(f"{name} link")
    sides = []
    for index, side in enumerate(("left", "right")):
        rows, nulls, repeated, matched, trimmed, folded = numbers[index:12:2]
        examined = rows - nulls
        if sampled:
            rows, nulls = answers.numbers(f"{name} whole {side}")[:2]
        strays = answers.examples(f"{name}_{side}")
        examples = answers.examples(f"{name}_many") if side == "left" else ()
        sides.append(Side(rows, nulls, examined, matched, trimmed, folded, repeated, strays, examples))
    return Link(*sides)
