"""Layers of areas: read from ``boundaries/``, or dissolved from the authorities.

A layer is two files: ``<layer>.toml`` and either ``<layer>.geojson`` (polygons) or
``<layer>.csv`` (members: which authority belongs to which area). Both give the same
frames, so nothing else can tell them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from copro_map.definitions import Source, read_label, read_source, read_toml
from copro_map.errors import CrsError, DefinitionError, UnknownAreaError
from copro_map.i18n import Label, N_

BASE_LAYER = "local_authority"
ALL_WALES = "W92000004"
ALL_WALES_LABEL = Label("All Wales", "Cymru gyfan")
METRES = 27700
DEGREES = 4326


@dataclass(frozen=True)
class Layer:
    """A boundary layer: a set of areas that tile Wales without overlapping.

    ``areas`` is indexed by ``area_code`` (unique) with ``name_en``, ``name_cy``,
    ``population`` (Census 2021 usual residents) and ``members`` (authority codes).
    ``of_authority`` maps each authority's code to the area that holds it.
    """

    id: str
    label: Label
    plural: Label
    order: int
    source: Source
    areas: pd.DataFrame
    of_authority: Mapping[str, str]

    def area_label(self, area_code: str) -> Label:
        """Return an area's names.

        Raises
        ------
        UnknownAreaError
            If the layer has no such area; the message names both.
        """
        if area_code not in self.areas.index:
            raise UnknownAreaError(
                N_("{area_code}: the layer {layer} has no such area. Choose another."),
                area_code=area_code,
                layer=self.id,
            )
        row = self.areas.loc[area_code]
        return Label(row["name_en"], row["name_cy"])


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
    >>> require_crs(gpd.GeoSeries([shapely.Point(0, 0)], crs=27700), 27700, "points")
    """
    if frame.crs is None or frame.crs.to_epsg() != epsg:
        found = frame.crs.to_string() if frame.crs else "none"
        raise CrsError(
            N_("{name}: expected EPSG:{epsg}, found {found}. Call .to_crs({epsg})."),
            name=name,
            epsg=epsg,
            found=found,
        )


def _read_members(path: Path, authorities: pd.DataFrame) -> pd.DataFrame:
    """Return the membership file: one row an authority, each exactly once."""
    members = pd.read_csv(path, dtype=str, keep_default_na=False)
    wanted = {"member_code", "area_code", "name_en", "name_cy"}
    if missing := sorted(wanted - set(members.columns)):
        raise DefinitionError(
            N_("{file}: the columns {columns} are missing."),
            file=path.name,
            columns=", ".join(missing),
        )
    counts = members["member_code"].value_counts()
    strange = sorted(set(counts.index) - set(authorities.index))
    lost = sorted(set(authorities.index) - set(counts.index))
    twice = sorted(counts[counts > 1].index)
    if strange or lost or twice:
        raise DefinitionError(
            N_(
                "{file}: every local authority must stand in it exactly once. "
                "Missing: {lost}. Twice: {twice}. Unknown: {strange}."
            ),
            file=path.name,
            lost=", ".join(lost) or "-",
            twice=", ".join(twice) or "-",
            strange=", ".join(strange) or "-",
        )
    return members


def _built_areas(members: pd.DataFrame, authorities: pd.DataFrame) -> pd.DataFrame:
    """Return one row an area, its population the sum of its members'."""
    joined = members.join(authorities["population"], on="member_code")
    groups = joined.groupby("area_code", sort=False)
    return pd.DataFrame(
        {
            "name_en": groups["name_en"].first(),
            "name_cy": groups["name_cy"].first(),
            "population": groups["population"].sum(),
            "members": groups["member_code"].agg(list),
        }
    )


@cache
def load_authorities(data_dir: Path) -> pd.DataFrame:
    """Return the 22 local authorities and what is known of each.

    Index ``area_code``; ``name_en``, ``name_cy``, ``population`` (residents, Census
    2021), ``land_km2`` and the context columns of ``data/areas.csv``.
    """
    frame = pd.read_csv(data_dir / "areas.csv", dtype={"area_code": str})
    return frame.set_index("area_code")


def _load_layer(path: Path, authorities: pd.DataFrame) -> Layer:
    entry = read_toml(path)
    where = path.name
    label = read_label(entry, "label", where)
    if "built_from" in entry:
        members = _read_members(path.with_suffix(".csv"), authorities)
        areas = _built_areas(members, authorities)
        of_authority = dict(
            zip(members["member_code"], members["area_code"], strict=True)
        )
    else:
        areas = authorities[["name_en", "name_cy", "population"]].copy()
        areas["members"] = [[code] for code in areas.index]
        of_authority = {code: code for code in areas.index}
    if len(areas) != entry.get("expected_areas"):
        raise DefinitionError(
            N_("{file}: {found} areas, but expected_areas is {expected}."),
            file=where,
            found=len(areas),
            expected=entry.get("expected_areas"),
        )
    return Layer(
        id=path.stem,
        label=label,
        plural=read_label(entry, "plural", where),
        order=int(entry.get("order", 99)),
        source=read_source(path.stem, {"label": entry["label"]} | entry["source"], where),
        areas=areas.rename_axis("area_code"),
        of_authority=of_authority,
    )


@cache
def load_layers(boundaries_dir: Path, data_dir: Path) -> dict[str, Layer]:
    """Return every layer that ``boundaries/`` defines, local authorities first.

    Raises
    ------
    DefinitionError
        If a definition is incomplete, an authority is missing from or twice in a
        membership file, or the number of areas is not the expected one.
    """
    authorities = load_authorities(data_dir)
    layers = [
        _load_layer(path, authorities) for path in sorted(boundaries_dir.glob("*.toml"))
    ]
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


@cache
def load_authority_polygons(boundaries_dir: Path) -> gpd.GeoDataFrame:
    """Return the authorities' polygons: index ``area_code``; EPSG:27700 (metres).

    Super-generalised and clipped to the coast: a point on the shore may lie up to
    160 m outside.
    """
    frame = gpd.read_file(boundaries_dir / f"{BASE_LAYER}.geojson")
    return frame.set_index("area_code").sort_index().to_crs(METRES)


def layer_polygons(layer: Layer, authority_polygons: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the layer's polygons, dissolved from the authorities'.

    Index ``area_code``, sorted, unique; geometry in EPSG:27700 (metres).
    """
    require_crs(authority_polygons, METRES, "authority_polygons")
    codes = authority_polygons.index.map(layer.of_authority)
    dissolved = authority_polygons[["geometry"]].dissolve(by=codes.rename("area_code"))
    return dissolved.sort_index()


def areas_of(layers: Mapping[str, Layer], authority: str | None) -> dict[str, str | None]:
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
