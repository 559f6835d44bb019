"""TOML to a configuration, with every mistake at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.configuration.configuration import DEFAULT_CONFIGURATION, Configuration
from datagraph.configuration.keys import KEYS, SEVERITIES
from datagraph.configuration.places import Path, Place, find_places
from datagraph.configuration.selectors import advice, selects_a_rule
from datagraph.configuration.toml import parse
from datagraph.diagnostics import Severity, in_order
from datagraph.rules import rule_named
from datagraph.settings import Settings
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.configuration.acceptances import Acceptance
    from datagraph.configuration.channels import Notify
    from datagraph.configuration.connection import Connection
    from datagraph.configuration.key import Key
    from datagraph.diagnostics import Diagnostic

_LIST_OF = {"rules": "a list of rules", "patterns": "a list of globs"}
_ONE_OF = {"rules": "a rule", "patterns": "a glob"}
_TYPES = (
    (bool, "a boolean"),
    (str, "a string"),
    (int, "a number"),
    (float, "a number"),
    (list, "a list"),
    (dict, "a table"),
)
_OFF = ("off", "ignore", "none", "disabled")


def read(text: str, table: tuple[str, ...]) -> tuple[Configuration, list[Diagnostic]]:
    """Read the settings that stand in `table`; `()` is the top of the text."""
    parsed = parse(text)
    if parsed.error:
        return DEFAULT_CONFIGURATION, [_not_toml(text, parsed.error, parsed.span)]
    reader = _Reader(text, table)
    values: Any = parsed.values
    for depth, part in enumerate(table, 1):
        if part not in values:
            return DEFAULT_CONFIGURATION, []
        values = values[part]
        if not isinstance(values, dict):
            reader.wrong_type(table[:depth], ".".join(table[:depth]), "a table", values, f"write `[{'.'.join(table)}]`")
            return DEFAULT_CONFIGURATION, reader.diagnostics
    return reader.configuration(values), in_order(reader.diagnostics)


def _not_toml(text: str, reason: str, span: Span) -> Diagnostic:
    found = span.text_of(text)
    is_bare_text = reason == "this is not a value" and found[:1].isalpha()
    advised = (f'write it in double quotes: `"{found}"`',) if is_bare_text else ()
    return _diagnostic("configuration-syntax", span, f"not TOML: {reason}", "", *advised)


class _Reader:
    def __init__(self, text: str, table: tuple[str, ...]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._text = text
        self._table = table
        self._places: dict[Path, Place] | None = None

    def configuration(self, values: Mapping[str, Any]) -> Configuration:
        known = {name: value for name, value in values.items() if name in KEYS}
        for name in values.keys() - known.keys():
            self._unknown(name)
        lists = {name: self._list(KEYS[name], value) for name, value in known.items() if KEYS[name].type == "list"}
        default = DEFAULT_CONFIGURATION
        fail_on = self._severity(("fail-on",), known.get("fail-on", str(default.fail_on)))
        return Configuration(
            Settings(
                select=lists.get("select", ()),
                extend_select=lists.get("extend-select", ()),
                ignore=lists.get("ignore", ()),
                severities=self._severities(known.get("severity", {})),
                warehouse=self._warehouse(known.get("target-warehouse", "")),
            ),
            paths=lists.get("paths", ()),
            exclude=lists.get("exclude", ()),
            fail_on=fail_on or default.fail_on,
            catalog=self._string("catalog", known.get("catalog", "")),
            default_warehouse=self._string("default-warehouse", known.get("default-warehouse", "")),
            connections=self._connections(known.get("warehouse", {})),
            consumers=self._string("consumers", known.get("consumers", "")),
            accepted=self._accepted(known.get("accepted", [])),
            notify=self._notify(known.get("notify", [])),
        )

    def wrong_type(self, path: Path, name: str, expected: str, value: object, help_text: str) -> None:
        found = next((words for kind, words in _TYPES if isinstance(value, kind)), "a date or time")
        self._wrong(self._place(path).value, f"`{name}` is not {expected}", found, help_text)

    def _place(self, path: Path) -> Place:
        """Where a path stands; if that cannot be told, where the nearest table around it does."""
        if self._places is None:
            self._places = find_places(self._text)
        for length in range(len(path), 0, -1):
            if path[:length] in self._places:
                return self._places[path[:length]]
        start = Span(0, 0)
        return Place(start, start)

    def _unknown(self, name: str) -> None:
        from datagraph.diagnostics.suggestion import closest

        synonym = next((key.name for key in KEYS.values() if name.lower().replace("_", "-") in key.synonyms), None)
        near = closest(name, KEYS)
        if synonym or near:
            advised = f"did you mean `{near.word if near else synonym}`?"
        elif name == "tool" and not self._table:
            advised = "in this file, settings stand at the top, without `[tool.datagraph]`"
        else:
            advised = f"the settings are {', '.join(f'`{key}`' for key in KEYS)}"
        span = self._place((*self._table, name)).key
        message = f"no setting named `{name}`"
        self.diagnostics.append(_diagnostic("unknown-setting", span, message, "not known", advised))

    def _list(self, key: Key, value: object) -> tuple[str, ...]:
        path = (*self._table, key.name)
        if not isinstance(value, list):
            written = self._place(path).value.text_of(self._text)
            instead = f"[{written}]" if isinstance(value, str) else key.example.partition("= ")[2]
            self.wrong_type(path, key.name, _LIST_OF[key.form], value, f"write `{instead}`")
            return ()
        found = []
        for index, item in enumerate(value):
            span = self._place((*path, index)).value if key.form == "rules" or not isinstance(item, str) else None
            if span and not isinstance(item, str):
                written = span.text_of(self._text).partition("\n")[0]
                self.wrong_type((*path, index), written, _ONE_OF[key.form], item, "write it as a string")
            elif span is None or self._is_rule(span, item):
                found.append(item)
        return tuple(found)

    def _is_rule(self, span: Span, word: str) -> bool:
        if selects_a_rule(word):
            return True
        self._no_rule(span, word)
        return False

    def _no_rule(self, span: Span, word: str) -> None:
        self._wrong(span, f"no rule named `{word}`", "neither a name nor a code", advice(word))

    def _severities(self, value: object) -> dict[str, Severity]:
        path = (*self._table, "severity")
        if not isinstance(value, dict):
            advised = f'write `[{".".join(path)}]`, and below it `unused-entity = "info"`'
            self.wrong_type(path, "severity", "a table", value, advised)
            return {}
        found = {}
        for name, word in value.items():
            rule = rule_named(name)
            if rule is None:
                self._no_rule(self._place((*path, name)).key, name)
            elif severity := self._severity(("severity", name), word):
                found[rule.code] = severity
        return found

    def _severity(self, keys: tuple[str, ...], value: object) -> Severity | None:
        path = (*self._table, *keys)
        if not isinstance(value, str):
            self.wrong_type(path, ".".join(keys), "a severity", value, _CHOICES)
            return None
        if value in SEVERITIES:
            return Severity[value.upper()]
        advised = _near(value, SEVERITIES) or _CHOICES
        if value.lower() in _OFF and len(keys) > 1:
            advised = f'to turn a rule off, write `ignore = ["{keys[-1]}"]`'
        self._wrong(self._place(path).value, f"no severity named `{value}`", "", advised)
        return None

    def _warehouse(self, value: object) -> str:
        path = (*self._table, "target-warehouse")
        allowed = KEYS["target-warehouse"].allowed
        choices = f"write one of {', '.join(allowed)}"
        if not isinstance(value, str):
            self.wrong_type(path, "target-warehouse", "a kind of warehouse", value, choices)
            return ""
        if value and value not in allowed:
            advised = _near(value, allowed) or choices
            self._wrong(self._place(path).value, f"no warehouse named `{value}`", "", advised)
            return ""
        return value

    def _string(self, name: str, value: object) -> str:
        if isinstance(value, str):
            return value
        key = KEYS[name]
        self.wrong_type((*self._table, name), name, f"a {key.form}", value, f"write `{key.example}`")
        return ""

    def _connections(self, value: object) -> dict[str, Connection]:
        path = (*self._table, "warehouse")
        if not isinstance(value, dict):
            kind = f', or `target-warehouse = "{value}"` for the kind alone' if isinstance(value, str) else ""
            self.wrong_type(path, "warehouse", "a table", value, f"write `[{'.'.join(path)}.NAME]`{kind}")
            return {}
        from datagraph.configuration.connections import read_connection

        found = {}
        for name, settings in value.items():
            if not isinstance(settings, dict):
                example = f'write `[{".".join(path)}.NAME]`, and below it `type = "duckdb"`'
                self.wrong_type((*path, name), f"warehouse.{name}", "a table", settings, example)
            elif connection := read_connection(name, settings, (*path, name), self._complain):
                found[name] = connection
        return found

    def _accepted(self, value: object) -> tuple[Acceptance, ...]:
        tables = self._tables("accepted", value)
        if not tables:
            return ()
        from datagraph.configuration.acceptances import read_acceptance

        return tuple(it for it in (read_acceptance(*table, self._complain) for table in tables) if it)

    def _notify(self, value: object) -> tuple[Notify, ...]:
        tables = self._tables("notify", value)
        if not tables:
            return ()
        from datagraph.configuration.channels import read_channel

        return tuple(it for it in (read_channel(*table, self._complain) for table in tables) if it)

    def _tables(self, name: str, value: object) -> list[tuple[object, Path]]:
        """The elements of a list of tables, each with its path."""
        path = (*self._table, name)
        if not isinstance(value, list):
            self.wrong_type(path, name, "a list of tables", value, f"write `[[{'.'.join(path)}]]`")
            return []
        return [(it, (*path, index)) for index, it in enumerate(value)]

    def _complain(self, rule_name: str, path: Path, message: str, label: str, help_text: str) -> None:
        place = self._place(path)
        span = place.key if rule_name == "unknown-setting" else place.value
        self.diagnostics.append(_diagnostic(rule_name, span, message, label, help_text))

    def _wrong(self, span: Span, message: str, label: str, help_text: str) -> None:
        self.diagnostics.append(_diagnostic("wrong-setting", span, message, label, help_text))


_CHOICES = f"write one of {', '.join(SEVERITIES)}"


def _near(word: str, allowed: tuple[str, ...]) -> str:
    from datagraph.diagnostics.suggestion import closest

    near = closest(word, allowed)
    if near:
        return f"did you mean `{near.word}`?"
    # `warn` lacks three letters of seven, too many for a slip of the hand, and is what other tools write.
    longer = [it for it in allowed if len(word) > 3 and it.startswith(word.lower())]
    return f"did you mean `{longer[0]}`?" if longer else ""


def _diagnostic(rule_name: str, span: Span, message: str, label: str, *help_texts: str) -> Diagnostic:
    rule = rule_named(rule_name)
    assert rule is not None, f"the rule {rule_name} has no file"
    return rule.description.at(span, message, label, help=help_texts)
