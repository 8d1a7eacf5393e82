"""Whom a demonstration's members met over what they offer, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.store.connection import Database, writing
from copro_map.demonstration.asked_and_offered import REQUESTS
from copro_map.demonstration.asked_often import OF_MANY
from copro_map.demonstration.exchange import ids_of
from copro_map.demonstration.made_up import Days
from copro_map.demonstration.sent_in import moment
from copro_map.exchange.face import Meeting, State, Who, keep_meeting
from copro_map.people.contacts import reached
from copro_map.people.outbox import as_if_sent
from copro_map.talks.introducing import give, open_between
from copro_map.talks.rules.talks import First
from copro_map.talks.talks import hold


@dataclass(frozen=True)
class _Meet:
    """Two who were brought together so many days ago; 0: that has not come.

    ``agreed``, ``met`` and ``ended`` are days ago too, ``by`` who ended it, ``yes``
    when whoever offers said yes. What was written is kept for some days alone, so most
    have no conversation.
    """

    request: str
    offer: str
    begun: int
    state: State
    agreed: int = 0
    met: int = 0
    ended: int = 0
    by: Who = "network"
    begun_by: Who = "network"
    outcome: str = ""
    is_story: bool = False
    yes: int = 0


MANY_MET = {"listening": 6, "committees": 4}  # of those who asked
MET = (
    _Meet(
        *("treasurer", "committees", 150, "done", 141, 100),
        outcome="Demonstration: three of us now do the accounts together.",
        is_story=True,
    ),
    _Meet(
        *("helpline", "listening", 140, "done", 128, 80),
        outcome="Arddangosiad: mae chwech ohonom yn gwrando'n well.",
        is_story=True,
    ),
    _Meet(
        *("constitution", "charities", 110, "done", 101, 60),
        outcome="Demonstration: our constitution fits on two pages.",
    ),
    _Meet("trustees", "charities", 105, "done", 90, 40),
    _Meet(
        *("orchard", "hands", 90, "done", 84, 50),
        begun_by="offerer",
        outcome="Demonstration: forty apple trees stand where there was a car park.",
        is_story=True,
    ),
    _Meet(
        *("voices", "films", 80, "done", 62, 20),
        outcome="Arddangosiad: gwelodd y cyngor y ffilm, a gofyn am un arall.",
        is_story=True,
    ),
    *(
        _Meet(f"{offer}: {en}", offer, ago - 9, "done", ago - 14 - 6 * n, ago - 60)
        for offer, asked in OF_MANY.items()
        for n, (_, en, _, ago) in enumerate(asked[: MANY_MET[offer]])
    ),
    _Meet("phones", "listening", 40, "agreed", 31, begun_by="asker"),
    _Meet("", "van", 30, "agreed", 26, begun_by="asker"),
    _Meet("listen", "chairing", 55, "lapsed", ended=34, by="clock"),
    _Meet("room", "hall", 35, "declined", ended=30, by="offerer"),
    _Meet("tools", "chairs", 45, "withdrawn", ended=20, by="offerer"),
    _Meet("views", "researcher", 60, "withdrawn", 52, ended=45, by="asker"),
)
# Lately, with a conversation: one side said yes, and nobody has yet.
LATELY = (
    _Meet("cold", "bills", 8, "tentative", yes=6),
    _Meet("plan", "plans", 3, "introduced"),
)
HELD = _Meet("kitchen", "sea", 0, "held", begun_by="asker")
HELD_WORDS = "Arddangosiad: a gawn ni ddod i weld yr ystafell?"
THANKS = {"en": "Demonstration: thank you.", "cy": "Arddangosiad: diolch."}


def _meeting(ids: Mapping[str, str], days: Days, one: _Meet) -> Meeting:
    """Return a meeting as it is told, without a conversation."""

    def day(ago: int) -> str:
        return (days.today - timedelta(ago)).isoformat() if ago else ""

    begun, agreed = moment(days, one.begun).date().isoformat(), day(one.agreed)
    asked = REQUESTS[one.request].ago if one.request else 0
    language = "cy" if one.outcome.startswith("Arddangosiad") else "en"
    return Meeting(
        number=0,
        request=ids.get(one.request, ""),
        offer=ids[one.offer],
        talk="",
        begun_by=one.begun_by,
        person=None,
        ring="",
        state=one.state,
        asked_on=day(asked) or begun,
        begun_on=begun,
        request_yes=begun if one.begun_by == "asker" else agreed,
        offer_yes=begun if one.begun_by == "offerer" else agreed or day(one.yes),
        agreed_on=agreed,
        done_on=day(one.met),
        ended_on=day(one.ended),
        ended_by=one.by if one.ended else "asker" if one.met else "",
        reminded_on="",
        language=language if one.met else "",
        thanks=THANKS[language] if one.met else "",
        outcome=one.outcome,
        is_story=one.is_story,
    )


def _keep(database: Database, days: Days, meeting: Meeting, one: _Meet) -> None:
    ago = one.ended or one.met or one.agreed or one.yes or one.begun
    keep_meeting(database, meeting, days.today - timedelta(ago))


def _introduced(database: Database, days: Days, meeting: Meeting, one: _Meet) -> str:
    """Open a conversation between the two of a meeting; return its mark."""
    asker, offerer = (reached(database, x) for x in (meeting.request, meeting.offer))
    assert asker
    assert offerer
    now = moment(days, one.begun)
    talk = open_between(database, meeting.request, offerer, asker, now)
    if one.yes:
        give(database, talk, "one", moment(days, one.yes))
    return talk.mark


def _held(database: Database, days: Days, meeting: Meeting, one: _Meet) -> str:
    """Hold a message that is not sent yet: its address has not been proved."""
    own = reached(database, meeting.request)
    assert own
    name = kept_entries(database, meeting.offer)[meeting.offer].name
    first = First(meeting.offer, HELD_WORDS, own.address, gives=False, language="cy")
    return hold(database, first, name, moment(days, one.begun)).mark


def write_meetings(settings: Settings, days: Days, seed: int) -> None:
    """Write who met whom, those who were introduced lately, and a message not sent.

    No letter of it ever leaves.
    """
    ids = ids_of(seed)
    with writing(settings.database) as database:
        for one in MET:
            _keep(database, days, _meeting(ids, days, one), one)
        for one in (*LATELY, HELD):
            meeting = _meeting(ids, days, one)
            talking = _held if one is HELD else _introduced
            mark = talking(database, days, meeting, one)
            _keep(database, days, replace(meeting, talk=mark), one)
        as_if_sent(database, moment(days, 0))
