"""What the model keeps of texts that are broken, and of texts that are large."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from datagraph.model import DataGraph, Relationship, lower
from datagraph.syntax import parse

EXAMPLES = Path(__file__).parents[2] / "examples"


def model(text: str) -> DataGraph:
    return lower(parse(text))[0]


def problems(text: str) -> list[str]:
    document = parse(text)
    return sorted(problem.rule for problem in (*document.problems, *lower(document)[1]))


def outline(text: str) -> list[str]:
    """What the model holds: an entity's slug, a relationship's slug and entity, indented as they are nested."""
    lines = []
    for depth, node in model(text).walk():
        shown = f"{node.slug} -> {node.related_entity}" if isinstance(node, Relationship) else node.slug
        lines.append(f"{'  ' * depth}{type(node).__name__} {shown}".rstrip())
    return lines[1:]


def test_names_of_broken_blocks_are_kept() -> None:
    assert outline(
        """\
data_graph {
  entity "no-attributes" {
  }
  entity bare {
  }
  entity “smart” {
  }
  entitiy "misspelt" {
  }
  entity "no-brace"
    name = "A"
  table "by-content" {
    name = "B"
    primary_key = "C"
  }
  wobble "unknown" {
  }
"""
    ) == [f"  Entity {slug}" for slug in ("no-attributes", "bare", "smart", "misspelt", "no-brace", "by-content")]


def test_entity_without_readable_slug_is_remembered() -> None:
    assert model('data_graph {\n  entity {\n    name = "A"\n  }\n}\n').has_nameless_entities
    assert model('data_graph {\n  entity "" {\n  }\n}\n').has_nameless_entities
    assert not model('data_graph {\n  entity "a" {\n  }\n}\n').has_nameless_entities


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('nmae = "A"', "A"),
        ("name = A", "A"),
        ("name = 'A'", "A"),
        ("name = “A”", "A"),
        ('name: "A"', "A"),
        ('name "A"', "A"),
        ('name = "A\\u0042"', "AB"),
        ("name = ", ""),
        ("name = 1", ""),
        ("name = true", ""),
        ('name = ""', ""),
        ("name {\n}", ""),
        ('source = "A"', ""),
    ],
)
def test_broken_attribute_counts_as_what_was_meant_and_is_not_missing_too(written: str, meant: str) -> None:
    text = (
        f'data_graph {{\n  version = "v1.0.0"\n  entity "a" {{\n    {written}\n    table_ref = "A.B.C"\n'
        '    primary_key = "ID"\n  }\n}\n'
    )
    assert model(text).entities[0].name == meant
    assert len(problems(text)) <= 1


@pytest.mark.parametrize(
    ("value", "meant"), [("true", True), ('"true"', True), ('"False"', False), ('"x"', False), ("1", False)]
)
def test_flag_is_read_through_its_quotes(value: str, meant: bool) -> None:
    assert (
        model(f'data_graph {{\n  entity "a" {{\n    enrichment_enabled = {value}\n  }}\n}}\n')
        .entities[0]
        .enrichment_enabled
        is meant
    )


@pytest.mark.parametrize(
    ("written", "version"),
    [
        ('"v1.0.0"', "v1.0.0"),
        ('"1.0.0"', "v1.0.0"),
        ('" V1 "', "v1.0.0"),
        ('"0.0.6"', "v0.0.6"),
        ('"v2.0.0"', "v2.0.0"),
        ('"v"', "v"),
        ("true", ""),
    ],
)
def test_version_is_the_one_that_is_surely_meant(written: str, version: str) -> None:
    assert model(f"data_graph {{\n  version = {written}\n}}\n").version == version


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ('type = "segment: unmaterialized"', "segment:unmaterialized"),
        ('type = "materialized"', "segment:materialized"),
        ('type = "dbt"', ""),
        ('materialization = "none"', "segment:unmaterialized"),
        ('materialization = "segment"', "segment:materialized"),
        ('materialization = "dbt"', ""),
        ('type = "segment:materialized"\n    materialization = "none"', "segment:materialized"),
    ],
)
def test_type_of_the_profile_is_the_one_that_is_surely_meant(written: str, kind: str) -> None:
    profile = model(f'data_graph {{\n  version = "v1.0.0"\n  profile {{\n    {written}\n  }}\n}}\n').profile
    assert profile
    assert profile.type == kind


def test_materialization_belongs_to_the_beta_and_to_a_graph_without_version() -> None:
    for version in ('version = "v0.0.6"\n', ""):
        text = f'data_graph {{\n{version}profile {{\nprofile_folder = "a"\nmaterialization = "none"\n}}\n}}\n'
        assert set(problems(text)) <= {"missing-version"}
        profile = model(text).profile
        assert profile
        assert profile.materialization == "none"


def test_misplaced_blocks_are_taken_in() -> None:
    text = """\
entity "before" {
}
data_graph {
  profile {
    entity "inside" {
    }
    relationship "first" {
      related_entity = "inside"
    }
  }
  relationship "stray" {
    related_entity = "after"
    relationship "nested" {
    }
  }
}
entity "after" {
}
"""
    assert outline(text) == [
        "  Entity before",
        "  Entity inside",
        "  Entity after",
        "  Profile",
        "    Relationship first -> inside",
        "    Relationship stray -> after",
        "      Relationship nested ->",
    ]


def test_block_under_the_wrong_keyword_is_what_its_content_says() -> None:
    assert outline(
        """\
data_graph {
  profile {
    entity "a" {
      related_entity = "b"
      external_id {
      }
    }
  }
}
"""
    ) == ["  Profile", "    Relationship a -> b", "      ExternalId"]


def test_join_on_the_wrong_level_is_kept() -> None:
    profile = model(
        """\
data_graph {
  profile {
    relationship "a" {
      join_on = "a.B = c.D"
      junction_table {
        left_join_on = "a.B = C"
      }
      relationship "b" {
        external_id {
          type = "email"
        }
        trait {
          name = "t"
        }
      }
    }
  }
}
"""
    ).profile
    assert profile
    (first,) = profile.relationships
    assert first.join
    assert first.junction_table
    assert first.junction_table.left_join
    (nested,) = first.relationships
    assert nested.external_id
    assert nested.external_id.type == "email"
    assert nested.trait


def test_level_of_a_misplaced_relationship_is_not_judged() -> None:
    text = 'data_graph {\nversion = "v1.0.0"\nrelationship "a" {\nname = "A"\nrelated_entity = "b"\n%s\n}\n}\n'
    for join in ('join_on = "a.B = c.D"', 'trait {\n name = "a"\n join_key = "B"\n}'):
        assert problems(text % join) == ["misplaced-block"]


def test_first_of_two_counts() -> None:
    graph = model(
        """\
data_graph {
  version = "v1.0.0"
  version = "v0.0.6"
  entity "a" {
    name = "first"
    name = "second"
    primary_key =
    primary_key = "ID"
  }
  profile {
    profile_folder = "A.FIRST"
    relationship "r" {
      external_id {
        type = "email"
      }
      external_id {
        type = "phone"
      }
    }
  }
  profile {
    profile_folder = "A.SECOND"
    relationship "s" {
    }
  }
}
"""
    )
    assert graph.version == "v1.0.0"
    assert graph.entities[0].name == "first"
    assert graph.entities[0].primary_key == "ID", "a value that cannot be read is no value"
    assert graph.profile
    assert graph.profile.profile_folder == "A.FIRST"
    assert [it.slug for it in graph.profile.relationships] == ["r", "s"]
    external_id = graph.profile.relationships[0].external_id
    assert external_id
    assert external_id.type == "email"


SECOND = """\
data_graph {
  version = "v1.0.0"
  entity "a" {
    name = "A"
    table_ref = "A.B.C"
    primary_key = "ID"
  }
}
data_graph {
  version = "v0.0.6"
  entity "b" {
    table_ref = "B.C"
  }
  profile {
    materialization = "none"
    relationship "r" {
    }
  }
}
"""


def test_second_graph_is_checked_by_itself() -> None:
    assert outline(SECOND) == ["  Entity a"]
    assert model(SECOND).version == "v1.0.0"
    assert problems(SECOND) == ["missing-attribute"] * 5 + ["second-graph"]


@pytest.mark.parametrize(
    "text",
    [
        'entity "a" {\n}\nprofile {\n}\n',
        'datagraph {\n  entity "a" {\n  }\n  profile {\n  }\n}\n',
        'graph {\n  entity "a" {\n  }\n  profile {\n  }\n}\n',
        'entity {\n  version = "v1.0.0"\n  entity "a" {\n  }\n  profile {\n  }\n}\n',
        '  version = "v1.0.0"\n  entity "a" {\n  }\n  profile {\n  }\n}\n',
        'datagraph {\n  profile {\n  }\n}\nentity "a" {\n}\n',
        'profile {\n}\ndatagraph {\n  entity "a" {\n  }\n}\n',
    ],
)
def test_graph_without_its_header_is_still_read(text: str) -> None:
    assert outline(text) == ["  Entity a", "  Profile"]


@pytest.mark.parametrize("text", ["", "\n", "# a\n", "...\n", "\0", "}", "{", "\ud800", "= =", '"', "/*"])
def test_text_with_nothing_in_it_gives_an_empty_model(text: str) -> None:
    assert model(text) == DataGraph(None, "")


def test_block_without_header_is_one_mistake() -> None:
    text = 'data_graph {\n  version = "v1.0.0"\n\n    name = "A"\n    table_ref = "A.B.C"\n  }\n}\n'
    assert problems(text) == ["missing-block-header"]
    assert problems(text.replace("    name", '  "cart" {\n    name')) == ["missing-keyword"]


NESTING = 10_000


@pytest.mark.slow
def test_ten_thousand_nested_relationships() -> None:
    text = "\n".join(
        [
            "data_graph {",
            "profile {",
            *['relationship "r" {', 'related_entity = "a"'] * NESTING,
            *["}"] * (NESTING + 2),
            "",
        ]
    )
    graph, same, other = model(text), model(text), model(text[::-1].replace('"a"'[::-1], '"b"'[::-1], 1)[::-1])
    relationships = list(graph.relationships())
    assert [it.depth for it in relationships] == list(range(2, NESTING + 2))
    assert graph == same
    assert graph != other
    assert relationships[0] != relationships[1]
    assert repr(graph)


@pytest.mark.slow
@pytest.mark.parametrize("header", ["data_graph", 'entity "a"', 'wobble "a"', "trait", ""])
def test_ten_thousand_nested_blocks_of_any_kind(header: str) -> None:
    model("data_graph {\n" + f"{header} {{\n" * NESTING + "}\n" * (NESTING + 1))


def test_models_compare_by_what_they_say() -> None:
    text = 'data_graph {\n  entity "a" {\n    name = "A"\n  }\n  profile {\n    relationship "r" {\n    }\n  }\n}\n'
    assert model(text) == model(f"# moved\n{text}")
    assert model(text) != model(text.replace('"A"', '"B"'))
    assert model(text) != model(text.replace('"r"', '"s"'))
    assert model(text) != "data_graph"


def test_valid_texts_need_none_of_what_is_for_mistakes() -> None:
    script = (
        "import sys\n"
        "from datagraph.model import lower\n"
        "from datagraph.syntax import parse\n"
        "for path in sys.argv[1:]:\n"
        "    assert not lower(parse(open(path, encoding='utf-8', newline='').read()))[1], path\n"
        "print(*(it for it in ('strangers', 'structure', 'absences') if f'datagraph.model.{it}' in sys.modules))\n"
    )
    paths = sorted(str(path) for path in EXAMPLES.glob("*/graph.dg") if path.parent.name != "broken")
    assert paths
    done = subprocess.run([sys.executable, "-c", script, *paths], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
