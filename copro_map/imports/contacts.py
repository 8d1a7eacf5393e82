"""Files of contacts alone: how the people of entries can be reached.

Private: nothing of them is in what happened, and no page shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from copro_map.assets.face import public_assets
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, in_both
from copro_map.base.names import fold
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.files.bringing import NOBODY, Bringing, Files
from copro_map.files.columns import EMPTY, Problem, Rule, check_rows, column, one_of
from copro_map.files.intake import take
from copro_map.files.rows import Fault, ImportResult, Row
from copro_map.files.told import NOTHING, Told, Wanted
from copro_map.imports.importer import Brought, Given, Importer, Meaning, Tried
from copro_map.imports.labels import CONTACTS as LABELS
from copro_map.imports.plainly import bring_plainly, meanings_of
from copro_map.imports.taking_back import put_back
from copro_map.people.contacts import NEVER, entries_of, is_never, keep_contact
from copro_map.people.rules import contacts as rules
from copro_map.people.rules.addresses import AddressError, address_key, read_address
from copro_map.people.rules.permissions import MACHINE, Actor
from copro_map.people.suppressed import Forgotten, forgotten

SUBJECT = "contacts"
WANTED = (
    Wanted(
        "entry",
        (
            *("entry id", "asset id", "id", "name", "organisation", "group", "project"),
            *("cofnod", "enw", "sefydliad", "grŵp", "prosiect", "enw'r sefydliad"),
        ),
        must=True,
    ),
    Wanted(
        "address",
        (
            *("email", "e-mail", "email address", "e-mail address", "contact email"),
            *("e-bost", "ebost", "cyfeiriad e-bost"),
        ),
        must=True,
    ),
    Wanted("language", ("contact language", "iaith")),
    Wanted("origin", ("where from", "contact source", "o ble")),
    Wanted("found_at", ("found on", "page", "web page", "tudalen", "wedi'i ganfod ar")),
)
SPOKEN = {"cy": Label("Welsh", "Cymraeg"), "en": Label("English", "Saesneg")}
ORIGINS: Mapping[rules.Origin, str] = {
    "found": N_("Found on a page"),
    "telephone": N_("Asked by telephone"),
    "owner": N_("Its people wrote it"),
}
NO_ENTRY = N_("No entry has this id or name: {value}. Write it as on the map.")
SEVERAL = N_("Several entries have this name: {choices}. Write the id of the one.")
NO_ORIGIN = N_("Say where the address is from, or on which page it was found.")
FOUND_WHERE = N_("Say on which page the address was found: the first letter says it.")
GONE = N_("Whoever has this address asked to be forgotten: it was not kept.")


def words_of_rows(settings: Settings, today: date) -> dict[str, dict[str, Label]]:  # noqa: ARG001 - as of every subject
    """Return what a row can say by a name, but for its entry."""
    origins: dict[str, Label] = {one: in_both(x) for one, x in ORIGINS.items()}
    return {"language": SPOKEN, "origin": origins}


@dataclass(frozen=True)
class _Entries:
    """The entries on the map: their names by id, and the ids of each name, folded."""

    names: Mapping[str, str]
    ids: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> _Entries:
        names: dict[str, str] = {}
        ids: dict[str, set[str]] = {}
        for entry, own in frame[["name_en", "name_cy"]].iterrows():
            known = [str(name) for name in own if name]
            names[str(entry)] = known[0] if known else str(entry)
            for name in known:
                ids.setdefault(fold(name), set()).add(str(entry))
        return cls(names, {name: frozenset(of) for name, of in ids.items()})

    def find(self, cell: str) -> frozenset[str]:
        """Return the ids that a cell may mean: its own, else those of its name."""
        if cell in self.names:
            return frozenset({cell})
        return self.ids.get(fold(cell), frozenset())

    def wrong(self, cell: str) -> Iterator[Problem]:
        """Yield what is wrong with a cell that names no entry, or several."""
        found = self.find(cell)
        if not found:
            yield NO_ENTRY, {"value": cell}
        elif len(found) > 1:
            both = (f"{self.names[one]} ({one})" for one in sorted(found))
            yield SEVERAL, {"choices": "; ".join(both)}


def _no_address(cell: str) -> Iterator[Problem]:
    """Yield what is wrong with an address."""
    try:
        read_address(cell)
    except AddressError as error:
        yield error.message, error.facts


def _origin(row: Row) -> str:
    """Return where an address is from; a page alone says that it was found there."""
    return row.cells["origin"] or ("found" if row.cells["found_at"] else "")


def _where_from(row: Row) -> Iterator[Fault]:
    origin = _origin(row)
    if not origin:
        yield row.fault("origin", NO_ORIGIN)
    elif origin == "found" and not row.cells["found_at"].strip():
        yield row.fault("found_at", FOUND_WHERE)


def _table(entries: _Entries) -> tuple[Rule, ...]:
    """Return what the columns hold, in the order in which faults are told."""
    return (
        column("entry", entries.wrong, missing=EMPTY),
        column("address", _no_address, missing=EMPTY),
        column("language", one_of(SPOKEN)),
        column("origin", one_of(ORIGINS)),
        _where_from,
    )


def _given(row: Row, today: date) -> rules.Given:
    """Return the contact of a row that is right."""
    origin: rules.Origin = _origin(row)  # type: ignore[assignment] # one of ORIGINS
    cells, found = row.cells, origin == "found"
    return rules.Given(
        cells["address"],
        cells["language"],
        origin,
        cells["found_at"] if found else "",
        today.isoformat() if found else "",
    )


@dataclass(frozen=True)
class _Keeping:
    """One transaction in which contacts are kept: by whom, and whom it must not."""

    database: Database
    gone: Forgotten
    by: int | None
    today: date

    def refused(self, row: Row, address: str) -> Fault | None:
        """Return why an address must not be kept; None if it may."""
        if is_never(self.database, address):
            return row.fault("address", NEVER)
        return row.fault("address", GONE) if self.gone.address(address) else None

    def keep(self, rows: Iterable[tuple[str, Row]]) -> tuple[int, list[Fault]]:
        """Keep what is not kept yet; return how many were new, and notes."""
        added, notes = 0, []
        for entry, row in rows:
            key = address_key(row.cells["address"])
            if refused := self.refused(row, key):
                notes.append(refused)
            elif entry not in entries_of(self.database, key):
                given = _given(row, self.today)
                keep_contact(
                    self.database, entry, given, self.today, entered_by=self.by
                )
                added += 1
        return added, notes


def import_contacts(  # noqa: PLR0913 - a file, as told, by whom, and when
    settings: Settings,
    path: Path,
    told: Told = NOTHING,
    *,
    now: datetime,
    actor: Actor = MACHINE,
    dry_run: bool = False,
    bringing: Bringing = NOBODY,
) -> ImportResult:
    """Import a file of contacts of entries: all of it, or nothing.

    A row names an entry that is on the map, by its id or a name of it. An address that
    is kept for the entry already is unchanged; one of somebody who is never to be
    written to, or asked to be forgotten, is left out and told in a note.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all.
    RefusedError
        If who does it may not.
    DatabaseError
        If the database cannot be read or written.
    """
    today = now.astimezone(WALES).date()
    words = words_of_rows(settings, today)
    intake = take(settings, path, SUBJECT, WANTED, told, today=today, words=words)
    if intake.columns.faults:
        return ImportResult(faults=intake.columns.faults, **intake.how())
    with reading(settings.database) as database:
        entries = _Entries.of(public_assets(database))
    rows, faults = check_rows(intake.rows, intake.faults, _table(entries))
    if faults:
        return ImportResult(faults=tuple(faults), **intake.how())
    pairs = [(min(entries.find(row.cells["entry"])), row) for row in rows]
    gone = forgotten(settings)
    with writing(settings.database, keep=not dry_run, make=False) as database:
        bringing.begin(database)
        keeping = _Keeping(database, gone, actor.person, today)
        added, notes = keeping.keep(pairs)
        intake.tidied.extend(notes)
        intake.keep(database, today)
        bringing.done(database, SUBJECT, (added, 0))
    return ImportResult(added, 0, len(rows) - added - len(notes), **intake.how())


FILES = Files(SUBJECT, WANTED, words_of_rows, import_contacts)


def _meanings(settings: Settings, of: str = "") -> tuple[Meaning, ...]:  # noqa: ARG001 - there is one set alone
    return meanings_of(settings, FILES, LABELS)


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    actor = bringing.actor
    how = {"actor": actor, "now": now, "bringing": bringing, "dry_run": dry_run}
    return bring_plainly(settings, FILES, LABELS, given, now, how)


def _undo(
    settings: Settings,  # noqa: ARG001 - as of every subject
    database: Database,
    actor: Actor,  # noqa: ARG001 - the same
    number: int,
    now: datetime,  # noqa: ARG001 - the same
) -> None:
    put_back(database, number)


CONTACTS = Importer(
    SUBJECT,
    N_("How people can be reached"),
    N_("A row for each address: of which entry, where it is from. It stays private."),
    _meanings,
    _bring,
    _undo,
)
