"""What invented people sent in: accepted by and by, or at the desk still."""

from __future__ import annotations

import string
from datetime import UTC, datetime, time, timedelta

import numpy as np

from copro_map.assets.face import Asset, KeptEntry, Location, kept_entries
from copro_map.base.config import Settings
from copro_map.base.store.connection import Database, writing
from copro_map.demonstration.made_up import Days
from copro_map.demonstration.stories import ACCEPTED, ADVERTS, STORIES, Story
from copro_map.geography.gazetteer import Gazetteer, load_gazetteer
from copro_map.geography.locate import locate
from copro_map.people.consents import keep_consents, wording
from copro_map.people.rules.permissions import MACHINE
from copro_map.versions.face import Sent, decide, keep_version, prove

TEN = time(10, tzinfo=UTC)
LETTERS = 8  # of an id
NEW = sum(one.decision == ACCEPTED and not one.mends for one in STORIES)
STREAM = 17  # of random numbers: of their own, so that the entries stay as they were


def moment(days: Days, ago: int) -> datetime:
    """Return ten in the morning of a day so many days ago."""
    return datetime.combine(days.today - timedelta(ago), TEN)


def _new_id(random: np.random.Generator) -> str:
    letters = random.choice(list(string.ascii_lowercase), LETTERS)
    return f"c-{''.join(letters)}"


def _new(gazetteer: Gazetteer, entry: str, story: Story) -> Asset:
    """Return a new entry, at the place that its story names."""
    found = locate(gazetteer, story.where)
    areas = {layer: code for layer, code in found.areas.items() if code}
    at = Location(found.longitude or 0, found.latitude or 0, found.precision or "")
    place = (
        {"place": found.name.en} if found.precision == "place" and found.name else {}
    )
    served = {"served": (found.authority,)} if found.authority else {}
    return Asset(entry, {**story.given, **place, **served}, areas, at)


def _unconfirmed(database: Database) -> list[KeptEntry]:
    """Return the entries that nobody confirmed, in order: those that are mended."""
    every = kept_entries(database).values()
    by_confirmed = sorted(every, key=lambda x: (x.verification != "unverified", x.id))
    return [one for one in by_confirmed if one.id.startswith("demo-")]


def _sent(gazetteer: Gazetteer, database: Database, entry: str, story: Story) -> Sent:
    """Return what a story sends; ``entry`` is the id of a new one."""
    if not story.mends:
        asset = _new(gazetteer, entry, story)
        client = "" if story.is_proved else "a shop"
        return Sent(asset, True, 0, story.language, story.sender, client)
    mended = _unconfirmed(database)[story.mends - 1]
    by_hand = frozenset(story.given)
    asset = Asset(mended.id, story.given, by_hand=by_hand, is_set=True)
    return Sent(asset, False, mended.version, story.language, story.sender)


def _keep(settings: Settings, days: Days, entry: str, story: Story) -> int:
    """Keep what a story sends, with what its sender agreed to; return its number."""
    now, gazetteer = moment(days, story.ago), load_gazetteer(settings)
    words = wording(settings, days.today).id
    with writing(settings.database) as database:
        sent = _sent(gazetteer, database, entry, story)
        number = keep_version(database, sent, now)
        keep_consents(
            database,
            sent.asset.id,
            story.agreed,
            words,
            story.language,
            now.date(),
            story.sender,
            "form",
        )
        if story.is_proved:
            prove(database, number, now + timedelta(minutes=20))
    return number


def write_sent_in(settings: Settings, days: Days, seed: int) -> list[str]:
    """Write what was sent in, and decide what is decided; return the new entries.

    Their ids are the same for the same seed. Accepted are the first three.
    """
    random = np.random.default_rng([seed, STREAM])
    new = [_new_id(random) for _ in (*STORIES, *ADVERTS)]
    for entry, story in zip(new, (*STORIES, *ADVERTS), strict=True):
        number = _keep(settings, days, entry, story)
        if story.decision:
            decided = moment(days, story.ago - story.after)
            decide(settings, MACHINE, number, story.decision, decided)
    return new
