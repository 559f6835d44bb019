"""Builds an example's warehouse as DuckDB files, for a look with other tools.

python examples/build.py ecommerce [--faults] [-o DIRECTORY]

Each database of the example becomes a file of its name. DuckDB calls a file's database by the file's name, so the
names in the graph fit as they are: `duckdb PRODUCTION.duckdb`, or `database = "PRODUCTION.duckdb"` in datagraph.toml.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import duckdb

EXAMPLES = Path(__file__).parent
_ATTACHED = re.compile(r"""^ATTACH ':memory:' AS "([^"]+)";$""", re.MULTILINE)


def build(example: str, directory: Path, *, faults: bool = False) -> list[Path]:
    """Write the files, over older ones of the same names; returns their paths."""
    scripts = ["warehouse.sql", *(["faults.sql"] if faults else [])]
    sql = "\n".join((EXAMPLES / example / it).read_text(encoding="utf-8") for it in scripts)
    files = [directory / f"{name}.duckdb" for name in _ATTACHED.findall(sql)]
    directory.mkdir(parents=True, exist_ok=True)
    for file in files:
        file.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        connection.execute("SET file_search_path = ?", [str(EXAMPLES / example)])
        place = str(directory).replace("'", "''")
        connection.execute(_ATTACHED.sub(lambda it: f"ATTACH '{place}/{it[1]}.duckdb' AS \"{it[1]}\";", sql))
    return files


def main() -> None:
    """Read the arguments and build."""
    known = sorted(it.parent.name for it in EXAMPLES.glob("*/warehouse.sql"))
    parser = argparse.ArgumentParser(description="Build an example's warehouse as DuckDB files.")
    parser.add_argument("example", choices=known)
    parser.add_argument("--faults", action="store_true", help="with the faults that `datagraph check` finds")
    parser.add_argument("-o", "--output", type=Path, default=Path(), help="the directory for the files; default: .")
    arguments = parser.parse_args()
    for file in build(arguments.example, arguments.output.resolve(), faults=arguments.faults):
        print(file)  # noqa: T201 what a script has to say


if __name__ == "__main__":
    main()
