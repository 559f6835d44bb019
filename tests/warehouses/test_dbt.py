"""dbt's `profiles.yml` as a source of connections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from datagraph.warehouse.dbt import read_profile
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from pathlib import Path

PROFILES = """\
config:
  send_anonymous_usage_stats: false
shop:
  target: dev
  outputs:
    dev:
      type: duckdb
      path: data/shop.duckdb
      threads: 4
      settings: {threads: 2}
    live:
      type: snowflake
      account: myorg-account
      user: "{{ env_var('SHOP_USER') }}"
      password: "{{ env_var('SHOP_PASSWORD') }}"
      private_key_path: key.p8
      role: READER
      warehouse: "{{ env_var('SHOP_WAREHOUSE', 'SMALL') }}"
      database: PROD
      schema: CUST
      threads: 8
      query_tag: dbt
    lake:
      type: databricks
      host: dbc-1234.cloud.databricks.com
      http_path: /sql/1.0/warehouses/abc
      token: "{{ env_var('SHOP_TOKEN') }}"
      catalog: main
      schema: shop
    red:
      type: redshift
      host: h
      port: 5439
      user: u
      pass: "{{ env_var('SHOP_PASSWORD') }}"
      dbname: shop
      schema: public
    pg: {type: postgres, host: h, user: u, password: p, port: 5432, dbname: shop, schema: public, threads: 1}
    big: {type: bigquery, method: service-account, project: shop-prod, dataset: cust, keyfile: /k.json, location: EU}
    odd: {type: trino}
    clever: {type: postgres, host: "{{ target.name }}"}
"""


@pytest.fixture(autouse=True)
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DBT_PROFILES_DIR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SHOP_USER", "ann")
    monkeypatch.setenv("SHOP_PASSWORD", "hunter2")
    monkeypatch.setenv("SHOP_TOKEN", "{{ as it is }}")
    (tmp_path / "profiles.yml").write_text(PROFILES)
    return tmp_path


def test_the_profile_s_own_target_is_taken_unless_one_is_named(profiles: Path) -> None:
    path = str(profiles / "data" / "shop.duckdb")
    assert read_profile("shop", str(profiles)) == ("duckdb", {"database": path, "config": {"threads": 2}})
    assert read_profile("shop/dev", str(profiles)) == read_profile("shop", str(profiles))


@pytest.mark.parametrize(
    ("target", "kind", "expected"),
    [
        (
            "live",
            "snowflake",
            {
                "account": "myorg-account",
                "user": "ann",
                "password": "hunter2",
                "private_key_file": "key.p8",
                "role": "READER",
                "warehouse": "SMALL",
                "database": "PROD",
                "schema": "CUST",
            },
        ),
        (
            "lake",
            "databricks",
            {
                "server_hostname": "dbc-1234.cloud.databricks.com",
                "http_path": "/sql/1.0/warehouses/abc",
                "access_token": "{{ as it is }}",
                "catalog": "main",
                "schema": "shop",
            },
        ),
        ("red", "redshift", {"host": "h", "port": 5439, "user": "u", "password": "hunter2", "database": "shop"}),
        ("pg", "postgres", {"host": "h", "port": 5432, "user": "u", "password": "p", "dbname": "shop"}),
        (
            "big",
            "bigquery",
            {"project": "shop-prod", "dataset": "cust", "credentials_file": "/k.json", "location": "EU"},
        ),
    ],
)
def test_dbt_s_words_become_the_driver_s(target: str, kind: str, expected: dict[str, object], profiles: Path) -> None:
    assert read_profile(f"shop/{target}", str(profiles)) == (kind, expected)


@pytest.mark.parametrize(
    ("name", "message", "help_text"),
    [
        ("shp", "no profile named `shp`", "its profiles are `shop`"),
        ("shop/prod", "no target named `prod`", "`shop/dev`, `shop/live`"),
        ("shop/odd", "of the type `trino`", ""),
        ("shop/clever", "holds a template that is not `env_var(…)`", "write the value out"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, message: str, help_text: str, profiles: Path) -> None:
    with pytest.raises(WarehouseError) as caught:
        read_profile(name, str(profiles))
    assert caught.value.trouble == "setting"
    assert message in caught.value.message
    assert help_text in caught.value.help


def test_a_variable_that_is_not_set_is_named(profiles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHOP_PASSWORD")
    with pytest.raises(WarehouseError, match="`SHOP_PASSWORD` is not set"):
        read_profile("shop/live", str(profiles))


def test_a_file_that_is_not_yaml_is_not_quoted(profiles: Path) -> None:
    (profiles / "profiles.yml").write_text("shop:\n  password: hunter2: [\n")
    with pytest.raises(WarehouseError) as caught:
        read_profile("shop", str(profiles))
    assert "it is not YAML" in caught.value.message
    assert "hunter2" not in str(caught.value)


def test_profiles_are_looked_for_as_dbt_does(profiles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = profiles / "here"
    home = profiles / "home" / ".dbt"
    here.mkdir()
    with pytest.raises(WarehouseError, match=r"there is no profiles.yml in .*here or .*\.dbt"):
        read_profile("shop", str(here))
    home.mkdir(parents=True)
    (home / "profiles.yml").write_text(PROFILES)
    assert read_profile("shop", str(here))[1]["database"] == str(home / "data" / "shop.duckdb")
    monkeypatch.setenv("DBT_PROFILES_DIR", str(profiles))
    assert read_profile("shop", str(here))[1]["database"] == str(profiles / "data" / "shop.duckdb")
