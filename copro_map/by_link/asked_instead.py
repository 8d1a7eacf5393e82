"""Who is asked about an entry that cannot be written to: its councils, or the Network.

As the map itself knows them: by name, and with the entry that has it, if one does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import Label, sort_key
from copro_map.base.names import COUNCIL_LAYER
from copro_map.base.store.connection import reading
from copro_map.base.store.network import network_on
from copro_map.by_link.rules.named import is_called
from copro_map.geography.areas import load_layers
from copro_map.talks.talks import can_be_written_to
from copro_map.upkeep.face import belongs

PRACTITIONER = "practitioner"


@dataclass(frozen=True)
class Body:
    """Who may know more: its name, and, of its entry on the map, id and website.

    ``area`` is the code of the area that a council answers for, "" of the Network.
    ``can_be_written_to``: a message can be written to it through the map.
    """

    name: Label
    area: str = ""
    entry: str = ""
    website: str = ""
    can_be_written_to: bool = False


def is_live(entry: KeptEntry, today: date) -> bool:
    """Say whether an entry is on the map, and nothing says that it has ended."""
    has_ended = bool(entry.ended_on) or entry.ends < today.isoformat()
    return entry.status == "published" and not has_ended


def _on_map(
    settings: Settings, body: Body, every: Mapping[str, KeptEntry], today: date
) -> Body:
    for one in every.values():
        is_body = one.kind == PRACTITIONER and is_called(one.name, body.name)
        if is_body and is_live(one, today):
            reached = can_be_written_to(settings, one.id)
            return Body(body.name, body.area, one.id, one.website, reached)
    return body


def asked_instead(settings: Settings, entry: str, today: date) -> tuple[Body, ...]:
    """Return who is asked about an entry: the councils of its areas, by their names.

    The Network that runs the map, for an entry of all Wales or without a place.

    Raises
    ------
    NoEntryError
        If there is no such entry.
    """
    codes = belongs(settings, entry).areas
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    areas = layers[COUNCIL_LAYER].areas
    councils = [Body(areas[code].label, code) for code in codes]
    asked = councils or [Body(network_on(settings, today))]
    with reading(settings.database) as database:
        every = kept_entries(database)
    found = (_on_map(settings, one, every, today) for one in asked)
    return tuple(sorted(found, key=lambda body: sort_key(body.name.text())))


def councils_elsewhere(settings: Settings, bodies: Iterable[Body]) -> str:
    """Return where all councils are found, if the map knows no way to one of these.

    It is the address that the layer of councils names as its source; "" if each of them
    has a website, or can be written to.
    """
    if all(x.website or x.can_be_written_to for x in bodies if x.area):
        return ""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    return layers[COUNCIL_LAYER].source.url
