"""Somebody's own offers and requests: their meetings, and who else may suit each.

Private to whoever holds the link to their page; nothing of it is public.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language, long_date, t
from copro_map.base.said import Spoken
from copro_map.base.store.connection import Database, reading, writing
from copro_map.drawing.templates import Html, render
from copro_map.exchange import cached
from copro_map.exchange.light.meeting import is_exchange, spoken
from copro_map.exchange.meetings import of_entry
from copro_map.exchange.rules.records import MATCHED, UNDER_WAY, Meeting, Side
from copro_map.exchange.rules.standing import is_apart, other, yes_of
from copro_map.exchange.sides import Met, To, link_for, talk_side
from copro_map.exchange.store.meetings import meetings
from copro_map.exchange.words import why_in_words
from copro_map.people.rules.addresses import address_key
from copro_map.talks.introducing import talk_at
from copro_map.talks.talks import can_be_written_to

MOST = 3  # suggestions of an entry
MOST_MEETINGS = 10  # of an entry, the last ones
STANDS = {
    "introduced": N_("introduced, waits for an answer"),
    "tentative": N_("waits for an answer"),
    "agreed": N_("agreed"),
    "done": N_("met"),
    "declined": N_("no, thank you"),
    "withdrawn": N_("taken back"),
    "not_about": N_("did not come about"),
    "lapsed": N_("no answer"),
}


@dataclass(frozen=True)
class Line:
    """A meeting as a line: with which entry, how it stands, since when.

    ``which`` is what its button sends, "" if there is none; ``waits`` for an answer
    of whoever reads it.
    """

    number: int
    entry: str
    name: Spoken
    stands: str
    day: str
    which: str
    waits: bool


def _side(entry: KeptEntry) -> Side:
    return "asker" if entry.kind == "request" else "offerer"


def _met(database: Database, meeting: Meeting, side: Side, key: str) -> Met | None:
    """Return a meeting for an address, if it may open it; None if not.

    What was written is of whoever wrote it: not of another contact of the same entry.
    """
    talk = talk_at(database, meeting.talk)
    party = talk.of(talk_side(meeting, side)) if talk else None
    theirs = party is None or party.key in ("", key)
    return Met(meeting, side, talk) if theirs else None


def _how(meeting: Meeting) -> str:
    """Return the word of ``STANDS``: what was agreed and ended did not come about."""
    is_over = meeting.state == "withdrawn" and meeting.agreed_on
    return "not_about" if is_over else meeting.state


def _line(
    database: Database,
    meeting: Meeting,
    side: Side,
    key: str,
    entries: dict[str, KeptEntry],
) -> Line:
    across = entries.get(meeting.entry(other(side)))
    is_there = across is not None and across.status == "published"
    nobody = Spoken(t("Somebody who wrote to you"), current_language())
    if meeting.begun_by == side:
        nobody = Spoken(t("Somebody to whom you wrote"), current_language())
    waits = meeting.state in ("introduced", "tentative") and not yes_of(meeting, side)
    opens = key and _met(database, meeting, side, key) is not None
    day = meeting.done_on or meeting.ended_on or meeting.agreed_on or meeting.begun_on
    return Line(
        meeting.number,
        across.id if across and is_there else "",
        spoken(across.name) if across and is_there else nobody,
        t(STANDS[_how(meeting)]),
        long_date(date.fromisoformat(day)),
        f"{meeting.number} {side}" if opens else "",
        bool(opens and waits),
    )


def _lines(database: Database, entry: KeptEntry, key: str) -> list[Line]:
    found = [x for x in of_entry(database, entry.id) if not is_apart(x)]
    entries = kept_entries(database) if found else {}
    side = _side(entry)
    last = reversed(found[-MOST_MEETINGS:])
    return [_line(database, one, side, key, entries) for one in last]


def _suggested(
    settings: Settings, entry: KeptEntry, day: date
) -> list[tuple[str, Spoken, str, str]]:
    """Return who may suit an entry: id, name, why in a sentence, where to write."""
    pairs = cached.suggested(entry.id, day, MOST)
    with reading(settings.database) as database:
        entries = kept_entries(database) if pairs else {}
    found = []
    for pair in pairs:
        across = pair.offer if entry.kind == "request" else pair.request
        if across in entries:
            asked = {"lang": current_language(), "entry": across, "with": entry.id}
            can = can_be_written_to(settings, across)
            write = f"/write?{urlencode(asked)}" if can else ""
            why = why_in_words(pair, settings)
            found.append((across, spoken(entries[across].name), why, write))
    return found


def own(  # noqa: PLR0913 - whose, of which link, with what is pressed
    settings: Settings,
    entry: KeptEntry,
    address: str,
    day: date,
    proof: Callable[[str, str], str],
    action: str,
) -> Html | str:
    """Return what a page says of somebody's own offer or request; "" of another entry.

    ``address`` is theirs, "" if the link may have been passed on: then no meeting can
    be opened by it. ``proof`` and ``action`` as for ``meeting.block``.
    """
    if not is_exchange(entry) or entry.status != "published":
        return ""
    with reading(settings.database) as database:
        lines = _lines(database, entry, address_key(address) if address else "")
    return render(
        "exchange/mine.html",
        kind=entry.kind,
        meetings=lines,
        suggested=_suggested(settings, entry, day),
        proof=proof,
        action=action,
    )


def under_way(settings: Settings, entries: Iterable[KeptEntry]) -> frozenset[str]:
    """Return those of somebody's entries over which people may meet just now."""
    with reading(settings.database) as database:
        return frozenset(
            entry.id
            for entry in filter(is_exchange, entries)
            if any(x.state in UNDER_WAY for x in of_entry(database, entry.id))
        )


def balance(settings: Settings, entries: Iterable[KeptEntry]) -> str:
    """Return in a sentence what somebody has given and received; "" if neither.

    Of the meetings of their own offers and requests that were agreed, or done.
    """
    counts = {"offer": 0, "request": 0}
    with reading(settings.database) as database:
        for entry in filter(is_exchange, entries):
            met = [x for x in of_entry(database, entry.id) if x.state in MATCHED]
            counts[entry.kind] += len(met)
    given, had = counts["offer"], counts["request"]
    if not (given or had):
        return ""
    return t(
        "Help given through the map: {given}. Help received: {had}. Only you see this.",
        given=given,
        had=had,
    )


def token_of(
    settings: Settings, which: str, address: str, own: Collection[str], now: datetime
) -> str | None:
    """Make a link to a meeting of somebody's own entry; return its token, or None.

    ``which`` is what the button of its line sends; ``own`` are the entries that the
    address speaks for now.
    """
    number, _, side_given = which.partition(" ")
    side: Side = "asker" if side_given == "asker" else "offerer"
    if not number.isascii() or not number.isdecimal() or not address:
        return None
    with writing(settings.database, make=False) as database:
        for meeting in meetings(database, number=int(number)):
            met = _met(database, meeting, side, address_key(address))
            if meeting.entry(side) in own and met and meeting.state != "held":
                return link_for(database, met, To(address, ""), now)
    return None
