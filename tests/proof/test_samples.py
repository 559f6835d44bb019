"""Samples: always the same rows, and figures that are true of the keys in them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from tests.proof import brute_force
from tests.proof.surveys import TABLES, figures, findings, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.catalog.measurements import Link, Side
    from tests.proof.brute_force import Key

_MANY = 400


def _tables() -> str:
    """Many carts of few accounts: a third of the carts have none, and each seventh account is there twice."""
    accounts = [(n, f"person{n}@example.com") for n in range(_MANY)]
    accounts += [it for it in accounts if it[0] % 7 == 0]
    carts = [(1000 + n, n if n % 3 else n + 5000) for n in range(2 * _MANY)]
    values = ", ".join(f"({number}, '{email}')" for number, email in accounts)
    return TABLES.replace("(1, 'ada@example.com'), (2, 'bob@example.com'), (3, 'eve@example.com')", values).replace(
        "(501, 1), (502, 1), (503, 2), (504, 3)", ", ".join(map(str, carts))
    )


def _digest(key: Key) -> str:
    text = key.strip(" \t\r\n").lower() if isinstance(key, str) else str(key)
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _sampled(keys: Sequence[Key], rows: int) -> tuple[Sequence[Key], str]:
    """The first keys by their digest, and the digest up to which others can meet them."""
    kept = sorted((it for it in keys if it is not None), key=lambda it: (_digest(it), it))[:rows]
    return kept, "g" if len(kept) < rows else _digest(kept[-1])


@pytest.mark.parametrize("rows", [1, 5, 60, 10_000])
@pytest.mark.parametrize("is_text", [False, True], ids=["numbers", "texts"])
def test_a_sample_of_a_join_is_whole_for_the_keys_in_it(rows: int, is_text: bool) -> None:
    left: list[Key] = [n * 7 % 50 for n in range(90)] + [None, None]
    right: list[Key] = [n * 3 % 80 for n in range(130)] + [None]
    if is_text:
        left = [it if it is None else f"k{it}" if it % 4 else f"K{it} " for it in left]
        right = [it if it is None else f"k{it}" for it in right]
    kind = "VARCHAR" if is_text else "INTEGER"
    tables = TABLES.replace("ACCOUNT (ID INTEGER", f"ACCOUNT (ID {kind}").replace(
        "ACCOUNT_ID INTEGER", f"ACCOUNT_ID {kind}"
    )
    tables += "DELETE FROM PROD.CUST.ACCOUNT; DELETE FROM PROD.CUST.CART;"
    tables += f"INSERT INTO PROD.CUST.ACCOUNT VALUES {_rows((it, None) for it in left)};"
    tables += f"INSERT INTO PROD.CUST.CART VALUES {_rows(enumerate(right))};"
    found = figures(tables, sample=rows).relationships["carts"]
    kept, last = _sampled(left, rows)
    expected = brute_force.direct(kept, [it for it in right if it is not None and _digest(it) <= last])
    assert found.forward == expected.forward
    assert found.backward == expected.backward
    assert found.links == (_of_all(expected.links[0], left, right),)


def _of_all(link: Link, left: list[Key], right: list[Key]) -> Link:
    return link._replace(left=_whole(link.left, left), right=_whole(link.right, right))


def _whole(side: Side, keys: list[Key]) -> Side:
    return side._replace(rows=len(keys), nulls=keys.count(None))


def _rows(rows: object) -> str:
    return ", ".join(f"({', '.join(map(_literal, it))})" for it in rows)  # type: ignore[attr-defined]


def _literal(value: object) -> str:
    return "NULL" if value is None else f"'{value}'" if isinstance(value, str) else str(value)


def test_a_sample_larger_than_the_tables_gives_what_all_rows_give() -> None:
    every, sampled = figures(TABLES), figures(TABLES, sample=1000)
    assert sampled.entities == every.entities
    assert sampled.relationships["carts"] == every.relationships["carts"]
    forward = [every.relationships[it].forward for it in every.relationships]
    assert [sampled.relationships[it].forward for it in every.relationships] == forward


def test_a_sample_is_the_same_each_time() -> None:
    tables = _tables()
    assert figures(tables, sample=50) == figures(tables, sample=50)


def test_a_sample_finds_repeated_keys_because_it_keeps_rows_of_one_key_together() -> None:
    found = figures(_tables(), sample=50).entities["account"]
    assert (found.rows, found.examined) == (_MANY + 58, 50)
    assert found.repeats == 2 * found.repeated > 2


def test_what_a_sample_cannot_tell_is_not_told() -> None:
    found = figures(_tables(), sample=50)
    first, nested, through = (found.relationships[it] for it in ("accounts", "carts", "products"))
    assert first.links[0].right.matched is None
    assert first.backward is None
    assert through.links[1].right.matched is None
    assert through.backward is None
    assert nested.links[0].right.matched is not None


def test_findings_of_a_sample_say_that_they_are() -> None:
    labels = {it.code: it.label for it in findings(_tables(), sample=50)}
    assert labels["DG701"].endswith(", in a sample")
    assert labels["DG705"].endswith(", in a sample")
    assert ", in a sample" not in " ".join(said(findings(_tables())))


def test_case_that_keeps_profiles_apart_is_seen_in_a_sample() -> None:
    spoilt = TABLES + "UPDATE PROD.CUST.ACCOUNT SET EMAIL = upper(EMAIL) WHERE ID > 1;"
    assert said(findings(spoilt, sample=3)) == [
        "warning DG714 «EMAIL» 2 values of `email` would match but for case: 1 of 3 keys match as they are, in a sample"
    ]
