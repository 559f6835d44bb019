"""The names that a catalog holds, and how a name in the graph stands to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.catalog import TablePath
from datagraph.diagnostics.suggestion import Suggester, Suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from datagraph.catalog import Catalog, Table

Names = tuple[str, ...]
"""The name of a table in its three parts, or of a schema in two."""

Status = Literal["found", "case", "database", "schema", "table", "unread"]
"""`found`; stored in another `case`; without its `database`, `schema` or `table`; or not looked for, so `unread`."""

LEVELS: tuple[Literal["database", "schema", "table"], ...] = ("database", "schema", "table")


class Reading(NamedTuple):
    """What a catalog says of one name.

    `meant` is the stored name that was likely meant, all of it, or (); `is_near` is whether it is much like what is
    written, and not only a table of that name elsewhere; `is_sure` whether it can be nothing else. `choices` are the
    stored names that differ in case alone.
    """

    status: Status
    meant: Names = ()
    is_near: bool = False
    is_sure: bool = False
    choices: tuple[Names, ...] = ()
    table: Table | None = None


def nearest(word: str, suggester: Suggester, *, least: int = 4) -> Suggestion | None:
    """The known name nearest to a word; never a sure one for a word shorter than `least`, or with another number."""
    near = suggester.closest(word)
    if near is None:
        return None
    alike = len(word) >= least and re.findall(r"\d+", word) == re.findall(r"\d+", near.word)
    return near._replace(sure=near.sure and alike)


class CatalogNames:
    """A catalog's names by what they are in, and by their letters."""

    __slots__ = ("_catalog", "_folded", "_schemas", "_suggesters", "_whole")

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._schemas: dict[str, dict[str, None]] = {
            it: dict.fromkeys(found) for it, found in catalog.namespaces.items()
        }
        for (database, name), schema in catalog.schemas.items():
            if schema.exists:
                self._schemas.setdefault(database, {})[name] = None
        self._folded: dict[Names, dict[str, str]] = {}
        self._suggesters: dict[Names, Suggester] = {}
        self._whole: dict[Names, list[Names]] | None = None

    def read(self, names: Names) -> Reading:
        """Look up the name of a table, or of a schema."""
        if self._exists(names):
            return Reading("found", names, is_sure=True, choices=(names,), table=self._table(names))
        same = [it for it in self._alike(names) if it != names]
        if not self._is_absent(names):
            meant = same[0] if len(same) == 1 else self._guess(names)
            return Reading("unread", meant, is_near=bool(meant))
        if not same:
            return self._missing(names)
        alone = same[0] if len(same) == 1 else ()
        return Reading("case", alone, bool(alone), bool(alone), tuple(same), self._table(alone))

    def inside(self, *outer: str) -> Collection[str]:
        """The known names of databases, of the schemas in one, or of the tables in a schema."""
        if len(outer) < 2:
            return self._schemas.get(outer[0], {}) if outer else self._schemas
        schema = self._catalog.schemas.get((outer[0], outer[1]))
        return schema.tables if schema else ()

    def databases_with(self, inner: Sequence[str]) -> list[str]:
        """The databases that hold a schema, or a table in one, of exactly that name."""
        return [it for it in self._schemas if self._exists((it, *inner))]

    def _table(self, names: Names) -> Table | None:
        return self._catalog.table(TablePath(*names)) if len(names) == 3 else None

    def _exists(self, names: Names) -> bool:
        if len(names) == 3:
            return self._table(names) is not None
        schema = self._catalog.schemas.get((names[0], names[1]))
        return schema is not None and schema.exists

    def _is_absent(self, names: Names) -> bool:
        if len(names) == 3:
            return self._catalog.is_absent(TablePath(*names))
        schema = self._catalog.schemas.get((names[0], names[1]))
        if schema is not None:
            return not schema.exists
        return bool(self._catalog.namespaces) and names[1] not in self._catalog.namespaces.get(names[0], ())

    def _alike(self, names: Names) -> list[Names]:
        """The stored names that differ from one in case alone, or those of any table whose last part is given."""
        if self._whole is None:
            self._whole = {}
            for place in [(database, it) for database, found in self._schemas.items() for it in found]:
                self._whole.setdefault(_folded(place), []).append(place)
            for table in self._catalog.tables():
                self._whole.setdefault(_folded(table.path), []).append(table.path)
                self._whole.setdefault((table.path.name,), []).append(table.path)
        return self._whole.get(names if len(names) == 1 else _folded(names), [])

    def _guess(self, names: Names) -> Names:
        """The table of the same schema that one of which the catalog does not speak may be meant to be."""
        near = nearest(names[2], self._suggester(names[:2])) if len(names) == 3 else None
        return (*names[:2], near.word) if near else ()

    def _missing(self, names: Names) -> Reading:
        """A name that is not there in any case: the first part that is missing, and what was likely meant."""
        status: Status | None = None
        stored: Names = ()
        is_sure = True
        for level, name in zip(LEVELS, names, strict=False):
            same = self._stored(stored, name)
            if same is None and level == "table" and not self._is_absent((*stored, name)):
                # Nobody asked for this table where it should be, so all that is known is what is wrong before it.
                meant = (*stored, name)
                return Reading(status or "case", meant, True, choices=() if status else (meant,))
            if same is None:
                # A short name of a database or schema may be sure too: what is in it has to be there as well.
                near = nearest(name, self._suggester(stored), least=4 if level == "table" else 2)
                # Where two parts are wrong, no guess at them is sure.
                is_sure = is_sure and status is None and near is not None and near.sure
                if status is None and near is None:
                    # A name that is like no other: the same table may be in another schema.
                    elsewhere = self._alike(names[2:]) if len(names) == 3 else []
                    return Reading(level, elsewhere[0] if len(elsewhere) == 1 else ())
                status = status or level
                same = near.word if near else name
            stored = (*stored, same)
        return Reading(status or "table", stored, True, is_sure)

    def _stored(self, outer: Names, name: str) -> str | None:
        """A name in a database or schema as it is stored there, in whatever case."""
        known = self.inside(*outer)
        if name in known:
            return name
        if outer not in self._folded:
            self._folded[outer] = {it.casefold(): it for it in known}
        return self._folded[outer].get(name.casefold())

    def _suggester(self, outer: Names) -> Suggester:
        if outer not in self._suggesters:
            self._suggesters[outer] = Suggester(self.inside(*outer))
        return self._suggesters[outer]


def _folded(names: Names) -> Names:
    return tuple(it.casefold() for it in names)
