"""Random text that follows HCL's grammar: what its specification allows, far more than a Data Graph needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_KEYWORDS = ("data_graph", "entity", "profile", "relationship", "external_id", "trait", "junction_table")
_ATTRIBUTES = ("version", "name", "description", "table_ref", "primary_key", "type", "join_key", "enrichment_enabled")
_PLAIN_NAMES = ("a", "b2", "_x", "x-y", "x_", "a--b", "A1-", "camelCase", "_", "__a__")
_WORDLIKE_NAMES = ("true", "false", "null", "for", "if", "else", "in", "endfor", "e1", "truex", "null-1")
_UNICODE_NAMES = ("é", "größe", "名前", "имя", "x·y", "ℙ", "𝐱", "a\u0301", "ª", "Ⅳ", "x٣", "ᢅ", "x\u203fy", "℮", "·", "x²")
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
# Nothing that one would write, but each is a corner of the scanner or of the grammar.
CORNERS = (
    'a = "x" b = "y"',
    'a = "x", b = "y"',
    'a = "x";',
    'a "b" { c = "d" e = "f" }',
    'a { b = "c", d = "e" }',
    "a { b {} }",
    "a {}}",
    "a {} b {}",
    "a {} # c",
    "a { # c",
    "a {} /* c */ /* d */",
    "a { /* c */ }",
    'a { b = "c" /* d */ }',
    'a { b = "c" } # d',
    'a { b = "c" # d\n}',
    'a { b = "c"\n}',
    'a {\n  b = "c" }',
    "a\n{\n}",
    'a "b"\n{\n}',
    'a =\n"x"',
    'a\n= "x"',
    "a = (\n1\n)",
    'a = ("x")',
    'a = (\n"x"\n)',
    "a = [\n1,\n2,\n]",
    "a = [1 2]",
    "a = [,]",
    "a = [1,,2]",
    "a = { b = 1, c = 2 }",
    "a = { b : 1 }",
    "a = {\n  b = 1\n  c = 2\n}",
    'a = {\n  b = "x",\n  c = "y",\n}',
    "a = { b = 1 c = 2 }",
    'a = { "b" = 1 }',
    "a = { (b) = 1 }",
    "entity = {\n}",
    'entity = "x" {\n}',
    'entity "x" = {\n}',
    'entity: "x" {\n}',
    'name: "x"',
    '"name" = "x"',
    "'name' = 'x'",
    "a = 'x'",
    "a = `x`",
    "a = “x”",
    'a = "x',
    'a = x"',
    'a = "x\ny"',
    'a = "x\\\ny"',
    'a = "\\q"',
    'a = "\\u12"',
    'a = "\\uD800"',
    'a = "\\U0010FFFF"',
    'a = "\\U00110000"',
    'a = "\\U0000D800"',
    'a = "\\x41"',
    "a = \"\\'\"",
    'a = "\\${x}"',
    'a = "${"',
    'a = "%{"',
    'a = "${}"',
    'a = "${x"',
    'a = "%{ if x }"',
    'a = "%{ x }"',
    'a = "${x}}"',
    'a "${x}" {\n}',
    'a "$${x}" {\n}',
    'a "x" "y" {\n}',
    "a x y {\n}",
    "a x-y {\n}",
    "a 1 {\n}",
    'a "x"{\n}',
    "a{\n}",
    "a {\n}b {\n}",
    "{\n}",
    "}",
    "{",
    "a",
    "a b",
    'a "b"',
    "a =",
    '= "x"',
    'a == "x"',
    'a => "x"',
    'a := "x"',
    'a += "x"',
    'a = = "x"',
    'a = "x" "y"',
    'a = "x" + "y"',
    'a = "x" == "y"',
    'a = "x".y',
    'a = "x"[0]',
    'a = true ? "x" : "y"',
    "a = !true",
    "a = -1",
    "a = - 1",
    "a = 1.",
    "a = .5",
    "a = 1.5.2",
    "a = 1e",
    "a = 0x1F",
    "a = 1_000",
    "a = 1-",
    "a = x.0",
    "a = x.0.1",
    "a = x.*.y",
    "a = x[*].y",
    'a = x["y"]',
    "a = x[0]",
    "a = x.",
    "a = x..y",
    "a = x y",
    "a = x:y",
    "a = x::y(1)",
    "a = x::y",
    "a = f()",
    "a = f(1, 2)",
    "a = f(x...)",
    "a = f(\n1,\n2\n)",
    "a = f (1)",
    "a = [for v in x : v]",
    "a = [for k, v in x : v if k]",
    "a = { for k, v in x : k => v }",
    "a = { for k, v in x : k => v... }",
    "a = <<E\nE",
    "a = <<E\nx\nE",
    "a = <<-E\n  x\n  E",
    "a = <<E\nx ${y}\nE",
    "a = <<E\nx",
    "a = <<E\nx\n  E",
    "a = <<E\n\\q \\u12\nE",
    "a = <<E \nx\nE",
    "a = <<E\nx\nE\n\n",
    "a = <<E\nx\nE b = 1",
    "a = <<E x\nE",
    'a = <<"E"\nx\nE',
    "a = <<é\nx\né",
    "a = [<<E\nx\nE\n]",
    "a = <<E\n%{ if x }\ny\n%{ endif }\nE",
    "a = 1 /* c */ + /* d */ 2",
    "a /* c */ = /* d */ 1",
    "a = /* c\nd */ 1",
    "a = 1 // c",
    "/* c */ a = 1",
    "/* c */",
    "/* c\nd */ a = 1",
    "/* c */ a /* d */ {\n}",
    "/* /* c */ */",
    "/*",
    "*/",
    "/**/",
    "/***/",
    "/*/",
    "//",
    "#",
    "...",
    "…",
    "a = ...",
    ";",
    ",",
    "a = \u00a0true",
    "a\u00a0= true",
    "\u200b",
    "a = true\ufeff",
    "a.b = 1",
    "a[0] = 1",
    "1a = 1",
    "-a = 1",
    "a- = 1",
    "$a = 1",
    "a = true false",
    "a = truefalse",
    "a = true-",
    "a = true.x",
    "a = null.x",
    "a = TRUE",
    "a = nil",
    "true = true",
    "for = true",
    "true {\n}",
    "a true {\n}",
    "a = for",
    "a = x\r",
    'a = "x"\r',
    'a = "x\r"',
    "# c\rd",
    "/* c\r */",
    "\r",
    "\f",
    "\v",
    "\x1a",
    "\x7f",
    "a = 1 \\",
    "a = \\\n1",
    "a = @",
    "a = x & y",
    "a = x | y",
    "a = x ^ y",
    "a = ~x",
    "a = x ?? y",
    "a = x ? y",
    "a = x ? y :\nz",
    "a = x ?\ny : z",
    "a = 1 +\n2",
    "a = 1\n+ 2",
    "a = ()",
    "a = (1",
    "a = 1)",
    "a = [1",
    "a = 1]",
    "a = [1}",
    "a = {",
    "a = }",
    "a = []",
    "a = {}",
    "a = [[]]",
    "a = [{}]",
    "a = {{}}",
    "a {{}}",
    "a { { } }",
    "a []",
    "a ()",
    "a [\n]",
    'a "x", "y" {\n}',
    'a "x" { b = [\n1\n] }',
    "a { b = {\n} }",
    "a { b = <<E\nx\nE\n}",
    "a { b = 1 + 2 }",
    "a { b }",
    "a { b = }",
    "a { = 1 }",
    'a { "b" }',
    "a { b = 1 /* c\n */ }",
    "a { /* c\n */ }",
    "a { /* c\n */ b = 1 }",
    'a { b "c" {} }',
)


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
