"""Files of members: who joined before there was a form, or on paper.

Private: nothing of it is in what happened, and no page shows an address of it. Nobody
is written to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, in_both
from copro_map.base.names import ALL_WALES, BASE_LAYER, fold
from copro_map.base.store.connection import Database, reading, writing
from copro_map.files.bringing import NOBODY, Bringing, Files
from copro_map.files.columns import (
    CONTACTS,
    EMPTY,
    Problem,
    Rule,
    at_most,
    check_rows,
    column,
    day_until,
    has_contact_details,
    one_of,
)
from copro_map.files.intake import take
from copro_map.files.rows import Fault, ImportResult, Row
from copro_map.files.told import NOTHING, Told, Wanted
from copro_map.geography.areas import ALL_WALES_LABEL, load_layers
from copro_map.members.joining import new_id
from copro_map.members.kinds import member_types, principles
from copro_map.members.known import Known
from copro_map.members.rules.joining import LONGEST, SIDES
from copro_map.members.rules.records import FORMS, Member
from copro_map.members.rules.twice import Named, name_keys
from copro_map.members.store.members import put
from copro_map.people.contacts import NEVER, is_never
from copro_map.people.rules.addresses import AddressError, address_key, read_address
from copro_map.people.suppressed import Forgotten, forgotten

SUBJECT = "members"
WANTED = (
    Wanted("form", ("who", "what", "pwy", "ffurf"), must=True),
    Wanted("type", ("type of member", "sort", "math")),
    Wanted("side", ("citizen or professional", "role", "rôl")),
    Wanted("name_en", ("name", "organisation", "enw", "sefydliad")),
    Wanted("name_cy", ("welsh name", "enw cymraeg")),
    Wanted("area", ("local authority", "county", "ardal", "sir", "awdurdod lleol")),
    Wanted("entry", ("entry on the map", "cofnod")),
    Wanted("joined_on", ("joined", "member since", "ymunodd"), must=True, day=True),
    Wanted("agreed_on", ("agreed", "cytunodd"), day=True),
    Wanted("language", ("language of letters", "iaith")),
    Wanted("address", ("email", "e-mail", "email address", "e-bost", "ebost")),
    Wanted("named", ("may be named", "public", "caiff ei enwi")),
    Wanted("promise", ("pledge", "addewid")),
)
FORM_NAMES = (N_("Organisation"), N_("Group"), N_("Department"), N_("Individual"))
SIDE_NAMES = (N_("Citizen"), N_("Professional"))
SPOKEN = {"cy": Label("Welsh", "Cymraeg"), "en": Label("English", "Saesneg")}
NO_TYPE = N_("Say what sort of body it is.")
NO_SIDE = N_("Of an individual, say whether they are a citizen or a professional.")
NO_NAME = N_("Write the name, in one language at least.")
NO_ENTRY = N_("No practitioner on the map has this id or name: {value}.")
SEVERAL = N_(
    "Several practitioners have this name: {choices}. Write the id of the one."
)
AGAIN = N_("The same member stands in an earlier row, so this row was left out.")
GONE = N_("Whoever this is asked to be forgotten: the row was left out.")


def words_of_rows(settings: Settings, today: date) -> dict[str, dict[str, Label]]:  # noqa: ARG001 - as of every subject
    """Return what a row can say by a name: forms, types, areas, languages."""
    layer = load_layers(settings.boundaries_dir, settings.data_dir)[BASE_LAYER]
    areas = {code: area.label for code, area in layer.areas.items()}
    return {
        "form": {x: in_both(y) for x, y in zip(FORMS, FORM_NAMES, strict=True)},
        "type": {x: one.label for x, one in member_types(settings).items()},
        "side": {x: in_both(y) for x, y in zip(SIDES, SIDE_NAMES, strict=True)},
        "area": {ALL_WALES: ALL_WALES_LABEL} | areas,
        "language": SPOKEN,
        "named": {"yes": in_both(N_("Yes")), "no": in_both(N_("No"))},
    }


@dataclass(frozen=True)
class _Bodies:
    """The practitioners on the map: by id, and the ids of each name, folded."""

    entries: Mapping[str, KeptEntry]
    ids: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, database: Database) -> _Bodies:
        found = cls(
            {
                one.id: one
                for one in kept_entries(database).values()
                if one.kind == "practitioner" and one.status == "published"
            }
        )
        for one in found.entries.values():
            for name in (one.name.en, one.name.cy):
                found.ids.setdefault(fold(name), set()).add(one.id)
        return found

    def find(self, cell: str) -> set[str]:
        """Return the ids that a cell may mean: its own, else those of its name."""
        if cell in self.entries:
            return {cell}
        return self.ids.get(fold(cell), set()) if cell else set()

    def wrong(self, cell: str) -> Iterator[Problem]:
        """Yield what is wrong with a cell that names no practitioner, or several."""
        found = self.find(cell)
        if not found:
            yield NO_ENTRY, {"value": cell}
        elif len(found) > 1:
            yield SEVERAL, {"choices": "; ".join(sorted(found))}


def _no_address(cell: str) -> Iterator[Problem]:
    try:
        read_address(cell)
    except AddressError as error:
        yield error.message, error.facts


def _no_contacts(cell: str) -> Iterator[Problem]:
    if has_contact_details(cell):
        yield CONTACTS, {}


def _who(row: Row) -> Iterator[Fault]:
    """Yield what a row lacks of who they are: a name, and a type or a side."""
    cells = row.cells
    if not cells["name_en"] and not cells["name_cy"]:
        yield row.fault("name_en", NO_NAME)
    if cells["form"] == "individual":
        if not cells["side"]:
            yield row.fault("side", NO_SIDE)
    elif cells["form"] and not cells["type"]:
        yield row.fault("type", NO_TYPE)


def _table(settings: Settings, bodies: _Bodies, today: date) -> tuple[Rule, ...]:
    """Return what the columns hold, in the order in which faults are told."""
    words = words_of_rows(settings, today)
    name = (at_most(LONGEST["name"]), _no_contacts)
    return (
        column("form", one_of(FORMS), missing=EMPTY),
        _who,
        *(column(x, one_of(words[x])) for x in ("type", "side", "area")),
        column("name_en", *name),
        column("name_cy", *name),
        column("entry", bodies.wrong),
        column("joined_on", day_until(today), missing=EMPTY),
        column("agreed_on", day_until(today)),
        *(column(x, one_of(words[x])) for x in ("language", "named")),
        column("address", _no_address),
        column("promise", at_most(LONGEST["promise"])),
    )


def _facts(settings: Settings, row: Row, entry: str, today: date) -> dict[str, object]:
    """Return the columns of the member of a row that is right."""
    cells, is_person = row.cells, row.cells["form"] == "individual"
    address = read_address(cells["address"]) if cells["address"] else ""
    agreed = cells["agreed_on"]
    return {
        **{x: cells[x] for x in ("form", "name_en", "name_cy", "area", "language")},
        "type": "" if is_person else cells["type"],
        "side": cells["side"] if is_person else "",
        "is_public": int(not is_person or cells["named"] == "yes"),
        "entry": entry,
        "address": address,
        "address_key": address_key(address) if address else "",
        "joined_on": cells["joined_on"],
        "principles": principles(settings).version if agreed else "",
        "principles_on": agreed,
        "promise": cells["promise"],
        "seen_on": today.isoformat(),
        "entered_on": today.isoformat(),
        "state": "member",
        "channel": "import",
    }


@dataclass
class _Kept:
    """What an import keeps: whom it must not, who is there, how many, and notes."""

    gone: Forgotten
    known: Known = field(default_factory=Known)
    new: Known = field(default_factory=Known)
    added: int = 0
    notes: list[Fault] = field(default_factory=list)

    def _refused(self, database: Database, row: Row) -> Fault | None:
        """Return why a row must not be kept; None if it may."""
        key = address_key(row.cells["address"]) if row.cells["address"] else ""
        if key and is_never(database, key):
            return row.fault("address", NEVER)
        names = {fold(row.cells[x]) for x in ("name_en", "name_cy") if row.cells[x]}
        is_person = row.cells["form"] == "individual"
        is_gone = bool(key) and self.gone.address(key)
        is_gone |= is_person and any(map(self.gone.name, names))
        return row.fault("address", GONE) if is_gone else None

    def keep(self, database: Database, row: Row, facts: dict[str, object]) -> None:
        """Keep the member of a row, unless they must not be, or are one already."""
        if refused := self._refused(database, row):
            self.notes.append(refused)
            return
        cells = row.cells
        keys = name_keys(cells["name_en"], cells["name_cy"])
        rest = (str(facts[x]) for x in ("entry", "area", "address_key"))
        one = Named(cells["form"], keys, *rest)
        if self.new.has(one):
            self.notes.append(row.fault("name_en", AGAIN))
        elif not self.known.has(one):
            put(database, Member, id=new_id(), **facts)
            self.new.add(one)
            self.added += 1


def import_members(  # noqa: PLR0913 - a file, as told, by whom, and when
    settings: Settings,
    path: Path,
    told: Told = NOTHING,
    *,
    dry_run: bool = False,
    today: date,
    bringing: Bringing = NOBODY,
) -> ImportResult:
    """Import a file of members: all of it, or nothing.

    Whoever is a member already stays as they are (``rules.twice``). An address of
    somebody who is never to be written to, or asked to be forgotten, is left out with
    its row, and told in a note.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all.
    RefusedError
        If who does it may not.
    DatabaseError
        If the database cannot be read or written.
    """
    words = words_of_rows(settings, today)
    intake = take(settings, path, SUBJECT, WANTED, told, today=today, words=words)
    if intake.columns.faults:
        return ImportResult(faults=intake.columns.faults, **intake.how())
    with reading(settings.database) as database:
        bodies = _Bodies.of(database)
    table = _table(settings, bodies, today)
    found, faults = check_rows(intake.rows, intake.faults, table)
    if faults:
        return ImportResult(faults=tuple(faults), **intake.how())
    kept = _Kept(forgotten(settings))
    with writing(settings.database, keep=not dry_run, make=False) as database:
        bringing.begin(database)
        kept.known = Known.of(database)
        for row in found:
            entry = min(bodies.find(row.cells["entry"]), default="")
            kept.keep(database, row, _facts(settings, row, entry, today))
        intake.tidied.extend(kept.notes)
        intake.keep(database, today)
        bringing.done(database, SUBJECT, (kept.added, 0))
    left = len(found) - kept.added - len(kept.notes)
    return ImportResult(kept.added, 0, left, **intake.how())


FILES = Files(SUBJECT, WANTED, words_of_rows, import_members)
