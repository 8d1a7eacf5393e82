"""A file of events comes in: all of it, or nothing; each is on the map at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from copro_map.base.clock_times import read_day
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, in_both
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import current_moment
from copro_map.events.belonging import who_may_organise
from copro_map.events.checked import Looked, facts_of, look
from copro_map.events.entering import add_in
from copro_map.events.kinds import event_types
from copro_map.events.rules.given import NAMES, SPOKEN, TICKED, Given, said_yes
from copro_map.events.rules.records import Event
from copro_map.events.rules.when import FIRST_DAY, MOST_YEARS
from copro_map.events.store.changed import drop_event, is_tied
from copro_map.events.store.events import rows
from copro_map.files.bringing import NOBODY, Bringing, Files
from copro_map.files.columns import column, no_error
from copro_map.files.dates import read_dates
from copro_map.files.intake import Intake, take
from copro_map.files.rows import Fault, ImportResult, Row, first_faults
from copro_map.files.told import NOTHING, Told, Wanted
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE, Actor

SUBJECT = "events"
# What a file says, and what people call it.
CALLED: Mapping[str, tuple[str, ...]] = {
    "name_en": ("name", "event", "title", "english name", "enw saesneg"),
    "name_cy": ("enw", "digwyddiad", "teitl", "welsh name", "enw cymraeg"),
    "type": ("sort", "kind", "event type", "math", "math o ddigwyddiad"),
    "starts_on": ("date", "day", "start date", "from", "dyddiad", "diwrnod"),
    "starts_at": ("time", "start time", "start", "amser", "amser dechrau"),
    "ends_on": ("end date", "until", "to", "dyddiad gorffen"),
    "ends_at": ("end time", "finish", "end", "amser gorffen"),
    "place": ("town", "village", "postcode", "lle", "tref", "pentref", "cod post"),
    "venue": ("hall", "room", "building", "lleoliad", "neuadd", "ystafell"),
    "is_online": ("online", "ar lein"),
    "join_link": ("joining link", "zoom", "teams", "dolen ymuno"),
    "web": ("website", "web page", "link", "url", "gwefan", "tudalen we"),
    "about_en": ("about", "description", "disgrifiad saesneg"),
    "about_cy": ("disgrifiad", "disgrifiad cymraeg"),
    "spoken": ("language", "languages", "iaith", "ieithoedd"),
    "is_interpreted": ("interpreted", "interpretation", "cyfieithu"),
    "has_booking": ("booking", "book", "bwcio", "cadw lle"),
    "places": ("capacity", "limit", "nifer o leoedd", "lleoedd"),
    "booking_ends_on": ("booking closes", "book by", "cadw lle erbyn"),
    "entry": ("organisation", "organiser on the map", "sefydliad"),
    "project": ("project on the map", "prosiect"),
    "organiser": ("organised by", "trefnydd", "trefnir gan"),
    "address": ("organiser email", "organiser e-mail", "e-bost y trefnydd"),
}
WANTED = tuple(
    Wanted(name, CALLED[name], must=name in ("type", "starts_on")) for name in NAMES
)
# Each day of a file, and the time that may stand beside it.
DAYS = {"starts_on": "starts_at", "ends_on": "ends_at", "booking_ends_on": ""}
TWICE = N_("This event stands in the file twice; before in line {line}.")
DIFFERS = N_(
    "This event is on the map already and says something else there. It stays as it "
    "is: change it at the desk (Events)."
)
TIED = N_(
    "People have booked for some of these events, or they were changed since, so the "
    "file cannot be taken back. Cancel what does not take place (Events)."
)


@dataclass(frozen=True)
class _Read:
    """A row and what was found of it."""

    row: Row
    looked: Looked


def words_of_rows(settings: Settings, today: date) -> dict[str, dict[str, Label]]:  # noqa: ARG001 - as of every subject
    """Return what a row can say by a name: sorts of event, entries, languages, yes."""
    entries: dict[str, Label] = {}
    projects: dict[str, Label] = {}
    if settings.database.exists():
        entries, projects = who_may_organise(settings)
    return {
        "type": {x: one.label for x, one in event_types(settings).items()},
        "spoken": {x: in_both(words) for x, words in SPOKEN.items() if x},
        "entry": entries,
        "project": projects,
    }


def _days(cells: dict[str, str], today: date) -> dict[str, str]:
    """Return cells with their days as ISO writes them, however a spreadsheet did.

    A time that stands beside a day is its time, if that has no cell of its own.
    """
    said = dict(cells)
    latest = today.replace(day=1, year=today.year + MOST_YEARS)
    for name, clock in DAYS.items():
        if not cells[name] or read_day(cells[name]):
            continue
        found = read_dates({1: cells[name]}, FIRST_DAY, latest).moments.get(1)
        if found is None:
            continue
        said[name] = found.day.isoformat()
        if clock and found.minute and not cells[clock]:
            said[clock] = f"{found.minute:%H:%M}"
    return said


def _given(row: Row, today: date) -> Given:
    """Return an event as a row says it; places alone say that people book."""
    cells = _days({name: row.cells[name] for name in NAMES}, today)
    if "has_booking" in row.absent and cells["places"]:
        cells["has_booking"] = "1"
    ticks = {x: said_yes(cells[x]) for x in TICKED}
    plain = {x: "1" if so else "" for x, so in ticks.items() if so is not None}
    return Given.of(cells | plain)


def _looked(
    settings: Settings, database: Database, given: Iterable[Row], today: date
) -> Iterator[_Read]:
    for row in given:
        yield _Read(row, look(settings, database, _given(row, today), today))


def _is_as_kept(looked: Looked) -> bool:
    """Say whether an event that is there already says all that the row says."""
    facts = facts_of(looked)
    return all(getattr(looked.same, x) == y for x, y in facts.items() if y)


def _faults(read: Iterable[_Read]) -> Iterator[Fault]:
    """Yield what is wrong in each row; not that an event is there already."""
    lines: dict[tuple[str, ...], int] = {}
    for one in read:
        errors = [x for name in NAMES for x in column(name, no_error)(one.row)]
        yield from errors
        if one.looked.same is None and not errors:
            for fault in one.looked.faults:
                yield one.row.fault(fault.field, fault.message, **fault.facts)
        given = one.looked.given
        says = (given.name_en, given.name_cy, given.starts_on, given.starts_at)
        line = lines.setdefault((*says, one.looked.authority), one.row.number)
        if line != one.row.number and not one.looked.faults:
            yield one.row.fault("starts_on", TWICE, line=line)


def _keep(database: Database, read: Iterable[_Read]) -> tuple[int, list[Fault]]:
    """Keep what is new; return how many, and notes of what differs."""
    added, notes, now = 0, [], current_moment()
    for one in read:
        if one.looked.same is None:
            add_in(database, MACHINE, one.looked, "import", now)
            added += 1
        elif not _is_as_kept(one.looked):
            notes.append(one.row.fault("starts_on", DIFFERS))
    return added, notes


def _brought(
    settings: Settings, database: Database, intake: Intake, today: date
) -> ImportResult:
    """Look at every row, and keep what is new if nothing is wrong in any."""
    read = list(_looked(settings, database, intake.rows, today))
    faults = first_faults((*intake.faults, *_faults(read)))
    if faults:
        return ImportResult(faults=tuple(faults), **intake.how())
    added, notes = _keep(database, read)
    how = intake.how()
    how["notes"] = (*how["notes"], *notes)
    return ImportResult(added, unchanged=len(read) - added, **how)


def import_events(
    settings: Settings,
    path: Path,
    told: Told = NOTHING,
    *,
    dry_run: bool = False,
    today: date,
    bringing: Bringing = NOBODY,
) -> ImportResult:
    """Import a file of events: all of it, or nothing; what is there already stays.

    An event is there already if one of its names, its first day and time, and its area
    are the same. ``told`` says what its columns mean where their names do not. A dry
    run does everything in a real transaction and rolls it back. ``bringing`` says who
    does it.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all.
    RefusedError
        If who does it may not.
    DatabaseError
        If the database cannot be written.
    """
    words = words_of_rows(settings, today)
    intake = take(settings, path, SUBJECT, WANTED, told, today=today, words=words)
    if intake.columns.faults:
        return ImportResult(faults=intake.columns.faults, **intake.how())
    with writing(settings.database, keep=not dry_run) as database:
        bringing.begin(database)
        result = _brought(settings, database, intake, today)
        if result.faults:
            return result
        intake.keep(database, today)
        bringing.done(database, SUBJECT, (result.added, 0))
    return result


def take_back(
    settings: Settings,  # noqa: ARG001 - as of every subject
    database: Database,
    present: Actor,  # noqa: ARG001 - the same
    added: Collection[int],
    now: datetime,  # noqa: ARG001 - the same
) -> None:
    """Take events out again by their numbers, inside the caller's transaction.

    Raises
    ------
    UndoError
        If people booked for one, it was changed since, or more was done with it.
    """
    for number in sorted(added):
        found = rows(database, Event, number=number)
        if any(x.sequence for x in found) or is_tied(database, number):
            raise UndoError(TIED)
        drop_event(database, number)


FILES = Files(SUBJECT, WANTED, words_of_rows, import_events, take_back)
