"""Two are brought together: by who writes to an entry, or by the Network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from copro_map.assets.face import EXCHANGE_KINDS, KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.exchange import letters
from copro_map.exchange.belonging import belongs_between
from copro_map.exchange.known import of_entry, tried
from copro_map.exchange.moving import MeetingError, begin, sent
from copro_map.exchange.rules.records import UNDER_WAY, Pair, Who
from copro_map.exchange.rules.standing import MAY_ASK, stands_on
from copro_map.exchange.sides import SIDES, Met, To, link_for, names_of
from copro_map.exchange.store import meetings as store
from copro_map.people.changes import note
from copro_map.people.contacts import Contact, entries_of, reached
from copro_map.people.outbox import put
from copro_map.people.rights import require_now
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.changes import NOTHING, Change
from copro_map.people.rules.permissions import Actor
from copro_map.talks.introducing import give, open_between, talk_at
from copro_map.talks.rules.talks import Talk

OVER: Mapping[str, str] = {
    "agreed": N_("Somebody has agreed on this already, so nobody more is needed now."),
    "done": N_("This request has been met: thank you for thinking of it."),
    "withdrawn": N_("This is not open any more."),
    "expired": N_("This is not open any more: its last day has passed."),
}
OWN = N_(
    "This is your own: you cannot be brought together with yourself. Choose an entry "
    "of somebody else."
)
UNDER_WAY_ALREADY = N_(
    "You two have been brought together about this already. Look for the e-mail with "
    "the link to it, or open it from your page."
)


def why_not(entry: KeptEntry, day: date) -> str:
    """Return why nobody can begin a meeting over an entry now; "" if they can.

    A message of the catalogue.
    """
    stands = stands_on(entry, day)
    return "" if stands in MAY_ASK else OVER[stands]


def is_same_member(one: KeptEntry, other: KeptEntry) -> bool:
    """Say whether two entries are of the same member: one, or of one organisation."""
    same = one.organisation_id and one.organisation_id == other.organisation_id
    return one.id == other.id or bool(same)


def _pair(entry: KeptEntry, own: str) -> tuple[str, str]:
    """Return the request and the offer of an entry and what is somebody's own."""
    return (entry.id, own) if entry.kind == "request" else (own, entry.id)


def hold_meeting(
    database: Database, entry: KeptEntry, own: str, talk: Talk, now: datetime
) -> None:
    """Begin a meeting with a message that is held, inside its transaction.

    ``own`` is what whoever writes says is theirs, of the other kind; "" if nothing.
    """
    if entry.kind in EXCHANGE_KINDS:
        begun_by: Who = "offerer" if entry.kind == "request" else "asker"
        request, offer = _pair(entry, own if own != entry.id else "")
        begin(
            database,
            request=request,
            offer=offer,
            talk=talk.mark,
            begun_by=begun_by,
            now=now,
        )


def send_meeting(database: Database, talk: Talk, now: datetime) -> None:
    """Let a meeting begin as its message leaves, inside that transaction.

    Now that the address is proved: what is theirs counts only if it speaks for it, and
    nobody is brought together with themselves.

    Raises
    ------
    MeetingError
        If it is over meanwhile, their own, or under way already.
    """
    found = store.meetings(database, talk=talk.mark, states=("held",))
    entry = kept_entries(database, talk.entry).get(talk.entry)
    if not found or entry is None:
        return
    day, meeting = now.astimezone(WALES).date(), found[0]
    if why := why_not(entry, day):
        raise MeetingError(why)
    theirs = entries_of(database, talk.one.address)
    kept = kept_entries(database)
    members = [kept[x] for x in theirs if x in kept]
    if any(is_same_member(entry, one) for one in members):
        raise MeetingError(OWN)
    own = meeting.offer if entry.kind == "request" else meeting.request
    if own and not _counts(own, entry, [x for x in members if not why_not(x, day)]):
        request, offer = _pair(entry, own := "")
        store.become(database, meeting.number, request=request, offer=offer)
    if own:
        _refuse_twice(database, entry.id, own)
    give(database, talk, "one", now)
    sent(database, meeting.number, now)


def _counts(own: str, entry: KeptEntry, members: list[KeptEntry]) -> bool:
    """Say whether an entry of whoever writes is the other side of another one."""
    return any(
        one.id == own and one.kind in EXCHANGE_KINDS and one.kind != entry.kind
        for one in members
    )


def _refuse_twice(database: Database, one: str, other: str) -> None:
    same = {one, other}
    if any(
        x.state in UNDER_WAY and {x.request, x.offer} == same
        for x in of_entry(database, one)
    ):
        raise MeetingError(UNDER_WAY_ALREADY)


def introduce(  # noqa: PLR0913 - who introduces whom, why, when
    settings: Settings,
    actor: Actor,
    pair: Pair | tuple[str, str],
    now: datetime,
    *,
    why: Label = NOTHING,
    ring: str = "",
) -> int:
    """Introduce the contacts of a request and an offer; return the meeting's number.

    A conversation is open between them, and each gets a letter that says who, ``why``
    (one sentence), and leads to it. ``pair``: ids of request and offer.

    Raises
    ------
    RefusedError
        If somebody may not, or not any more.
    MeetingError
        If a side has nobody to write to, the pair was tried, is one member's, or either
        is not open any more. Nothing is written then.
    """
    ids = (pair.request, pair.offer) if isinstance(pair, Pair) else pair
    with writing(settings.database, make=False) as database:
        return introduce_in(database, settings, actor, ids, now, why=why, ring=ring)


def introduce_in(  # noqa: PLR0913 - who introduces whom, why, when
    database: Database,
    settings: Settings,
    actor: Actor,
    ids: tuple[str, str],
    now: datetime,
    *,
    why: Label,
    ring: str,
) -> int:
    """Introduce two inside the caller's transaction: of a ring all, or nobody.

    As ``introduce``, which says when it is refused.
    """
    request, offer = (_entry(database, *x) for x in zip(ids, KINDS, strict=True))
    belongs = belongs_between(settings, database, *ids)
    present = require_now(database, actor, "introduce", belongs)
    asker, offerer = _contacts(database, request, offer, now)
    talk = open_between(database, request.id, offerer, asker, now)
    number = begin(
        database,
        request=request.id,
        offer=offer.id,
        talk=talk.mark,
        begun_by="network",
        now=now,
        person=present.person,
        ring=ring,
    )
    change = Change(
        *("meeting", str(number), "introduced"),
        now=f"{request.id} {offer.id}",
        entry=request.id,
        areas=belongs.areas,
    )
    note(database, present, change, now)
    _tell_both(database, number, (asker, offerer), why, now)
    return number


KINDS = ("request", "offer")


def _entry(database: Database, entry: str, kind: str) -> KeptEntry:
    found = kept_entries(database, entry).get(entry) if entry else None
    if found is None or found.kind != kind or found.status != "published":
        raise MeetingError(
            N_("{entry}: this is not on the map any more. Load the page again."),
            entry=entry,
        )
    return found


def _contacts(
    database: Database, request: KeptEntry, offer: KeptEntry, now: datetime
) -> tuple[Contact, Contact]:
    """Return whom to introduce: whoever asks, and whoever offers."""
    day = now.astimezone(WALES).date()
    for entry in (request, offer):
        if why := why_not(entry, day):
            raise MeetingError(why)
    if (request.id, offer.id) in tried(database):
        raise MeetingError(
            N_("These two were brought together before. What came of it stands there.")
        )
    asker, offerer = reached(database, request.id), reached(database, offer.id)
    for entry, contact in ((request, asker), (offer, offerer)):
        if contact is None:
            raise MeetingError(
                N_(
                    "{name}: there is nobody to write to. Enter a contact at the "
                    "desk first."
                ),
                name=entry.name,
            )
    assert asker
    assert offerer
    alike = address_key(asker.address) == address_key(offerer.address)
    if alike or is_same_member(request, offer):
        raise MeetingError(
            N_("Both are the same member's: they need nobody to introduce them.")
        )
    return asker, offerer


def _tell_both(
    database: Database,
    number: int,
    contacts: tuple[Contact, Contact],
    why: Label,
    now: datetime,
) -> None:
    (meeting,) = store.meetings(database, number=number)
    names, talk = names_of(database, meeting), talk_at(database, meeting.talk)
    for side, contact in zip(SIDES, contacts, strict=True):
        to = To(contact.address, contact.language, contact)
        token = link_for(database, Met(meeting, side, talk), to, now)
        put(database, letters.introduced(meeting, side, to, names, token, why), now)
