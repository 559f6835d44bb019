"""The engine that VS Code colours text with, and a runner of annotated files over it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.editors.node import HOME, ROOT, node24, npm_ci

FOLDER = HOME / "grammars"
GRAMMAR = ROOT / "lsp" / "grammars" / "datagraph.tmLanguage.json"
_HOME = Path(__file__).parent / "textmate"


def install() -> None:
    """Put the packages of the lock file into `.venv-node/`, unless they are there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_HOME / name, FOLDER / name)
    npm_ci(FOLDER)


def scopes(texts: list[str]) -> list[list[tuple[str, ...]]]:
    """The scopes of every character of each text, as VS Code finds them; line ends have none."""
    install()
    command = [str(node24()), str(_HOME / "tokenise.cjs"), str(FOLDER), str(GRAMMAR)]
    answer = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, encoding="utf-8", check=True
    )
    return [_by_character(text, lines) for text, lines in zip(texts, json.loads(answer.stdout), strict=True)]


def run_cases(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the annotated test files of a folder."""
    install()
    program = FOLDER / "node_modules" / "vscode-tmgrammar-test" / "dist" / "unit.js"
    command = [str(node24()), str(program), "--grammar", str(GRAMMAR), str(folder / "*.dg")]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def _by_character(text: str, lines: list[list[tuple[int, int, list[str]]]]) -> list[tuple[str, ...]]:
    result: list[tuple[str, ...]] = []
    for line, tokens in zip(text.split("\n"), lines, strict=True):
        by_unit: dict[int, tuple[str, ...]] = {
            unit: tuple(scope) for start, end, scope in tokens for unit in range(start, end)
        }
        unit = 0
        for character in line.removesuffix("\r"):
            result.append(by_unit.get(unit, ()))
            unit += 2 if ord(character) > 0xFFFF else 1
        result += [()] * (len(line) - len(line.removesuffix("\r")) + 1)
    return result[: len(text)]
