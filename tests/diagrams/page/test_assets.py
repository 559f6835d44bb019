"""What is checked in for the page is what its sources make, and what npm has."""

from __future__ import annotations

import gzip
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.editors.node import ROOT, environment, npm_ci

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("explorer")]
EXPLORER = ROOT / "datagraph" / "diagrams" / "page" / "explorer"
ASSETS = EXPLORER.with_name("assets")


def run(*command: str) -> None:
    done = subprocess.run(
        command, check=False, cwd=EXPLORER, env=environment(), capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def content(path: Path) -> bytes:
    # How tightly something is packed is the packer's own matter.
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_scripts_and_libraries_are_fresh(tmp_path: Path) -> None:
    npm_ci(EXPLORER)
    run("npm", "run", "--silent", "check")
    run("npm", "run", "--silent", "build", str(tmp_path))
    made = {it.relative_to(tmp_path): content(it) for it in tmp_path.rglob("*") if it.is_file()}
    ours = {it.relative_to(ASSETS): content(it) for it in ASSETS.rglob("*") if it.is_file()}
    stale = [str(it) for it in made if made[it] != ours.get(it)]
    assert not stale, "run `npm run build` in datagraph/diagrams/page/explorer/"
    assert {str(it) for it in ours.keys() - made.keys()} == {"page.html", "page.css", "noscript.css"}


def test_libraries_end_no_element_of_the_page() -> None:
    for path in [*ASSETS.glob("*.js"), *(ASSETS / "vendored").glob("*.js")]:
        text = path.read_text(encoding="utf-8").lower()
        assert "</script" not in text, path
        assert "<!--" not in text, path
