"""The changing part of the map: pins, cells and what is picked out, as a payload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd

from copro_map.assets.charts.interactive_map import Box, latitude_longitude, to_folium
from copro_map.base.definitions import Kind
from copro_map.base.i18n import t
from copro_map.drawing.embed import script_json
from copro_map.drawing.shapes import shape_svg


class Gathered(Protocol):
    """Located entries, and cells for the rest, as of ``assets.rules.clusters``."""

    @property
    def cells(self) -> pd.DataFrame:
        """Cells with counts."""

    @property
    def alone(self) -> pd.DataFrame:
        """Entries drawn one by one."""


@dataclass(frozen=True)
class Circle:
    """A place that was asked for, in degrees (EPSG:4326), and the radius round it."""

    longitude: float
    latitude: float
    km: float

    def for_leaflet(self) -> list[float]:
        """Return latitude, longitude and the radius in metres."""
        ((latitude, longitude),) = to_folium(
            np.array([[self.longitude, self.latitude]])
        ).tolist()
        return [latitude, longitude, self.km * 1000]


@dataclass(frozen=True)
class Marking:
    """What is picked out: areas, an entry, the box to show, what the entry serves.

    ``base`` is the address of the boundaries, relative to the map's own frame.
    """

    base: str = ""
    area_codes: tuple[str, ...] = ()
    entry_id: str = ""
    bounds: Box | None = None
    covered: tuple[str, ...] = ()
    circle: Circle | None = None


def _pins(located: pd.DataFrame, kinds: Mapping[str, Kind]) -> list[Any]:
    """Return a row for each pin: id, place, number of its kind, is it only rough."""
    order = {kind: number for number, kind in enumerate(kinds)}
    return list(
        zip(
            located.index,
            latitude_longitude(located),
            located["kind"].map(order).tolist(),
            (located["precision"] == "area").astype(int).tolist(),
            strict=True,
        )
    )


def _cells(cells: pd.DataFrame) -> list[Any]:
    """Return a row for each cell: place, number of entries, its box as text."""
    boxes = cells[["west", "south", "east", "north"]].round(5)
    texts = (",".join(f"{x:.5f}" for x in box) for box in boxes.itertuples(index=False))
    return list(
        zip(latitude_longitude(cells), cells["entries"].tolist(), texts, strict=True)
    )


def points_payload(
    gathered: Gathered, kinds: Mapping[str, Kind], marking: Marking
) -> str:
    """Return the changing part: numbers and an id for each pin, a count for each cell.

    ``gathered`` holds the located entries (index ``id``; ``kind``, ``longitude``,
    ``latitude`` in EPSG:4326 and ``precision``) and, if there are many, the cells that
    stand for them. Ids hold only small letters, digits and hyphens (checked on import).
    """
    styles = [
        {
            "label": kind.label.text(),
            "full": shape_svg(kind.shape, kind.colour),
            "hollow": shape_svg(kind.shape, kind.colour, hollow=True),
        }
        for kind in kinds.values()
    ]
    return script_json(
        {
            "points": _pins(gathered.alone, kinds),
            "cells": _cells(gathered.cells),
            "kinds": styles,
            "areas": marking.area_codes,
            "covered": marking.covered,
            "circle": marking.circle and marking.circle.for_leaflet(),
            "base": marking.base,
            "words": {
                "inView": t("In view: {n}"),
                "open": t("Show these entries"),
                "lost": t("The boundaries did not come. Reload the page."),
            },
            "entry": marking.entry_id,
            "bounds": marking.bounds,
        }
    )
