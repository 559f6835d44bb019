"""Others that read HCL, as far as they are installed, each as a function of the text."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from benchmarks import node_peer

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGES = ("pygohcl", "python-hcl2", "tree-sitter-hcl", "tree-sitter")


def versions() -> dict[str, str]:
    """The versions of the peers; those that are not there are left out."""
    return {name: found for name in PACKAGES if (found := _version(name))} | node_peer.versions()


def pygohcl() -> Callable[[str], Any] | None:
    """HashiCorp's Go parser, to a dictionary; it keeps neither positions nor comments."""
    return _function("pygohcl", "loads")


def python_hcl2() -> Callable[[str], Any] | None:
    """A lark grammar in Python, to a dictionary."""
    return _function("hcl2", "loads")


def tree_sitter() -> Callable[[str], Any] | None:
    """A generated C parser, to a tree that nobody walks over."""
    try:
        core, grammar = import_module("tree_sitter"), import_module("tree_sitter_hcl")
    except ImportError:
        return None
    parser = core.Parser(core.Language(grammar.language()))
    return lambda text: parser.parse(text.encode())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _function(module: str, name: str) -> Callable[[str], Any] | None:
    try:
        found: Callable[[str], Any] = getattr(import_module(module), name)
    except ImportError:
        return None
    return found
