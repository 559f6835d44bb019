"""Graphs as they are in git's history, read through git itself."""

from __future__ import annotations

import os
import subprocess
from typing import NamedTuple

_MAIN = ("main", "master", "trunk", "develop")
_SHALLOW = "the history is cut off here: `git fetch --unshallow` brings the rest, or name a revision with `--against`"


class GitError(Exception):
    """Git, or the repository, has no answer; the text says why, and `help` what to do."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_


class Revision(NamedTuple):
    """A commit of the repository in a directory; `name` is what people call it, such as `main`."""

    top: str
    commit: str
    name: str


def revision(directory: str, name: str = "") -> Revision:
    """The revision of a name; without one it is where this branch has left the main one.

    GitError if there is none.
    """
    top = _line(directory, "rev-parse", "--show-toplevel")
    if name:
        try:
            return Revision(top, _commit(top, name), name)
        except GitError:
            help_ = f"`git fetch origin {name}` may bring it" if not _is_whole(top) or "/" not in name else ""
            raise GitError(f"no revision named `{name}`", help_) from None
    main = _main_branch(top)
    try:
        return Revision(top, _line(top, "merge-base", "HEAD", main), main.removeprefix("refs/remotes/"))
    except GitError:
        help_ = "name a revision with `--against`" if _is_whole(top) else _SHALLOW
        raise GitError(f"this branch has no commit in common with `{main}`", help_) from None


def file_at(where: Revision, path: str) -> bytes | None:
    """What was in a file at a revision, under the name that it had then; None if it was not there."""
    inside = os.path.relpath(os.path.realpath(path), os.path.realpath(where.top)).replace(os.sep, "/")
    if inside.startswith("../"):
        raise GitError(f"{path} is not in the repository at {where.top}")
    name = inside if _is_there(where, inside) else _name_before(where, inside)
    return _git(where.top, "cat-file", "blob", f"{where.commit}:{name}") if name else None


def gone_since(where: Revision) -> list[str]:
    """The paths of files that were there at a revision and are not now, under no new name; from here on."""
    listed = _git(where.top, "diff", "-M", "--name-only", "--diff-filter=D", "-z", where.commit, "--")
    return [os.path.relpath(os.path.join(where.top, it)) for it in _names(listed)]


def _is_there(where: Revision, inside: str) -> bool:
    return bool(_git(where.top, "ls-tree", "--name-only", "-z", where.commit, "--", inside))


def _name_before(where: Revision, inside: str) -> str:
    """The name from which git sees that a file has been renamed, or ""."""
    words = _names(_git(where.top, "diff", "-M", "--name-status", "--diff-filter=R", "-z", where.commit, "--"))
    # Three for each: the likeness, the old name, the new one.
    return dict(zip(words[2::3], words[1::3], strict=True)).get(inside, "")


def _main_branch(top: str) -> str:
    """The branch that others branch off: the remote's default, else one with the usual name."""
    try:
        return _line(top, "symbolic-ref", "refs/remotes/origin/HEAD")
    except GitError:
        pass  # Whoever has set the remote up by hand has no such name.
    for name in (*(f"refs/remotes/origin/{it}" for it in _MAIN), *_MAIN):
        try:
            _commit(top, name)
        except GitError:
            continue
        return name
    raise GitError("there is no main branch to compare with", "name a revision with `--against`, such as `HEAD~1`")


def _commit(top: str, name: str) -> str:
    return _line(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")


def _is_whole(top: str) -> bool:
    return _line(top, "rev-parse", "--is-shallow-repository") != "true"


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(it) for it in listed.split(b"\0") if it]


def _line(directory: str, *words: str) -> str:
    return os.fsdecode(_git(directory, *words)).rstrip("\n")


def _git(directory: str, *words: str) -> bytes:
    """What git writes; GitError if it refuses, or is not there."""
    command = ["git", "-C", directory or os.curdir, *words]
    # What git says is read, not shown: it must not come in the user's language, nor ask for anything.
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        # The words are ours, and those of the user are no options: names stand behind `--`, or are verified.
        done = subprocess.run(command, check=False, capture_output=True, env=environment)  # noqa: S603
    except OSError as error:
        raise GitError("git cannot be run", "install git, or compare two files: `datagraph diff OLD NEW`") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        if "not a git repository" in said:
            raise GitError("this is not in a git repository", "compare two files: `datagraph diff OLD NEW`")
        raise GitError(said.removeprefix("fatal: ") or f"git {words[0]} fails")
    return done.stdout
