"""What the user has set in the editor, in the section `datagraph`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datagraph_lsp.wire import Json

SECTION = "datagraph"


class Preferences(NamedTuple):
    """The settings of one folder.

    `configuration` is the file that is used for all graphs; "" looks upward from each. `select` and `ignore` are rules,
    as the command line's options of these names take them.
    """

    configuration: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    inlay_hints: bool = True
    code_lens: bool = True


def read_preferences(value: Json) -> Preferences:
    """Read the settings; whatever has another type than it should counts as not set."""
    return Preferences(
        configuration=_string(_at(value, "configuration")),
        select=_strings(_at(value, "select")),
        ignore=_strings(_at(value, "ignore")),
        inlay_hints=_at(value, "inlayHints", "enable") is not False,
        code_lens=_at(value, "codeLens", "enable") is not False,
    )


def _at(value: Any, *path: str) -> Any:
    # Some editors hand out the keys as the user wrote them: `inlayHints.enable` in one word.
    if isinstance(value, dict) and ".".join(path) in value:
        return value[".".join(path)]
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(it for it in value if isinstance(it, str)) if isinstance(value, list) else ()
