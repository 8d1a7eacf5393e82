"""Planted offers and requests that suit each other, and how to reach their people."""

from __future__ import annotations

from datetime import date, timedelta

from copro_map.assets.face import Asset, EntryState, save_entries, set_states
from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.people.contacts import enter_contact
from copro_map.people.rules.permissions import MACHINE, Belongs
from tests.samples import at

DAY = date(2026, 12, 1)
CONWY, CEREDIGION, POWYS = "CVC-CVSC", "CVC-CAVO", "CVC-PAVO"
# Areas of each layer of a place in Conwy, and of one in Ceredigion.
PLACES = {
    CONWY: {"local_authority": "W06000003", "county_voluntary_council": CONWY},
    CEREDIGION: {
        "local_authority": "W06000008",
        "county_voluntary_council": CEREDIGION,
    },
}


def entry(kind: str, name: str, council: str, category: str) -> Asset:
    """An offer or a request of somebody; it can be done at a distance."""
    given = {
        "kind": kind,
        "name_en": f"{kind.title()} of {name}",
        "name_cy": f"{'Cynnig' if kind == 'offer' else 'Cais'} {name}",
        "description_en": "For those who begin.",
        "organisation": name,
        "exchange_category": category,
        "way": "remote",
        "themes": ("mental_health",),
        "sector": "third_sector",
        "source_url": "https://example.org",
    }
    return Asset(f"{kind}-{name.lower()}", given, areas=PLACES[council])


# Three who ask and three who offer, one pair across two areas; and one alone.
PLANTED = (
    entry("request", "Alpha", CONWY, "mentoring"),
    entry("offer", "Beta", CEREDIGION, "mentoring"),
    entry("request", "Gamma", CEREDIGION, "transport"),
    entry("offer", "Delta", CEREDIGION, "transport"),
    entry("request", "Epsilon", CONWY, "advice"),
    entry("offer", "Zeta", CONWY, "advice"),
    entry("request", "Eta", CONWY, "venue"),
)
ACROSS = ("request-alpha", "offer-beta")
THERE = ("request-gamma", "offer-delta")
UNREACHED = ("request-epsilon", "offer-zeta")
ALONE = "request-eta"


def address_of(entry_id: str) -> str:
    """The address at which somebody is reached."""
    return f"{entry_id}@tref.llan"


def plant(settings: Settings, day: date = DAY) -> None:
    """Put them on the map, confirmed 61 days before a day; four can be reached."""
    since = day - timedelta(days=61)
    with writing(settings.database) as database:
        save_entries(database, settings, PLANTED, since)
        confirmed = (
            EntryState(
                one.id,
                since.isoformat(),
                verification="confirmed",
                verified_on=since.isoformat(),
                verified_role="owner",
            )
            for one in PLANTED
        )
        set_states(database, confirmed)
    for one in (*ACROSS, *THERE):
        enter_contact(
            settings,
            MACHINE,
            Belongs(one, frozenset()),
            address=address_of(one),
            language="cy",
            origin="telephone",
            now=at(since),
        )
