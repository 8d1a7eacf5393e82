"""What people send in, and who decides it, in the tests of versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from copro_map.assets.rules.records import Asset, Location
from copro_map.assets.store.whole import Whole
from copro_map.base.store.connection import reading, writing
from copro_map.geography.areas import areas_of
from copro_map.versions.keeping import keep_version
from copro_map.versions.proving import prove
from copro_map.versions.rules.versions import Sent
from tests.speaking import NOW, speaks

__all__ = ["NOW", "speaks"]

ENTRY, NEW = "tir-coed", "c-abcdefgh"
CEREDIGION, POWYS = "W06000008", "W06000023"


@pytest.fixture
def new(layers) -> Asset:
    """A new entry in Ceredigion, with a value of each sort."""
    based = {x: y for x, y in areas_of(layers, CEREDIGION).items() if y}
    given = {
        "kind": "project",
        "name_en": "Growing together",
        "name_cy": "Tyfu gyda'n gilydd",
        "description_en": "We grow food, and eat it.",
        "description_cy": "",
        "served": (CEREDIGION,),
        "themes": ("mental_health",),
        "start_year": 2024,
        "end_year": None,
        "website": "https://example.org/tyfu",
    }
    return Asset(NEW, given, based, Location(-4.08, 52.41, "postcode"))


@pytest.fixture
def sends(network, new):
    """Let somebody send something in; return its number."""

    def send(
        asset: Asset | None = None,
        *,
        address: str = "mair@example.org",
        language: str = "cy",
        is_proved: bool = True,
        now: datetime = NOW,
        seen: int | None = None,
        **given,
    ) -> int:
        asset = asset or new
        with reading(network.database) as database:
            whole = Whole.of(database, asset.id)
        asset = replace(asset, given={**asset.given, **given})
        if seen is None:
            seen = whole.version if whole else 0
        sent = Sent(
            asset, whole is None, seen, language, address, "computer", "A note."
        )
        with writing(network.database) as database:
            number = keep_version(database, sent, now)
            if is_proved:
                prove(database, number, now)
        return number

    return send


@pytest.fixture
def mends(sends):
    """Let somebody mend a published entry; return the number of what they sent."""

    def mend(entry: str = ENTRY, **more) -> int:
        return sends(Asset(entry, {}), **more)

    return mend
