"""The table: every block and attribute of the language, from the outside in, and look-ups over it.

One file holds all of it, for it is read as one; with a file per block, importing it took two thirds longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.language.attribute import Attribute
from datagraph.language.block import Block, ChildRule, Choice
from datagraph.language.values import CURRENT_VERSION, MATERIALIZATIONS, PROFILE_TYPES, VERSIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA_GRAPH = Block(
    name="data_graph",
    parents=("",),
    attributes=(
        Attribute(
            name="version",
            required=True,
            form="version",
            documentation=(
                "The version of the configuration language that the file is written in. "
                "`v1.0.0` is the current one; `v0.0.6` is the beta, which Segment's documentation used before."
            ),
            example='version = "v1.0.0"',
            placeholder=CURRENT_VERSION,
            allowed=VERSIONS,
        ),
    ),
    children=(ChildRule("entity"), ChildRule("profile", maximum=1)),
    documentation=(
        "The whole Data Graph of one Unify space: which warehouse tables are entities, and how they relate to each "
        "other and to the Segment profile. A file holds exactly one. A graph for Linked Events alone needs only "
        "entities; Linked Audiences also need the profile and its relationships."
    ),
    example="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }
    }
  }
}
""",
)

ENTITY = Block(
    name="entity",
    label="slug",
    parents=("data_graph",),
    attributes=(
        Attribute(
            name="name",
            required=True,
            form="label",
            documentation=(
                "The label that people see for the entity in Linked Audiences and Linked Events. "
                "It can change at any time without breaking a consumer; the slug cannot."
            ),
            example='name = "Account"',
            placeholder="Name",
        ),
        Attribute(
            name="description",
            required=False,
            form="text",
            documentation=(
                "What one row of the entity stands for, in words for the marketers who choose it. "
                "It changes nothing in how the graph works."
            ),
            example='description = "A customer\'s billing account"',
            placeholder="Description",
        ),
        Attribute(
            name="table_ref",
            required=True,
            form="table",
            documentation=(
                "The table behind the entity, fully qualified: `database.schema.table` "
                "(BigQuery: `project.dataset.table`; Databricks: `catalog.schema.table`). "
                "Tables, views and materialized views all serve. "
                "Letters are case sensitive: write them as the warehouse does."
            ),
            example='table_ref = "PROD.CUST.ACCOUNT"',
            placeholder="DATABASE.SCHEMA.TABLE",
        ),
        Attribute(
            name="primary_key",
            required=True,
            form="column",
            documentation=(
                "The column of the table that identifies a row: one column, with a different value in every row. "
                "Linked Events look entities up by it."
            ),
            example='primary_key = "ID"',
            placeholder="ID",
        ),
        Attribute(
            name="enrichment_enabled",
            required=False,
            form="flag",
            documentation=(
                "Whether Linked Events may enrich events with the entity. "
                "If it is `true`, Segment syncs the table's rows, found again by the primary key."
            ),
            example="enrichment_enabled = true",
            placeholder="true",
            default="false",
        ),
    ),
    documentation=(
        "A warehouse table as people speak of it: an account, a cart, a subscription. "
        "Its slug is all lowercase, with digits, dashes and underscores, and unique in the graph; relationships and "
        "joins refer to it. A changed slug counts as a deletion and breaks the consumers that use the entity."
    ),
    example="""\
entity "account-entity" {
  name               = "Account"
  description        = "A customer's billing account"
  table_ref          = "PROD.CUST.ACCOUNT"
  primary_key        = "ID"
  enrichment_enabled = true
}
""",
)

PROFILE = Block(
    name="profile",
    parents=("data_graph",),
    attributes=(
        Attribute(
            name="profile_folder",
            required=True,
            form="schema",
            documentation=(
                "The schema into which Profiles Sync writes the profile tables, fully qualified: `database.schema` "
                "(BigQuery: `project.dataset`; Databricks: `catalog.schema`). "
                "Letters are case sensitive: write them as the warehouse does. In v0.0.6 it was the schema alone."
            ),
            example='profile_folder = "PROD.SEGMENT"',
            placeholder="DATABASE.SCHEMA",
        ),
        Attribute(
            name="type",
            required=True,
            form="profile type",
            documentation=(
                "Which tables Profiles Sync writes. `segment:materialized`, which Segment recommends and Redshift "
                "requires, reads the finished tables `user_identifiers`, `user_traits` and `profile_merges`. "
                "`segment:unmaterialized` reads the raw tables of updates, and costs the warehouse more."
            ),
            example='type = "segment:materialized"',
            placeholder=PROFILE_TYPES[0],
            allowed=PROFILE_TYPES,
            since="v1.0.0",
        ),
        Attribute(
            name="materialization",
            required=True,
            form="materialization",
            documentation=(
                "How the profile tables were built, in the beta of the language; users were told to write `none`. "
                "From v1.0.0 on, `type` says it."
            ),
            example='materialization = "none"',
            placeholder=MATERIALIZATIONS[0],
            allowed=MATERIALIZATIONS,
            until="v0.0.6",
            replaced_by="type",
        ),
    ),
    children=(ChildRule("relationship"),),
    documentation=(
        "The Segment profile: the tables that Profiles Sync writes, and the root of every relationship. "
        "A graph has at most one; a graph for Linked Events alone needs none. "
        "A path from it may be six nodes long, the profile counted; it may branch without limit."
    ),
    example="""\
profile {
  profile_folder = "PROD.SEGMENT"
  type           = "segment:materialized"

  relationship "user-accounts" {
    name           = "Accounts"
    related_entity = "account-entity"

    external_id {
      type     = "email"
      join_key = "EMAIL"
    }
  }
}
""",
)

_FIRST_LEVEL = ("profile",)
_NESTED = ("relationship",)

RELATIONSHIP = Block(
    name="relationship",
    label="slug",
    parents=("profile", "relationship"),
    attributes=(
        Attribute(
            name="name",
            required=True,
            form="label",
            documentation=(
                "The label that people see for the relationship when they build a Linked Audience. "
                "It can change at any time without breaking a consumer; the slug cannot."
            ),
            example='name = "Shopping carts"',
            placeholder="Name",
        ),
        Attribute(
            name="description",
            required=False,
            form="text",
            documentation=(
                "What the relationship means, in words for the marketers who choose it. "
                "It changes nothing in how the graph works."
            ),
            example='description = "The carts filled from an account"',
            placeholder="Description",
        ),
        Attribute(
            name="related_entity",
            required=True,
            form="entity",
            documentation=(
                "The slug of the entity that the relationship leads to. "
                "The entity may be declared anywhere in the graph, also after the profile."
            ),
            example='related_entity = "cart-entity"',
            placeholder="entity-slug",
        ),
        Attribute(
            name="join_on",
            required=False,
            form="join",
            documentation=(
                "How a 1:many relationship under another one finds its rows: "
                "`left-entity.COLUMN = right-entity.COLUMN`. Left is the entity of the relationship around this one, "
                "right this one's own; both by their slugs, never by their tables. "
                "The join is an inner one: rows without a partner drop out."
            ),
            example='join_on = "account-entity.ID = cart-entity.ACCOUNT_ID"',
            placeholder="left-entity.COLUMN = right-entity.COLUMN",
            where=_NESTED,
        ),
    ),
    children=(
        ChildRule("external_id", maximum=1, where=_FIRST_LEVEL),
        ChildRule("trait", maximum=1, where=_FIRST_LEVEL),
        ChildRule("junction_table", maximum=1, where=_NESTED),
        ChildRule("relationship"),
    ),
    choices=(
        Choice(("external_id", "trait"), where=_FIRST_LEVEL),
        Choice(("join_on", "junction_table"), where=_NESTED),
    ),
    documentation=(
        "A step from the profile, or from the entity of the relationship around it, to another entity. "
        "Directly under the profile it has one `external_id` or one `trait`; under another relationship it has "
        "`join_on` (1:many) or one `junction_table` (many:many). "
        "Its slug is unique in the graph, and a changed slug counts as a deletion."
    ),
    example="""\
relationship "user-accounts" {
  name           = "Accounts"
  related_entity = "account-entity"

  external_id {
    type     = "email"
    join_key = "EMAIL"
  }

  relationship "user-carts" {
    name           = "Shopping carts"
    related_entity = "cart-entity"
    join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
  }
}
""",
)

EXTERNAL_ID = Block(
    name="external_id",
    parents=("relationship",),
    attributes=(
        Attribute(
            name="type",
            required=True,
            form="external id type",
            documentation=(
                "An external-id type of the space, such as `user_id`, `email` or `phone`. "
                "It is compared with the column `type` of the profile's table `user_identifiers` "
                "(`external_id_type` of `external_id_mapping_updates` if the profile is unmaterialized)."
            ),
            example='type = "email"',
            placeholder="email",
        ),
        Attribute(
            name="join_key",
            required=True,
            form="column",
            documentation=(
                "The column of the related entity's table that holds the identifier. "
                "A row belongs to the profile that has its value among its external ids."
            ),
            example='join_key = "EMAIL"',
            placeholder="COLUMN",
        ),
    ),
    documentation=(
        "Joins the profile to an entity by an identifier from identity resolution, the most common way. "
        "It stands only in a relationship directly under the profile, in place of `trait`."
    ),
    example="""\
external_id {
  type     = "email"
  join_key = "EMAIL"
}
""",
)

TRAIT = Block(
    name="trait",
    parents=("relationship",),
    attributes=(
        Attribute(
            name="name",
            required=True,
            form="trait",
            documentation=(
                "The trait of the profile to join by. "
                "It is compared with the column `name` of the profile's table `user_traits` "
                "(if the profile is unmaterialized, it is a column of `profile_traits_updates`)."
            ),
            example='name = "household_id"',
            placeholder="trait_name",
        ),
        Attribute(
            name="join_key",
            required=True,
            form="column",
            documentation=(
                "The column of the related entity's table that holds the same value as the trait. "
                "A row belongs to every profile whose trait equals it."
            ),
            example='join_key = "HOUSEHOLD_ID"',
            placeholder="COLUMN",
        ),
    ),
    documentation=(
        "Joins the profile to an entity by one of the profile's traits, where the table holds no identifier. "
        "It stands only in a relationship directly under the profile, in place of `external_id`."
    ),
    example="""\
trait {
  name     = "household_id"
  join_key = "HOUSEHOLD_ID"
}
""",
)

JUNCTION_TABLE = Block(
    name="junction_table",
    parents=("relationship",),
    attributes=(
        Attribute(
            name="table_ref",
            required=True,
            form="table",
            documentation=(
                "The table that pairs rows of the two entities, fully qualified: `database.schema.table`. "
                "Letters are case sensitive: write them as the warehouse does."
            ),
            example='table_ref = "PROD.CUST.CART_PRODUCT"',
            placeholder="DATABASE.SCHEMA.TABLE",
        ),
        Attribute(
            name="primary_key",
            required=True,
            form="column",
            documentation=(
                "The column of the junction table that identifies a row: one column, with a different value in "
                "every row. It is the key of a pair, not of either entity."
            ),
            example='primary_key = "ID"',
            placeholder="ID",
        ),
        Attribute(
            name="left_join_on",
            required=True,
            form="left join",
            documentation=(
                "How the junction table meets the entity of the relationship around this one: "
                "`left-entity.COLUMN = JUNCTION_COLUMN`. The junction's column stands alone. "
                "Left names the side; the join is an inner one all the same."
            ),
            example='left_join_on = "cart-entity.ID = CART_ID"',
            placeholder="left-entity.COLUMN = JUNCTION_COLUMN",
        ),
        Attribute(
            name="right_join_on",
            required=True,
            form="right join",
            documentation=(
                "How the junction table meets this relationship's own entity: "
                "`JUNCTION_COLUMN = right-entity.COLUMN`. The junction's column stands alone. "
                "Right names the side; the join is an inner one all the same."
            ),
            example='right_join_on = "PRODUCT_ID = product-entity.SKU"',
            placeholder="JUNCTION_COLUMN = right-entity.COLUMN",
        ),
    ),
    documentation=(
        "Makes the relationship many:many through a table that pairs the rows of two entities. "
        "It stands only in a relationship under another one, in place of `join_on`. "
        "Its own columns can't be filtered on; who needs that declares the table as an entity."
    ),
    example="""\
junction_table {
  table_ref     = "PROD.CUST.CART_PRODUCT"
  primary_key   = "ID"
  left_join_on  = "cart-entity.ID = CART_ID"
  right_join_on = "PRODUCT_ID = product-entity.SKU"
}
""",
)

ROOT = Block(
    name="",
    children=(ChildRule("data_graph", minimum=1, maximum=1),),
    documentation="The top level of a file. It holds one Data Graph and nothing else.",
    example=DATA_GRAPH.example,
)
"""The top level as if it were a block, so that it needs no case of its own; not among `BLOCKS`."""

BLOCKS: Mapping[str, Block] = {
    block.name: block for block in (DATA_GRAPH, ENTITY, PROFILE, RELATIONSHIP, EXTERNAL_ID, TRAIT, JUNCTION_TABLE)
}
"""Every block by its name, outer ones first."""

BLOCK_NAMES: tuple[str, ...] = tuple(BLOCKS)

BLOCKS_BY_ATTRIBUTE: Mapping[str, tuple[str, ...]] = {
    attribute.name: tuple(it.name for it in BLOCKS.values() if it.attribute(attribute.name))
    for block in BLOCKS.values()
    for attribute in block.attributes
}
"""Every attribute's name, and the names of the blocks in which it belongs."""


def block_named(name: str) -> Block | None:
    """Find the block of that name; None if the language has no such block."""
    return BLOCKS.get(name)
