"""`datagraph diff` on files and in real git repositories, and `datagraph consumers`."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.calls import Result, call
from tests.diagrams.test_compose import SHOP
from tests.diff.test_changes import CARTS

NO_CARTS = SHOP.replace(CARTS, "    }\n")
RENAMED = SHOP.replace('name        = "Lead"', 'name        = "Prospect"')
CONSUMERS = """\
version: 1
consumers:
  - name: Big spenders
    kind: audience
    owner: growth@example.com
    relationships: [cart-products]
    columns:
      cart: [TOTAL]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return tmp_path


def git(*words: str) -> str:
    done = subprocess.run(["git", *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(text: str = SHOP, path: str = "graph.dg", message: str = "a") -> None:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(text)
    git("add", "-A")
    git("commit", "-qm", message)


def repository() -> None:
    """A repository with a graph on its main branch, and a branch that is checked out."""
    git("init", "-qb", "main")
    commit()
    git("switch", "-qc", "feature")


def line(text: str, slug: str) -> int:
    """The line that declares a relationship, from 1."""
    return text[: text.index(f'relationship "{slug}"')].count("\n") + 1


def diff(*words: str, stdin: str = "") -> Result:
    return call("diff", *words, stdin=stdin)


def test_two_files() -> None:
    Path("old.dg").write_text(SHOP)
    Path("new.dg").write_text(NO_CARTS)
    told = diff("old.dg", "new.dg")
    assert told.code == 1
    assert (
        f"error[DG602]: relationship `account-carts` is gone\n  --> new.dg:{line(NO_CARTS, 'user-accounts')}:5"
        in told.out
    )
    assert f"it stood at old.dg:{line(SHOP, 'account-carts')}" in told.out
    assert told.out.endswith("changes: 1 definite\n")


def test_standard_input_is_either_side() -> None:
    Path("graph.dg").write_text(NO_CARTS)
    assert "- relationship account-carts" in diff("-", "graph.dg", stdin=SHOP).out
    assert "+ relationship account-carts" in diff("graph.dg", "-", stdin=SHOP).out


def test_the_default_is_where_the_branch_has_left_the_main_one() -> None:
    repository()
    Path("graph.dg").write_text(NO_CARTS)
    git("switch", "-q", "main")
    commit(RENAMED, message="main goes on")
    git("switch", "-q", "feature")
    Path("graph.dg").write_text(NO_CARTS)
    told = diff()
    assert "graph.dg, since graph.dg@main" in told.out
    # What main has done since is none of this branch's.
    assert "Prospect" not in told.out
    assert told.code == 1
    assert "Prospect" in diff("--against", "main").out


def test_nothing_has_changed() -> None:
    repository()
    told = diff()
    assert (told.code, told.out) == (0, "no changes since graph.dg@main\n")


def test_a_file_that_git_has_renamed_is_the_same_one() -> None:
    repository()
    git("mv", "graph.dg", "shop.dg")
    Path("shop.dg").write_text(RENAMED)
    git("commit", "-qam", "renamed")
    told = diff()
    assert 'name: "Lead" → "Prospect"' in told.out
    assert told.code == 0


def test_a_file_that_is_gone_takes_all_with_it() -> None:
    repository()
    git("rm", "-q", "graph.dg")
    Path("other.txt").write_text("x")
    told = diff()
    assert told.code == 1
    assert "- entity account" in told.out
    assert "error[DG601]: entity `account` is gone" in told.out
    assert diff("graph.dg").code == 1


def test_a_new_file_brings_all_with_it() -> None:
    git("init", "-qb", "main")
    commit("x", "readme.txt")
    git("switch", "-qc", "feature")
    Path("graph.dg").write_text(SHOP)
    told = diff()
    assert told.code == 0
    assert "+ entity account" in told.out
    assert diff("--fail-on", "any").code == 1


def test_a_graph_in_a_folder_from_inside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-qb", "main")
    commit(path="graphs/shop.dg")
    git("switch", "-qc", "feature")
    Path("graphs/shop.dg").write_text(NO_CARTS)
    assert "graphs/shop.dg, since graphs/shop.dg@main" in diff().out
    monkeypatch.chdir("graphs")
    assert "shop.dg, since shop.dg@main" in diff().out
    assert diff("shop.dg").code == 1


def test_a_detached_head() -> None:
    repository()
    commit(RENAMED, message="b")
    git("switch", "-q", "--detach")
    assert "Prospect" in diff().out
    assert diff("--against", "HEAD").out.startswith("no changes")
    assert "Prospect" in diff("--against", "HEAD~1", "graph.dg").out


def test_a_shallow_clone_says_what_to_fetch(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    repository()
    for number in range(3):
        commit(f"# {number}\n{SHOP}", message=str(number))
    git("switch", "-q", "main")
    commit(RENAMED, message="main goes on")
    git("clone", "-q", "--depth", "1", "--no-single-branch", folder.as_uri(), "shallow")
    monkeypatch.chdir("shallow")
    git("switch", "-q", "feature")
    refused = diff()
    assert refused.code == 2
    assert "`git fetch --unshallow` brings the rest" in refused.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--against", "nothing"), "no revision named `nothing`"),
        (("--against", "--output=x"), "no revision named `--output=x`"),
        (("nothing.dg",), "cannot read nothing.dg"),
        (("a", "b", "--accept", "DG201:x"), "is not of the form CODE:SLUG"),
    ],
)
def test_what_cannot_be_compared_is_said(words: tuple[str, ...], message: str) -> None:
    repository()
    refused = diff(*words)
    assert refused.code == 2
    assert message in refused.err
    assert not Path("x").exists()


def test_without_a_repository_two_files_are_asked_for(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    Path("graph.dg").write_text(SHOP)
    refused = diff()
    assert refused.code == 2
    assert "this is not in a git repository" in refused.err
    assert "datagraph diff OLD NEW" in refused.err


def test_a_broken_graph_is_compared_as_far_as_it_can_be_read() -> None:
    Path("old.dg").write_text(SHOP)
    Path("new.dg").write_text(RENAMED.replace('table_ref   = "PROD.CUST.ACCOUNT"', "table_ref   = "))
    told = diff("old.dg", "new.dg")
    assert 'name: "Lead" → "Prospect"' in told.out
    assert "new.dg has mistakes" in told.err
    assert told.code == 0


def test_consumers_are_named_and_unused_things_may_go() -> None:
    repository()
    Path("consumers.yaml").write_text(CONSUMERS)
    Path("datagraph.toml").write_text('consumers = "consumers.yaml"\n')
    Path("graph.dg").write_text(NO_CARTS.replace("PROD.CRM.LEAD", "PROD.CRM.LEADS"))
    told = diff()
    assert "the audience `Big spenders` (growth@example.com) uses it" in told.out
    assert told.out.endswith("changes: 1 definite, 1 potential\n")
    lead = SHOP[SHOP.index('  entity "lead"') : SHOP.index("  profile {")]
    Path("graph.dg").write_text(SHOP.replace(lead, ""))
    assert diff().out.endswith("changes: 1 safe\n")
    assert diff().code == 0


def test_accepted_changes_pass_until_their_day() -> None:
    Path("old.dg").write_text(SHOP)
    Path("new.dg").write_text(NO_CARTS)
    assert diff("old.dg", "new.dg", "--accept", "DG602:account-carts").code == 0
    accepted = '[[accepted]]\nchange = "removed-relationship:account-carts"\nreason = "moved"\nuntil = "{}"\n'
    Path("datagraph.toml").write_text(accepted.format("2999-12-31"))
    assert diff("old.dg", "new.dg").code == 0
    Path("datagraph.toml").write_text(accepted.format("2020-01-01"))
    told = diff("old.dg", "new.dg")
    assert told.code == 1
    assert "DG602:account-carts is not accepted any more since 2020-01-01" in told.err
    Path("datagraph.toml").write_text('[[accepted]]\nchange = "DG602:account-carts"\n')
    assert "nobody says why this is accepted" in diff("old.dg", "new.dg").err


@pytest.mark.parametrize(("fail_on", "code"), [("definite", 0), ("potential", 1), ("any", 1)])
def test_the_class_that_fails_is_chosen(fail_on: str, code: int) -> None:
    Path("old.dg").write_text(SHOP)
    Path("new.dg").write_text(SHOP.replace("PROD.CRM.LEAD", "PROD.CRM.LEADS"))
    assert diff("old.dg", "new.dg", "--fail-on", fail_on).code == code


def test_programs_get_safe_changes_too() -> None:
    Path("old.dg").write_text(SHOP)
    Path("new.dg").write_text(RENAMED)
    found = json.loads(diff("old.dg", "new.dg", "--format", "json").out)
    assert [it["code"] for file in found["files"] for it in file["diagnostics"]] == ["DG631"]
    assert diff("old.dg", "new.dg", "--format", "sarif").code == 0


def test_the_comment_of_a_pull_request() -> None:
    Path("old.dg").write_text(SHOP)
    hostile = NO_CARTS.replace('"Lead"', '"</details> @everyone `x` | *bold* <script>"')
    Path("new.dg").write_text(hostile)
    text = diff("old.dg", "new.dg", "--format", "markdown").out
    assert text.startswith("## Data Graph: 1 definite, 1 safe changes\n")
    assert f"- **relationship `account-carts` is gone** – new.dg:{line(NO_CARTS, 'user-accounts')} (DG602)" in text
    assert "```mermaid\n" in text
    assert "Carts (removed)" in text
    assert "-     relationship account-carts" in text
    outside = "".join(text.split("```")[::2])
    assert "@everyone" not in outside
    assert "<script>" not in outside


def test_the_picture_marks_what_has_changed() -> None:
    Path("old.dg").write_text(SHOP)
    Path("new.dg").write_text(NO_CARTS)
    drawn = call("render", "new.dg", "--diff", "old.dg")
    assert drawn.code == 0
    assert 'class="edge join removed"' in drawn.out
    assert "Carts (removed)" in drawn.out
    assert call("render", "new.dg", "--diff", "old.dg", "--focus", "cart").code == 2


def test_who_uses_what() -> None:
    Path("graph.dg").write_text(SHOP)
    Path("consumers.yaml").write_text(CONSUMERS)
    listed = call("consumers", "--consumers", "consumers.yaml")
    assert "Big spenders   audience   growth@example.com   cart-products, cart" in listed.out
    for slug in ("user-accounts", "account", "cart", "cart-products", "product"):
        assert "Big spenders" in call("consumers", slug, "--consumers", "consumers.yaml").out, slug
    nobody = call("consumers", "lead", "--consumers", "consumers.yaml")
    assert (nobody.code, nobody.out, nobody.err) == (0, "", "no consumer uses lead\n")
    near = call("consumers", "carts", "--consumers", "consumers.yaml")
    assert near.code == 2
    assert "did you mean `cart`?" in near.err


def test_what_is_wrong_in_the_file_of_consumers_is_at_its_place() -> None:
    Path("graph.dg").write_text(SHOP)
    Path("datagraph.toml").write_text('consumers = "consumers.yaml"\n')
    Path("consumers.yaml").write_text(CONSUMERS)
    assert call("consumers", "check").code == 0
    for before, after, told in (
        ("[cart-products]", "[cart-product]", "DG907]: no relationship named `cart-product`\n --> consumers.yaml:6:21"),
        ("[cart-products]", "[cart]", "it is the slug of an entity"),
        ("cart:", "basket:", "DG907]: no entity named `basket`"),
        ("kind: audience", "kind: audiense", "DG906]: `kind` is `audiense`\n --> consumers.yaml:4:11"),
        ("kind: audience", "type: audience", "DG906]: `kind` is missing"),
        ("owner:", "ownr:", "did you mean `owner`?"),
        ("version: 1", "version: 2", "DG906]: `version` is `2`"),
        ("[cart-products]", "[cart-products", "DG906]: "),
        ("[cart-products]", "cart-products", "`relationships` is not a list"),
        ("- name: Big spenders", "- name: Big spenders\n    name: Again", "`name` stands more than once"),
        ("version: 1", "a: &x [1]\nb: *x", "an alias is not read here"),
    ):
        Path("consumers.yaml").write_text(CONSUMERS.replace(before, after))
        checked = call("consumers", "check")
        assert checked.code == 1, after
        assert told.replace("\n -->", "\n  -->") in checked.out, checked.out
    Path("consumers.yaml").write_text("")
    assert call("consumers", "check").code == 1


def test_columns_of_consumers_are_looked_for_in_the_catalog() -> None:
    tables = "ATTACH ':memory:' AS PROD; CREATE SCHEMA PROD.CUST; CREATE TABLE PROD.CUST.CART (ID INT, TOTL INT);"
    Path("tables.sql").write_text(tables)
    Path("datagraph.toml").write_text(
        'consumers = "consumers.yaml"\ncatalog = "catalog.json"\n'
        '[warehouse.demo]\ntype = "duckdb"\nsetup = ["tables.sql"]\n'
    )
    Path("graph.dg").write_text(SHOP)
    Path("consumers.yaml").write_text(CONSUMERS)
    assert call("introspect", "-o", "catalog.json").code == 0
    checked = call("consumers", "check")
    assert checked.code == 1
    assert "no column of `cart` named `TOTAL`" in checked.out
    assert "did you mean `TOTL`?" in checked.out


def test_without_a_file_of_consumers_the_way_to_name_one_is_told() -> None:
    Path("graph.dg").write_text(SHOP)
    refused = call("consumers")
    assert refused.code == 2
    assert "write `--consumers FILE`" in refused.err
