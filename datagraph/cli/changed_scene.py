"""A graph and what it was, as one scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.changes import marked
from datagraph.diagrams.compose import compose
from datagraph.diff import Comparison
from datagraph.view import view_of

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Choice, Scene
    from datagraph.view import View


def changed_scene(old_text: str, view: View, choice: Choice, source: str = "") -> Scene:
    """The scene of a view with what has changed since an earlier text marked in it, and what is gone still there."""
    old = view_of(old_text, view.settings)
    comparison = Comparison(old.graph, view.graph)
    return marked(compose(old, choice, source), compose(view, choice, source), comparison)


def touched(scene: Scene) -> Scene:
    """What has changed in a scene, and what that touches."""
    changed = {it.id for it in scene.nodes if it.change}
    kept = tuple(it for it in scene.edges if it.change or it.source in changed or it.target in changed)
    near = changed | {end for it in kept for end in (it.source, it.target)}
    return scene._replace(nodes=tuple(it for it in scene.nodes if it.id in near), edges=kept)
