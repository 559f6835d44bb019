"""`[warehouse.NAME]`: connections out of a configuration, and secrets kept out of everything."""

from __future__ import annotations

import pytest

from datagraph.configuration import read_configuration
from datagraph.configuration.connection import Connection
from datagraph.configuration.secrets import is_secret, masked
from datagraph.text import Source
from tests.configuration.test_configuration import check


def test_a_connection_of_each_form() -> None:
    text = """\
[warehouse.demo]
type = "duckdb"
setup = ["a.sql", "b.sql"]

[warehouse.production]
type = "snowflake"
account = "myorg-account"
user_env = "READER"
password_env = "READER_PASSWORD"
client_session_keep_alive = true
timeout = 300

[warehouse.dbt]
dbt_profile = "shop/prod"
"""
    assert check(text, "").connections == {
        "demo": Connection("demo", "duckdb", {"setup": ["a.sql", "b.sql"]}),
        "production": Connection(
            "production",
            "snowflake",
            {"account": "myorg-account", "client_session_keep_alive": True},
            {"user": "READER", "password": "READER_PASSWORD"},
            timeout=300,
        ),
        "dbt": Connection("dbt", dbt_profile="shop/prod"),
    }


def test_mistakes_stand_at_their_places() -> None:
    text = """\
[warehouse.a]
type = "snowflak"
[warehouse.b]
type = "redshift"
usr = "x"
[warehouse.c]
[warehouse.d]
type = "duckdb"
path = "x"
[warehouse.e]
type = "databricks"
http_path_env = 1
timeout = "long"
[warehouse]
f = "duckdb"
"""
    found = check_lines(text)
    assert [line.split(" | ")[0] for line in found] == [
        "2:8-18 DG902 no kind of warehouse named `snowflak`",
        "3:12-13 DG902 `b` has no `database`",
        "5:1-4 DG901 redshift has no parameter named `usr`",
        "6:12-13 DG902 `c` has no `type`",
        "9:1-5 DG901 duckdb has no parameter named `path`",
        "10:12-13 DG902 `e` has no `http_path`",
        "12:17-18 DG902 `http_path_env` is not the name of an environment variable",
        "13:11-17 DG902 `timeout` is not a number of seconds",
        "15:5-13 DG902 `warehouse.f` is not a table",
    ]


def check_lines(text: str) -> list[str]:
    source = Source("datagraph.toml", text)
    return [
        f"{source.lines.position(it.span.start)}-{source.lines.position(it.span.end).column} {it.code} "
        + " | ".join(part for part in (it.message, it.label, *it.help) if part)
        for it in read_configuration(text)[1]
    ]


@pytest.mark.parametrize("name", ["password", "client_secret", "token", "aws_secret_access_key", "private_key"])
def test_a_secret_is_refused_whether_the_driver_is_known_to_take_it_or_not(name: str) -> None:
    (line,) = check_lines(f'[warehouse.a]\ntype = "snowflake"\n{name} = "hunter2"\n')
    assert line.startswith("3:")
    assert "DG904" in line
    assert f'write `{name}_env = "NAME"`' in line
    assert "hunter2" not in line


@pytest.mark.parametrize("name", ["password_env", "private_key_file", "token_file_path", "user", "account"])
def test_where_a_secret_is_kept_is_none(name: str) -> None:
    assert not is_secret(name)


@pytest.mark.parametrize(
    "line",
    [
        'password = "hunter2"',
        "password = 'hunter2'",
        'password = "hunter2',
        "password=hunter2",
        '"password" = "hunter2" # mine',
        'x = { user = "a", password = "hunter2", port = 1 }',
        'a.b.Access_Token = "hunter2"',
        'password = "hun\\"ter2"',
    ],
)
def test_a_secret_is_masked_and_everything_keeps_its_place(line: str) -> None:
    text = f"[warehouse.a]\n{line}\nuser = 'ann'\n"
    shown = masked(text)
    assert "hunter2" not in shown
    assert "ter2" not in shown
    assert len(shown) == len(text)
    assert shown.endswith("\nuser = 'ann'\n")


def test_what_is_no_secret_is_not_masked() -> None:
    text = '[warehouse.a]\nuser = "ann"\npassword_env = "SHOP_PASSWORD"\nprivate_key_file = "~/key.p8"\n'
    assert masked(text) == text
