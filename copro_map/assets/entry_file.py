"""A file of entries that somebody brings in by a page: looked at, tried, brought in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from copro_map.assets.columns import LABELS, MUST
from copro_map.assets.importing import KeepApart, bring_in, keep_nothing
from copro_map.assets.reading import look_at_entries, read_entries
from copro_map.assets.rules.fields import FIELDS
from copro_map.assets.rules.records import Location
from copro_map.assets.saving import settle_entries
from copro_map.assets.store.identity import named_still
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import Label, in_both
from copro_map.base.store.connection import Database
from copro_map.files.bringing import NOBODY, Bringing
from copro_map.files.rows import ImportResult, Row
from copro_map.files.told import NOTHING, Told
from copro_map.geography.gazetteer import load_gazetteer

Point = tuple[float, float]
AUTHORITY = "W06"  # as the codes of local authorities begin
SPOKEN = {"cy": Label("Welsh", "Cymraeg"), "en": Label("English", "Saesneg")}


@dataclass(frozen=True)
class MayBe:
    """A row that may be an entry that is there: its id, its name, and both points.

    Longitude and latitude (EPSG:4326).
    """

    row: Row
    entry: str
    known: str
    point: Point | None
    there: Point | None


@dataclass(frozen=True)
class EntryFile:
    """A file of entries with what was told of it.

    ``rows`` says of a row that may be there already, by its line, what it is: "skip",
    "both", or the id of an entry.
    """

    path: Path
    told: Told = NOTHING
    rows: Mapping[int, str] = field(default_factory=dict)

    def look(self, settings: Settings, today: date) -> ImportResult:
        """Return what its columns mean; nothing is tried.

        Raises
        ------
        ImportFileError
            If the file cannot be read at all.
        DatabaseError
            If there is a database that cannot be read.
        """
        read = look_at_entries(settings, self.path, self.told, today)
        how = read.how()
        return ImportResult(faults=tuple(read.faults), **how)

    def bring(
        self,
        settings: Settings,
        today: date,
        bringing: Bringing = NOBODY,
        *,
        dry_run: bool = False,
        apart: KeepApart = keep_nothing,
    ) -> tuple[ImportResult, tuple[MayBe, ...]]:
        """Bring it in, all of it or nothing; return which rows may be there already.

        ``apart`` keeps, inside the transaction, which new entries are none of those
        that are there, as ``rows`` says.

        Raises
        ------
        CoproMapError
            As for ``assets.importing.import_network``.
        """
        read = read_entries(settings, self.path, self.told, today, self.rows)
        came = bring_in(settings, read, bringing, today, dry_run=dry_run, apart=apart)
        alike = (one for one in came.alike if one.row.number not in self.rows)
        may_be = [
            MayBe(
                one.row,
                one.entry,
                one.name,
                _point(one.point),
                _point(one.there),
            )
            for one in alike
        ]
        return came.result, tuple(may_be)

    @staticmethod
    def columns(settings: Settings) -> tuple[tuple[str, Label, bool, Any], ...]:
        """Return what a column can be, in the order in which that is offered.

        Its field, what people call it, whether it must be there, and its words by what
        stands in a file.
        """
        words = _words(settings)
        return tuple(
            (name, in_both(label), name in MUST, words.get(name, {}))
            for name, label in LABELS.items()
        )

    @staticmethod
    def settle(
        settings: Settings, database: Database, entries: Iterable[str], today: date
    ) -> None:
        """Let entries that were put back as they were be found as they are now.

        Inside the caller's transaction.
        """
        settle_entries(database, settings, entries, today)

    @staticmethod
    def named_still(database: Database, entries: Iterable[str]) -> frozenset[str]:
        """Return which entries are known by name only, and named by others still.

        Others than ``entries``.
        """
        return named_still(database, entries)


def _point(location: Location | None) -> Point | None:
    return (location.longitude, location.latitude) if location else None


def _words(settings: Settings) -> dict[str, dict[str, Label]]:
    """Return the words that a column can hold, as in a file, with their names."""
    definitions = load_definitions(settings.data_dir)
    found = {
        one.column: {
            term.id: term.label for term in definitions.terms[one.vocabulary].values()
        }
        for one in FIELDS
        if one.vocabulary
    }
    found["kind"] = {kind.id: kind.label for kind in definitions.kinds.values()}
    labels = load_gazetteer(settings).area_names.labels
    found["local_authority"] = {
        code: label for code, label in labels.items() if code.startswith(AUTHORITY)
    }
    found["contact_language"] = SPOKEN
    return found
