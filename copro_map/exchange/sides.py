"""The two sides of a meeting: how each is called, reached, and led to its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from copro_map.assets.face import kept_entries
from copro_map.base.i18n import Label
from copro_map.base.store.connection import Database
from copro_map.exchange.rules.records import UNDER_WAY, Meeting, Side
from copro_map.exchange.store.meetings import meetings
from copro_map.people.contacts import Contact, reached
from copro_map.people.links import Link, make_link
from copro_map.people.rules.addresses import address_key
from copro_map.talks.introducing import talk_at
from copro_map.talks.rules.talks import Side as TalkSide
from copro_map.talks.rules.talks import Talk, TalkError
from copro_map.talks.talks import GONE, link_of, of_link

SIDES: tuple[Side, ...] = ("asker", "offerer")


@dataclass(frozen=True)
class To:
    """Whom a letter of a meeting goes to; ``contact`` if as the contact of an entry."""

    address: str
    language: str
    contact: Contact | None = None


@dataclass(frozen=True)
class Names:
    """How the request and the offer of a meeting are called; None if there is none."""

    request: Label | None
    offer: Label | None


@dataclass(frozen=True)
class Met:
    """A meeting as one side of it has it: with what they write, if that is kept."""

    meeting: Meeting
    side: Side
    talk: Talk | None

    @property
    def is_under_way(self) -> bool:
        """Say whether it has neither ended nor been done."""
        return self.meeting.state in UNDER_WAY


def talk_side(meeting: Meeting, side: Side) -> TalkSide:
    """Return which side of the conversation a side of a meeting is.

    Whoever wrote first is "one"; of two who were introduced, whoever offers.
    """
    begun = "offerer" if meeting.begun_by == "network" else meeting.begun_by
    return "one" if side == begun else "other"


def side_of(meeting: Meeting, of_talk: TalkSide) -> Side:
    """Return which side of a meeting a side of its conversation is."""
    return "asker" if talk_side(meeting, "asker") == of_talk else "offerer"


def met_by(database: Database, link: Link) -> Met | None:
    """Return the meeting that a link opens: its own, or that of a conversation.

    None if a conversation is of no meeting.

    Raises
    ------
    TalkError
        If it is kept no more.
    """
    if link.purpose == "meeting":
        number, _, side = link.entry.partition(" ")
        found = meetings(database, number=int(number))
        if not found:
            raise TalkError(GONE)
        talk = talk_at(database, found[0].talk)
        return Met(found[0], "asker" if side == "asker" else "offerer", talk)
    talk, of_talk = of_link(database, link)
    found = meetings(database, talk=talk.mark)
    return Met(found[-1], side_of(found[-1], of_talk), talk) if found else None


def names_of(database: Database, meeting: Meeting) -> Names:
    """Return how the entries of a meeting are called, those that are on the map."""

    def name(entry: str) -> Label | None:
        found = kept_entries(database, entry).get(entry) if entry else None
        return found.name if found and found.status == "published" else None

    return Names(name(meeting.request), name(meeting.offer))


def whom_to_tell(database: Database, met: Met) -> To | None:
    """Return where a side is written to: as it writes here, else its entry's contact.

    None if neither is kept any more.
    """
    party = met.talk.of(talk_side(met.meeting, met.side)) if met.talk else None
    entry = met.meeting.entry(met.side)
    contact = reached(database, entry) if entry else None
    if party and party.address:
        same = contact and address_key(contact.address) == party.key
        return To(party.address, party.language, contact if same else None)
    return To(contact.address, contact.language, contact) if contact else None


def link_for(database: Database, met: Met, to: To, now: datetime) -> str:
    """Make a link for a side to what they write to each other; return its token.

    To the meeting alone, if that is not kept any more.
    """
    of_talk = talk_side(met.meeting, met.side)
    if met.talk and met.talk.of(of_talk).key:
        return link_of(database, met.talk, of_talk, now)
    about = f"{met.meeting.number} {met.side}"
    return make_link(database, "meeting", now, address=to.address, entry=about)
