"""The tables of grammar.lark, written by `python -m datagraph.syntax.generate`."""

from __future__ import annotations

# The first state of each start symbol.
STARTS = {'document': 0, 'line': 1, 'join': 2}

# For each rule: its name, how many symbols it has, and the symbols.
RULES = (
    ('document', 2, 'body END'),
    ('body', 0, ''),
    ('body', 2, 'body attribute'),
    ('body', 2, 'body block'),
    ('body', 2, 'body SKIPPED'),
    ('block', 3, 'opening body closing'),
    ('line', 1, 'attribute'),
    ('line', 1, 'opening'),
    ('line', 1, 'closing'),
    ('line', 1, 'one_line'),
    ('attribute', 4, 'NAME EQUAL value NEWLINE'),
    ('opening', 4, 'NAME labels LBRACE NEWLINE'),
    ('closing', 2, 'RBRACE NEWLINE'),
    ('one_line', 5, 'NAME labels LBRACE RBRACE NEWLINE'),
    ('one_line', 8, 'NAME labels LBRACE NAME EQUAL value RBRACE NEWLINE'),
    ('labels', 0, ''),
    ('labels', 2, 'labels STRING'),
    ('labels', 2, 'labels NAME'),
    ('value', 1, 'STRING'),
    ('value', 1, 'BOOLEAN'),
    ('join', 3, 'operand EQUAL operand'),
    ('operand', 1, 'PART'),
    ('operand', 3, 'PART DOT PART'),
)

# For each state: symbol -> the next state, or ~rule to reduce.
ACTIONS: tuple[dict[str, int], ...] = (
    {'END': -2, 'NAME': -2, 'SKIPPED': -2, 'body': 3, 'document': 4, 'attribute': -2, 'opening': -2},
    {'NAME': 5, 'RBRACE': 6, 'attribute': 7, 'closing': 8, 'line': 9, 'one_line': 10, 'opening': 11},
    {'PART': 12, 'join': 13, 'operand': 14},
    {'END': 15, 'NAME': 16, 'SKIPPED': 17, 'attribute': 18, 'block': 19, 'opening': 20},
    {},
    {'EQUAL': 21, 'LBRACE': -16, 'NAME': -16, 'STRING': -16, 'labels': 22, 'attribute': -16, 'opening': -16},
    {'NEWLINE': 23},
    {'$END': -7},
    {'$END': -9},
    {},
    {'$END': -10},
    {'$END': -8},
    {'$END': -22, 'DOT': 24, 'EQUAL': -22},
    {},
    {'EQUAL': 25},
    {'$END': -1},
    {'EQUAL': 21, 'LBRACE': -16, 'NAME': -16, 'STRING': -16, 'labels': 26, 'attribute': -16, 'opening': -16},
    {'END': -5, 'NAME': -5, 'RBRACE': -5, 'SKIPPED': -5, 'attribute': -5, 'opening': -5, 'closing': -5},
    {'END': -3, 'NAME': -3, 'RBRACE': -3, 'SKIPPED': -3, 'attribute': -3, 'opening': -3, 'closing': -3},
    {'END': -4, 'NAME': -4, 'RBRACE': -4, 'SKIPPED': -4, 'attribute': -4, 'opening': -4, 'closing': -4},
    {'NAME': -2, 'RBRACE': -2, 'SKIPPED': -2, 'body': 27, 'attribute': -2, 'opening': -2, 'closing': -2},
    {'BOOLEAN': 28, 'STRING': 29, 'value': 30},
    {'LBRACE': 31, 'NAME': 32, 'STRING': 33},
    {'$END': -13, 'END': -13, 'NAME': -13, 'RBRACE': -13, 'SKIPPED': -13, 'attribute': -13, 'opening': -13, 'closing': -13},
    {'PART': 34},
    {'PART': 12, 'operand': 35},
    {'LBRACE': 36, 'NAME': 32, 'STRING': 33},
    {'NAME': 16, 'RBRACE': 6, 'SKIPPED': 17, 'attribute': 18, 'block': 19, 'closing': 37, 'opening': 20},
    {'NEWLINE': -20, 'RBRACE': -20, 'closing': -20},
    {'NEWLINE': -19, 'RBRACE': -19, 'closing': -19},
    {'NEWLINE': 38},
    {'NAME': 39, 'NEWLINE': 40, 'RBRACE': 41},
    {'LBRACE': -18, 'NAME': -18, 'STRING': -18, 'attribute': -18, 'opening': -18},
    {'LBRACE': -17, 'NAME': -17, 'STRING': -17, 'attribute': -17, 'opening': -17},
    {'$END': -23, 'EQUAL': -23},
    {'$END': -21},
    {'NEWLINE': 40},
    {'END': -6, 'NAME': -6, 'RBRACE': -6, 'SKIPPED': -6, 'attribute': -6, 'opening': -6, 'closing': -6},
    {'$END': -11, 'END': -11, 'NAME': -11, 'RBRACE': -11, 'SKIPPED': -11, 'attribute': -11, 'opening': -11, 'closing': -11},
    {'EQUAL': 42},
    {'$END': -12, 'NAME': -12, 'RBRACE': -12, 'SKIPPED': -12, 'attribute': -12, 'opening': -12, 'closing': -12},
    {'NEWLINE': 43},
    {'BOOLEAN': 28, 'STRING': 29, 'value': 44},
    {'$END': -14},
    {'RBRACE': 45},
    {'NEWLINE': 46},
    {'$END': -15},
)

TOKEN_PATTERN = '(?P<SPACE>[ \t]+)|(?P<LINE_COMMENT>(?:#|\\/\\/)[^\n]*)|(?P<BLOCK_COMMENT>\\/\\*[^*]*\\*+(?:[^\\/*][^*]*\\*+)*\\/)|(?P<OPEN_COMMENT>\\/\\*[^\n]*)|(?P<NEWLINE>\r?\n)|(?P<NAME>(?:[℘℮ᢅᢆ゛゜](?:[\\w-]|[^\x00-\x7f])*|[^\\W\\d](?:[\\w-]|[^\x00-\x7f])*))|(?P<EQUAL>=(?![=>]))|(?P<STRING>"[^"\\\\$%\r\n\x00]*(?:(?:\\\\U(?:000(?!0[dD][89a-fA-F])[0-9a-fA-F]|0010)[0-9a-fA-F]{4}|\\\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|\\$\\$\\{|%%\\{|\\\\[nrt"\\\\]|[$%](?!\\{))[^"\\\\$%\r\n\x00]*)*")|(?P<LBRACE>\\{)|(?P<RBRACE>\\})|(?P<TEMPLATE>"[^"\\\\\n$%]*(?:(?:\\\\.|\\$\\$\\{|%%\\{|[$%](?!\\{))[^"\\\\\n$%]*)*[$%]\\{)|(?P<ODD_STRING>"[^"\\\\\n]*(?:\\\\[^\n][^"\\\\\n]*)*")|(?P<SMART_QUOTED>(?:[“”„‟″][^“”„‟″"\n]*[“”„‟″"]|[‘’‚‛][^‘’‚‛\n]*[‘’‚‛]))|(?P<OPEN_STRING>"[^\n]*)|(?P<SINGLE_QUOTED>(?:\'[^\'\n]*\'|`[^`\n]*`))|(?P<HEREDOC><<-?[^\\W\\d][\\w-]*[ \t]*(?=\r?\n))|(?P<NUMBER>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)|(?P<ELLIPSIS>(?:\\.\\.\\.|…))|(?P<DOT>\\.)|(?P<COMMA>,)|(?P<SEMICOLON>;)|(?P<COLON>:)|(?P<LPAR>\\()|(?P<RPAR>\\))|(?P<LBRACKET>\\[)|(?P<RBRACKET>\\])|(?P<OPERATOR>=[=>]|[<>!]=|[-+*\\/%<>!&|?^@~$]+)|(?P<UNKNOWN>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0]+|[^\n])'
LINE_PATTERN = '(?:\\A\ufeff)?[ \\t\\n]*(?:(?:\\r\\n|(?:(?:#|\\/\\/)[^\n]*)|\\/\\*[^*]*\\*+(?:[^\\/*][^*]*\\*+)*\\/)[ \\t\\n]*)*(?:([A-Za-z_][A-Za-z0-9_-]*)[ \\t]*(?:=(?![=>])[ \\t]*("[^"\\\\$%\r\n\x00]*(?:(?:\\\\U(?:000(?!0[dD][89a-fA-F])[0-9a-fA-F]|0010)[0-9a-fA-F]{4}|\\\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|\\$\\$\\{|%%\\{|\\\\[nrt"\\\\]|[$%](?!\\{))[^"\\\\$%\r\n\x00]*)*"|(?:true|false)(?![\\w-]))|("[^"\\\\$%\r\n\x00]*(?:(?:\\\\U(?:000(?!0[dD][89a-fA-F])[0-9a-fA-F]|0010)[0-9a-fA-F]{4}|\\\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|\\$\\$\\{|%%\\{|\\\\[nrt"\\\\]|[$%](?!\\{))[^"\\\\$%\r\n\x00]*)*")?[ \\t]*\\{)[ \\t]*(?:\\/\\*[^*]*\\*+(?:[^\\/*][^*]*\\*+)*\\/[ \\t]*)*(?:(?:#|\\/\\/)[^\n]*)?(?:\r?\n|\\Z)|(\\})[ \\t]*(?:\\/\\*[^*]*\\*+(?:[^\\/*][^*]*\\*+)*\\/[ \\t]*)*(?:(?:#|\\/\\/)[^\n]*)?(?:\r?\n|\\Z)|(\\Z)|([^\\n]*)\\n?)'
STRING_START_PATTERN = '"[^"\\\\$%\r\n\x00]*(?:(?:\\\\U(?:000(?!0[dD][89a-fA-F])[0-9a-fA-F]|0010)[0-9a-fA-F]{4}|\\\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|\\$\\$\\{|%%\\{|\\\\[nrt"\\\\]|[$%](?!\\{))[^"\\\\$%\r\n\x00]*)*'
BLOCK_COMMENT_PATTERN = '\\/\\*[^*]*\\*+(?:[^\\/*][^*]*\\*+)*\\/'
PART_PATTERN = '(?:`[^`]+`|"[^"]+"|[^\\s.=<>!&|"`\\\\,()]+)'
JOIN_PATTERN = '\\s*(?:((?:`[^`]+`|"[^"]+"|[^\\s.=<>!&|"`\\\\,()]+))\\.)?((?:`[^`]+`|"[^"]+"|[^\\s.=<>!&|"`\\\\,()]+))\\s*=(?![=>])\\s*(?:((?:`[^`]+`|"[^"]+"|[^\\s.=<>!&|"`\\\\,()]+))\\.)?((?:`[^`]+`|"[^"]+"|[^\\s.=<>!&|"`\\\\,()]+))\\s*'
