"""Making characters visible that a terminal, an XML parser or an encoder would trip over."""

from __future__ import annotations

import re

# Control characters; line and paragraph separators; the controls that reorder text (CVE-2021-42574, "Trojan Source");
# the byte-order mark; unpaired surrogates, which no UTF can encode; and the two noncharacters that XML 1.0 forbids.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
_TAB = "    "


def visible(text: str) -> str:
    r"""Put the text on one line, in characters that can be printed, encoded as UTF-8 and put into XML.

    A tab becomes four spaces wherever it stands, so that the width of a text does not depend on its place; an ASCII
    control character its Unicode picture, such as `␀`; any other an escape, such as `\u{d800}`.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSHOWN.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character == "\t":
        return _TAB
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\u{{{code:x}}}"
