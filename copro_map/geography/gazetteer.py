"""The gazetteer: postcodes, settlements and areas, and how their names are compared."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from copro_map.base.config import Settings, once
from copro_map.base.i18n import Label
from copro_map.base.names import fold
from copro_map.geography.area_names import AreaNames, area_names, load_aliases
from copro_map.geography.areas import (
    ALL_WALES,
    ALL_WALES_LABEL,
    DEGREES,
    METRES,
    Layer,
    layer_polygons,
    load_authority_polygons,
    load_layers,
)
from copro_map.geography.assign import to_points

# NPT was the outward code of Newport until the 1980s; the directory still holds it.
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?|NPT)([0-9][A-Z]{2})")
BORDER_M = 2_000  # the outlines are drawn coarsely, and a town may lie on both sides
# The letters that a United Kingdom postcode can begin with.
_POSTCODE_AREAS = """
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE
DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX
IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP
NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS
ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
POSTCODE_AREAS = frozenset(_POSTCODE_AREAS.split())


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


@dataclass(frozen=True)
class Candidate:
    """What a name may mean: a settlement, a district, an area. Degrees, EPSG:4326.

    ``precision`` is "place", "postcode", "district" (of those) or "area", which has its
    layer and its code, and ``authority`` is missing when it is larger than one
    authority. A region (North Wales) is an area of no layer: it has ``members``, its
    authorities.
    """

    name: Label
    longitude: float
    latitude: float
    authority: str | None
    precision: str
    area_layer: str | None = None
    area_code: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """Everything that turns a postcode, a name or a point into areas.

    ``postcodes``: index postcode; ``authority``, ``easting_m``, ``northing_m``
    (EPSG:27700), ``residential``. ``places``: index GeoNames id; both names,
    ``longitude``, ``latitude`` (EPSG:4326), ``authority``. ``polygons``: authorities,
    EPSG:27700. ``england``: one outline, EPSG:27700. ``aliases``: further names of
    areas, each with the code. ``regions``: what people call parts of Wales that are
    areas of no layer, by folded name.
    """

    postcodes: pd.DataFrame
    places: pd.DataFrame
    polygons: gpd.GeoDataFrame
    england: gpd.GeoDataFrame
    layers: dict[str, Layer]
    aliases: tuple[tuple[str, str], ...] = ()
    regions: Mapping[str, Candidate] = field(default_factory=dict)

    @cached_property
    def area_names(self) -> AreaNames:
        """All Wales and the areas of every layer, by what people call them."""
        return area_names(area_labels(self.layers), self.layers, self.aliases)

    @cached_property
    def outward_codes(self) -> frozenset[str]:
        """The first halves of all Welsh postcodes: each is the name of a district."""
        known = itertools.chain.from_iterable(self.names.values())
        return frozenset(x.name.en for x in known if x.precision == "district")

    @cached_property
    def _districts(self) -> dict[str, pd.DataFrame]:
        """The postcodes of each first half, those across the border too."""
        return dict(iter(self.postcodes.groupby(self.postcodes.index.str[:-3])))

    def postcodes_like(self, postcode: str) -> pd.DataFrame:
        """Return the known postcodes of a postcode's district, else of its letters."""
        if (near := self._districts.get(postcode[:-3])) is not None:
            return near
        letters = "".join(itertools.takewhile(str.isalpha, postcode))
        whole = re.compile(rf"{letters}[0-9]")
        parts = [x for code, x in self._districts.items() if whole.match(code)]
        return pd.concat(parts) if parts else self.postcodes.iloc[:0]

    @cached_property
    def spelled(self) -> tuple[tuple[Candidate, list[str]], ...]:
        """Settlements, the largest first, areas and districts: all names as written."""
        largest = self.places.sort_values("population", ascending=False, kind="stable")
        return (*_settlements(largest), *_areas(self), *_districts(self.postcodes))

    @cached_property
    def names(self) -> dict[str, tuple[Candidate, ...]]:
        """What is ``spelled`` by folded name, both languages, in the same order."""
        index: dict[str, dict[Candidate, None]] = {}
        for candidate, spellings in self.spelled:
            for spelling in spellings:
                index.setdefault(fold(spelling), {})[candidate] = None
        return {name: tuple(candidates) for name, candidates in index.items()}

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words with which names of places and regions begin, without articles."""
        names = [*self.names, *self.regions]
        bare = [re.sub(r"^(?:yr?|the) (?=.)", "", name) for name in names]
        return frozenset(name.partition(" ")[0] for name in (*names, *bare))

    @cached_property
    def _settlements(self) -> dict[tuple[str, str], Label]:
        """Both names of each by any of them, folded, and authority, also near by."""
        points = to_points(self.places["longitude"], self.places["latitude"])
        rows, areas = self.polygons.sindex.query(
            points, predicate="dwithin", distance=BORDER_M
        )
        near: dict[int, list[str]] = {}
        for row, area in zip(rows, areas, strict=True):
            near.setdefault(int(row), []).append(str(self.polygons.index[area]))
        own: dict[tuple[str, str], Label] = {}
        beyond: dict[tuple[str, str], Label] = {}
        for row, (one, names) in enumerate(_settlements(self.places)):
            for name in map(fold, names):
                own.setdefault((name, str(one.authority)), one.name)
                for code in near.get(row, ()):
                    beyond.setdefault((name, code), one.name)
        return beyond | own

    def place_label(self, place: str, authority: str) -> Label:
        """Return what the name of a settlement of an authority is in each language.

        In English as it is written, unless it is the Welsh name.
        """
        found = self._settlements.get((fold(place), authority), Label(place, place))
        return found if fold(place) == fold(found.cy) else Label(place, found.cy)

    @cached_property
    def middles(self) -> gpd.GeoSeries:
        """A point inside each authority, for entries known by authority alone.

        Index ``area_code``; EPSG:4326.
        """
        return self.polygons.representative_point().to_crs(DEGREES)


def area_labels(layers: Mapping[str, Layer]) -> dict[str, Label]:
    """Return the names of all Wales and of every area of every layer, by its code.

    Examples
    --------
    >>> area_labels({})[ALL_WALES].cy
    'Cymru gyfan'
    """
    labels = {c: area.label for x in layers.values() for c, area in x.areas.items()}
    return {ALL_WALES: ALL_WALES_LABEL} | labels


def label_of(layers: Mapping[str, Layer], code: str) -> Label:
    """Return the names of an area of any layer; its code if there is no such area.

    Examples
    --------
    >>> label_of({}, ALL_WALES).en, label_of({}, "W99").en
    ('All Wales', 'W99')
    """
    return area_labels(layers).get(code, Label(code, code))


def postcode_points(postcodes: pd.DataFrame) -> gpd.GeoSeries:
    """Return the postcodes' points in EPSG:27700 (metres), index as given."""
    return gpd.GeoSeries.from_xy(
        postcodes["easting_m"],
        postcodes["northing_m"],
        index=postcodes.index,
        crs=METRES,
    )


def _settlements(places: pd.DataFrame) -> Iterator[tuple[Candidate, list[str]]]:
    rows: Iterable[Any] = places.itertuples()
    for row in rows:
        name = Label(row.name_en, row.name_cy)
        yield (
            Candidate(name, row.longitude, row.latitude, row.authority, "place"),
            [row.name_en, row.name_cy, *filter(None, row.aliases.split(";"))],
        )


def _areas(gazetteer: Gazetteer) -> Iterator[tuple[Candidate, list[str]]]:
    for layer in gazetteer.layers.values():
        polygons = layer_polygons(layer, gazetteer.polygons)
        middles = polygons.representative_point().to_crs(DEGREES)
        for area in layer.areas.values():
            yield (
                Candidate(
                    area.label,
                    round(middles.x[area.code], 5),
                    round(middles.y[area.code], 5),
                    area.members[0] if len(area.members) == 1 else None,
                    "area",
                    layer.id,
                    area.code,
                ),
                [
                    area.label.en,
                    area.label.cy,
                    *(name for name, code in gazetteer.aliases if code == area.code),
                ],
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
    points = postcode_points(middles).to_crs(DEGREES)
    for code, x, y, most in zip(
        points.index, points.x.round(5), points.y.round(5), held, strict=True
    ):
        yield Candidate(Label(code, code), x, y, most, "district"), [code]


def _regions(path: Path, polygons: gpd.GeoDataFrame) -> dict[str, Candidate]:
    """Return the regions of ``regions.csv``, by each of their names, folded."""
    regions = {}
    for row in pd.read_csv(path, dtype=str, keep_default_na=False).itertuples():
        members = tuple(str(row.members).split(";"))
        whole = polygons.loc[list(members)].dissolve().representative_point()
        middle = whole.to_crs(DEGREES)
        name = Label(str(row.name_en), str(row.name_cy))
        x, y = round(middle.x.iloc[0], 5), round(middle.y.iloc[0], 5)
        region = Candidate(name, x, y, None, "area", members=members)
        for spelling in filter(None, (name.en, name.cy, *str(row.aliases).split(";"))):
            regions[fold(spelling)] = region
    return regions


@once
def load_gazetteer(settings: Settings) -> Gazetteer:
    """Return the gazetteer of an installation; files are read once a process."""
    folder = settings.data_dir
    polygons = load_authority_polygons(settings.boundaries_dir)
    regions = folder / "regions.csv"
    return Gazetteer(
        postcodes=pd.read_parquet(folder / "postcodes.parquet").set_index("postcode"),
        places=pd.concat(
            pd.read_csv(folder / name, keep_default_na=False, index_col="geonameid")
            for name in ("places.csv", "villages.csv")
        ),
        polygons=polygons,
        england=gpd.read_file(folder / "england.geojson").to_crs(METRES)[["geometry"]],
        layers=load_layers(settings.boundaries_dir, folder),
        aliases=load_aliases(folder),
        regions=_regions(regions, polygons) if regions.exists() else {},
    )
