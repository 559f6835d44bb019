"""Graphs beside what they were: two files, or files and what git has of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from datagraph.cli.complaints import complain_of_configurations
from datagraph.cli.terminal import complain
from datagraph.diagnostics.render.visible import visible
from datagraph.project.files import read_inputs
from datagraph.project.reading import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.project.configurations import Configurations
    from datagraph.project.revisions import Revision

_NO_GRAPH = "no Data Graph in it or below"


class ChangedFile(NamedTuple):
    """A graph as it is now under `path`, and as it was; `before` is what to call that (`graph.dg@main`)."""

    path: str
    text: str
    before: str
    old_text: str


def two_files(words: Sequence[str], configurations: Configurations) -> list[ChangedFile] | None:
    """The two files of a call, the old one first; None if one cannot be read, which standard error says."""
    files = [it for word in words for it in read_inputs([word], configurations)]
    for it in files:
        if it.trouble:
            complain(f"error: cannot read {visible(it.path)}: {it.trouble}")
            return None
    if len(files) != 2:
        complain("error: two graphs are compared, and these are more: name one file on each side")
        return None
    old, new = files
    return [ChangedFile(new.path, new.text, old.path, old.text)]


def since_revision(words: Sequence[str], name: str, configurations: Configurations) -> list[ChangedFile] | None:
    """Files, and what they were at a revision; None if that cannot be told, which standard error says.

    A file that is new is compared with an empty text, and an empty text with one that is gone.
    """
    from datagraph.project.revisions import GitError, file_at, gone_since, revision

    inputs = read_inputs(words, configurations)
    if complain_of_configurations(configurations):
        return None
    try:
        where = revision(os.path.dirname(inputs[0].path) if inputs else "", name)
        gone = _gone(where, words, gone_since(where))
        found = []
        for it in inputs:
            # A directory without a graph, and a file that is not there: both may have had one.
            if it.trouble and (it.path in gone or it.trouble.startswith(_NO_GRAPH)):
                continue
            old, trouble = decode(file_at(where, it.path) or b"") if not it.trouble else ("", it.trouble)
            if trouble:
                complain(f"error: cannot read {visible(it.path)}: {trouble}")
                return None
            found.append(ChangedFile(it.path, it.text, f"{it.path}@{where.name}", old))
        for path in gone:
            old, trouble = decode(file_at(where, path) or b"")
            found.append(ChangedFile(path, "", f"{path}@{where.name}", "" if trouble else old))
    except GitError as error:
        complain(f"error: {error}")
        if error.help:
            complain(f"help: {error.help}")
        return None
    if not found:
        complain(f"error: {_NO_GRAPH}, and there was none at {where.name}")
        return None
    return found


def _gone(where: Revision, words: Sequence[str], paths: Sequence[str]) -> list[str]:
    """Which files that are gone a call means: those that it names, or all graphs below what it names."""
    from datagraph.project.files import is_graph_file

    places = [os.path.realpath(it) for it in words or (where.top,) if it != "-"]

    def is_meant(path: str) -> bool:
        real = os.path.realpath(path)
        below = any(real.startswith(os.path.join(it, "")) for it in places)
        return real in places or (below and is_graph_file(path))

    return [it for it in paths if is_meant(it)]
