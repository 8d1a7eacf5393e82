"""Layers of areas: read from ``boundaries/``, or dissolved from the authorities.

A layer is two files: ``<layer>.toml`` and either ``<layer>.geojson`` (polygons) or
``<layer>.csv`` (members: which authority belongs to which area). Both give the same
frames, so nothing else can tell them apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from copro_map.base.definitions import Source
from copro_map.base.errors import CrsError, DefinitionError, UnknownAreaError
from copro_map.base.i18n import N_, Label
from copro_map.base.models import NO_FILE, read, read_toml
from copro_map.base.names import ALL_WALES as ALL_WALES
from copro_map.base.names import BASE_LAYER as BASE_LAYER
from copro_map.geography.rules.layer import LayerFile

ALL_WALES_LABEL = Label("All Wales", "Cymru gyfan")
METRES = 27700
DEGREES = 4326


@dataclass(frozen=True)
class Area:
    """One area of a layer.

    ``population`` counts usual residents (Census 2021); ``members`` holds the codes of
    the local authorities that it is made of.
    """

    code: str
    label: Label
    population: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class Layer:
    """A boundary layer: a set of areas that tile Wales without overlapping.

    ``order``, ``coarseness`` and ``shown_first`` as in its file. ``areas`` maps each
    code to its area, ``of_authority`` each authority's code to the area that holds it.
    """

    id: str
    label: Label
    plural: Label
    order: int
    coarseness: int | None
    shown_first: bool
    source: Source
    areas: Mapping[str, Area]
    of_authority: Mapping[str, str]

    @property
    def population(self) -> pd.Series:
        """The residents of each area (Census 2021); index ``area_code``."""
        return pd.Series({code: x.population for code, x in self.areas.items()})

    def area(self, area_code: str) -> Area:
        """Return an area by its code.

        Raises
        ------
        UnknownAreaError
            If the layer has no such area; the message names both.
        """
        if area_code not in self.areas:
            raise UnknownAreaError(
                N_("{area_code}: the layer {layer} has no such area. Choose another."),
                area_code=area_code,
                layer=self.id,
            )
        return self.areas[area_code]

    def area_label(self, area_code: str) -> Label:
        """Return an area's names in both languages; errors as ``area``."""
        return self.area(area_code).label


def require_crs(frame: gpd.GeoDataFrame | gpd.GeoSeries, epsg: int, name: str) -> None:
    """Raise unless a frame is in the coordinate system the caller works in.

    geopandas only warns on a mismatch and answers with an empty join, so every
    function that measures or joins asks first.

    Raises
    ------
    CrsError
        The message says what the frame is in and which call mends it.

    Examples
    --------
    >>> points = gpd.GeoSeries.from_xy([0], [0], crs=27700)
    >>> require_crs(points, 27700, "points")
    """
    if frame.crs is None or frame.crs.to_epsg() != epsg:
        found = frame.crs.to_string() if frame.crs else "none"
        raise CrsError(
            N_("{name}: expected EPSG:{epsg}, found {found}. Call .to_crs({epsg})."),
            name=name,
            epsg=epsg,
            found=found,
        )


def _check_once(file: str, codes: pd.Series, authorities: Collection[str]) -> None:
    """Refuse a file that does not name every local authority exactly once."""
    counts = codes.value_counts()
    strange = sorted(set(counts.index) - set(authorities))
    lost = sorted(set(authorities) - set(counts.index))
    twice = sorted(counts[counts > 1].index)
    if strange or lost or twice:
        raise DefinitionError(
            N_(
                "{file}: every local authority must stand in it exactly once. "
                "Missing: {lost}. Twice: {twice}. Unknown: {strange}."
            ),
            file=file,
            lost=", ".join(lost) or "-",
            twice=", ".join(twice) or "-",
            strange=", ".join(strange) or "-",
        )


def _read_members(path: Path, authorities: Collection[str]) -> pd.DataFrame:
    """Return the membership file: one row an authority, each exactly once."""
    if not path.exists():
        raise DefinitionError(NO_FILE, file=path.name)
    members = pd.read_csv(path, dtype=str, keep_default_na=False)
    wanted = {"member_code", "area_code", "name_en", "name_cy"}
    if missing := sorted(wanted - set(members.columns)):
        raise DefinitionError(
            N_("{file}: the columns {columns} are missing."),
            file=path.name,
            columns=", ".join(missing),
        )
    names = members[["area_code", "name_en", "name_cy"]]
    if unnamed := sorted(members.loc[(names == "").any(axis=1), "member_code"]):
        raise DefinitionError(
            N_("{file}: fill in the code and both names in the rows of {members}."),
            file=path.name,
            members=", ".join(unnamed),
        )
    _check_once(path.name, members["member_code"], authorities)
    return members


def _built_areas(
    members: pd.DataFrame, authorities: Mapping[str, Area]
) -> dict[str, Area]:
    """Return the areas of a membership file; population is the sum of the members'."""
    built = {}
    for code, rows in members.groupby("area_code", sort=False):
        codes = tuple(rows["member_code"])
        label = Label(rows["name_en"].iloc[0], rows["name_cy"].iloc[0])
        residents = sum(authorities[member].population for member in codes)
        built[str(code)] = Area(str(code), label, residents, codes)
    return built


@cache
def load_authorities(data_dir: Path) -> pd.DataFrame:
    """Return the 22 local authorities and what is known of each.

    Index ``area_code``; ``name_en``, ``name_cy``, ``population`` (residents, Census
    2021), ``land_km2`` and the context columns of ``data/areas.csv``.
    """
    frame = pd.read_csv(data_dir / "areas.csv", dtype={"area_code": str})
    return frame.set_index("area_code")


def _authority_areas(data_dir: Path) -> dict[str, Area]:
    frame = load_authorities(data_dir)
    return {
        str(row.Index): Area(
            str(row.Index),
            Label(str(row.name_en), str(row.name_cy)),
            int(str(row.population)),
            (str(row.Index),),
        )
        for row in frame.itertuples()
    }


def _load_layer(path: Path, authorities: Mapping[str, Area]) -> Layer:
    file = read(LayerFile, read_toml(path), path.name)
    areas = authorities
    if file.built_from:
        members = _read_members(path.with_suffix(".csv"), authorities)
        areas = _built_areas(members, authorities)
    if len(areas) != file.expected_areas:
        raise DefinitionError(
            N_("{file}: {found} areas, but expected_areas is {expected}."),
            file=path.name,
            found=len(areas),
            expected=file.expected_areas,
        )
    return Layer(
        id=path.stem,
        label=file.label,
        plural=file.plural,
        order=file.order,
        coarseness=file.coarseness,
        shown_first=file.shown_first,
        source=Source(id=path.stem, label=file.label, **dict(file.source)),
        areas=areas,
        of_authority={m: area.code for area in areas.values() for m in area.members},
    )


@cache
def load_layers(boundaries_dir: Path, data_dir: Path) -> dict[str, Layer]:
    """Return every layer that ``boundaries/`` defines, local authorities first.

    Raises
    ------
    DefinitionError
        If a definition is incomplete, an authority is missing from or twice in a
        membership file or the polygons, or the number of areas is not the expected one.
    """
    authorities = _authority_areas(data_dir)
    # The authorities first: a fault in their own file is then not blamed on another.
    paths = sorted(
        boundaries_dir.glob("*.toml"), key=lambda x: (x.stem != BASE_LAYER, x.name)
    )
    layers = [_load_layer(path, authorities) for path in paths]
    drawn = load_authority_polygons(boundaries_dir).index.to_series()
    _check_once(f"{BASE_LAYER}.geojson", drawn, authorities)
    return {layer.id: layer for layer in sorted(layers, key=lambda x: (x.order, x.id))}


def find_layer(layers: Mapping[str, Layer], layer_id: str) -> Layer:
    """Return a layer by its id.

    Raises
    ------
    UnknownAreaError
        If there is none; the message lists those there are.
    """
    if layer_id not in layers:
        raise UnknownAreaError(
            N_("{layer}: there is no such layer. Choose one of: {layers}."),
            layer=layer_id,
            layers=", ".join(layers),
        )
    return layers[layer_id]


def first_layer(layers: Mapping[str, Layer]) -> Layer:
    """Return the layer that is shown where none was chosen yet."""
    return next((x for x in layers.values() if x.shown_first), layers[BASE_LAYER])


@cache
def load_authority_polygons(boundaries_dir: Path) -> gpd.GeoDataFrame:
    """Return the authorities' polygons: index ``area_code``; EPSG:27700 (metres).

    Super-generalised and clipped to the coast: a point on the shore may lie up to
    160 m outside.
    """
    frame = gpd.read_file(boundaries_dir / f"{BASE_LAYER}.geojson")
    return frame.set_index("area_code").sort_index().to_crs(METRES)


def layer_polygons(
    layer: Layer, authority_polygons: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return the layer's polygons, dissolved from the authorities'.

    Index ``area_code``, sorted, unique; geometry in EPSG:27700 (metres).
    """
    require_crs(authority_polygons, METRES, "authority_polygons")
    codes = authority_polygons.index.map(layer.of_authority)
    dissolved = authority_polygons[["geometry"]].dissolve(by=codes.rename("area_code"))
    return dissolved.sort_index()


def areas_of(
    layers: Mapping[str, Layer], authority: str | None
) -> dict[str, str | None]:
    """Return the area in every layer for an authority's code; all None for None.

    Examples
    --------
    >>> areas_of({}, "W06000008")
    {}
    """
    return {
        layer.id: layer.of_authority.get(authority) if authority else None
        for layer in layers.values()
    }
