"""An area in a frame for other sites, beside the same as a page that folium writes."""

from __future__ import annotations

import asyncio
import gzip
import statistics
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import folium
import pytest
from starlette.requests import Request

from copro_map.assets.importing import import_network
from copro_map.base.config import Settings
from copro_map.base.i18n import language_in_force
from copro_map.base.names import BASE_LAYER
from copro_map.demonstration.synthetic import make_synthetic
from copro_map.geography.areas import DEGREES, load_authority_polygons
from copro_map.open_data.embedded import embedded
from copro_map.open_data.light import embed
from copro_map.search import cached
from copro_map.search.face import Query
from tests.bench import synthetic
from tests.bench.measure import CPU, Job, Row, in_turns, spread, times_faster

AREA = "W06000023"
MOST_S, MOST_KB = 0.05, 150
LARGE = 20_000


def _request() -> Request:
    scope: Mapping[str, Any] = {
        **{"type": "http", "method": "GET", "headers": [], "query_string": b""},
        **{"path": f"/en/embed/area/{AREA}"},
        "path_params": {"language": "en", "code": AREA},
    }
    return Request(dict(scope))


def ours() -> bytes:
    """Return the page of the frame."""
    return bytes(asyncio.run(embed.framed(embed.of_area)(_request())).body)


def not_kept(settings: Settings) -> None:
    """Put together anew what is kept of the page: the list, the map, its marks."""
    query = Query(areas=(AREA,), layer=BASE_LAYER)
    with language_in_force("en"):
        embedded(settings, cached.answer(query), embed.base)


def naive(settings: Settings) -> bytes:
    """Return the same entries on a map that folium's guide writes."""
    with language_in_force("en"):
        hits = cached.answer(Query(areas=(AREA,))).hits
    polygons = load_authority_polygons(settings.boundaries_dir)
    chart = folium.Map(location=(52.4, -3.4), zoom_start=9)
    folium.GeoJson(polygons[["geometry"]].to_crs(DEGREES)).add_to(chart)
    for hit in hits.dropna(subset=["longitude"]).itertuples():
        words = f"<b>{hit.name_en}</b><br>{hit.description_en}"
        folium.Marker((hit.latitude, hit.longitude), popup=words).add_to(chart)
    return str(chart.get_root().render()).encode()


def _kilobytes(page: bytes) -> float:
    """Return how much goes over the wire, as Streamlit's server compresses it."""
    return len(gzip.compress(page, 5)) / 1000


@contextmanager
def _on(settings: Settings):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COPRO_MAP_DB", str(settings.database))
        yield


def _rows(settings: Settings, *, repeats: int) -> list[Row]:
    with _on(settings):
        page, other = ours(), naive(settings)
        jobs = {
            "ours": Job(ours, 15),
            "anew": Job(lambda: not_kept(settings), 15),
            "naive": Job(lambda: naive(settings), repeats),
        }
        seconds = in_turns(jobs, CPU)
    n = page.count(b'<li id="e')
    size, against = _kilobytes(page), _kilobytes(other)
    told = f"Powys in a frame, {n} entries listed"
    fast = statistics.median(seconds["ours"]) < MOST_S
    folium_page = f"naive folium page: {spread(seconds['naive'])}"
    return [
        Row(
            f"{told} (CPU)",
            spread(seconds["ours"]),
            folium_page,
            f"{times_faster(seconds['ours'], seconds['naive']):.1f} times less",
            "under 50 ms",
            fast,
        ),
        Row(
            "The same, put together anew (CPU)",
            spread(seconds["anew"]),
            folium_page,
            f"{times_faster(seconds['anew'], seconds['naive']):.1f} times less",
        ),
        Row(
            "The same, over the wire, compressed",
            f"{size:.1f} kB",
            f"naive folium page, without list and libraries: {against:.1f} kB",
            "-",
            f"under {MOST_KB} kB",
            size < MOST_KB,
            binding=True,
        ),
    ]


def measure(settings: Settings, folder: Path) -> list[Row]:
    """Return the rows of a frame: with the real entries, and with very many."""
    real = replace(settings, database=folder / "framed.db")
    import_network(real, settings.network_file)
    many = replace(settings, database=folder / "framed_many.db")
    make_synthetic(many, LARGE, synthetic.SEED)
    return [*_rows(real, repeats=7), *_rows(many, repeats=3)]
