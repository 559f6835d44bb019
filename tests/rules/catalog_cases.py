"""A shop, its warehouse, and mistakes in either, one at a time, for the tests of the rules over the catalog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics import Applicability, Diagnostic, Severity
from datagraph.engine import analyse
from datagraph.rules import Evidence
from datagraph.settings import Settings

if TYPE_CHECKING:
    from datagraph.catalog import Catalog

TABLES = """\
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY, EMAIL VARCHAR, CODE VARCHAR, "Odd Name" VARCHAR, OPENED DATE);
CREATE TABLE PROD.CUST.CART (ID BIGINT PRIMARY KEY, ACCOUNT_ID BIGINT, ACCOUNT_CODE VARCHAR, MADE TIMESTAMP, PAID BOOL);
CREATE TABLE PROD.SHOP.PRODUCT (SKU VARCHAR PRIMARY KEY, TITLE VARCHAR);
CREATE TABLE PROD.SHOP.CART_PRODUCT
  (CART_ID BIGINT, SKU VARCHAR, LINE_ID VARCHAR UNIQUE NOT NULL, PRIMARY KEY (CART_ID, SKU));
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
CREATE TABLE RAW.LOADS.EVENT (ID VARCHAR);
"""
GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "account" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  entity "product" {
    name        = "Product"
    table_ref   = "PROD.SHOP.PRODUCT"
    primary_key = "SKU"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "accounts" {
      name           = "Accounts"
      related_entity = "account"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "carts" {
        name           = "Carts"
        related_entity = "cart"
        join_on        = "account.ID = cart.ACCOUNT_ID"

        relationship "cart-products" {
          name           = "Products"
          related_entity = "product"

          junction_table {
            table_ref     = "PROD.SHOP.CART_PRODUCT"
            primary_key   = "LINE_ID"
            left_join_on  = "cart.ID = CART_ID"
            right_join_on = "SKU = product.SKU"
          }
        }
      }
    }
  }
}
"""


class Case(NamedTuple):
    """A graph with a mistake, what the warehouse is, what is to be said, and whether the fix gives the graph back."""

    text: str
    tables: str
    kind: str
    expected: str
    is_mended: bool


def read_cases(cases: str) -> dict[str, Case]:
    """Read cases that stand apart by an empty line.

    Each is a name; what stands in the graph on `-` lines, and in its place on `+` lines; the same for the tables on
    `s-` and `s+` lines; the kind of warehouse on a `kind` line; then what is said, and `= ?` if a fix is a guess.
    """
    return {name: _read_case(rest) for name, *rest in (block.splitlines() for block in cases.strip().split("\n\n"))}


def _read_case(lines: list[str]) -> Case:
    texts = {"": GRAPH, "s": TABLES}
    kind, old = "duckdb", ""
    expected: list[str] = []
    for line in lines:
        if sign := re.match(r"(s?)([-+])(?: |$)", line):
            target, words = sign[1], line[sign.end() :].replace("\\n", "\n")
            if sign[2] == "-":
                assert texts[target].count(words) == 1, words
                old = words
            else:
                texts[target] = texts[target].replace(old, words)
        elif line.startswith("kind "):
            kind = line[5:]
        elif line != "= ?":
            expected.append(line)
    return Case(texts[""], texts["s"], kind, "\n".join(expected), "= ?" not in lines)


def spoken(text: str, diagnostic: Diagnostic) -> str:
    """A diagnostic with its place, its labels, its help and the titles of its fixes; of other families the code."""
    if not diagnostic.code.startswith("DG4"):
        return diagnostic.code
    grave = "" if diagnostic.severity is Severity.ERROR else f" {diagnostic.severity}"
    lines = [f"{diagnostic.code}{grave} «{diagnostic.span.text_of(text)}» {diagnostic.message} | {diagnostic.label}"]
    lines += [f"at «{label.span.text_of(text)}»: {label.text}" for label in diagnostic.labels]
    lines += [f"help: {advice}" for advice in diagnostic.help]
    lines += [f"note: {note}" for note in diagnostic.notes]
    for fix in diagnostic.fixes:
        lines.append(f"{'' if fix.applicability is Applicability.SAFE else 'unsafe '}fix: {fix.title}")
    return "\n".join(lines)


def found_in(text: str, catalog: Catalog) -> list[Diagnostic]:
    return list(analyse(text, Settings(), Evidence(catalog)).diagnostics)


def said(text: str, catalog: Catalog) -> str:
    return "\n".join(spoken(text, it) for it in found_in(text, catalog))
