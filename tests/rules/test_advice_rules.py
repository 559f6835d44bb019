"""Advice on graphs that Segment would accept: what is said, where, and what the fixes make of it."""

from __future__ import annotations

import re
import time
from textwrap import dedent

import pytest

from datagraph.diagnostics import Applicability, Severity
from datagraph.engine import analyse
from datagraph.rules import Context, RuleFile, all_rules
from datagraph.settings import DEFAULT_SETTINGS, Settings
from datagraph.text import LineIndex, apply_edits

ADVICE = [rule for rule in all_rules() if rule.code.startswith("DG5")]
EVERYTHING = Settings(extend_select=("DG504",))


def entity(slug: str, more: str = "enrichment_enabled = true", table: str = "") -> str:
    table = table or f"PROD.CUST.{slug.upper()}"
    return f'entity "{slug}" {{\nname = "{slug.title()}"\ntable_ref = "{table}"\nprimary_key = "ID"\n{more}\n}}\n'


def first(slug: str, inside: str = "", external_id: str = "email") -> str:
    join = f'external_id {{\ntype = "{external_id}"\njoin_key = "KEY"\n}}\n'
    return f'relationship "user-{slug}" {{\nname = "User {slug}"\nrelated_entity = "{slug}"\n{join}{inside}}}\n'


def nested(slug: str, join: str) -> str:
    return f'relationship "sub-{slug}" {{\nname = "Sub {slug}"\nrelated_entity = "{slug}"\n{join}\n}}\n'


def profile(inside: str = "", more: str = 'type = "segment:materialized"', folder: str = "PROD.SEGMENT") -> str:
    return f'profile {{\nprofile_folder = "{folder}"\n{more}\n{inside}}}\n'


def graph(*parts: str, version: str = "v1.0.0") -> str:
    return f'data_graph {{\nversion = "{version}"\n{"".join(parts)}}}\n'


def said(text: str, settings: Settings = DEFAULT_SETTINGS) -> list[str]:
    """One line for each diagnostic, as the concise output has it, without the file's name."""
    lines = LineIndex(text)
    found = analyse(text, settings).diagnostics
    return [f"{lines.position(it.span.start)} {it.severity}[{it.code}] {it.message}" for it in found]


def fixed(text: str, code: str, applicability: Applicability = Applicability.SAFE) -> str:
    """The text after the fixes of one rule's diagnostics, all of which have to be as sure as expected."""
    fixes = [fix for it in analyse(text).diagnostics if it.code == code for fix in it.fixes]
    assert fixes
    assert {fix.applicability for fix in fixes} == {applicability}
    return apply_edits(text, [edit for fix in fixes for edit in fix.edits])


def helped(text: str, code: str) -> list[str]:
    return [line for it in analyse(text).diagnostics if it.code == code for line in it.help]


# What a rule says of itself.


@pytest.mark.parametrize("rule", ADVICE, ids=lambda rule: rule.name)
def test_bad_example_has_this_one_mistake_and_good_example_none(rule: RuleFile) -> None:
    description = rule.description
    settings = Settings() if description.enabled else Settings(extend_select=(rule.code,))
    assert [it.code for it in analyse(description.bad, settings).diagnostics] == [rule.code]
    assert said(description.good, settings) == []


@pytest.mark.parametrize("rule", ADVICE, ids=lambda rule: rule.name)
def test_fix_of_the_bad_example_clears_it_and_adds_nothing(rule: RuleFile) -> None:
    for diagnostic in analyse(rule.description.bad, EVERYTHING).diagnostics:
        for fix in diagnostic.fixes:
            assert rule.description.fixable
            left = analyse(apply_edits(rule.description.bad, fix.edits)).diagnostics
            assert left == ()


def test_advice_is_never_an_error() -> None:
    assert max(rule.description.severity for rule in ADVICE) == Severity.WARNING


def test_good_graph_is_checked_in_a_few_milliseconds() -> None:
    entities = [entity(f"e-{number}", table=f"PROD.CUST.E_{number}") for number in range(1_000)]
    text = graph(*entities, profile("".join(first(f"e-{number}") for number in range(1_000))))
    ctx = Context(text, analyse(text).graph)
    best = min(_seconds(ctx) for _ in range(5))
    assert best < 0.02, "0.3 ms where it was written; a slow machine may take longer"


def _seconds(ctx: Context) -> float:
    checks = [rule.check for rule in ADVICE if rule.check and rule.description.enabled]
    start = time.perf_counter()
    assert not [it for check in checks for it in check(ctx)]
    return time.perf_counter() - start


# unused-entity, profile-without-relationships, nothing-for-consumers: who can use what.


def test_unused_entity_beside_used_ones() -> None:
    text = graph(entity("a", ""), entity("b", ""), entity("c"), profile(first("a")))
    assert said(text) == ["9:9 warning[DG501] entity `b` is not used"]


def test_enrichment_switched_off_in_words_is_unused_too() -> None:
    text = graph(entity("a"), entity("b", "enrichment_enabled = false"))
    assert said(text) == ["9:9 warning[DG501] entity `b` is not used"]


def test_broken_flag_is_one_mistake() -> None:
    text = graph(entity("a"), entity("b", 'enrichment_enabled = "yes"'))
    assert "DG501" not in "".join(said(text))
    text = graph(entity("a", 'enrichment_enabled = "yes"'))
    assert "DG509" not in "".join(said(text))


def test_entity_that_a_misspelt_reference_means_is_not_unused() -> None:
    text = graph(entity("cart", ""), entity("coupon", ""), profile(first("carts")))
    assert said(text) == [
        "9:9 warning[DG501] entity `coupon` is not used",
        next(it for it in said(text) if "DG201" in it),
    ]


def test_entity_that_a_missing_reference_may_mean_is_not_unused() -> None:
    broken = first("account").replace('related_entity = "account"\n', "")
    assert "DG501" not in "".join(said(graph(entity("account", ""), entity("b"), profile(broken))))


def test_entity_declared_twice_is_unused_once() -> None:
    text = graph(entity("a"), entity("b", ""), entity("b", "", table="PROD.CUST.B_2"))
    assert [it for it in said(text) if "DG501" in it] == ["9:9 warning[DG501] entity `b` is not used"]


def test_entities_without_consumers_are_one_mistake() -> None:
    assert said(graph(entity("a", ""), entity("b", ""))) == ["1:1 warning[DG509] no consumer can use this graph"]


def test_profile_and_entities_without_consumers_are_one_mistake() -> None:
    text = graph(entity("a", ""), entity("b", ""), profile())
    assert said(text) == ["1:1 warning[DG509] no consumer can use this graph"]


def test_empty_profile_beside_entities_for_linked_events_is_one_mistake() -> None:
    text = graph(entity("a"), entity("b", ""), profile())
    assert said(text) == ["15:1 warning[DG506] the profile has no relationships"]


def test_graph_of_a_version_alone_has_nothing_for_consumers() -> None:
    assert said(graph()) == ["1:1 warning[DG509] no consumer can use this graph"]


def test_text_without_a_graph_is_one_mistake() -> None:
    for text in ("", "# nothing\n", 'name = "x"\n'):
        assert "DG509" not in "".join(said(text))


def test_unreadable_block_may_hold_what_is_missing() -> None:
    unknown = 'gizmo {\nwidth = "1"\n}\n'
    assert [it for it in said(graph(entity("a", ""), unknown)) if "DG5" in it] == []
    assert [it for it in said(graph(entity("a"), profile(unknown))) if "DG5" in it] == []


def test_relationship_outside_the_profile_uses_its_entity() -> None:
    assert "DG5" not in "".join(said(graph(entity("a", ""), entity("b"), first("a"))))
    assert "DG5" not in "".join(said(graph(entity("a", ""), first("a"), profile())))


# duplicate-table.


def test_table_of_two_entities_is_reported_at_the_second() -> None:
    text = graph(entity("a"), entity("b", table="PROD.CUST.A"))
    assert said(text) == ["11:14 warning[DG502] entities `a` and `b` have the same table"]
    (diagnostic,) = analyse(text).diagnostics
    assert [label.span.text_of(text) for label in diagnostic.labels] == ["PROD.CUST.A"]


def test_third_entity_of_a_table_is_compared_with_the_first() -> None:
    text = graph(entity("a"), entity("b", table="PROD.CUST.A"), entity("c", table="PROD.CUST.A"))
    assert [it.partition("] ")[2] for it in said(text)] == [
        "entities `a` and `b` have the same table",
        "entities `a` and `c` have the same table",
    ]


def test_quotes_make_no_other_table_but_case_does() -> None:
    assert "DG502" in "".join(said(graph(entity("a"), entity("b", table="PROD.`CUST`.A"))))
    assert "DG502" not in "".join(said(graph(entity("a"), entity("b", table="PROD.CUST.a"))))
    assert "DG502" not in "".join(said(graph(entity("a", table="PROD.`CUST.A`.X"), entity("b", table="PROD.CUST.A.X"))))


def test_entity_declared_twice_is_no_duplicate_table() -> None:
    assert "DG502" not in "".join(said(graph(entity("a"), entity("a"))))


def test_entities_without_tables_share_none() -> None:
    text = graph(entity("a"), entity("b"))
    assert "DG502" not in "".join(said(re.sub('"PROD.*"', '""', text)))


def test_junction_table_may_be_an_entity_as_well() -> None:
    junction = dedent("""\
        junction_table {
        table_ref = "PROD.CUST.PAIR"
        primary_key = "ID"
        left_join_on = "a.ID = A_ID"
        right_join_on = "B_ID = b.ID"
        }
        """)
    text = graph(entity("a"), entity("b"), entity("pair"), profile(first("a", nested("b", junction))))
    assert said(text) == []


# unmaterialized-profile, missing-description.


def test_unmaterialized_profile_is_graver_for_redshift() -> None:
    text = graph(entity("a"), profile(first("a"), 'type = "segment:unmaterialized"'))
    assert said(text) == ["11:9 info[DG503] the profile is not materialized"]
    redshift = Settings(warehouse="redshift")
    assert said(text, redshift) == ["11:9 warning[DG503] the profile is not materialized"]
    chosen = Settings(warehouse="redshift", severities={"DG503": Severity.INFO})
    assert said(text, chosen) == ["11:9 info[DG503] the profile is not materialized"]


def test_missing_descriptions_are_asked_for_only_on_request() -> None:
    described = entity("b", 'description = "B"')
    text = graph(entity("a", ""), described, profile(first("a", nested("b", 'join_on = "a.ID = b.A_ID"'))))
    assert said(text) == []
    assert said(text, EVERYTHING) == [
        "3:9 info[DG504] entity `a` has no description",
        "18:15 info[DG504] relationship `user-a` has no description",
        "25:15 info[DG504] relationship `sub-b` has no description",
    ]


def test_empty_description_is_one_mistake() -> None:
    text = graph(entity("a", 'description = ""\nenrichment_enabled = true'))
    assert "DG504" not in "".join(said(text, EVERYTHING))


# legacy-version.


LEGACY = graph(
    entity("account"),
    entity("cart"),
    profile(first("account", nested("cart", 'join_on = "ACCOUNT.ID = CART.ACCOUNT_ID"')), 'materialization = "none"'),
    version="v0.0.6",
)


def test_certain_migration_is_one_safe_fix() -> None:
    assert said(LEGACY) == ["2:12 warning[DG505] `v0.0.6` is the beta of the language"]
    assert fixed(LEGACY, "DG505") == (
        LEGACY.replace("v0.0.6", "v1.0.0")
        .replace('materialization = "none"', 'type = "segment:unmaterialized"')
        .replace("ACCOUNT.ID = CART.ACCOUNT_ID", "account.ID = cart.ACCOUNT_ID")
    )
    assert said(fixed(LEGACY, "DG505")) == ["17:9 info[DG503] the profile is not materialized"]


def test_aligned_attributes_stay_aligned() -> None:
    before = 'profile_folder  = "PROD.SEGMENT"\n    materialization = "segment"'
    after = 'profile_folder = "PROD.SEGMENT"\n    type           = "segment:materialized"'
    (bad,) = (rule.description.bad for rule in ADVICE if rule.code == "DG505")
    assert before in bad
    assert after in fixed(bad, "DG505")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ACCOUNT.ID = CART.ACCOUNT_ID"', '"account.ID = cart.ACCOUNT_ID"'),
        ('"account.ID = CART.ACCOUNT_ID"', '"account.ID = cart.ACCOUNT_ID"'),
        ('"`ACCOUNT`.`ID`=CART.ACCOUNT_ID"', '"account.`ID`=cart.ACCOUNT_ID"'),
        (r'"\u0041CCOUNT.ID = CART.ACCOUNT_ID"', '"account.ID = cart.ACCOUNT_ID"'),
    ],
)
def test_table_names_in_joins_become_slugs(old: str, new: str) -> None:
    text = LEGACY.replace('"ACCOUNT.ID = CART.ACCOUNT_ID"', old)
    assert new in fixed(text, "DG505")


@pytest.mark.parametrize(
    "join",
    [
        "CART.ACCOUNT_ID = ACCOUNT.ID",
        "Account.ID = CART.ACCOUNT_ID",
        "ID = CART.ACCOUNT_ID",
        "ORDERS.ID = CART.ACCOUNT_ID",
    ],
)
def test_join_that_names_other_tables_is_left_to_the_author(join: str) -> None:
    text = LEGACY.replace("ACCOUNT.ID = CART.ACCOUNT_ID", join)
    assert helped(text, "DG505") == [
        "write `join_on` with the slugs of the entities: at 28:12",
        "then `datagraph fix` does the rest",
    ]


def test_tables_of_one_name_in_two_schemas_cannot_be_told_apart() -> None:
    text = LEGACY.replace("PROD.CUST.CART", "PROD.SHOP.ACCOUNT").replace("CART.ACCOUNT_ID", "ACCOUNT.ACCOUNT_ID")
    assert "write `join_on` with the slugs of the entities: at 28:12" in helped(text, "DG505")


def test_table_name_that_is_another_entitys_slug_is_left_to_the_author() -> None:
    text = LEGACY.replace("PROD.CUST.ACCOUNT", "PROD.CUST.cart").replace("ACCOUNT.ID", "cart.ID")
    assert "write `join_on` with the slugs of the entities: at 28:12" in helped(text, "DG505")


def test_slug_that_no_join_can_hold_is_left_to_the_author() -> None:
    text = LEGACY.replace('"account"', '"my account"')
    assert "write `join_on` with the slugs of the entities: at 28:12" in helped(text, "DG505")


def test_junction_joins_are_migrated() -> None:
    junction = dedent("""\
        junction_table {
        table_ref = "PROD.CUST.PAIR"
        primary_key = "ID"
        left_join_on = "ACCOUNT.ID = ACCOUNT_ID"
        right_join_on = "PAIR.CART_ID = CART.ID"
        }""")
    text = LEGACY.replace('join_on = "ACCOUNT.ID = CART.ACCOUNT_ID"', junction)
    after = fixed(text, "DG505")
    assert '"account.ID = ACCOUNT_ID"' in after
    assert '"CART_ID = cart.ID"' in after
    assert said(after) == ["17:9 info[DG503] the profile is not materialized"]


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ('"PROD.SEGMENT"', '"segment"', "write `profile_folder` as `database.schema`: at 16:19"),
        ('"PROD.CUST.CART"', '"CUST.CART"', "write `table_ref` as `database.schema.table`: at 11:14"),
        ('materialization = "none"', 'materialization = "dbt"', "write `type` in place of `materialization`: at 17:1"),
        ('materialization = "none"\n', "", "write `type` in place of `materialization`: at 15:1"),
        ("profile {", "profile {\n}\nprofile {", "keep one `profile`: at 17:1"),
    ],
)
def test_step_that_is_not_certain_is_left_to_the_author(old: str, new: str, step: str) -> None:
    text = LEGACY.replace(old, new)
    found = [it for it in analyse(text).diagnostics if it.code == "DG505"]
    assert [it.fixes for it in found] == [()]
    assert step in helped(text, "DG505")


def test_steps_left_come_in_the_order_of_the_text_with_their_first_places() -> None:
    text = re.sub(r"PROD\.", "", graph(*[entity(f"e{number}") for number in range(7)], version="v0.0.6"))
    assert helped(text, "DG505") == [
        "write `table_ref` as `database.schema.table`: at 5:14, 11:14, 17:14, 23:14, 29:14 and 2 more",
        "then `datagraph fix` does the rest",
    ]


def test_second_graph_stops_the_migration() -> None:
    assert helped(LEGACY + LEGACY, "DG505")[0].startswith("keep one `data_graph`")


def test_file_that_is_new_but_for_its_version_needs_no_more() -> None:
    text = LEGACY.replace('materialization = "none"', 'type = "segment:materialized"')
    assert said(fixed(text, "DG505")) == []


# unknown-external-id-type, misspelt-external-id-type.


def typed(external_id: str) -> str:
    return graph(entity("a"), profile(first("a", external_id=external_id)))


@pytest.mark.parametrize("known", ["user_id", "email", "ios.idfa", "phone", "group_id"])
def test_ordinary_external_id_types_get_no_remark(known: str) -> None:
    assert said(typed(known)) == []


@pytest.mark.parametrize(
    "custom", ["loyalty_number", "email2", "phone_1", "ios.idfv", "buyer_id", "uid", "idfa", "android.gaid", "é"]
)
def test_custom_external_id_types_get_a_hint(custom: str) -> None:
    assert said(typed(custom)) == [f"16:9 info[DG507] `{custom}` is a custom external-id type"]


def test_custom_external_id_type_gets_one_hint() -> None:
    text = graph(
        entity("a"), profile(first("a", external_id="card") + first("a", external_id="card").replace("user", "u"))
    )
    assert [it for it in said(text) if "DG507" in it] == ["16:9 info[DG507] `card` is a custom external-id type"]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("user id", "user_id"),
        ("userId", "user_id"),
        ("User_ID", "user_id"),
        ("user-id", "user_id"),
        (" email", "email"),
        ("E-Mail", "email"),
        ("emial", "email"),
        ("emai", "email"),
        ("ios_idfa", "ios.idfa"),
        ("Anonymous ID", "anonymous_id"),
        ("anonymus_id", "anonymous_id"),
        ("phonne", "phone"),
    ],
)
def test_slip_is_mended(slip: str, meant: str) -> None:
    assert said(typed(slip)) == [f"16:9 warning[DG508] external-id type `{slip}` looks like a slip of `{meant}`"]
    assert fixed(typed(slip), "DG508") == typed(meant)


@pytest.mark.parametrize("word", ["emails", "gmail"])
def test_slip_that_may_be_a_custom_type_is_mended_on_request(word: str) -> None:
    assert fixed(typed(word), "DG508", Applicability.UNSAFE) == typed("email")


def test_type_under_a_misspelt_name_is_mended_in_its_place() -> None:
    text = typed("user id").replace('type = "user', 'ype = "user')
    assert fixed(text, "DG508") == text.replace("user id", "user_id")


@pytest.mark.parametrize("broken", ['"user_id"...', '"card"...'])
def test_type_in_broken_quotes_is_one_mistake(broken: str) -> None:
    text = typed("user id").replace('"user id"', broken)
    assert [it for it in said(text) if "DG50" in it] == []


# mixed-indentation.


def indented(*indents: str) -> str:
    """A graph of one entity whose lines from the version on have these indents, in turn."""
    lines = graph(entity("a")).splitlines(keepends=True)
    return "".join((*(lines[:1]), *map("".join, zip(indents, lines[1:], strict=True))))


GOOD_INDENTS = ("  ", "  ", "    ", "    ", "    ", "    ", "  ", "")


@pytest.mark.parametrize("unit", ["\t", "  ", "    ", ""])
def test_one_kind_of_indentation_is_enough(unit: str) -> None:
    assert said(indented(*(it.replace("  ", unit) for it in GOOD_INDENTS))) == []


def test_tab_elsewhere_than_before_a_line_is_no_indentation() -> None:
    text = indented(*GOOD_INDENTS).replace("name =", "name\t=").replace('"A"', '"A"\t# a\tb') + "\t\n \t\n"
    assert said(text) == []


@pytest.mark.parametrize("depth", ["\t\t", "\t  ", "  \t", "\t", "\t\t\t\t"])
def test_tab_between_spaces_is_reported_and_mended(depth: str) -> None:
    text = indented(*GOOD_INDENTS[:4], depth, *GOOD_INDENTS[5:])
    assert said(text) == ["6:1 warning[DG510] tabs and spaces are mixed in the indentation"]
    assert fixed(text, "DG510") == indented(*GOOD_INDENTS)


def test_space_between_tabs_is_reported_and_all_tabs_mended() -> None:
    text = indented("\t", "\t", "\t\t", "\t\t", "    ", "\t\t", "\t", "")
    assert said(text) == ["6:1 warning[DG510] tabs and spaces are mixed in the indentation"]
    assert fixed(text, "DG510") == indented(*GOOD_INDENTS)


def test_fix_takes_the_width_that_the_other_lines_agree_on() -> None:
    four = tuple(it * 2 for it in GOOD_INDENTS)
    assert fixed(indented(*four[:4], "\t\t", *four[5:]), "DG510") == indented(*four)


def test_comment_lines_are_mended_and_lines_inside_a_comment_do_not_count() -> None:
    text = indented(*GOOD_INDENTS).replace("    name", "\t# why\n    name").replace("  }", "\t\t# last\n\t}")
    assert fixed(text, "DG510") == text.replace("\t\t# last", "    # last").replace("\t#", "    #").replace(
        "\t}", "  }"
    )
    assert said(indented(*GOOD_INDENTS).replace("    name", "    /* a\n\t\tb */\n    name")) == []


def test_crlf_and_one_line_blocks_are_mended_too() -> None:
    one_line = '  external_id { type = "email" }'
    text = graph(entity("a"), profile('\trelationship "r" {\n' + one_line + "\n}\n")).replace("\n", "\r\n")
    assert fixed(text, "DG510") == text.replace("\trel", "    rel")


def test_broken_text_is_not_indented_anew() -> None:
    text = indented(*GOOD_INDENTS[:4], "\t", *GOOD_INDENTS[5:]).replace('"A"', "A")
    (diagnostic,) = [it for it in analyse(text).diagnostics if it.code == "DG510"]
    assert diagnostic.fixes == ()
    assert diagnostic.help


def test_nesting_without_end_is_not_indented_anew() -> None:
    text = "a {\n" * 10_000 + " b = true\n\tc = true\n" + "}\n" * 10_000
    (diagnostic,) = [it for it in analyse(text).diagnostics if it.code == "DG510"]
    assert diagnostic.fixes == ()
