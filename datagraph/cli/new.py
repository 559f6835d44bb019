"""`datagraph new`: writes a file to start from."""

from __future__ import annotations

import os

from datagraph.cli.command import Argument, Command, Option
from datagraph.cli.output import write_output
from datagraph.cli.terminal import complain, write
from datagraph.project.files import STDIN

COMMAND = Command(
    name="new",
    summary="Write a small Data Graph to start from.",
    details="It is valid and explains itself in comments.",
    examples=(
        ("datagraph new", "write graph.dg"),
        ("datagraph new graphs/shop.dg", "write that file; its directory must be there"),
        ("datagraph new -", "write to standard output"),
    ),
    exits=((0, "the file is written"), (2, "the file exists or cannot be written, or the call is wrong")),
    arguments=(
        Argument("path", metavar="[PATH]", help="The file to write; `-` is standard output. Default: graph.dg."),
    ),
    options=(Option("--force", kind="switch", help="Write over a file that exists."),),
)

STARTER = """\
# A Data Graph tells Segment which tables of your warehouse are entities, and how they relate to each other and to
# the profile. Put your own tables in, run `datagraph validate`, and paste the text into Segment's editor.
data_graph {
  version = "v1.0.0"

  # An entity is a table. Its slug, here account-entity, stays for ever; its name can change at any time.
  entity "account-entity" {
    name        = "Account"
    description = "A customer's account"

    # database.schema.table, in the letters that the warehouse uses.
    table_ref = "PROD.CUST.ACCOUNT"

    # One column, with a different value in every row.
    primary_key = "ID"

    # Linked Events may look this entity up.
    enrichment_enabled = true
  }

  entity "cart-entity" {
    name        = "Cart"
    description = "What somebody has put into a cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  # A graph for Linked Events alone needs no profile and no relationships.
  profile {
    # database.schema, where Profiles Sync writes.
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    # From the profile to an entity: by an identifier, as here, or by a trait.
    relationship "user-accounts" {
      name           = "Accounts"
      description    = "The accounts with the profile's e-mail address"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      # From an entity to the next: by columns, each behind the slug of its entity, the outer one on the left.
      relationship "account-carts" {
        name           = "Carts"
        description    = "The carts filled from the account"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
      }
    }
  }
}
"""


def run(*, path: str, force: bool) -> int:
    """Write the file; returns the exit code."""
    path = path or "graph.dg"
    if path == STDIN:
        write_output(STARTER, "")
        return 0
    if os.path.lexists(path) and not force:
        complain(f"error: {path} exists; `--force` writes over it")
        return 2
    if not write_output(STARTER, path):
        return 2
    write(f"wrote {path}\n")
    return 0
