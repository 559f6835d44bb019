"""The disagreements between HashiCorp's parser and ours, each cut down to the least text that still shows it."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import defaultdict

from .files import files
from .verdict import judge


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.agreement", description=__doc__)
    parser.add_argument("--files", type=int, default=1_000, help="how many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=2, metavar="N", help="how many texts of each kind")
    options = parser.parse_args()
    found: dict[str, list[str]] = defaultdict(list)
    accepted = 0
    for text in files(options.seed, options.files):
        kind = _kind(text)
        accepted += not judge(text).refusal
        if kind:
            found[kind].append(text)
    write = sys.stdout.write
    write(f"{sum(map(len, found.values()))} disagreements; HCL takes {accepted} of {options.files} texts\n")
    for kind, texts in sorted(found.items(), key=lambda it: -len(it[1])):
        write(f"\n{len(texts)} × {kind}\n")
        for text in sorted(texts, key=len)[: options.show]:
            least = _shrunk(text, kind)
            write(f"    {least!r}\n        {judge(least).disagreement}\n")


def _kind(text: str) -> str:
    """A disagreement without the words of the text that it is about."""
    parts = judge(text).disagreement.split("; ")
    return ", ".join(sorted({re.sub(r" at .*|tmp\.hcl:[\d,-]+", "", part, flags=re.DOTALL) for part in parts}))


def _shrunk(text: str, kind: str) -> str:
    """The text less all that can go while the disagreement stays; it may not take for ever."""
    deadline = time.monotonic() + 3
    size = max(1, len(text) // 2)
    while time.monotonic() < deadline:
        place = 0
        before = text
        while place < len(text) and time.monotonic() < deadline:
            shorter = text[:place] + text[place + size :]
            if _kind(shorter) == kind:
                text = shorter
            else:
                place += size
        if size == 1 and text == before:
            break
        size = max(1, size // 2)
    return text


if __name__ == "__main__":
    main()
