"""The gaps that are planted in a demonstration for a reader to find, each with a story.

Three authorities have far fewer entries than their size would bring them, and no other
has: in Carmarthenshire local people were asked and named themes without anything; in
Wrexham there is a request that nothing on the map can meet; of Caerphilly nobody has
asked yet.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from copro_map.assets.face import Asset
from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.coverage.face import FILES
from copro_map.demonstration.made_up import Columns, Days
from copro_map.geography.areas import BASE_LAYER

CAERPHILLY, CARMARTHENSHIRE, WREXHAM = "W06000018", "W06000010", "W06000006"
# The share of what its size would bring it that each of them keeps.
GAPS = {CAERPHILLY: 0.1, CARMARTHENSHIRE: 0.15, WREXHAM: 0.1}
ASKED_TOO = ("W06000002", "W06000008", "W06000011", "W06000023")
WHO_ASKED = "officer"
WHO = Label(
    "Demonstration: the groups of a forum", "Arddangosiad: grwpiau sydd mewn fforwm"
)
ASKED_AGO, NONE_AGO, APART = 75, 40, 19  # days
REPLIES, NONE_OF = 5, 2  # who answered; how many themes have nothing there
PLACED = ("place", "areas", "location", "served")  # where an entry is, and for whom


def ask_from_a_gap(cells: Columns, requests: Sequence[int]) -> None:
    """Let the last of some requests be of Wrexham: it changes places with an entry.

    ``requests`` are rows of ``cells``; nothing changes if one is there already, or
    nothing is.
    """
    there = [
        row
        for row, own in enumerate(cells["areas"])
        if own.get(BASE_LAYER) == WREXHAM and cells["location"][row]
    ]
    if not there or not requests or set(there) & set(requests):
        return
    one, other = there[0], requests[-1]
    for name in PLACED:
        cell = cells[name]
        cell[one], cell[other] = cell[other], cell[one]


def _words(asset: Asset, field: str) -> tuple[str, ...]:
    """Return the words of a field of an entry that has several."""
    given = asset.given[field]
    return given if isinstance(given, tuple) else ()


def _without(
    assets: Collection[Asset], area_code: str, themes: Sequence[str]
) -> list[str]:
    """Return the themes that no entry of an area has."""
    there = {
        theme
        for one in assets
        if area_code in (one.areas.get(BASE_LAYER), *_words(one, "served"))
        for theme in _words(one, "themes")
    }
    return [theme for theme in themes if theme not in there]


def write_asked(
    settings: Settings, days: Days, assets: Collection[Asset], themes: Sequence[str]
) -> None:
    """Write who was asked: in Carmarthenshire and some others, but of no other gap."""

    def row(area_code: str, ago: int, **cells: str | int) -> dict[str, str | int]:
        when = "none_on" if "none_by" in cells else "asked_on"
        day: date = days.today - timedelta(ago)
        return {"area_code": area_code, when: day.isoformat(), **cells}

    said = f"{WHO.en} / {WHO.cy}"
    asked = [CARMARTHENSHIRE, *ASKED_TOO]
    rows = [
        row(code, ASKED_AGO + APART * i, asked_by=WHO_ASKED, replies=REPLIES, note=said)
        for i, code in enumerate(asked)
    ]
    none = _without(assets, CARMARTHENSHIRE, themes)[:NONE_OF]
    rows += [row(CARMARTHENSHIRE, NONE_AGO, theme=one, none_by=said) for one in none]
    columns = [one.name for one in FILES.wanted]
    file = settings.database.with_name("asked.csv")
    with file.open("w", encoding="utf-8", newline="") as written:
        table = csv.DictWriter(written, columns, restval="")
        table.writeheader()
        table.writerows(rows)
    result = FILES.bring(settings, file, today=days.today)
    assert not result.faults, result.faults
    file.unlink()
