"""A practitioner who is a person, put on the map with what she agrees to."""

from __future__ import annotations

from datetime import date

from copro_map.assets.face import Asset, Location, save_entries
from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.geography.areas import BASE_LAYER
from copro_map.people.consents import keep_consents

ID, ADDRESS, DAY = "c-quixotic", "mair@example.org", date(2026, 11, 30)
# Words that no other entry has, by what she agrees to.
WORDS = {
    "name": ("Quillfeather", "Pluenen-gwil"),
    "description": ("zephyrine", "awelonol", "Quagmire Collective"),
    "where": ("Zzyzxton",),
    "website": ("https://quillfeather.example",),
}
AT_HOME = Location(-4.08312, 52.41519, "venue")  # in SY23
CEREDIGION = {BASE_LAYER: "W06000008", "health_board": "W11000025"}


def put_person(settings: Settings, *agreed: str, location=AT_HOME, **more) -> None:
    """Put the person on the map; she agrees to these, on a page of her own."""
    given = {
        "kind": "practitioner",
        "practitioner_type": "individual",
        "name_en": "Mair Quillfeather",
        "name_cy": "Mair Pluenen-gwil",
        "description_en": "A zephyrine facilitator.",
        "description_cy": "Hwylusydd awelonol.",
        "organisation": "Quagmire Collective",
        "sector": "health",
        "themes": ("food",),
        "place": "Zzyzxton",
        "served": ("W06000008",),
        "website": "https://quillfeather.example",
        "source_url": "https://quillfeather.example/about",
        "start_year": 2019,
        "origin": "contributed",
    } | more
    asset = Asset(ID, given, CEREDIGION, location, is_set=True)
    with writing(settings.database) as database:
        keep_consents(database, ID, agreed, "v1", "cy", DAY, ADDRESS, "my_page")
        save_entries(database, settings, [asset], DAY)
