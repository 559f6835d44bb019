"""The wheel that people install: what it carries, and that it works where nothing else of ours is."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from datagraph import __version__
from datagraph.exchange import SCHEMAS, schema_text

PROJECT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from the sources; with the build backend of this environment, where it has one."""
    directory = tmp_path_factory.mktemp("wheel")
    isolation = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    command = [sys.executable, "-m", "build", "--wheel", *isolation, "--outdir", str(directory), str(PROJECT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = directory.iterdir()
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it."""
    directory = tmp_path_factory.mktemp("environment")
    venv.create(directory, with_pip=True)
    install = ["-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run([program(directory, "python"), *install], check=True, capture_output=True)
    return directory


def program(environment: Path, name: str) -> str:
    folder, ending = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return str(environment / folder / f"{name}{ending}")


def run(environment: Path, *command: str) -> str:
    """Run a program of the environment far from the sources; it borrows the libraries of this environment."""
    # On this path, .pth files count for nothing, and so an editable installation of the project is not seen.
    variables = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib"), "PYTHONSAFEPATH": "1"}
    # A library of it is a program.
    variables["PATH"] = os.pathsep.join((sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)))
    name, *arguments = command
    done = subprocess.run(
        [program(environment, name), *arguments],
        cwd=environment,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_carries_what_the_code_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        shipped = {name: archive.read(f"datagraph/schemas/{name}.json").decode() for name in SCHEMAS}
    assert {"datagraph/syntax/grammar.lark", "datagraph/py.typed", "datagraph/__main__.py"} <= set(names)
    page = "datagraph/diagrams/page/assets"
    assert {f"{page}/page.html", f"{page}/explorer.js", f"{page}/vendored/viz-global.js.gz"} <= set(names)
    assert shipped == {name: schema_text(name) for name in SCHEMAS}
    assert not [name for name in names if name.startswith(("tests", "examples", "benchmarks"))]
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_the_package_is_the_one_in_the_wheel(environment: Path) -> None:
    found = run(environment, "python", "-c", "import datagraph; print(datagraph.__file__)")
    assert Path(found.strip()).is_relative_to(environment)


def test_the_command_tells_its_version(environment: Path) -> None:
    assert __version__ in run(environment, "datagraph", "--version")
    assert __version__ in run(environment, "python", "-m", "datagraph", "--version")


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_command_prints_the_schemas(environment: Path, name: str) -> None:
    assert run(environment, "datagraph", "schema", name) == schema_text(name)


def test_the_command_makes_a_page(environment: Path) -> None:
    graph = PROJECT / "examples" / "ecommerce" / "graph.dg"
    run(environment, "datagraph", "render", str(graph), "-o", "graph.html")
    assert "Shopping carts" in (environment / "graph.html").read_text(encoding="utf-8")


def test_the_command_validates_a_graph(environment: Path) -> None:
    graph = PROJECT / "examples" / "ecommerce" / "graph.dg"
    assert "no problems" in run(environment, "datagraph", "validate", str(graph))
