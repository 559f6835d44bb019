"""JSON as text."""

from __future__ import annotations

import json


def json_text(value: object) -> str:
    r"""Write a value as indented JSON with a newline; all in ASCII if it holds an unpaired surrogate.

    Such a surrogate cannot be encoded; its escape, such as `\ud800`, can, and RFC 8259 (section 8.2) admits it.
    """
    text = json.dumps(value, indent=2, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2, ensure_ascii=True)
    return text + "\n"
