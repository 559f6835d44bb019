"""DG508: an external-id type that is nearly one that Segment knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.language import COMMON_EXTERNAL_ID_TYPES, KNOWN_EXTERNAL_ID_TYPES
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.diagnostics.suggestion import Suggestion
    from datagraph.model import ExternalId
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG508",
    name="misspelt-external-id-type",
    severity=Severity.WARNING,
    summary="The type of an `external_id` differs by a slip from one that Segment knows.",
    why="The type is compared letter by letter, so the relationship joins no rows, and nothing says why.",
    fact=(
        "`type` is compared with the types in the profile's table of identifiers, where Segment writes `user_id`, "
        "`email`, `anonymous_id` and the like."
    ),
    bad="""\
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
        type     = "user id"
        join_key = "USER_ID"
      }
    }
  }
}
""",
    good="""\
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
        type     = "user_id"
        join_key = "USER_ID"
      }
    }
  }
}
""",
    fixable=True,
)

_ORDINARY = frozenset((*KNOWN_EXTERNAL_ID_TYPES, *COMMON_EXTERNAL_ID_TYPES))
_SEPARATORS = str.maketrans("", "", " \t_-./:")
_DIGITS = str.maketrans("", "", "0123456789")
# Apple's identifier for a vendor: one letter from `ios.idfa`, its identifier for advertisers, and another thing.
_NO_SLIPS = frozenset(("iosidfv",))


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at every external id; what is not near an ordinary type may be a custom one, and is for DG507."""
    meant: dict[str, Suggestion | None] = {"": None}
    for relationship in ctx.graph.relationships:
        external_id = relationship.external_id
        if external_id is not None and external_id.type not in _ORDINARY:
            word = external_id.type
            if word not in meant:
                meant[word] = ordinary_type_meant(word)
            near = meant[word]
            span = span_of_type(external_id, ctx.text) if near else None
            if near and span:
                yield _misspelt(word, span, near)


def ordinary_type_meant(word: str) -> Suggestion | None:
    """The type that Segment knows and that `word` is a slip of; sure unless it may well be a custom one.

    Case and separators never tell two types apart. A number does: `email2` is a second e-mail address.
    """
    from datagraph.diagnostics.suggestion import Suggestion, closest

    bare = _bare(word)
    by_bare = {_bare(known): known for known in (*KNOWN_EXTERNAL_ID_TYPES, *COMMON_EXTERNAL_ID_TYPES)}
    if bare in by_bare:
        return Suggestion(by_bare[bare], True)
    if bare in _NO_SLIPS or bare.translate(_DIGITS) in by_bare:
        return None
    near = closest(bare, by_bare)
    if near is None or not near.sure:
        return None
    # Nobody mistakes the first letter, and a plural may be a list that the space keeps.
    return Suggestion(by_bare[near.word], bare[0] == near.word[0] and bare != near.word + "s")


def span_of_type(external_id: ExternalId, text: str) -> Span | None:
    """Where the type stands, maybe under a misspelt name; None if it is only what broken quotes were taken for."""
    word = external_id.type
    strings = [it.string for it in external_id.syntax.attributes]
    span = next((it.inner_span for it in strings if it and it.text == word), None)
    if span is None:
        return None
    written = span.text_of(text)
    return span if written == word or "\\" in written else None


def _bare(word: str) -> str:
    return word.casefold().translate(_SEPARATORS)


def _misspelt(word: str, span: Span, near: Suggestion) -> Diagnostic:
    applicability = Applicability.SAFE if near.sure else Applicability.UNSAFE
    return RULE.at(
        span,
        f"external-id type `{word}` looks like a slip of `{near.word}`",
        f"matches only a custom type named `{word}`",
        fixes=(Fix(f"change to `{near.word}`", (TextEdit(span, near.word),), applicability),),
    )
