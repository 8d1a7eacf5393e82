"""Every public event as a table: what, when, where, in which language, who came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from copro_map.base.config import Settings, once
from copro_map.base.i18n import LANGUAGES, N_, Label, in_both
from copro_map.events.face import event_types, events_frame
from copro_map.geography.areas import BASE_LAYER, load_layers
from copro_map.open_data.columns import (
    Column,
    Holds,
    addresses,
    coded,
    in_words,
    named,
    pages,
    typed,
)
from copro_map.search.face import all_assets

STATES = {"planned": N_("As planned"), "cancelled": N_("Cancelled")}
SPOKEN = {"cy": N_("Welsh"), "en": N_("English"), "both": N_("Welsh and English")}
# What else is said of each, by its name in the record.
FACTS: dict[str, tuple[Holds, str]] = {
    "starts_on": ("date", N_("First day")),
    "starts_at": (
        "string",
        N_("When it begins, by a clock in Wales; whole days: empty"),
    ),
    "ends_on": ("date", N_("Last day")),
    "ends_at": ("string", N_("When it ends, by a clock in Wales")),
    "moved_from": ("date", N_("First day as it was planned at first, if it was moved")),
    "cancelled_on": ("date", N_("Day on which it was cancelled, if it was")),
    "venue": ("string", N_("Place")),
    "postcode": ("string", N_("Postcode of the place")),
    "longitude": ("number", N_("Longitude of the place (EPSG:4326)")),
    "latitude": ("number", N_("Latitude of the place (EPSG:4326)")),
    "is_online": ("boolean", N_("Whether it can be joined online")),
    "is_interpreted": ("boolean", N_("Whether it is translated as it goes")),
    "has_booking": ("boolean", N_("Whether a place is to be booked")),
    "places": ("integer", N_("How many places there are; without a limit: missing")),
    "organiser": ("string", N_("Organiser")),
    "entry": ("string", N_("Entry of the organiser on the map, by its id")),
    "web": ("string", N_("Website")),
    "citizens": ("integer", N_("Citizens who came; missing if nobody counted")),
    "professionals": (
        "integer",
        N_("Professionals who came; missing if nobody counted"),
    ),
}
TEXTS = {
    "name": N_("Name"),
    "about": N_("What to expect"),
    "outcome": N_("What came of it"),
}
PEOPLE = ("citizens", "professionals")


@once
def events_columns(settings: Settings) -> tuple[Column, ...]:
    """Return the columns of the events."""
    authorities = load_layers(settings.boundaries_dir, settings.data_dir)[BASE_LAYER]
    kinds = [*event_types(settings)]
    return (
        Column("id", "string", in_both(N_("Id of the event")), required=True),
        *coded("type", N_("Sort of event"), kinds, required=True),
        *(x for name, label in TEXTS.items() for x in named(name, in_both(label))),
        *coded("state", N_("Whether it takes place"), [*STATES], required=True),
        *coded("authority", N_("Local authority"), [*authorities.areas]),
        *coded("spoken", N_("Language in which it is held"), [*SPOKEN]),
        *(
            Column(name, holds, in_both(label), unit="people" if name in PEOPLE else "")
            for name, (holds, label) in FACTS.items()
        ),
        *addresses(),
    )


def _cell(name: str, value: Any) -> Any:
    """Return what stands in a cell: nothing for what is not known."""
    holds = FACTS[name][0]
    if holds in ("integer", "number"):
        return None if pd.isna(value) else value
    return (
        bool(value)
        if holds == "boolean"
        else value or (None if holds == "date" else "")
    )


def events_parts(settings: Settings) -> Iterator[pd.DataFrame]:
    """Yield the table of all public events, by id."""
    found = events_frame(settings).sort_values("id", ignore_index=True)
    layer = load_layers(settings.boundaries_dir, settings.data_dir)[BASE_LAYER]
    shown = set(all_assets(settings).index)
    found["entry"] = found["entry"].where(found["entry"].isin(shown), "")
    found["authority"] = found["authority"].where(
        found["authority"].isin([*layer.areas]), ""
    )
    words: dict[str, dict[str, Label]] = {
        "type": {one.id: one.label for one in event_types(settings).values()},
        "state": {word: in_both(label) for word, label in STATES.items()},
        "authority": {code: area.label for code, area in layer.areas.items()},
        "spoken": {word: in_both(label) for word, label in SPOKEN.items()},
    }
    cells: dict[str, Any] = {"id": found["id"].tolist()}
    for name, labels in words.items():
        cells |= in_words(name, found[name].tolist(), labels)
    for name in TEXTS:
        cells |= {f"{name}_{x}": found[f"{name}_{x}"].tolist() for x in LANGUAGES}
    for name in FACTS:
        cells[name] = [_cell(name, one) for one in found[name].tolist()]
    yield typed(events_columns(settings), cells | pages("event", cells["id"]))
