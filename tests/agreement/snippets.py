"""Random text that follows HCL's grammar: what its specification allows, far more than a Data Graph needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_KEYWORDS = ("data_graph", "entity", "profile", "relationship", "external_id", "trait", "junction_table")
_ATTRIBUTES = ("version", "name", "description", "table_ref", "primary_key", "type", "join_key", "enrichment_enabled")
_PLAIN_NAMES = ("a", "b2", "_x", "x-y", "x_", "a--b", "A1-", "camelCase", "_", "__a__")
_WORDLIKE_NAMES = ("true", "false", "null", "for", "if", "else", "in", "endfor", "e1", "truex", "null-1")
_UNICODE_NAMES = (
    "é",
    "größe",
    "名前",
    "имя",
    "x·y",
    "ℙ",
    "𝐱",
    "a\u0301",
    "ª",
    "Ⅳ",
    "x٣",
    "ᢅ",
    "x\u203fy",
    "℮",
    "·",
    "x²",
    "xﾞ",
    "xꟊ",
)
_PIECES = (
    "x",
    "PROD.CUST.ACCOUNT",
    "two words",
    "a = b",
    "# no comment",
    "// nor this",
    "/* nor this */",
    "{}",
    "}",
    "it's",
    "é",
    "日本",
    "😀",
    "\u00a0",
    "\t",
    "“smart”",
    "$",
    "%",
    "$$",
    "100%",
    "$x",
    "$${",
    "%%{",
    "$$${",
    "%%%{",
    "\\n",
    "\\r",
    "\\t",
    '\\"',
    "\\\\",
    "\\u00e9",
    "\\u0000",
    "\\U0001F600",
    "\\uFFFF",
    "a\u0301",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\x7f",
    "\x01",
)
_TEMPLATES = (
    "${x}",
    "${ x.y }",
    '${"x"}',
    '${upper("x")}',
    "%{ if x }a%{ endif }",
    "%{ for v in x }${v}%{ endfor }",
    "${~ x ~}",
    '${ { a = "}" }.a }',
    '${x == "a" ? "b" : "c"}',
    '${"${x}"}',
    "${\nx\n}",
)
_NUMBERS = ("0", "1", "42", "3.14", "1e3", "1E+3", "2.5e-7", "007", "12345678901234567890")
_OPERATORS = ("+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||")
_COMMENTS = ("c", "", " c", " it's", ' "', " }", " {", " = ", "é", "*", " ${x", "/", " a = 1")


class Snippets:
    """Writes HCL at random: pieces that its grammar knows, put together as it allows, trivia wherever it may stand."""

    def __init__(self, random: Random, *, plain: bool = False) -> None:
        self.random = random
        # Plain snippets have only the values that a Data Graph knows.
        self.plain = plain
        self.trivia = random.choice([0.0, 0.05, 0.3])

    def file(self) -> str:
        """A whole file."""
        random = self.random
        text = self.body(0, random.randint(1, 6))
        if random.random() < 0.2:
            text = text.replace("\n", "\r\n")
        if random.random() < 0.05:
            text = "\ufeff" + text
        if random.random() < 0.2:
            text = text.rstrip("\r\n")
        return text

    def body(self, depth: int, count: int) -> str:
        """Attributes, blocks and empty lines; no attribute twice, which HCL refuses."""
        random = self.random
        used: set[str] = set()
        text = ""
        for _ in range(count):
            kind = random.random()
            if kind < 0.15:
                text += self.between() + random.choice(["\n", "# c\n", "// c\n", "/* c\nd */\n", "\t\n"])
            elif kind < 0.65 or depth > 3:
                name = self.name()
                if name not in used:
                    used.add(name)
                    text += "  " * depth + self.attribute(name) + self.line_end()
            else:
                text += "  " * depth + self.block(depth) + self.line_end()
        return text

    def between(self) -> str:
        """What may stand between two tokens."""
        random = self.random
        text = random.choice(["", " ", "  ", "\t"])
        while random.random() < self.trivia:
            comment = random.choice(_COMMENTS).replace("*", "").replace("/", "")
            text += f"/*{comment}*/" + random.choice(["", " "])
        return text

    def line_end(self) -> str:
        """What may stand behind a line."""
        random = self.random
        mark = random.choice(["#", "//", " #", " //"]) if random.random() < self.trivia else ""
        return self.between() + (mark + random.choice(_COMMENTS) if mark else "") + "\n"

    def name(self) -> str:
        """An identifier."""
        random = self.random
        names = random.choices((_ATTRIBUTES, _KEYWORDS, _PLAIN_NAMES, _WORDLIKE_NAMES, _UNICODE_NAMES), (5, 2, 3, 1, 2))
        return random.choice(names[0])

    def attribute(self, name: str) -> str:
        """`name = value`."""
        gap = self.between
        return f"{gap()}{name}{gap()}={gap()}{self.value(2)}"

    def block(self, depth: int) -> str:
        """A block of several lines, or of one."""
        random = self.random
        text = self.name()
        for _ in range(random.choices((0, 1, 2), (4, 5, 1))[0]):
            if random.random() < 0.2:
                text += " " + self.between() + self.name() + " "
            else:
                text += self.between() + self.string(plain=True)
        text += self.between() + "{" + self.between()
        kind = random.random()
        if kind < 0.15:
            return text + "}"
        if kind < 0.35:
            return text + self.attribute(self.name()) + self.between() + "}"
        return text + self.line_end() + self.body(depth + 1, random.randint(0, 4)) + self.between() + "}"

    def string(self, *, plain: bool = False) -> str:
        """A quoted string, with a template now and then."""
        random = self.random
        pieces = random.choices(_PIECES, k=random.choice((0, 1, 1, 1, 2, 3)))
        if not (plain or self.plain) and random.random() < 0.15:
            pieces.insert(random.randint(0, len(pieces)), random.choice(_TEMPLATES))
        text = "".join(pieces)
        # A `$` of one piece and the brace of the next would make a template.
        return '"' + (text if not (plain or self.plain) else _without_templates(text)) + '"'

    def value(self, depth: int) -> str:
        """An expression; at most `depth` deep."""
        random = self.random
        if self.plain or random.random() < 0.6:
            return self.string() if random.random() < 0.8 else random.choice(["true", "false"])
        simple = (self.string, self.number, self.variable, lambda: "null", self.heredoc)
        if depth == 0:
            return random.choice(simple[:4])()
        makers = (
            *simple,
            lambda: self.items("[", "]", lambda: self.value(depth - 1)),
            lambda: self.items("{", "}", lambda: self.pair(depth)),
            lambda: f"{self.name()}{self.items('(', ')', lambda: self.value(depth - 1))}",
            lambda: f"({self.gap()}{self.value(depth - 1)}{self.gap()})",
            lambda: f"{self.value(depth - 1)} {random.choice(_OPERATORS)} {self.value(depth - 1)}",
            lambda: f"{self.value(0)} ? {self.value(0)} : {self.value(depth - 1)}",
            lambda: random.choice("!-") + self.value(0),
            lambda: f"[for {self.name()} in {self.value(0)} : {self.value(0)}]",
            lambda: f"{{for k, v in {self.value(0)} : {self.value(0)} => {self.value(0)}}}",
        )
        return random.choice(makers)()

    def number(self) -> str:
        """A number."""
        return self.random.choice(_NUMBERS)

    def variable(self) -> str:
        """A name with steps into it."""
        random = self.random
        steps = (f".{self.name()}", "[0]", '["k"]', "[*]", ".*", ".0", f"[{self.name()}]")
        return self.name() + "".join(random.choices(steps, k=random.choice((0, 0, 1, 2))))

    def pair(self, depth: int) -> str:
        """An item of an object."""
        random = self.random
        key = random.choice((self.name, self.string, lambda: f"({self.value(0)})"))()
        return f"{key}{self.between()}{random.choice('=:')}{self.between()}{self.value(depth - 1)}"

    def items(self, opening: str, closing: str, item: Callable[[], str]) -> str:
        """A list, object or call, over lines now and then."""
        random = self.random
        items = [item() for _ in range(random.choice((0, 1, 2, 3)))]
        gap = random.choice(["", " ", "\n  "])
        if gap == "\n  " and opening == "{":
            return opening + gap + random.choice(["\n  ", ",\n  "]).join(items) + "\n" + closing
        trailing = random.choice(["", ",", ",\n"]) if items and opening != "(" else ""
        return opening + gap + f",{gap or ' '}".join(items) + trailing + gap + closing

    def gap(self) -> str:
        """What may stand inside parentheses, where line ends count for nothing."""
        return self.random.choice(["", "", " ", "\n", "\n  ", "# c\n"])

    def heredoc(self) -> str:
        """A heredoc; nothing may follow it on its last line."""
        random = self.random
        marker = random.choice(["EOT", "E", "x-y", "é", "END_"])
        lines = random.choices(("x", "", "  y", "}", "a = 1", '"', "# c", "\\q", "${x}", "$${x}", f" {marker}x"), k=2)
        dash = random.choice(["", "-"])
        return f"<<{dash}{marker}\n" + "".join(line + "\n" for line in lines) + ("  " if dash else "") + marker


def _without_templates(text: str) -> str:
    for sign in "$%":
        while f"{sign}{{" in text.replace(f"{sign * 2}{{", ""):
            text = text.replace(f"{sign}{{", sign)
    return text


if TYPE_CHECKING:
    from collections.abc import Callable
