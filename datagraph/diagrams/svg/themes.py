"""The looks of a picture: for each theme the values of the style sheet's variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.dot.palette import PALETTES

if TYPE_CHECKING:
    from datagraph.diagrams.dot.palette import Palette

THEMES = ("light", "dark", "auto", "print")
"""`auto` is light or dark as the reader's system is."""


def style_sheet(theme: str) -> str:
    """The style sheet of a picture in a theme, one of `THEMES`."""
    if theme == "auto":
        # A page around the picture may decide otherwise, by an attribute `data-theme` of its own.
        dark = _variables(PALETTES["dark"])
        looks = (
            f".datagraph{{{_variables(PALETTES['light'])}}}\n"
            f"@media(prefers-color-scheme:dark){{.datagraph{{{dark}}}}}\n"
            f"[data-theme=light] .datagraph{{{_variables(PALETTES['light'])}}}\n"
            f"[data-theme=dark] .datagraph{{{dark}}}\n"
        )
    else:
        looks = f".datagraph{{{_variables(PALETTES[theme])}}}\n"
    return looks + _RULES


def _variables(colors: Palette) -> str:
    return ";".join(f"--{name.replace('_', '-')}:{value}" for name, value in colors._asdict().items())


_SANS = 'Inter,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif'
_MONO = 'ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace'
_RULES = f"""\
.datagraph{{background:var(--ground);font-family:{_SANS};font-size:11px}}
.datagraph text{{fill:var(--text);unicode-bidi:plaintext}}
.datagraph .slug,.datagraph .table,.datagraph .key,.datagraph .column,.datagraph .type,.datagraph .match\
{{font-family:{_MONO}}}
.datagraph .title{{font-size:14px;font-weight:600}}
.datagraph .heading{{font-size:20px;font-weight:600}}
.datagraph .type{{font-size:10px}}
.datagraph .match{{font-size:10.5px}}
.datagraph .badge{{font-size:10.5px;font-weight:600;fill:var(--badge-text)}}
.datagraph .slug,.datagraph .table,.datagraph .type,.datagraph .match,.datagraph .frame-title{{fill:var(--quiet)}}
.datagraph .key{{font-weight:600}}
.datagraph .error{{fill:var(--error)}}
.datagraph .warning{{fill:var(--warning)}}
.datagraph .frame-title{{font-size:12px;font-weight:600}}
.datagraph .ground{{fill:var(--ground)}}
.datagraph .card{{fill:var(--card);stroke:var(--border)}}
.datagraph .profile .card{{fill:var(--root);stroke:var(--border);stroke-width:1.5}}
.datagraph .profile text{{fill:var(--root-text)}}
.datagraph .junction .card{{fill:var(--frame)}}
.datagraph .missing .card{{fill:var(--ground);stroke:var(--error);stroke-dasharray:5 4}}
.datagraph .added .card{{stroke:var(--added);stroke-width:2.5}}
.datagraph .removed .card{{stroke:var(--error);stroke-width:2.5;stroke-dasharray:7 4}}
.datagraph .changed .card{{stroke:var(--warning);stroke-width:2.5}}
.datagraph .added .line{{stroke:var(--added);stroke-width:2.2}}
.datagraph .removed .line{{stroke:var(--error);stroke-width:2.2;stroke-dasharray:7 4}}
.datagraph .changed .line{{stroke:var(--warning);stroke-width:2.2}}
.datagraph .rule{{stroke:var(--rule)}}
.datagraph .profile .rule{{stroke:var(--root-text);stroke-opacity:.35}}
.datagraph .pill{{fill:var(--badge);stroke:var(--badge-text);stroke-opacity:.35}}
.datagraph .icon{{fill:none;stroke:var(--quiet);stroke-width:1.3;stroke-linecap:round;stroke-linejoin:round}}
.datagraph .icon.badge{{stroke:var(--badge-text)}}
.datagraph .icon.error{{stroke:var(--error);fill:none}}
.datagraph .icon.warning{{stroke:var(--warning);fill:none}}
.datagraph .profile .icon.icon{{stroke:var(--root-text)}}
.datagraph .line{{fill:none;stroke:var(--line);stroke-width:1.4}}
.datagraph .loose .line{{stroke:var(--error);stroke-dasharray:5 4}}
.datagraph .foot{{fill:none;stroke:var(--line);stroke-width:1.4}}
.datagraph .label .plate{{fill:none;pointer-events:all}}
.datagraph .frame{{fill:var(--frame);stroke:var(--border);stroke-opacity:.6}}
.datagraph a{{text-decoration:none}}
.datagraph a:hover .card,.datagraph a:focus-visible .card{{stroke:var(--text);stroke-width:2}}
"""
