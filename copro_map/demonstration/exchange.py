"""Offers and requests of a demonstration's members, and whom they met over them."""

from __future__ import annotations

import string
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

import numpy as np

from copro_map.assets.face import Asset, EntryState, Location, Value
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions
from copro_map.base.i18n import LANGUAGES
from copro_map.base.store.connection import writing
from copro_map.demonstration.asked_and_offered import MEMBERS, OFFERS, REQUESTS, Said
from copro_map.demonstration.made_up import Days
from copro_map.demonstration.stories import INVENTED, WORD
from copro_map.geography.areas import BASE_LAYER
from copro_map.geography.gazetteer import Gazetteer
from copro_map.geography.locate import locate
from copro_map.people.contacts import Given, keep_contact

STREAM = 29  # of random numbers: of their own, so that the entries stay as they were
LETTERS = 8  # of an id
ALONE = "gwen"  # whoever asks for herself
EXCHANGED = len(OFFERS) + len(REQUESTS)
Kind = Literal["offer", "request"]
EVERY: tuple[tuple[Kind, str, Said], ...] = (
    *(("offer", key, one) for key, one in OFFERS.items()),
    *(("request", key, one) for key, one in REQUESTS.items()),
)


def ids_of(seed: int) -> Mapping[str, str]:
    """Return the id of each offer and request by its key: the same for the same seed.

    Examples
    --------
    >>> ids_of(1) == ids_of(1), len(set(ids_of(1).values())) == EXCHANGED
    (True, True)
    """
    random = np.random.default_rng([seed, STREAM])
    letters = random.choice(list(string.ascii_lowercase), (EXCHANGED, LETTERS))
    keys = (key for _, key, _ in EVERY)
    return {key: f"c-{''.join(row)}" for key, row in zip(keys, letters, strict=True)}


def _bodies(gazetteer: Gazetteer, known: Sequence[Asset]) -> dict[str, Asset]:
    """Return what body each member is: one of their authority, if there is one left."""
    left, found = list(known), {}
    for member, place in MEMBERS.items():
        authority = locate(gazetteer, place).authority
        there = [x for x in left if x.areas.get(BASE_LAYER) == authority]
        found[member] = (there or left)[0]
        left.remove(found[member])
    return found


def _days(said: Said, days: Days) -> dict[str, str]:
    """Return the days that an entry gives: when it opens, and when it closes."""
    told = {"opens": said.opens, "closes": said.closes}
    return {
        name: (days.today + timedelta(n)).isoformat() for name, n in told.items() if n
    }


def _asset(
    gazetteer: Gazetteer, definitions: Definitions, days: Days, kind: Kind, said: Said
) -> Asset:
    """Return an entry without its id and its body, at the place of its member."""
    found = locate(gazetteer, said.where or MEMBERS[said.member])
    assert found.name
    theme = definitions.label("themes", said.theme)
    given: dict[str, Value] = {"kind": kind, "origin": "contributed"}
    for language in LANGUAGES:
        text = said.en if language == "en" else said.cy
        where = found.name.text(language)
        given[f"name_{language}"] = f"{WORD.text(language)}: {text}, {where}"
        about = f"{INVENTED.text(language)}: {theme.text(language)}."
        given[f"description_{language}"] = about
    given |= {
        "exchange_category": said.category,
        "themes": (said.theme,),
        "way": said.way,
        "spoken": said.spoken,
        "capacity": said.capacity,
        "place": found.name.en,
        "served": said.served or (found.authority or "",),
    }
    areas = {layer: code for layer, code in found.areas.items() if code}
    at = Location(found.longitude or 0, found.latitude or 0, found.precision or "")
    return Asset("", given | _days(said, days), areas, at)


def _states(entry: str, said: Said, days: Days) -> Iterator[EntryState]:
    """Yield what was said of an entry, in order: that it is right, paused, or over."""
    first = (days.today - timedelta(said.ago)).isoformat()
    until = days.today + timedelta(said.paused)
    paused = until.isoformat() if said.paused else None
    yield EntryState(entry, first, "confirmed", first, "owner", paused_until=paused)
    if said.ended:
        over = (days.today - timedelta(said.ended)).isoformat()
        yield EntryState(entry, over, ended_on=over, closes_on=over)


def exchanged(
    gazetteer: Gazetteer,
    definitions: Definitions,
    days: Days,
    known: Sequence[Asset],
    seed: int,
) -> Iterator[tuple[int, Asset, tuple[EntryState, ...]]]:
    """Yield each offer and request, with the import it comes with and what is said.

    ``known`` are bodies that are there by then, 16 or more: the members. The same for
    the same arguments.
    """
    ids, bodies = ids_of(seed), _bodies(gazetteer, known)
    for kind, key, said in EVERY:
        asset = _asset(gazetteer, definitions, days, kind, said)
        body = bodies.get(said.member)
        run_by = {
            "organisation": body.text("name_en") if body else "",
            "sector": body.text("sector") if body else "citizen_group",
        }
        entry = Asset(ids[key], {**asset.given, **run_by}, asset.areas, asset.location)
        came = days.today - timedelta(said.ago)
        step = bisect_right(days.imports, came) - 1
        yield step, entry, tuple(_states(entry.id, said, days))


def write_contacts(settings: Settings, days: Days, seed: int) -> None:
    """Write how the members can be reached: nobody has an address at this domain."""
    ids = ids_of(seed)
    with writing(settings.database) as database:
        for _, key, said in EVERY:
            address = f"{said.member or ALONE}@example.org"
            language = "en" if said.spoken == "en" else "cy"
            given = Given(address, language, "owner")
            came: date = days.today - timedelta(said.ago)
            keep_contact(database, ids[key], given, came, is_owner=True)
