"""A line of a workshop: added, mended and taken back, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from copro_map.assets.face import Asset, Value
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language
from copro_map.base.names import BASE_LAYER
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.contribute.checking import MISSING, Wrong, wrong_address, wrong_in
from copro_map.contribute.making import make_new
from copro_map.contribute.new_ids import new_id
from copro_map.contribute.room import (
    ENDED,
    Room,
    found_room,
    keep_half_in,
)
from copro_map.contribute.rules.giving import given_new
from copro_map.contribute.rules.places import Found, WhereError
from copro_map.contribute.rules.workshop import Line, Workshop, filled_by
from copro_map.contribute.store import workshops as store
from copro_map.contribute.where import find_where
from copro_map.contribute.workshops import WorkshopError
from copro_map.geography.areas import load_layers
from copro_map.geography.gazetteer import label_of
from copro_map.people.consents import keep_consents, let_consents_go, wording
from copro_map.people.limits import TooOftenError, check_limit
from copro_map.people.rules.addresses import read_address
from copro_map.versions.face import (
    Sent,
    Version,
    amend_version,
    keep_version,
    version_with,
    withdraw_version,
)

OF_A_PHONE, OF_A_WORKSHOP = "60 per day", 500
OPEN = ("waiting", "asked", "reading")
GONE = N_("This line was decided meanwhile, or is not there any more.")
AGREE = N_("Tick this, or leave the e-mail address empty.")


class NotReadyError(WorkshopError):
    """Something is wrong in a line, or missing: ``wrong`` says what, and where."""

    def __init__(self, wrong: Iterable[Wrong]) -> None:
        """Say that it stays."""
        self.wrong = tuple(wrong)
        super().__init__(
            N_("Not added yet: it says below what is missing. What you typed stays.")
        )


def where_of(settings: Settings, workshop: Workshop, text: str) -> Found | None:
    """Return where a line is: what was typed, else the workshop's area.

    None for a workshop of a council that has several authorities: it serves them all.

    Raises
    ------
    WhereError
        If it is no one place in Wales, or nothing is said and the workshop has no area.
    """
    if text.strip() or not workshop.area:
        return find_where(settings, text, "", person=False)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    members = next(x.areas[workshop.area] for x in layers.values()
                   if workshop.area in x.areas).members  # fmt: skip
    if len(members) > 1:
        return None
    name = label_of({BASE_LAYER: layers[BASE_LAYER]}, members[0]).en
    return find_where(settings, name, "", person=False)


def wrong_of(
    settings: Settings, workshop: Workshop, line: Line, *, is_new: bool = True
) -> tuple[Wrong, ...]:
    """Return what is wrong with a line, and missing in it, by the field."""
    language = current_language()
    filled = filled_by(line, language)
    name, sentence = f"name_{language}", f"description_{language}"
    found = [
        wrong_in(name, line.name),
        None if line.name.strip() else Wrong("name", MISSING["name"]),
        None if "kind" in filled else Wrong("what", MISSING["kind"]),
        wrong_in(sentence, line.sentence),
        _wrong_where(settings, workshop, line) if is_new or line.where else None,
    ]
    if line.address.strip():
        found.append(wrong_address(line.address))
        found.append(None if line.agrees else Wrong("agrees", AGREE))
    return tuple(one for one in found if one)


def _wrong_where(settings: Settings, workshop: Workshop, line: Line) -> Wrong | None:
    try:
        where_of(settings, workshop, line.where)
    except WhereError as error:
        return Wrong("where", error.message, error.facts)
    return None


def _made(settings: Settings, room: Room, entry: str, line: Line) -> Asset:
    """Return the entry of a line; where it is as ``where_of`` says."""
    area = room.workshop.area
    filled = filled_by(line, current_language())
    if line.where.strip() or not area:
        return make_new(settings, entry, filled)
    given: dict[str, Value] = given_new(filled) | {"served": (area,)}
    found = where_of(settings, room.workshop, "")
    if found is None:
        return Asset(entry, given)
    return Asset(
        entry, given | {"served": found.serves}, found.areas, found.location
    )  # fmt: skip


def _check(settings: Settings, room: Room, line: Line, *, is_new: bool = True) -> None:
    if not room.is_open:
        raise WorkshopError(ENDED)
    if wrong := wrong_of(settings, room.workshop, line, is_new=is_new):
        raise NotReadyError(wrong)


def _limited(database: Database, room: Room, key: str) -> None:
    typed = store.ever_typed(database, room.workshop.number)
    try:
        check_limit(OF_A_PHONE, "workshop line", key)
    except TooOftenError as error:
        raise WorkshopError(
            N_(
                "This phone has added as many lines as one may. Give the rest to "
                "somebody else in the room; what you typed stays here."
            )
        ) from error
    if typed >= OF_A_WORKSHOP:
        raise WorkshopError(
            N_("This workshop has as many lines as one may: {n}. Open another one."),
            n=OF_A_WORKSHOP,
        )


def _agree(settings: Settings, database: Database, sent: Sent, today: date) -> None:
    """Keep that somebody agreed to be written to, until the line is decided."""
    if not sent.address:
        return
    version, language = wording(settings, today).id, sent.language
    about = (sent.asset.id, {"contact"}, version, language, today, sent.address)
    keep_consents(database, *about, "workshop")


def add_line(settings: Settings, key: str, line: Line, now: datetime) -> int:
    """Add a line in the language that is spoken; return the number of its version.

    What was half typed is let go with it.

    Raises
    ------
    NotReadyError
        If something is wrong with it, or missing.
    WorkshopError
        If the workshop has ended, the key opens none, or enough was typed there.
    """
    with writing(settings.database, make=False) as database:
        room = found_room(database, key, now)
        _check(settings, room, line)
        _limited(database, room, key)
        address = read_address(line.address) if line.address.strip() else ""
        asset = _made(settings, room, new_id(database), line)
        sent = Sent(
            asset,
            True,
            0,
            current_language(),
            address,
            room.mark,
            workshop=room.workshop.number,
        )
        number = keep_version(database, sent, now)
        _agree(settings, database, sent, now.astimezone(WALES).date())
        keep_half_in(settings, database, key, {}, 0, now)
    return number


def is_own(room: Room, version: Version) -> bool:
    """Say whether a line is of this phone, and nobody has decided it."""
    return version.sent.client == room.mark != "" and version.state in OPEN


def own_line(database: Database, room: Room, number: int) -> Version:
    """Return a line that a phone typed and nobody decided, inside the transaction.

    Raises
    ------
    WorkshopError
        If it is none of this phone's, or was decided.
    """
    found = version_with(database, number)
    is_here = found and found.sent.workshop == room.workshop.number
    if not (found and is_here and is_own(room, found)):
        raise WorkshopError(GONE)
    return found


def mend_line(
    settings: Settings, key: str, number: int, line: Line, now: datetime
) -> None:
    """Put something else in the place of a line of this phone, before it is decided.

    Without a place it stays where it was, and without an address what it had.

    Raises
    ------
    NotReadyError, WorkshopError
        As ``add_line``; or if the line was decided, or is none of this phone's.
    """
    with writing(settings.database, make=False) as database:
        room = found_room(database, key, now)
        before = own_line(database, room, number)
        _check(settings, room, line, is_new=False)
        asset = _mended(settings, before.sent.asset, line)
        address = line.address.strip()
        address = read_address(address) if address else before.sent.address
        if address != before.sent.address:
            let_consents_go(database, before.entry, before.sent.address)
        sent = replace(
            before.sent,
            asset=asset,
            address=address,
            language=current_language(),
            note="",
        )
        amend_version(database, number, sent, now)
        _agree(settings, database, sent, now.astimezone(WALES).date())
        keep_half_in(settings, database, key, {}, 0, now)


def _mended(settings: Settings, before: Asset, line: Line) -> Asset:
    """Return what a line gives once it is mended; a place only if one is written."""
    if line.where.strip():
        return make_new(settings, before.id, filled_by(line, current_language()))
    given = given_new(filled_by(line, current_language()))
    stays: Mapping[str, Value] = {
        x: before.given[x] for x in ("place", "served") if x in before.given
    }
    return replace(before, given={**given, **stays})


def take_back_line(settings: Settings, key: str, number: int, now: datetime) -> None:
    """Delete a line of this phone, with its address, before it is decided.

    Raises
    ------
    WorkshopError
        If it was decided, or is none of this phone's.
    """
    with writing(settings.database, make=False) as database:
        room = found_room(database, key, now)
        own_line(database, room, number)
        withdraw_version(database, number, now, disowned=True)
        if room.mends == number:
            keep_half_in(settings, database, key, {}, 0, now)
