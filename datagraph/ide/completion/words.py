"""Values that are words: of closed sets, of the space's own, and names made of what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.graph.references import table_name
from datagraph.ide.completion.completion import Completion
from datagraph.ide.completion.new_blocks import external_id_types
from datagraph.language import COMMON_EXTERNAL_ID_TYPES, CURRENT_VERSION, KNOWN_EXTERNAL_ID_TYPES
from datagraph.view.tables import entity_table, table_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datagraph.ide.completion.slot import Slot
    from datagraph.ide.completion.surroundings import Surroundings
    from datagraph.language import Attribute


def flags(around: Surroundings, slot: Slot, attribute: Attribute) -> Iterator[Completion]:
    """`true` and `false`, which have no quotes."""
    for number, word in enumerate(("true", "false") if not slot.is_quoted else ()):
        edit, filter_text = slot.bare(word)
        detail = "what it is without this line" if word == attribute.default else ""
        yield Completion(
            word, "value", edit, False, detail, str(number), filter_text, _topic(around, attribute), not number
        )


def allowed(around: Surroundings, slot: Slot, attribute: Attribute) -> Iterator[Completion]:
    """The values of a closed set, the one to choose first."""
    preferred = attribute.placeholder
    words = [preferred, *(it for it in attribute.allowed if it != preferred)]
    about = {CURRENT_VERSION: "current", "v0.0.6": "beta", "segment:materialized": "recommended"}
    yield from _offered(around, slot, attribute, ((it, about.get(it, "")) for it in words))


def external_ids(around: Surroundings, slot: Slot, attribute: Attribute) -> Iterator[Completion]:
    """The types of external ids: those of the file, of the warehouse if they were counted, and the common ones."""
    measurements = around.view.evidence.measurements
    counted = (measurements.profile.external_ids if measurements and measurements.profile else None) or {}
    common = {
        **dict.fromkeys(KNOWN_EXTERNAL_ID_TYPES, "known to Segment"),
        **dict.fromkeys(COMMON_EXTERNAL_ID_TYPES, "common"),
    }
    words = {it: f"{counted[it]} rows" for it in sorted(counted, key=lambda it: -counted[it])}
    words.update((it, common.get(it, "in this file")) for it in external_id_types(around.view) if it not in counted)
    yield from _offered(around, slot, attribute, words.items())


def traits(around: Surroundings, slot: Slot, attribute: Attribute) -> Iterator[Completion]:
    """The names of traits: those of the file, and of the warehouse if they were counted."""
    view = around.view
    measurements = view.evidence.measurements
    counted = (measurements.profile.traits if measurements and measurements.profile else None) or {}
    words = {it.trait.name: "in this file" for it in view.graph.relationships if it.trait and it.trait.name}
    # The traits of an unmaterialized profile are not counted.
    words.update((it, f"{counted[it]} rows" if counted[it] else "") for it in counted)
    yield from _offered(around, slot, attribute, words.items())


def names(around: Surroundings, slot: Slot, attribute: Attribute) -> Iterator[Completion]:
    """What people may call the entity or relationship: its slug as a title, or its table's name."""
    from datagraph.scaffold.names import title

    labels = around.blocks[-1].labels if around.blocks else ()
    slug = labels[0].text if labels else ""
    entity = around.view.graph.entities.get(around.leads_to())
    sources = [slug.removesuffix("-entity"), table_name(around.text("table_ref"))]
    if around.row and around.row.name == "relationship" and entity:
        sources = [slug, entity.slug.removesuffix("-entity")]
    found = {title(it): "" for it in sources if it}
    yield from _offered(around, slot, attribute, ((it, about) for it, about in found.items() if it))


def descriptions(around: Surroundings, slot: Slot, attribute: Attribute) -> Iterator[Completion]:
    """What the warehouse says of the table."""
    view = around.view
    table = table_named(view.evidence.catalog, around.text("table_ref")) or entity_table(view, around.leads_to())
    comment = " ".join(table.comment.split()) if table else ""
    yield from _offered(around, slot, attribute, [(comment, "the table's comment")] if comment else [])


def _offered(
    around: Surroundings, slot: Slot, attribute: Attribute, words: Iterable[tuple[str, str]]
) -> Iterator[Completion]:
    """Words with a detail each, in place of the whole value."""
    topic = _topic(around, attribute)
    for number, (word, detail) in enumerate(words):
        edit, filter_text = slot.whole(word)
        yield Completion(word, "value", edit, False, detail, f"{number:05}", filter_text, topic, not number)


def _topic(around: Surroundings, attribute: Attribute) -> tuple[str, ...]:
    return ("attribute", around.row.name if around.row else "", attribute.name)
