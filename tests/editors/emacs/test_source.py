"""The file of the mode: what is generated in it, and that Emacs finds no fault with it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from lsp.emacs.generate import MODE, generate
from tests.editors.install import emacs

if TYPE_CHECKING:
    from pathlib import Path


def test_the_words_are_those_of_the_language() -> None:
    text = MODE.read_text(encoding="utf-8")
    assert text == generate(text), "run `python -m lsp.emacs.generate`"
    assert '"related_entity"' in text


def test_other_text_of_the_mode_is_kept() -> None:
    text = ';; Version: 0\n(defconst datagraph--words\n  \'()\n  "Words.")\n(other \'()\n  "x")\n'
    written = generate(text)
    assert written.startswith(";; Version: ")
    assert '(blocks "data_graph" "entity"' in written
    assert written.endswith('(literals "true" "false"))\n  "Words.")\n(other \'()\n  "x")\n')
    assert generate(written) == written


@pytest.mark.slow
def test_the_mode_compiles_without_a_warning(tmp_path: Path) -> None:
    shutil.copy(MODE, tmp_path)
    strict = ["--eval", "(setq byte-compile-error-on-warn t)", "-f", "batch-byte-compile", MODE.name]
    done = subprocess.run(
        [emacs(), "--batch", "-Q", *strict], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_the_mode_is_documented_as_emacs_wants_it(tmp_path: Path) -> None:
    shutil.copy(MODE, tmp_path)
    check = ["--eval", f'(checkdoc-file "{MODE.name}")']
    done = subprocess.run([emacs(), "--batch", "-Q", *check], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
