"""`@cdktf/hcl2json`: HashiCorp's Go parser in WebAssembly, in a node process that stays up between rounds."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent
PACKAGE = "@cdktf/hcl2json"
_PROGRAM = """\
const { parse } = require("@cdktf/hcl2json");
const { readFileSync } = require("fs");
const { performance } = require("perf_hooks");
const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", async (path) => {
  const text = readFileSync(path, "utf8");
  const start = performance.now();
  await parse("graph.hcl", text);
  console.log((performance.now() - start) / 1000);
});
"""


def install() -> None:
    """Put the package into `benchmarks/node_modules`."""
    command = ["npm", "install", "--no-save", "--no-package-lock", "--ignore-scripts", "--prefix", str(FOLDER), PACKAGE]
    subprocess.run(command, check=True)


def versions() -> dict[str, str]:
    """The versions of package and node, or nothing if one is not there."""
    described = FOLDER / "node_modules" / PACKAGE / "package.json"
    node = shutil.which("node")
    if not described.is_file() or node is None:
        return {}
    shown = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return {PACKAGE: f"{json.loads(described.read_text(encoding='utf-8'))['version']} (node {shown})"}


class NodePeer:
    """The running process; `seconds` lets it read a file once and says how long the parser took, node's start apart."""

    def __init__(self) -> None:
        command = [shutil.which("node") or "node", "-e", _PROGRAM]
        self._process = subprocess.Popen(
            command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def seconds(self, path: Path) -> float:
        """One round over the file at a path."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        return float(process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait()
