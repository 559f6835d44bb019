"""YAML to plain data, event by event: PyYAML's own composer calls itself for every level."""

from __future__ import annotations

import re
from typing import Any

import yaml

from datagraph.exchange.reading import DEEPEST, TOO_DEEP, Mapping, at_place, integer
from datagraph.text import LineIndex

# The reader in C is twenty times faster, but not every build of PyYAML has it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML 1.1 and 1.2 let stand unescaped.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STRING_TAGS = (None, "!", "tag:yaml.org,2002:str")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
# YAML 1.2, 10.3 (the core schema): only these words are no strings.
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


def read_yaml(text: str) -> tuple[Any, str]:
    """Read one document of YAML, or say what is wrong with it; aliases and tags mean nothing in a Data Graph."""
    lines = LineIndex(text)
    unprintable = _UNPRINTABLE.search(text)
    if unprintable:
        return None, at_place(lines, unprintable.start(), "this control character stands for itself; write an escape")
    composer = _Composer()
    events: Any = yaml.parse(text, Loader=_LOADER)
    try:
        for event in events:
            composer.take(event)
            if composer.problem:
                return None, at_place(lines, event.start_mark.index, composer.problem)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        return None, at_place(lines, mark.index if mark else 0, str(error.problem or error.context))
    except (ValueError, OverflowError):  # The reader in Python, at an escape such as `\UFFFFFFFF`.
        return None, "an escape in a string stands for no character"
    return composer.value, ""


class _Composer:
    """Puts the events of one document together."""

    def __init__(self) -> None:
        self.value: Any = None
        self.problem = ""
        self._documents = 0
        self._open: list[tuple[Mapping | list[Any], list[str]]] = []
        """What has begun and not ended, each with the field whose value comes next, if it is known."""

    def take(self, event: Any) -> None:
        """Take the next event; `problem` tells whether it means something here."""
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            value: Mapping | list[Any] = Mapping() if isinstance(event, yaml.MappingStartEvent) else []
            self._place(value)
            self._open.append((value, []))
            if len(self._open) > DEEPEST:
                self.problem = TOO_DEEP
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self.problem = f"the alias `*{event.anchor}` is not read; write out what it stands for"
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.problem = "a second document begins here; import one at a time"

    def _take_scalar(self, event: Any) -> None:
        if event.tag not in _STRING_TAGS:
            self.problem = f"the tag `{event.tag}` is not read; leave it out"
        elif self._expects_name():
            mapping, names = self._open[-1]
            names.append(event.value)
            if event.value in mapping and isinstance(mapping, Mapping) and event.value not in mapping.repeated:
                mapping.repeated.append(event.value)
        else:
            self._place(_resolved(event.value) if event.implicit[0] else event.value)

    def _expects_name(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1][0], Mapping) and not self._open[-1][1]

    def _place(self, value: Any) -> None:
        if not self._open:
            self.value = value
            return
        container, names = self._open[-1]
        if isinstance(container, list):
            container.append(value)
        elif names:
            container[names.pop()] = value
        else:
            self.problem = "a field's name is one word"


def _resolved(written: str) -> Any:
    """What a scalar without quotes stands for."""
    if written.lower() in _WORDS:
        return _WORDS[written.lower()]
    if not _NUMBER.fullmatch(written):
        return written
    return integer(written) if written.isdigit() else float(written)
