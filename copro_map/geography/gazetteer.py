"""The gazetteer: postcodes, settlements and areas, and how their names are compared."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.geography.areas import (
    DEGREES,
    METRES,
    Layer,
    layer_polygons,
    load_authority_polygons,
    load_layers,
)

# NPT was the outward code of Newport until the 1980s; the directory still holds it.
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?|NPT)([0-9][A-Z]{2})")
# The letters that a United Kingdom postcode can begin with.
_POSTCODE_AREAS = """
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE
DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX
IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP
NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS
ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
POSTCODE_AREAS = frozenset(_POSTCODE_AREAS.split())


def fold(name: str) -> str:
    """Return a name as it is compared: no accents, case, hyphens or punctuation.

    Examples
    --------
    >>> fold("Tŷ'r  Bont-faen") == fold("ty r bont faen")
    True
    >>> fold("Saint Davids"), fold("St. David's")
    ('st davids', 'st davids')
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"(?<=\w)['’ʼ`]s\b", "s", plain)
    words = re.sub(r"[^0-9a-z]+", " ", plain).split()
    return " ".join("st" if word == "saint" else word for word in words)


def parse_postcode(text: str) -> str | None:
    """Return a postcode without its space and in capitals; None if it is not one.

    Examples
    --------
    >>> parse_postcode(" sy23  1ab ")
    'SY231AB'
    >>> parse_postcode("Aberystwyth") is None
    True
    """
    compact = re.sub(r"[\s.\-]+", "", text).upper()
    return compact if POSTCODE.fullmatch(compact) else None


def outward_code(postcode: str) -> str:
    """Return the first half of a postcode without a space.

    Examples
    --------
    >>> outward_code("SY231AB")
    'SY23'
    """
    return postcode[:-3]


def area_letters(outward: str) -> str:
    """Return the letters that an outward code begins with.

    Examples
    --------
    >>> area_letters("SY23"), area_letters("E1")
    ('SY', 'E')
    """
    return "".join(itertools.takewhile(str.isalpha, outward))


@dataclass(frozen=True)
class Candidate:
    """What a name may mean: a settlement, a district, an area. Degrees, EPSG:4326.

    ``precision`` is "place", "district" (of postcodes) or "area"; an area also has its
    layer and its code, and ``authority`` is missing when it is larger than one
    authority.
    """

    name: Label
    longitude: float
    latitude: float
    authority: str | None
    precision: str
    area_layer: str | None = None
    area_code: str | None = None


@dataclass(frozen=True)
class Gazetteer:
    """Everything that turns a postcode, a name or a point into areas.

    ``postcodes``: index postcode; ``authority``, ``easting_m``, ``northing_m``
    (EPSG:27700), ``residential``. ``places``: index GeoNames id; both names,
    ``longitude``, ``latitude`` (EPSG:4326), ``authority``. ``polygons``: authorities,
    EPSG:27700. ``england``: one outline, EPSG:27700.
    """

    postcodes: pd.DataFrame
    places: pd.DataFrame
    polygons: gpd.GeoDataFrame
    england: gpd.GeoDataFrame
    layers: dict[str, Layer]

    @cached_property
    def outward_codes(self) -> frozenset[str]:
        """The first halves of all Welsh postcodes."""
        codes = self.postcodes["authority"].astype(str)
        welsh = self.postcodes.index[codes.str.startswith("W")]
        return frozenset(welsh.str[:-3])

    @cached_property
    def names(self) -> dict[str, tuple[Candidate, ...]]:
        """Settlements, areas and postcode districts by folded name, both languages."""
        index: dict[str, dict[Candidate, None]] = {}
        for candidate, spellings in itertools.chain(
            _settlements(self.places), _areas(self), _districts(self.postcodes)
        ):
            for spelling in spellings:
                index.setdefault(fold(spelling), {})[candidate] = None
        return {name: tuple(candidates) for name, candidates in index.items()}

    @cached_property
    def middles(self) -> gpd.GeoSeries:
        """A point inside each authority, for entries known by authority alone.

        Index ``area_code``; EPSG:4326.
        """
        inside = self.polygons.representative_point()
        return inside.to_crs(DEGREES)


def _settlements(places: pd.DataFrame) -> Iterator[tuple[Candidate, list[str]]]:
    rows: Iterable[Any] = places.itertuples()
    for row in rows:
        name = Label(row.name_en, row.name_cy)
        spellings = [row.name_en, row.name_cy, *filter(None, row.aliases.split(";"))]
        yield (
            Candidate(name, row.longitude, row.latitude, row.authority, "place"),
            spellings,
        )


def _areas(gazetteer: Gazetteer) -> Iterator[tuple[Candidate, list[str]]]:
    for layer in gazetteer.layers.values():
        middles = layer_polygons(layer, gazetteer.polygons).representative_point()
        degrees = middles.to_crs(DEGREES)
        for area in layer.areas.values():
            alone = area.members[0] if len(area.members) == 1 else None
            yield (
                Candidate(
                    area.label,
                    round(degrees.x[area.code], 5),
                    round(degrees.y[area.code], 5),
                    alone,
                    "area",
                    layer.id,
                    area.code,
                ),
                [area.label.en, area.label.cy],
            )


def _districts(postcodes: pd.DataFrame) -> Iterator[tuple[Candidate, list[str]]]:
    """Yield the districts of Welsh postcodes (SY23), each in the middle of its own.

    Its authority is that of most of its postcodes.
    """
    authority = postcodes["authority"].astype(str)
    welsh = postcodes.assign(authority=authority)[authority.str.startswith("W")]
    outward = welsh.index.str[:-3]
    middles = welsh.groupby(outward)[["easting_m", "northing_m"]].mean()
    held = welsh["authority"].groupby(outward).agg(lambda codes: codes.mode().iloc[0])
    points = gpd.GeoSeries.from_xy(
        middles["easting_m"], middles["northing_m"], index=middles.index, crs=METRES
    ).to_crs(DEGREES)
    rows = zip(points.index, points.x.round(5), points.y.round(5), held, strict=True)
    for code, x, y, most in rows:
        yield Candidate(Label(code, code), x, y, most, "district"), [code]


@cache
def _load_places(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False).set_index("geonameid")


@cache
def _load_postcodes(path: Path) -> pd.DataFrame:
    frame = pd.read_parquet(path)
    return frame.set_index("postcode")


@cache
def _load_england(path: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(path).to_crs(METRES)[["geometry"]]


def load_gazetteer(settings: Settings) -> Gazetteer:
    """Return the gazetteer of an installation; files are read once a process."""
    return _load_gazetteer(settings.reference)


@cache
def _load_gazetteer(settings: Settings) -> Gazetteer:
    return Gazetteer(
        postcodes=_load_postcodes(settings.data_dir / "postcodes.parquet"),
        places=_load_places(settings.data_dir / "places.csv"),
        polygons=load_authority_polygons(settings.boundaries_dir),
        england=_load_england(settings.data_dir / "england.geojson"),
        layers=load_layers(settings.boundaries_dir, settings.data_dir),
    )
