"""The engine's errors in the vendor's words.

Runs in the server's own environment. https://docs.databricks.com/error-messages/error-classes.html lists the
conditions, with their texts and SQLSTATEs.
"""

from __future__ import annotations

import re


class EngineError(Exception):
    """An error in the vendor's words: its condition in brackets, and its SQLSTATE."""


# What the engine says, and what Databricks says to the same mistake. Most of Spark's words are Databricks' already.
_WORDS = (
    (
        r"^(?!.*SQLSTATE).*\[TABLE_OR_VIEW_NOT_FOUND\].*?: (?P<name>.*)",
        "[TABLE_OR_VIEW_NOT_FOUND] The table or view `{name}` cannot be found. Verify the spelling and correctness of "
        "the schema and catalog.\nIf you did not qualify the name with a schema, verify the current_schema() output, "
        "or qualify the name with the correct schema and catalog. SQLSTATE: 42P01",
    ),
    (
        r'attribute ObjectName\(\[(?:.*, )?Identifier\("(?P<name>.*?)"\)\]\) is missing',
        "[UNRESOLVED_COLUMN.WITHOUT_SUGGESTION] A column, variable, or function parameter with name `{name}` cannot be "
        "resolved. SQLSTATE: 42703",
    ),
    (
        # Spark has but one catalog, and takes the name of another for a schema's.
        r"\[REQUIRES_SINGLE_PART_NAMESPACE\].* identifier (?P<name>`.*`)\.",
        "[TABLE_OR_VIEW_NOT_FOUND] The table or view {name} cannot be found. Verify the spelling and correctness of "
        "the schema and catalog. SQLSTATE: 42P01",
    ),
    (
        # As Spark says it, up to its version 4.0.
        r"^invalid argument: command with parameters",
        "[UNBOUND_SQL_PARAMETER] Found the unbound parameter: `?`. SQLSTATE: 42P02",
    ),
    (
        r"^invalid argument: found (?P<name>.*?) (?:at \d|expected )",
        "[PARSE_SYNTAX_ERROR] Syntax error at or near '{name}'. SQLSTATE: 42601",
    ),
)


def in_vendors_words(message: str) -> str:
    """An error as Databricks tells it."""
    message = message.partition("\n\nJVM stacktrace:")[0].strip()
    for pattern, words in _WORDS:
        if found := re.search(pattern, message, re.DOTALL):
            return words.format(**found.groupdict())
    return message
