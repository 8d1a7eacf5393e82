"""What events can be asked, described: each parameter with what it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, t
from copro_map.events.face import event_types

# What each parameter asks, and how it is written.
ASKS: dict[str, tuple[str, Mapping[str, Any], object]] = {
    "q": (
        N_("Words to look for, in either language."),
        {"type": "string", "maxLength": 200},
        "training",
    ),
    "type": (N_("What sort of event."), {}, ["training"]),
    "area": (
        N_("What is held in one of these areas, by their codes."),
        {},
        ["W06000023"],
    ),
    "near": (
        N_("A postcode, a town or village: what is held near it."),
        {"type": "string", "maxLength": 200},
        "SY23 1AB",
    ),
    "km": (
        N_("How far round that place, in kilometres."),
        {"type": "integer", "minimum": 1, "maximum": 200},
        20,
    ),
    "from": (
        N_("From this day on; without it, from today."),
        {"type": "string", "format": "date"},
        "2027-01-01",
    ),
    "until": (
        N_("Until this day."),
        {"type": "string", "format": "date"},
        "2027-12-31",
    ),
    "month": (
        N_("In this month alone."),
        {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
        "2027-03",
    ),
    "online": (
        N_("1: what can be joined online."),
        {"type": "string", "enum": ["1"]},
        "1",
    ),
    "spoken": (
        N_("What can be followed in this language."),
        {"type": "string", "enum": ["cy", "en"]},
        "cy",
    ),
    "past": (
        N_("1: what is over, the latest first."),
        {"type": "string", "enum": ["1"]},
        "1",
    ),
}
# The names by which they are found among what is described.
EVENT_PARAMS = tuple(f"event_{name}" for name in ASKS)


def event_parameters(
    settings: Settings, areas: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return what describes each parameter, by its name in ``EVENT_PARAMS``.

    ``areas`` is the schema of codes of areas.
    """
    kinds = event_types(settings).values()
    names = {one.id: one.plural.text() for one in kinds}
    words = {"type": "string", "enum": [*names], "x-names": names}
    own = {"type": {"type": "array", "items": words}, "area": areas}
    return {
        f"event_{name}": {
            "name": name,
            "in": "query",
            "description": t(told),
            "schema": own.get(name, schema),
            "explode": False,
            "example": example,
        }
        for name, (told, schema, example) in ASKS.items()
    }
