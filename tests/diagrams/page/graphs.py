"""Graphs whose pages are looked at."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from datagraph.diagrams.compose import compose
from datagraph.diagrams.page import page
from datagraph.diagrams.scene import Choice
from datagraph.view import view_of

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING: Mapping[str, Any] = MappingProxyType({})
_EXAMPLE = (Path(__file__).parents[3] / "examples" / "ecommerce" / "graph.dg").read_text(encoding="utf-8")
_APART = """\
  entity "store-entity" {
    name        = "Store"
    table_ref   = "PRODUCTION.PROD.STORE"
    primary_key = "ID"
  }

"""
_SECOND_WAY = """\
      relationship "account-subscriptions" {
        name           = "Own subscriptions"
        related_entity = "subscription-entity"
        join_on        = "account-entity.ID = subscription-entity.ACCOUNT_ID"
      }

      relationship "account-shops" {
        name           = "Shops"
        related_entity = "shop-entity"
        join_on        = "account-entity.SHOP_ID = shop-entity.ID"
      }

"""

SHOP = _EXAMPLE.replace("  # The profile:", f"{_APART}  # The profile:").replace(
    "      # 1:many: an account", f"{_SECOND_WAY}      # 1:many: an account"
)
"""The shop of the examples; two ways lead to its subscriptions, one to an entity that is missing, none to stores."""
HOSTILE = (
    "</script><script>document.title = 'broken out'</script><!-- \"'><img src=x onerror=alert(1)> ${1+1} \u202eevil"
)


def hostile(text: str) -> str:
    """A graph that says a text wherever it may, with another of 10,000 characters beside it."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f"""\
data_graph {{
  version = "v1.0.0"

  # {text}
  entity "{quoted}" {{
    name        = "{quoted}"
    description = "{quoted}"
    table_ref   = "{quoted}"
    primary_key = "{quoted}"
  }}

  entity "long" {{
    name        = "{"wide label " * 1000}"
    description = "{"<b>" * 3000}"
    table_ref   = "DB.S.T"
    primary_key = "ID"
  }}

  profile {{
    profile_folder = "{quoted}"
    type           = "segment:materialized"

    relationship "{quoted}" {{
      name           = "{quoted}"
      description    = "{quoted}"
      related_entity = "{quoted}"

      trait {{
        name     = "{quoted}"
        join_key = "{quoted}"
      }}

      relationship "second" {{
        name           = "{quoted}"
        related_entity = "no {quoted}"
        join_on        = "{quoted}"
      }}
    }}
  }}
}}
"""


def page_of(text: str, source: str = "graph.dg", known: Mapping[str, Mapping[str, Any]] = NOTHING) -> str:
    """The page of a graph, with its problems; `known` is what a warehouse tells of nodes and edges, by their ids."""
    view = view_of(text)
    scene = compose(view, Choice(has_remarks=True), source)
    nodes = tuple(it._replace(**known.get(it.id, {})) for it in scene.nodes)
    edges = tuple(it._replace(**known.get(it.id, {})) for it in scene.edges)
    made = page(view, scene._replace(nodes=nodes, edges=edges))
    assert isinstance(made, str)
    return made
