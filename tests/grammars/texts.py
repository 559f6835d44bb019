"""The texts that every highlighter is tried on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from random import Random

from datagraph.rules import all_rules
from tests.grammars.expected import is_well_formed
from tests.random_plans import random_plan

EXAMPLES = Path(__file__).parents[2] / "examples"
_ODD = (
    "",
    "\n",
    '\ufeffdata_graph {\r\n  version = "v1.0.0" # last\r\n}\r\n',
    'external_id { type = "email" }',
    'entity /* {" */ "a" /* = */ {\n  name /* = */ = /* " */ "x" // }\n}\n',
    'trait { /* a\nb " { = */\n name = "x" /* c\n d */\n}\n',
    'entity "𝒜" {\n name = "😀\\u0041\\"" # 😀\n enrichment_enabled=true}',
    'data_graph{version="v1.0.0"}',
    # Patterns that try every way to cut these would never end.
    "name " + "/* */ " * 200,
    "entity" + "\t x" * 200,
)


@lru_cache(maxsize=1)
def written_texts() -> tuple[str, ...]:
    """The examples, what the rules show, and corners of the grammar; well formed or not."""
    examples = [path.read_bytes().decode() for path in sorted(EXAMPLES.rglob("*.dg"))]
    shown = [text for rule in all_rules() for text in (rule.description.bad, rule.description.good)]
    return tuple(dict.fromkeys([*examples, *shown, *_ODD]))


@lru_cache(maxsize=1)
def well_formed_texts() -> tuple[str, ...]:
    """Those of the texts that the grammar takes, and random ones in every legal spacing."""
    plans = [random_plan(Random(seed), seed % 30).spaced(seed) for seed in range(300)]
    return tuple(text for text in (*written_texts(), *plans) if is_well_formed(text))


def malformed_texts() -> tuple[str, ...]:
    """Those of the written texts that the grammar does not take."""
    return tuple(text for text in written_texts() if not is_well_formed(text))
