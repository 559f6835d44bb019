"""Graphs that the server is asked about, and places in them."""

from __future__ import annotations

from typing import Any

GRAPH = """\
data_graph {
  version = "v1.0.0"

  # What a customer has.
  # And does.
  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "user_id"
        join_key = "ID"
      }

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
      }
    }
  }
}
"""
"""Nothing is wrong with it."""

MISSPELT = GRAPH.replace('related_entity = "cart-entity"', 'related_entity = "carts-entity"')
"""One error, DG201, which has a fix."""

EVERYTHING = {"start": {"line": 0, "character": 0}, "end": {"line": 100_000, "character": 0}}


def position(text: str, mark: str, offset: int = 0) -> dict[str, int]:
    """The position of the first occurrence of a mark, and so many characters on; in text whose characters are plain."""
    index = text.index(mark) + offset
    return {"line": text.count("\n", 0, index), "character": index - text.rfind("\n", 0, index) - 1}


def place(uri: str, text: str, mark: str, offset: int = 0) -> dict[str, Any]:
    """The parameters of most requests."""
    return {"textDocument": {"uri": uri}, "position": position(text, mark, offset)}


def covered(text: str, range_: dict[str, dict[str, int]]) -> str:
    """The text in a range; in text whose characters are plain."""
    lines = text.splitlines(keepends=True)
    start, end = ((sum(map(len, lines[: it["line"]])) + it["character"]) for it in (range_["start"], range_["end"]))
    return text[start:end]


def edited(text: str, edits: list[dict[str, Any]]) -> str:
    """The text with edits applied, in text whose characters are plain."""
    lines = text.splitlines(keepends=True)
    for edit in sorted(edits, key=lambda it: (it["range"]["start"]["line"], it["range"]["start"]["character"]))[::-1]:
        start, end = (
            sum(map(len, lines[: it["line"]])) + it["character"]
            for it in (edit["range"]["start"], edit["range"]["end"])
        )
        text = text[:start] + edit["newText"] + text[end:]
    return text
