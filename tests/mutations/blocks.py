"""Mistakes with whole blocks and their headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kind import kind
from .slips import SLIPS, slip
from .view import Mistake

if TYPE_CHECKING:
    from random import Random

    from .view import Block, View


def _block(random: Random, view: View) -> Block:
    return random.choice(view.blocks)


def _labelled(random: Random, view: View) -> Block:
    return random.choice(view.of_kind("entity", "relationship"))


def _misspelt(how: str) -> None:
    @kind(f"keyword: a character {how}")
    def keyword_misspelt(random: Random, view: View) -> Mistake | None:
        block = _block(random, view)
        word = slip(random, block.kind, how)
        return view.line(block.first, block.header(kind=word)) if word else None


for _how in SLIPS:
    _misspelt(_how)


@kind("keyword in the plural")
def keyword_plural(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.first, block.header(kind=block.kind + "s"))


@kind("keyword capitalised")
def keyword_capitalised(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.first, block.header(kind=random.choice([block.kind.capitalize(), block.kind.upper()])))


@kind("keyword with a dash or without underscore")
def keyword_dashed(random: Random, view: View) -> Mistake:
    block = random.choice([it for it in view.blocks if "_" in it.kind])
    return view.line(block.first, block.header(kind=block.kind.replace("_", random.choice(["-", ""]))))


@kind("keyword deleted")
def keyword_deleted(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.first, block.header(kind="", gap="", space=""))


@kind("colon after the keyword")
def colon_after_keyword(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.first, block.header(kind=block.kind + ":"))


@kind("`=` before a block")
def equals_before_block(random: Random, view: View) -> Mistake:
    block = _block(random, view)
    return view.line(block.first, block.header(space=random.choice([" = ", " =", "= "])))


@kind("`=` after the keyword")
def equals_after_keyword(random: Random, view: View) -> Mistake:
    block = _labelled(random, view)
    return view.line(block.first, block.header(gap=" = "))


@kind("label deleted")
def label_deleted(random: Random, view: View) -> Mistake:
    block = _labelled(random, view)
    return view.line(block.first, block.header(gap="", label=""))


@kind("label emptied")
def label_emptied(random: Random, view: View) -> Mistake:
    block = _labelled(random, view)
    return view.line(block.first, block.header(label=random.choice(['""', '" "'])))


@kind("label doubled")
def label_doubled(random: Random, view: View) -> Mistake:
    block = _labelled(random, view)
    return view.line(block.first, block.header(label=f"{block.label} {block.label}"))


@kind("label on a block that takes none")
def label_too_many(random: Random, view: View) -> Mistake:
    block = random.choice([it for it in view.blocks if not it.label])
    return view.line(block.first, block.header(kind=f'{block.kind} "main"'))


@kind("comma after the label")
def comma_after_label(random: Random, view: View) -> Mistake:
    block = _labelled(random, view)
    return view.line(block.first, block.header(label=block.label + random.choice(",;:")))


@kind("uppercase slug")
def uppercase_slug(random: Random, view: View) -> Mistake:
    block = _labelled(random, view)
    slug = random.choice([block.slug.upper(), block.slug.capitalize(), block.slug.title()])
    return view.line(block.first, block.header(label=f'"{slug}"'))


@kind("slug with a foreign character")
def odd_slug(random: Random, view: View) -> Mistake:
    block = random.choice(view.of_kind("relationship") or view.of_kind("entity"))
    slug = random.choice(["{} 2", "{}.x", "{}!", "my {}", "{}/x", " {}", "{} "]).format(block.slug)
    return view.line(block.first, block.header(label=f'"{slug}"'))


@kind("block duplicated")
def block_duplicated(random: Random, view: View) -> Mistake | None:
    # A whole subtree twice is as many duplicate slugs as there are blocks in it.
    blocks = [it for it in view.blocks if it.kind != "data_graph" and all(not child.label for child in it.children)]
    block = random.choice([it for it in blocks if it.kind != "profile"])
    lines = view.lines[block.first : block.last + 1]
    return view.inserted(block.last + 1, *lines)


@kind("slug of another block")
def slug_duplicated(random: Random, view: View) -> Mistake | None:
    block = _labelled(random, view)
    others = [it for it in view.of_kind(block.kind) if it is not block]
    if not others or block.kind == "entity":
        return None
    other = random.choice(others)
    return view.replaced(block.first, block.first + 1, block.header(label=other.label), at=(block.first, other.first))


@kind("second profile")
def second_profile(_random: Random, view: View) -> Mistake | None:
    profiles = view.of_kind("profile")
    if not profiles:
        return None
    profile = profiles[0]
    rows = [view.lines[row.place] for row in profile.attributes.values()]
    return view.inserted(profile.last + 1, view.lines[profile.first], *rows, view.lines[profile.last])


@kind("second graph")
def second_graph(_random: Random, view: View) -> Mistake:
    version = view.named("version")[0]
    graph = ["data_graph {", view.lines[version.place], "", '  entity "second" {', '    name = "Second"']
    graph += ['    table_ref = "A.B.SECOND"', '    primary_key = "ID"', "    enrichment_enabled = true", "  }", "}"]
    return view.inserted(len(view.lines) - 1, *graph)


def _moved(view: View, block: Block, index: int) -> Mistake:
    lines = view.lines[block.first : block.last + 1]
    kept = [*view.lines[: block.first], *view.lines[block.last + 1 : index], *lines, *view.lines[index:]]
    first = index - len(lines)
    return Mistake(view.line_end.join(kept), frozenset(range(first + 1, index + 1)))


@kind("entity outside the graph")
def entity_outside(_random: Random, view: View) -> Mistake:
    # The last one: whoever moves it back cannot know between which others it stood.
    block = view.of_kind("entity")[-1]
    return _moved(view, block, view.blocks[0].last + 1)


@kind("entity inside the profile")
def entity_inside_profile(random: Random, view: View) -> Mistake | None:
    profiles = view.of_kind("profile")
    before = [it for it in view.of_kind("entity") if profiles and it.last < profiles[0].first]
    return _moved(view, random.choice(before), profiles[0].last) if before else None


@kind("profile outside the graph")
def profile_outside(_random: Random, view: View) -> Mistake | None:
    profiles = view.of_kind("profile")
    return _moved(view, profiles[0], view.blocks[0].last + 1) if profiles else None


@kind("relationship outside the profile")
def relationship_outside(random: Random, view: View) -> Mistake | None:
    blocks = view.first_level
    if len(blocks) < 2:
        return None
    block = random.choice(blocks)
    return _moved(view, block, view.of_kind("profile")[0].last + 1)


@kind("`external_id` or `trait` deleted")
def join_deleted(random: Random, view: View) -> Mistake | None:
    blocks = view.of_kind("external_id", "trait")
    if not blocks:
        return None
    block = random.choice(blocks)
    assert block.parent
    removed = block.last + 1 - block.first
    places = {*range(block.parent.first, block.first + 1), block.parent.last - removed}
    return view.replaced(block.first, block.last + 1, at=tuple(places))


@kind("both `external_id` and `trait`")
def both_joins(random: Random, view: View) -> Mistake | None:
    blocks = view.of_kind("external_id")
    if not blocks:
        return None
    block = random.choice(blocks)
    indent = block.indent
    lines = (indent + "trait {", f'{indent}  name = "some_trait"', f'{indent}  join_key = "ID"', indent + "}")
    return view.inserted(block.last + 1, *lines)


@kind("`external_id` on a nested relationship")
def external_id_nested(random: Random, view: View) -> Mistake | None:
    blocks = [it for it in view.of_kind("relationship") if it.is_nested and "join_on" in it.attributes]
    if not blocks:
        return None
    block = random.choice(blocks)
    indent = block.indent + "  "
    lines = (indent + "external_id {", f'{indent}  type = "email"', f'{indent}  join_key = "EMAIL"', indent + "}")
    row = block.attributes["join_on"]
    return view.replaced(row.place, row.place + 1, *lines)


@kind("`join_on` on a first-level relationship")
def join_on_first_level(random: Random, view: View) -> Mistake | None:
    blocks = view.first_level
    if not blocks:
        return None
    block = random.choice(blocks)
    slug = block.value("related_entity")
    index = max(row.place for row in block.attributes.values())
    return view.inserted(index + 1, f'{block.indent}  join_on = "profile.ID = {slug}.ID"')
