"""A part of the map for somebody else's page: what it says and shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from copro_map.assets.face import Entry, present
from copro_map.base.config import Settings
from copro_map.base.definitions import Kind, load_definitions
from copro_map.base.i18n import current_language, t
from copro_map.base.store.network import network_on
from copro_map.base.today import current_day
from copro_map.drawing.templates import Html, inline_svg
from copro_map.geography.areas import load_layers
from copro_map.open_data.charts.embed_map import Base, Pin, draw_map, within
from copro_map.open_data.grounds import Ground, ground_of
from copro_map.search.face import CREDIT, Answer, Told, told

MOST = 500  # entries in the list
OPEN = 24  # entries of a list that is unfolded from the start


@dataclass(frozen=True)
class Part:
    """A part of the list: its heading, its entries with their numbers on the map.

    ``count`` are all that are in it; what the list has no room for is not shown.
    """

    heading: str
    count: int
    entries: tuple[tuple[int, Entry], ...]
    is_open: bool


@dataclass(frozen=True)
class Embedded:
    """What a frame shows. ``shown`` of ``count`` entries have a pin on the map.

    ``kinds`` are those of the entries; ``is_rough`` and ``is_stale`` say that some
    have a hollow pin, or a grey one. ``full`` and ``add`` are where the full map and
    the form are.
    """

    title: str
    filters: tuple[str, ...]
    problem: str
    map: Html
    parts: tuple[Part, ...]
    count: int
    shown: int
    kinds: tuple[Kind, ...]
    is_rough: bool
    is_stale: bool
    full: str
    add: str
    network: str
    credit: str


def entry_path(entry_id: str) -> str:
    """Return the path of an entry's light page in the current language."""
    return f"/{current_language()}/entry/{entry_id}"


def _numbered(told_: Told, entries: list[Entry], rest: int) -> tuple[Part, ...]:
    """Return the parts of the list: what is nearest is unfolded, and a short list."""
    parts: list[Part] = []
    for heading, rows in told_.groups:
        mine = tuple((row, entries[row]) for row in rows if row < len(entries))
        is_near = bool(told_.where) and not parts and len(rows) <= OPEN
        is_open = is_near or len(entries) + rest <= OPEN
        parts.append(Part(heading, len(rows), mine, is_open))
    assert sum(one.count for one in parts) == len(entries) + rest
    return tuple(parts)


def _said(entry: Entry) -> str:
    return f"{entry.name.text}: {entry.kind.label.text()}, {entry.where}"


def _pins(hits: pd.DataFrame, entries: list[Entry]) -> list[Pin]:
    """Return a pin for each entry that has a place."""
    rows: Iterable[Any] = hits.itertuples()
    own = current_language()
    return [
        Pin(
            n,
            entry_path(entry.id),
            _said(entry),
            entry.kind.id,
            row.easting_m,
            row.northing_m,
            language="" if entry.name.language == own else entry.name.language,
            is_rough=row.precision == "area",
            is_stale=row.verification == "stale",
        )
        for n, (row, entry) in enumerate(zip(rows, entries, strict=True))
        if not pd.isna(row.easting_m)
    ]


def _live(page: str, params: Mapping[str, str]) -> str:
    """Return the address of a page of the map, with what it is asked."""
    return f"/{page}?{urlencode({**params, 'lang': current_language()})}"


def embedded(
    settings: Settings, answer: Answer, base: Callable[[Ground], Base]
) -> Embedded:
    """Return what a frame shows of an answer, in the current language.

    ``base`` draws a ground, or has it already.
    """
    definitions, day = load_definitions(settings.data_dir), current_day()
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    hits = answer.found.rows(slice(MOST))
    rows: Iterable[Any] = hits.itertuples()
    entries = [present(row, definitions, layers, day) for row in rows]
    pins, ground = _pins(hits, entries), ground_of(settings, answer)
    asked = told(settings, answer)
    title = ", ".join(asked.where) or t("All Wales")
    drawn = draw_map(
        base(ground),
        pins,
        definitions.kinds,
        ground.frame,
        t("Map: {name}", name=title),
    )
    seen = within(pins, ground.frame)
    kinds = {entry.kind.id: entry.kind for entry in entries}
    return Embedded(
        title=title,
        filters=asked.filters,
        problem=asked.problem,
        map=inline_svg(drawn),
        parts=_numbered(asked, entries, len(answer.found) - len(entries)),
        count=len(answer.found),
        shown=len(seen),
        kinds=tuple(kind for kind in definitions.kinds.values() if kind.id in kinds),
        is_rough=any(pin.is_rough for pin in seen),
        is_stale=any(pin.is_stale for pin in seen),
        full=_live("asset_map", asked.params),
        add=_live("contribute", asked.to_add),
        network=network_on(settings, day).text(),
        credit=t(CREDIT),
    )
