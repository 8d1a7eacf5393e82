"""Is it one of these? Public entries that may be the one somebody writes of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copro_map.assets.face import Location, public_assets
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label
from copro_map.base.names import BASE_LAYER
from copro_map.base.store.connection import reading
from copro_map.geography.assign import to_points
from copro_map.geography.gazetteer import Gazetteer, label_of, load_gazetteer
from copro_map.search.rules.likely import EQUAL, Entries, Likely, Looked, likely

EXACT = ("venue", "postcode", "marked")  # precisions: where it is to a few metres
LOOKED_AT = ["kind", "name_en", "name_cy", "place", "areas", "precision"]
LOOKED_AT += ["longitude", "latitude"]
# By whether the names are equal, and whether both are at one place.
WHY = {
    (True, True): N_("The same name, within 100 metres"),
    (False, True): N_("A similar name, within 100 metres"),
    (True, False): N_("The same name"),
    (False, False): N_("A similar name"),
}


@dataclass(frozen=True)
class Alike:
    """A public entry that may be the same.

    ``where`` is its town or village with the authority, or what is known of that;
    ``why`` a message of the catalogue.
    """

    id: str
    name: Label
    where: Label
    why: str


@dataclass(frozen=True)
class New:
    """What is compared with the entries that there are.

    ``names`` are what it is called, in either language; ``kind`` may be empty, and
    ``authority`` the code of the one that it is based in. ``entry`` is its own id, if
    it has one on the map.
    """

    names: tuple[str, ...]
    kind: str
    authority: str = ""
    location: Location | None = None
    entry: str = ""


@dataclass(frozen=True, eq=False)
class Known:
    """The public entries, prepared to be compared: ``shown`` tells one of them.

    ``rows`` has what is known of each by its id, as ``public_assets`` returns it.
    """

    entries: Entries
    rows: Mapping[str, Any]
    gazetteer: Gazetteer

    def shown(self, entry: str) -> tuple[Label, Label]:
        """Return the name of an entry, and its town or village with the authority."""
        row = self.rows[entry]
        english, welsh = str(row.name_en), str(row.name_cy)
        where = _where(self.gazetteer, str(row.place), row.areas.get(BASE_LAYER, ""))
        return Label(english, welsh or english), where


def _metres(locations: Sequence[Location]) -> list[tuple[float, float]]:
    points = to_points(
        [x.longitude for x in locations], [x.latitude for x in locations]
    )
    return list(zip(points.x.tolist(), points.y.tolist(), strict=True))


def _where(gazetteer: Gazetteer, place: str, authority: str) -> Label:
    if not authority:
        return Label(place, place)
    area = label_of(gazetteer.layers, authority)
    town = gazetteer.place_label(place, authority)
    said = zip((town.en, town.cy), (area.en, area.cy), strict=True)
    return Label(*(", ".join(dict.fromkeys(filter(None, both))) for both in said))


def known_entries(settings: Settings) -> Known:
    """Return all public entries, prepared to be compared with a new one.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        rows: Iterable[Any] = public_assets(database)[LOOKED_AT].itertuples()
        held = {str(row.Index): row for row in rows}
    exact = {x: row for x, row in held.items() if row.precision in EXACT}
    at = [Location(x.longitude, x.latitude, x.precision) for x in exact.values()]
    points = dict(zip(exact, _metres(at), strict=True))
    looked = [
        Looked(
            one,
            str(row.kind),
            (str(row.name_en), str(row.name_cy)),
            row.areas.get(BASE_LAYER, ""),
            points.get(one),
        )
        for one, row in held.items()
    ]
    return Known(Entries(looked), held, load_gazetteer(settings))


def _shown(known: Known, one: Likely) -> Alike:
    why = WHY[one.likeness >= EQUAL, one.place == "near"]
    return Alike(one.id, *known.shown(one.id), why)


def entries_alike(known: Known, new: New) -> tuple[Alike, ...]:
    """Return the entries that may be the same, of those that are known, best first.

    At most five: by name in either language, and by place if that is known.
    """
    point = None
    if new.location and new.location.precision in EXACT:
        (point,) = _metres([new.location])
    looked = Looked(new.entry, new.kind, tuple(new.names), new.authority, point)
    return tuple(_shown(known, one) for one in likely(known.entries, looked))
