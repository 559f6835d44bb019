"""The quick reader of arguments and typer, both made from one table: they never disagree."""

from __future__ import annotations

import inspect
import random
from typing import Any

import pytest
import typer.main

from datagraph.cli.app import make_app
from datagraph.cli.arguments import read_arguments
from datagraph.cli.commands import MODULES, load
from tests.cli.calls import call, process

PIECES = [
    "validate", "a.dg", "dir/", "-", "", "--", "-x", "--nope", "x=y", "--help", "-h", "DG2", "json", "text", "error",
    "--format", "--format=json", "--format=", "--format=nope", "--output", "--output=o.txt", "--output=", "--fail-on",
    "--fail-on=warning", "--select", "--select=DG1,DG2", "--extend-select", "--ignore", "--ignore=", "--statistics",
    "--statistics=1", "--watch", "--config", "--stdin-filename", "--stdin-filename=-", "--stat", "--check", "--diff",
    "--unsafe", "--force", "--no-watch", "--version", "---", "--=", "--select=--watch", "=",
]  # fmt: skip


# Taken before the recorder replaces the functions.
SIGNATURES = {name: inspect.signature(load(name).run) for name in MODULES}


class Recorder:
    """Both readers of one command; typer's is made once, since that takes long."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.values: dict[str, Any] | None = None
        self._command = typer.main.get_command(make_app())
        for name in MODULES:
            patch.setattr(load(name), "run", self._record)

    def _record(self, **values: Any) -> int:
        self.values = values
        return 0

    def typer(self, name: str, words: list[str]) -> dict[str, Any] | None:
        """The values that typer gives, or None if it does something else, such as showing help or complaining."""
        self.values = None
        try:
            self._command.main([name, *words], prog_name="datagraph", standalone_mode=False)
        except Exception:  # noqa: BLE001  which one depends on typer's version
            return None
        return self.values


@pytest.fixture(scope="module")
def recorder() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        yield Recorder(patch)


@pytest.mark.parametrize("name", MODULES)
def test_both_readers_agree(name: str, recorder: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    chooser = random.Random(name)
    command = load(name).COMMAND
    own = [option.word for option in command.options]
    quick = 0
    for _ in range(400):
        pieces = PIECES if chooser.random() < 0.5 else [*own, *own, "a.dg", "text", "json", "info", "--"]
        words = [chooser.choice(pieces) for _ in range(chooser.randrange(5))]
        read = read_arguments(command, words)
        if read is not None:
            quick += 1
            assert read == recorder.typer(name, words), words
    assert quick > 10
    capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ([], {}),
        (["a.dg", "-", "b"], {"paths": ("a.dg", "-", "b")}),
        (["--format", "json", "a", "--watch"], {"output_format": "json", "paths": ("a",), "watch": True}),
        (["--select=DG1,DG2", "--select", "x"], {"select": ("DG1,DG2", "x")}),
        (["--", "--watch"], {"paths": ("--watch",)}),
        (["--output=a=b", "--output", "c"], {"output": "c"}),
    ],
)
def test_plain_calls_are_read_without_typer(words: list[str], changed: dict[str, Any], recorder: Recorder) -> None:
    command = load("validate").COMMAND
    default = read_arguments(command, [])
    assert default is not None
    assert read_arguments(command, words) == recorder.typer("validate", words) == {**default, **changed}


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--nope"],
        ["--format", "x"],
        ["--format"],
        ["--watch=1"],
        ["-x"],
        ["--output", "--watch"],
        ["--form=json"],
    ],
)
def test_everything_else_is_left_to_typer(words: list[str]) -> None:
    assert read_arguments(load("validate").COMMAND, words) is None


def test_windows_words_that_typer_expands_are_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.name", "nt")
    assert read_arguments(load("validate").COMMAND, ["*.dg"]) is None
    assert read_arguments(load("validate").COMMAND, ["a.dg"]) is not None


@pytest.mark.parametrize("name", MODULES)
def test_the_table_names_the_parameters_of_run(name: str) -> None:
    command = load(name).COMMAND
    named = {option.parameter for option in command.options} | {it.parameter for it in command.arguments}
    assert command.name == name
    assert set(SIGNATURES[name].parameters) == named


@pytest.mark.parametrize("name", ["", *MODULES])
def test_help(name: str) -> None:
    result = call(*([name] if name else []), "--help")
    assert result.code == 0
    if name:
        command = load(name).COMMAND
        assert command.summary in result.out
        assert all(example in result.out for example, _ in command.examples)
        assert all(f"  {code}  {meaning}" in result.out for code, meaning in command.exits)
        assert all(option.word in result.out for option in command.options)


def test_mistakes_in_a_call() -> None:
    assert call("validate", "--nope").code == 2
    assert call("nonsense").code == 2
    assert "'text', 'concise'" in call("validate", "--format", "x").err
    assert call().code == 2


def test_version() -> None:
    plain = call("--version")
    assert plain.code == 0
    assert plain.out.startswith("datagraph ")
    assert call("--version", "--help").code == 0


def test_completion() -> None:
    assert "--install-completion" in call("--help").out
    completed = process(_DATAGRAPH_COMPLETE="complete_bash", COMP_WORDS="datagraph validate --stat", COMP_CWORD="2")
    assert completed == (0, "--statistics\n", "")
