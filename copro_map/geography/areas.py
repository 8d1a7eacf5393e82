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
from typing import Annotated, Literal

import geopandas as gpd
import pandas as pd

from copro_map.base.definitions import Provenance, Source
from copro_map.base.errors import CrsError, DefinitionError, UnknownAreaError
from copro_map.base.i18n import N_, Label
from copro_map.base.models import NO_FILE, Definition, Text, read, read_toml, whole
from copro_map.base.names import ALL_WALES as ALL_WALES
from copro_map.base.names import BASE_LAYER as BASE_LAYER

ALL_WALES_LABEL = Label("All Wales", "Cymru gyfan")
METRES, DEGREES = 27700, 4326  # EPSG codes
MOST = 99  # layers, and areas of one


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


class LayerFile(Definition):
    """What the file of a layer says.

    ``order`` is its place among the layers. ``coarseness`` is its place among those at
    which a low record may be shown, 1 the finest; a layer without one shows its own.
    One layer is ``shown_first``, where none was chosen yet.
    """

    label: Text
    plural: Text
    order: Annotated[int, whole(1, MOST)] = MOST
    coarseness: Annotated[int, whole(1, MOST)] | None = None
    shown_first: bool = False
    built_from: Literal["", "local_authority"] = ""
    expected_areas: Annotated[int, whole(1, MOST)]
    source: Provenance


class Layer(LayerFile):
    """A boundary layer: a set of areas that tile Wales without overlapping.

    What its file says; ``areas`` maps each code to its area, ``of_authority`` each
    authority's code to the area that holds it.
    """

    id: str
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
    wanted = ["member_code", "area_code", "name_en", "name_cy"]
    if missing := sorted(set(wanted) - set(members.columns)):
        raise DefinitionError(
            N_("{file}: the columns {columns} are missing."),
            file=path.name,
            columns=", ".join(missing),
        )
    empty = (members[wanted[1:]] == "").any(axis=1)
    if unnamed := sorted(members.loc[empty, "member_code"]):
        raise DefinitionError(
            N_("{file}: fill in the code and both names in the rows of {members}."),
            file=path.name,
            members=", ".join(unnamed),
        )
    _check_once(path.name, members["member_code"], authorities)
    return members


def _built_areas(path: Path, authorities: Mapping[str, Area]) -> dict[str, Area]:
    """Return the areas of a membership file; population is the sum of the members'."""
    built = {}
    for code, rows in _read_members(path, authorities).groupby("area_code", sort=False):
        codes = tuple(rows["member_code"])
        built[str(code)] = Area(
            str(code),
            Label(rows["name_en"].iloc[0], rows["name_cy"].iloc[0]),
            sum(authorities[member].population for member in codes),
            codes,
        )
    return built


@cache
def load_authorities(data_dir: Path) -> pd.DataFrame:
    """Return the 22 local authorities and what is known of each.

    Index ``area_code``; ``name_en``, ``name_cy``, ``population`` (residents, Census
    2021), ``land_km2`` and the context columns of ``data/areas.csv``.
    """
    return pd.read_csv(data_dir / "areas.csv", index_col="area_code")


def _load_layer(path: Path, authorities: Mapping[str, Area]) -> Layer:
    file = read(LayerFile, read_toml(path), path.name)
    members = path.with_suffix(".csv")
    areas = _built_areas(members, authorities) if file.built_from else authorities
    if len(areas) != file.expected_areas:
        raise DefinitionError(
            N_("{file}: {found} areas, but expected_areas is {expected}."),
            file=path.name,
            found=len(areas),
            expected=file.expected_areas,
        )
    source = Source(id=path.stem, label=file.label, **dict(file.source))
    return Layer.model_construct(
        **dict(file) | {"source": source},
        id=path.stem,
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
    known = load_authorities(data_dir)[["name_en", "name_cy", "population"]]
    authorities = {
        code: Area(code, Label(english, welsh), residents, (code,))
        for code, english, welsh, residents in known.itertuples()
    }
    # The authorities first: a fault in their own file is then not blamed on another.
    layers = [
        _load_layer(path, authorities)
        for path in sorted(
            boundaries_dir.glob("*.toml"), key=lambda x: (x.stem != BASE_LAYER, x.name)
        )
    ]
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
    path = boundaries_dir / f"{BASE_LAYER}.geojson"
    return gpd.read_file(path).set_index("area_code").sort_index().to_crs(METRES)


def layer_polygons(
    layer: Layer, authority_polygons: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return the layer's polygons, dissolved from the authorities'.

    Index ``area_code``, sorted, unique; geometry in EPSG:27700 (metres).
    """
    require_crs(authority_polygons, METRES, "authority_polygons")
    codes = authority_polygons.index.map(layer.of_authority)
    return authority_polygons[["geometry"]].dissolve(by=codes.rename("area_code"))


def areas_of(
    layers: Mapping[str, Layer], authority: str | None
) -> dict[str, str | None]:
    """Return the area in every layer for an authority's code; all None for None.

    Examples
    --------
    >>> areas_of({}, "W06000008")
    {}
    """
    return {x.id: x.of_authority.get(authority or "") for x in layers.values()}
