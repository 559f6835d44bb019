"""Runs the benchmarks."""

from __future__ import annotations

import argparse
import os
import platform
import sys

import benchmarks
import datagraph
from benchmarks import (
    diffing,
    editing,
    exploring,
    introspection,
    node_peer,
    parsing,
    peers,
    processes,
    rendering,
    scaling,
)

GROUPS = {
    "parsing": parsing.run,
    "scaling": scaling.run,
    "processes": processes.run,
    "introspection": introspection.run,
    "editing": editing.run,
    "exploring": exploring.run,
    "rendering": rendering.run,
    "diffing": diffing.run,
}


def main() -> None:
    """Print all tables, or those of some groups."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=benchmarks.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, []], help="which groups; all if none is named")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each table may take at least")
    parser.add_argument("--install-node-peer", action="store_true", help="install @cdktf/hcl2json with npm first")
    options = parser.parse_args()
    if options.install_node_peer:
        node_peer.install()
    found = {"datagraph": datagraph.__version__} | peers.versions()
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    )
    print(", ".join(f"{name} {version}" for name, version in found.items()))
    for name in options.groups or GROUPS:
        GROUPS[name](options.seconds)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
