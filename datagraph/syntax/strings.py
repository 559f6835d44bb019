"""Quoted strings: what they say, and where each character of it stands in the file."""

from __future__ import annotations

import re

from datagraph.text import Span

_QUOTES = frozenset("\"'“”„‟″‘’‚‛")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|(\$\$|%%)(?=\{)", re.DOTALL)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


class StringValue:
    """A string in the file: its text with escapes resolved, and the range with its quotes.

    An escape that the language does not know stands for itself; the parser has reported it.
    """

    __slots__ = ("_raw", "span", "text")

    def __init__(self, raw: str, span: tuple[int, int]) -> None:
        self._raw = raw
        self.span = Span(*span)
        self.text = decode(raw)

    def part(self, start: int, end: int) -> Span:
        """Where the piece `text[start:end]` stands in the file, mapped back through the escapes."""
        written = self._raw[1:-1] if self._raw[0] == '"' else self._raw
        # Without its own quotes the value begins at once; with quotes of any kind, behind the first.
        opening = 1 if self.span.end - self.span.start > len(written) else 0
        origin = self.span.start + opening
        # What is written bare is the text itself, whatever it would be in quotes.
        if written == self.text or self.span.end - self.span.start == len(self.text):
            return Span(origin + start, origin + end)
        offsets = _offsets(written)
        return Span(origin + offsets[start], origin + offsets[end])

    @property
    def inner_span(self) -> Span:
        """The range of the text without its quotes."""
        return self.part(0, len(self.text))


def decode(raw: str) -> str:
    """The text of a string as it is written, quotes included (a bare word stands for itself)."""
    if raw[0] != '"':
        return raw
    if "\\" in raw or "$${" in raw or "%%{" in raw:
        return _ESCAPE.sub(_resolve, raw[1:-1])
    return raw[1:-1]


def encode(text: str) -> str:
    """The text as a string of the language, with quotes, and escapes where they are needed."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    text = text.replace("${", "$${").replace("%{", "%%{").replace("\0", "\\u0000")
    return f'"{text}"'


def _resolve(escape: re.Match[str]) -> str:
    four, eight, simple, doubled = escape.groups()
    if doubled:
        return str(doubled[0])
    if simple:
        return _SIMPLE.get(simple, escape.group())
    code = int(four or eight, 16)
    return chr(code) if code < 0x110000 else escape.group()


def _offsets(written: str) -> list[int]:
    """For each character of the resolved text, and its end, the offset in the text as it is written."""
    offsets: list[int] = []
    position = 0
    for escape in _ESCAPE.finditer(written):
        offsets += range(position, escape.start())
        offsets += [escape.start() + index for index in range(len(_resolve(escape)))]
        position = escape.end()
    offsets += range(position, len(written) + 1)
    return offsets
