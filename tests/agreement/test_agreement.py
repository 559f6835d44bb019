"""HashiCorp's parser and ours agree on what is HCL, but for differences that are listed one by one."""

from __future__ import annotations

import pytest

import datagraph

from .corners import CORNERS
from .differences import DIFFERENCES, Difference
from .files import files
from .hashicorp import refusal
from .verdict import judge


def check(seed: int, count: int) -> None:
    """Every disagreement at once, the shortest texts first."""
    verdicts = [judge(text) for text in files(seed, count)]
    accepted = sum(not it.refusal for it in verdicts)
    # A run in which one side is rare proves little.
    assert 0.3 < accepted / count < 0.7
    missed = sorted((it for it in verdicts if it.disagreement), key=lambda it: len(it.text))
    shown = [f"{it.disagreement}\n    {it.text!r}" for it in missed[:20]]
    assert not missed, "\n".join([f"{len(missed)} of {count} texts", *shown])


def test_agreement() -> None:
    check(seed=1, count=300)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3, 4, 5])
def test_agreement_on_many_files(seed: int) -> None:
    check(seed, count=3_000)


@pytest.mark.parametrize("text", CORNERS)
def test_corner(text: str) -> None:
    for written in (text, f"{text}\n", f"a {{\n{text}\n}}\n"):
        assert judge(written).disagreement == ""


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda it: it.rule or "NUL")
def test_difference_still_occurs(difference: Difference) -> None:
    assert refusal(difference.example) == ""
    findings = [it for it in datagraph.validate(difference.example) if it.code.startswith("DG0")]
    assert any(difference.rule in ("", it.name) and difference.covers(difference.example, it) for it in findings)


@pytest.mark.slow
def test_every_difference_is_used() -> None:
    used = {difference for text in (*CORNERS, *files(6, 6_000)) for difference in judge(text).used}
    assert used == set(DIFFERENCES)


def test_same_seed_gives_the_same_files() -> None:
    assert list(files(7, 50)) == list(files(7, 50))


def test_a_silent_and_a_loud_parser_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = 'data_graph {\n  version = "v1.0.0"\n}\n'
    finding = datagraph.validate("a = ;\n")[0]
    monkeypatch.setattr(datagraph, "validate", lambda _: [])
    assert judge(graph + "}").disagreement.startswith("no error")
    monkeypatch.setattr(datagraph, "validate", lambda _: [finding._replace(code="DG018", name="unexpected-text")])
    assert judge(graph).disagreement.startswith("DG018")
