"""After any edits the server knows the same text, diagnostics, outline and tokens as if it had just been opened."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from datagraph.engine import analyse
from datagraph_lsp.diagnostics_json import diagnostics_json
from datagraph_lsp.positions import Lines
from tests.edits import random_edit
from tests.lsp.client import CAPABILITIES
from tests.lsp.inside import Inside
from tests.strategies import any_texts, valid_texts

if TYPE_CHECKING:
    from datagraph.text import TextEdit

URI = "untitled:edited"
FRESH = "untitled:fresh"
PULLING = {**CAPABILITIES, "textDocument": {**CAPABILITIES["textDocument"], "diagnostic": {}}}
seeds = st.integers(0, 2**32)


def units(text: str, encoding: str) -> int:
    """The length of a text as a client counts it that has negotiated an encoding."""
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    data = text.encode(encoding + ("-le" if width > 1 else ""), "surrogatepass")
    return len(data) // width


def position(text: str, offset: int, encoding: str) -> dict[str, int]:
    """The position of an offset, by the letter of the protocol: a line ends with CRLF, LF or CR."""
    before = text[:offset]
    if text[offset - 1 : offset + 1] == "\r\n":
        # There is no position inside a CRLF but the end of its line.
        before = text[: offset - 1]
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return {"line": len(lines) - 1, "character": units(lines[-1], encoding)}


class Editing(RuleBasedStateMachine):
    """An author, a server, and a second opinion on what the server should know."""

    def __init__(self) -> None:
        super().__init__()
        self.client = Inside()
        self.text = ""
        self.near = 0
        self.version = 1
        self.encoding = ""
        self.tokens: tuple[str, list[int]] = ("", [])

    @initialize(text=valid_texts() | any_texts(), encoding=st.sampled_from(("utf-8", "utf-16", "utf-32")))
    def opens(self, text: str, encoding: str) -> None:
        self.encoding = encoding
        self.client.initialize(capabilities={**PULLING, "general": {"positionEncodings": [encoding]}})
        self.text = text
        self.client.open(URI, text)
        self.compare()

    @rule(seed=seeds)
    def types(self, seed: int) -> None:
        self.send([self.next_edit(Random(seed))])

    @rule(seed=seeds, count=st.integers(2, 5))
    def sends_several_changes_at_once(self, seed: int, count: int) -> None:
        random = Random(seed)
        changes = []
        for _ in range(count):
            edit = self.next_edit(random)
            changes.append(self.change(edit))
            self.apply(edit)
        self.send_changes(changes)

    @rule(seed=seeds)
    def types_several_characters_before_anything_is_asked(self, seed: int) -> None:
        random = Random(seed)
        for _ in range(4):
            edit = self.next_edit(random)
            change = self.change(edit)
            self.apply(edit)
            self.version += 1
            self.client.change(URI, self.version, change)
        self.compare()

    @rule(text=any_texts())
    def sends_the_whole_text(self, text: str) -> None:
        self.text = text
        self.send_changes([{"text": text}])

    @rule(new=st.sampled_from(("x", "\n}", "")))
    def points_behind_the_end(self, new: str) -> None:
        self.text += new
        far = {"line": 1_000_000, "character": 7}
        self.send_changes([{"range": {"start": far, "end": far}, "text": new}])

    @rule(seed=seeds, new=st.sampled_from(("x", ' = "y"', "")))
    def points_behind_the_end_of_a_line(self, seed: int, new: str) -> None:
        offset = Random(seed).randrange(len(self.text) + 1)
        line = position(self.text, offset, self.encoding)["line"]
        ends = [it for it in range(len(self.text) + 1) if self.text[it : it + 1] in ("\n", "\r", "")]
        end = next(it for it in ends if it >= offset or it == len(self.text))
        if self.text[end : end + 1] == "\n" and self.text[end - 1 : end] == "\r":
            end -= 1
        self.text = self.text[:end] + new + self.text[end:]
        far = {"line": line, "character": 1_000_000}
        self.send_changes([{"range": {"start": far, "end": far}, "text": new}])

    def next_edit(self, random: Random) -> TextEdit:
        """An edit whose ends are places that a client can name."""
        while True:
            edit = random_edit(random, self.text, self.near)
            inside = any(self.text[it - 1 : it + 1] == "\r\n" for it in edit.span)
            # A lone half of a pair is no character that an editor sends.
            if not inside and not any("\ud800" <= it <= "\udfff" for it in edit.new_text):
                return edit

    def change(self, edit: TextEdit) -> dict[str, Any]:
        start, end = (position(self.text, it, self.encoding) for it in edit.span)
        return {"range": {"start": start, "end": end}, "text": edit.new_text}

    def apply(self, edit: TextEdit) -> None:
        self.near = edit.span.start
        self.text = self.text[: edit.span.start] + edit.new_text + self.text[edit.span.end :]

    def send(self, edits: list[TextEdit]) -> None:
        changes = [self.change(it) for it in edits]
        for edit in edits:
            self.apply(edit)
        self.send_changes(changes)

    def send_changes(self, changes: list[dict[str, Any]]) -> None:
        self.version += 1
        self.client.change(URI, self.version, *changes)
        self.compare()

    def compare(self) -> None:
        """Compare what the server says of the edited text with a fresh analysis, and with a document just opened."""
        name, data = self.tokens
        fresh, edited = ({"textDocument": {"uri": it}} for it in (FRESH, URI))
        with self.client.at_once():
            self.client.open(FRESH, self.text)
            pulled = self.client.begin("textDocument/diagnostic", edited)
            outlines = [self.client.begin("textDocument/documentSymbol", it) for it in (edited, fresh)]
            tokens = self.client.begin("textDocument/semanticTokens/full", fresh)
            # A client asks for no more than what has changed.
            delta = self.client.begin("textDocument/semanticTokens/full/delta", {**edited, "previousResultId": name})
        found = self.client.finish(pulled)["items"]
        server = self.client.server
        lines = Lines(self.text, self.encoding)
        assert server.documents.open[URI].text == self.text
        assert found == diagnostics_json(URI, lines, analyse(self.text).diagnostics, server.pages.address)
        assert self.client.finish(outlines[0]) == self.client.finish(outlines[1])
        told = self.client.finish(delta)
        data = told.get("data", data)
        for edit in told.get("edits", ()):
            start = edit["start"]
            data = [*data[:start], *edit["data"], *data[start + edit["deleteCount"] :]]
        self.tokens = told["resultId"], data
        assert data == self.client.finish(tokens)["data"]
        self.client.close(FRESH)

    def teardown(self) -> None:
        assert not [it for it in self.client.notifications if it["method"] == "window/logMessage"]
        self.client.__exit__(None, None, None)


UNHURRIED: Any = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
}


class TestEditing(Editing.TestCase):  # type: ignore[misc,valid-type]
    """A few hundred edits, the same each time."""

    settings = settings(derandomize=True, max_examples=10, stateful_step_count=15, **UNHURRIED)


@pytest.mark.slow
class TestEditingAtLength(Editing.TestCase):  # type: ignore[misc,valid-type]
    """Ten thousand edits at least: a step is one, or several."""

    settings = settings(max_examples=200, stateful_step_count=50, **UNHURRIED)
