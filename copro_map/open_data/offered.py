"""What there is to be had of the map, for the page that says so to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, current_language, sort_key, t
from copro_map.base.store.network import network_on
from copro_map.base.today import current_day
from copro_map.events.face import events_frame
from copro_map.frame.heads import Head, own_address
from copro_map.geography.areas import load_layers
from copro_map.indicators.face import indicators_of, own_of
from copro_map.open_data.cache_folder import find_kept
from copro_map.open_data.columns import Dataset
from copro_map.open_data.datasets import datasets
from copro_map.open_data.files import state_of
from copro_map.open_data.package import MEDIA
from copro_map.open_data.pictured import picture_of
from copro_map.open_data.told import ASKED

PATH, FEED = "/open", "/open/feed.atom"
POWYS, HYWEL_DDA = "W06000023", "W11000025"
# Questions to begin with: in words, and by their parameters.
EXAMPLES: tuple[tuple[str, Mapping[str, str]], ...] = (
    (N_("Offers in Powys"), {"kind": "offer", "area": POWYS}),
    (N_("Food, within 20 km of Machynlleth"), {"q": "food", "near": "Machynlleth"}),
    (
        N_("Projects in Hywel Dda University Health Board"),
        {"kind": "project", "area": HYWEL_DDA},
    ),
    (
        N_("Offers and requests that are open now"),
        {"kind": "offer,request", "open": "1"},
    ),
)
SUMMARY = N_(
    "Everything that is public on this map, as files, as a feed and for your own "
    "website: for everybody, without an account and without asking."
)
# What people call each format, those for people first.
NAMES = {
    "csv": "CSV",
    "xlsx": "XLSX",
    "geojson": "GeoJSON",
    "json": "JSON",
    "parquet": "Parquet",
}


def size_in_words(count: int) -> str:
    """Return a number of bytes as people read it.

    Examples
    --------
    >>> size_in_words(210_400), size_in_words(2_340_000), size_in_words(12)
    ('210 kB', '2.3 MB', '1 kB')
    """
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB"


@dataclass(frozen=True)
class File:
    """A file of a data set: its format, its path, and its size if it is written."""

    format: str
    path: str
    bytes: int = 0

    @property
    def name(self) -> str:
        """Return what people call its format."""
        return NAMES[self.format]

    @property
    def size(self) -> str:
        """Return its size as people read it; "" if it is not known."""
        return size_in_words(self.bytes) if self.bytes else ""


@dataclass(frozen=True)
class Offered:
    """A data set as people are told of it; ``changed``: when it last was."""

    data_set: Dataset
    rows: int
    changed: date | None
    files: tuple[File, ...]


@dataclass(frozen=True)
class Question:
    """A question in words, and its answer as a file, as a feed, on the map."""

    words: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Followed:
    """The areas of a layer: of each its name and the address of its feed."""

    label: str
    areas: tuple[tuple[str, str], ...]


def _asked(path: str, params: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(params)}"


def _rows(settings: Settings, entries: pd.DataFrame) -> dict[str, int]:
    """Return how many rows each data set has, without making one of them."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir).values()
    kinds = load_definitions(settings.data_dir).kinds
    areas = sum(len(layer.areas) for layer in layers)
    return {
        "entries": len(entries),
        "areas": areas,
        "indicators": len(indicators_of(settings, current_day()))
        + len(own_of(settings)),
        "gaps": areas * (len(kinds) + 1),  # and all kinds together
        "events": len(events_frame(settings)),
    }


def offered(settings: Settings, entries: pd.DataFrame) -> list[Offered]:
    """Return every data set, with how much is in it, and its files.

    ``entries`` are all that are public. What is said of areas changes as they do. The
    size of a file is known once somebody has asked for it.
    """
    rows, state = _rows(settings, entries), state_of(settings, current_day())
    days = entries["changed_on"]
    changed = date.fromisoformat(days.max()) if days.any() else None
    found = []
    for one in datasets(settings):
        kept = {x: find_kept(settings, state, f"{one.name}.{x}") for x in NAMES}
        files = (
            File(x, f"/open/{one.name}.{x}", path.stat().st_size if path else 0)
            for x, path in kept.items()
        )
        last = changed if one.name != "indicators" else None
        found.append(Offered(one, rows[one.name], last, tuple(files)))
    return found


def questions() -> list[Question]:
    """Return questions to begin with, in the language in force."""
    spoken = {"lang": current_language()}
    return [
        Question(
            t(words),
            (
                *((NAMES[x], _asked(f"/open/entries.{x}", params)) for x in ASKED),
                (t("Feed"), _asked(FEED, {**params, **spoken})),
                (t("On the map"), _asked("/asset_map", {**params, **spoken})),
            ),
        )
        for words, params in EXAMPLES
    ]


def followed(settings: Settings) -> list[Followed]:
    """Return the feed of each area, layer by layer, in the order of their names."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    spoken = {"lang": current_language()}
    return [
        Followed(
            layer.plural.text(),
            tuple(
                (area.label.text(), _asked(FEED, {"area": area.code, **spoken}))
                for area in sorted(
                    layer.areas.values(), key=lambda x: sort_key(x.label.text())
                )
            ),
        )
        for layer in layers.values()
    ]


def _as_data(head: Head, publisher: str, offered: Sequence[Offered]) -> dict[str, Any]:
    """Return the page as search engines for data read it (schema.org)."""
    who = {"@type": "Organization", "name": publisher}
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": head.title,
        "description": head.description,
        "url": head.address(current_language()),
        "creator": who,
        "dataset": [_data_set(one, who) for one in offered],
    }


def _data_set(offered: Offered, who: Mapping[str, str]) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "name": offered.data_set.title.text(),
        "description": offered.data_set.about.text(),
        "creator": who,
        "license": f"{own_address()}/about",
        "isAccessibleForFree": True,
        "spatialCoverage": t("Wales"),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": MEDIA[file.format],
                "contentUrl": f"{own_address()}{file.path}",
            }
            for file in offered.files
        ],
    }


def open_head(settings: Settings, offered: Sequence[Offered]) -> Head:
    """Return how the page is headed, in the language in force."""
    head = Head(
        title=t("Open data"),
        description=t(SUMMARY),
        path="open",
        picture=picture_of(),
        feed=_asked(FEED, {"lang": current_language()}),
    )
    publisher = network_on(settings, current_day()).text()
    return replace(head, data=(_as_data(head, publisher, offered),))
