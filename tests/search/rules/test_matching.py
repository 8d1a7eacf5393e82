"""Matching against a plain-Python version, from the tables and files themselves."""

from __future__ import annotations

import csv
import json
import math
import random
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import groupby

import pandas as pd
import pytest
from pyproj import Transformer
from shapely import Point, transform
from shapely.geometry import shape

from copro_map.assets.rules.ending import last_day
from copro_map.assets.rules.opening import Opening, is_open, open_now
from copro_map.base.definitions import load_definitions
from copro_map.search.rules.counts import tally
from copro_map.search.rules.matching import match
from copro_map.search.rules.query import FACETS, SORTS, Query
from copro_map.search.search import all_assets, look_up, query_choices
from tests.conftest import PROJECT
from tests.examples import times
from tests.samples import change, query, remember

TODAY = date(2026, 11, 21)
ALL_WALES = "W92000004"
CLOSEST_FIRST = ["near", "based", "based_in", "somewhere", "serves", "all_wales"]
GROUPS = ["", "near", "yours", "neighbours", "all_wales"]
TO_METRES = Transformer.from_crs(4326, 27700, always_xy=True)
ENTRIES = """
SELECT id, kind, practitioner_type, sector,
    CASE WHEN verification = 'confirmed' AND verified_on < '2025-11-21' THEN 'stale'
        ELSE verification END, coalesce(verified_on, ''), source_date, opens_on,
    coalesce(closes_on, ''), paused_until, end_year, name_en,
    name_cy || description_cy, longitude, latitude, precision,
    exchange_category, way, spoken
FROM asset LEFT JOIN location ON asset_id = id
"""
NAMES = (
    "id kinds types sectors checked verified source_date opens closes paused last en "
    "cy x y precision categories ways spoken"
)


# The word that suits each of the others too.
SUITS = {"ways": ("either", "in_person", "remote"), "spoken": ("both", "cy", "en")}


def polygons():
    text = (PROJECT.boundaries_dir / "local_authority.geojson").read_text("utf-8")
    return {
        one["properties"]["area_code"]: transform(
            shape(one["geometry"]), TO_METRES.transform, interleaved=False
        )
        for one in json.loads(text)["features"]
    }


POLYGONS = polygons()


def plain(name):
    letters = unicodedata.normalize("NFKD", name).casefold()
    return re.sub("[^a-z]", "", letters)


def towns():
    """Settlements whose name no other has: (name, longitude, latitude, authority)."""
    rows = []
    for name in ("places.csv", "villages.csv"):
        with (PROJECT.data_dir / name).open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    spellings = [
        {plain(s) for s in (r["name_en"], r["name_cy"], *r["aliases"].split(";"))}
        for r in rows
    ]
    times = Counter(s for one in spellings for s in one)
    alone = [
        (r["name_cy"], float(r["longitude"]), float(r["latitude"]), r["authority"])
        for r in rows
        if times[plain(r["name_cy"])] == 1 and r["name_cy"].isalpha()
    ]
    return alone, set(times)


TOWNS, TOWN_NAMES = towns()


LISTS = {
    "themes": "SELECT asset_id, theme FROM asset_theme",
    "stages": "SELECT asset_id, stage FROM asset_stage",
    "served": "SELECT asset_id, area_code FROM asset_served",
}
BASES = "SELECT asset_id, area_code FROM asset_area WHERE layer = 'local_authority'"


def entries_of(settings, order):
    """Every entry as a plain dictionary, straight from the tables."""
    found = {}
    for row in query(settings.database, ENTRIES):
        one = dict(zip(NAMES.split(), row, strict=True))
        words = {"cy": one["cy"], "en": one["en"]}
        one["languages"] = {code for code, text in words.items() if text}
        one |= {"themes": set(), "stages": set(), "served": set(), "base": ""}
        if one["x"] is not None:
            one["east"], one["north"] = TO_METRES.transform(one["x"], one["y"])
        if one["checked"] == "confirmed" and one["verified"] < "2025-11-21":
            one["checked"] = "stale"
        found[one["id"]] = one
    for field, sql in LISTS.items():
        for asset_id, value in query(settings.database, sql):
            found[asset_id][field].add(value)
    for asset_id, code in query(settings.database, BASES):
        found[asset_id]["base"] = code
    return [found[asset_id] for asset_id in order]


VARIETY = """
UPDATE asset SET verification = 'confirmed',
    verified_on = '2026-0' || (1 + rowid % 9) || '-11' WHERE rowid % 3 = 0;
UPDATE asset SET verified_on = '2025-11-2' || (rowid % 4)
    WHERE verification = 'confirmed' AND rowid % 10 = 0;
UPDATE asset SET opens_on = '2026-11-2' || (rowid % 4) WHERE rowid % 5 = 0;
UPDATE asset SET paused_until = '2026-11-' || (18 + rowid % 5) WHERE rowid % 8 = 0;
UPDATE asset SET verification = 'stale', verified_on = '2024-05-01'
    WHERE rowid % 5 = 1;
UPDATE asset SET closes_on = '2026-11-20' WHERE rowid % 2 = 0;
UPDATE asset SET closes_on = '2026-11-21' WHERE rowid % 7 = 1;
UPDATE asset SET end_year = 2024 + rowid % 4 WHERE rowid % 6 = 5;
UPDATE asset SET practitioner_type = 'team' WHERE kind = 'practitioner' AND rowid % 4;
UPDATE asset
    SET way = trim(substr('either   remote   in_person', 1 + 9 * (rowid % 3), 9)),
    spoken = trim(substr('both cy   en   ', 1 + 5 * (rowid % 3), 5)) WHERE rowid % 4;
UPDATE location SET precision = 'venue', longitude = longitude + rowid / 9e3
    WHERE rowid % 2;
DELETE FROM location WHERE rowid % 11 = 2;
INSERT OR IGNORE INTO asset_served
    SELECT id, 'W11000023' FROM asset WHERE rowid % 13 = 4;
INSERT OR IGNORE INTO asset_served
    SELECT id, 'W92000004' FROM asset WHERE rowid % 17 = 4
"""


def vary(settings):
    """Give the real entries what none of them has yet: checks, dates, exact places."""
    for sql in VARIETY.split(";"):
        change(settings.database, sql)
    remember(settings.database)
    return settings


NEXT_TO = {
    one: {
        other
        for other in POLYGONS
        if other != one
        and POLYGONS[one].boundary.intersection(POLYGONS[other].boundary).length > 100
    }
    for one in POLYGONS
}


@cache
def homes():
    """Every residential postcode of each authority, as two columns of metres."""
    found = pd.read_parquet(PROJECT.data_dir / "postcodes.parquet")
    found = found[found["residential"]]
    by_authority = found.groupby(found["authority"].astype(str))
    columns = ["easting_m", "northing_m"]
    return {code: rows[columns].to_numpy(float) for code, rows in by_authority}


@cache
def most_live_within(authority, x, y, km):
    rows = homes()[authority]
    within = ((rows - (x, y)) ** 2).sum(axis=1) <= (km * 1000) ** 2
    return within.sum() * 2 >= len(rows)


def point_reason(one, place, km):
    x, y, authority = place
    is_vague = one["x"] is None or one["precision"] == "area"
    if not is_vague:
        distance = math.hypot(one["east"] - x, one["north"] - y) / 1000
        if distance <= km:
            return ("near", "near", "", round(distance, 1))
    elif one["base"] and most_live_within(one["base"], x, y, km):
        return ("near", "somewhere", one["base"], None)
    if one["base"] == authority:
        return ("yours", "somewhere" if is_vague else "based_in", authority, None)
    return ("yours", "serves", authority, None) if authority in one["serves"] else None


def place_reason(one, place, km, members):
    """How an entry stands to a place: its group, then the reason as elsewhere."""
    if isinstance(place, str):
        yours = members[place]
        here = area_reason(one, [place], members)
        here = here and ("yours", *here)
    else:
        yours = {place[2]}
        here = point_reason(one, place, km)
    if here:
        return here
    around = set().union(*(NEXT_TO[code] for code in yours)) - yours
    if one["base"] in around:
        return ("neighbours", "based_in", one["base"], None)
    if served := sorted(one["serves"] & around):
        return ("neighbours", "serves", served[0], None)
    if ALL_WALES in one["served"]:
        return ("all_wales", "all_wales", ALL_WALES, None)
    return None


def area_reason(one, codes, members):
    for code in codes:
        if one["base"] in members[code]:
            return ("based", code, None)
    for code in codes:
        if one["serves"] & members[code]:
            return ("serves", code, None)
    return None


def why(one, asked, place, members):
    """Why an entry answers, its group first: "no" if it does not, None if anywhere."""
    one["serves"] = {m for c in one["served"] for m in members.get(c, ())}
    in_areas = None
    if asked.areas:
        in_areas = area_reason(one, asked.areas, members)
        if ALL_WALES in one["served"]:
            in_areas = in_areas or ("all_wales", ALL_WALES, None)
        if in_areas is None:
            return "no"
    if place:
        return place_reason(one, place, asked.km, members) or "no"
    return in_areas and ("", *in_areas)


def has_gone(one):
    if one["closes"] and date.fromisoformat(one["closes"]) < TODAY:
        return True
    return bool(one["last"]) and one["last"] < TODAY.year


def has(one, name):
    """What an entry has of a facet: what suits either has both."""
    value = one[name]
    if name in SUITS and value == SUITS[name][0]:
        return {*SUITS[name]}
    return value if isinstance(value, set) else {value}


def answers_facets(one, asked):
    if asked.box:
        west, south, east, north = asked.box
        if one["x"] is None or not (west <= one["x"] <= east):
            return False
        if not (south <= one["y"] <= north):
            return False
    if asked.open_only:
        is_now = one["kinds"] in ("offer", "request")
        is_now = is_now and one["checked"] == "confirmed"
        is_now = is_now and one["opens"] <= TODAY.isoformat()
        is_now = is_now and one["paused"] < TODAY.isoformat()
        if not is_now or (one["closes"] and one["closes"] < TODAY.isoformat()):
            return False
    wanted = {name: set(getattr(asked, name)) for name in FACETS}
    return all(has(one, name) & wanted[name] for name in FACETS if wanted[name])


def slow(entries, asked, place, members, text_ids):
    """The rule, one entry at a time: [(id, reason)] in order."""
    found = []
    for one in entries:
        reason = why(one, asked, place, members)
        is_left_out = has_gone(one) and not asked.ended
        if reason == "no" or is_left_out or not answers_facets(one, asked):
            continue
        if text_ids is not None and one["id"] not in text_ids:
            continue
        distance = math.inf
        measured = one["x"] is not None and one["precision"] != "area"
        if measured and place and not isinstance(place, str):
            x, y, _ = place
            distance = math.hypot(one["east"] - x, one["north"] - y)
        rank = CLOSEST_FIRST.index(reason[1]) if reason else 0
        fresh = one["verified"] or one["source_date"]
        old = one["checked"] == "stale"
        found.append((one["id"], reason, rank, distance, fresh, old))
    if asked.sort in ("best", "newest"):
        found.sort(key=lambda f: f[4], reverse=True)
    if asked.sort == "best":
        found.sort(key=lambda f: (f[5], f[2], f[3]))
    if asked.sort == "nearest":
        found.sort(key=lambda f: (f[3], f[2]))
    found.sort(key=lambda f: GROUPS.index(f[1][0]) if f[1] else 0)
    return [(f[0], f[1]) for f in found]


def random_place(rng, way, layers):
    """A place as it is typed; what it means: a point and its authority, or a code."""
    name, longitude, latitude, authority = rng.choice(TOWNS)
    if way.startswith("area"):  # one of a single authority is asked as that authority
        areas = [a for x in layers.values() for a in x.areas.values()]
        area = rng.choice([a for a in areas if plain(a.label.cy) not in TOWN_NAMES])
        return area.label.cy, area.code if len(area.members) > 1 else area.members[0]
    if way == "town":
        return name, (*TO_METRES.transform(longitude, latitude), authority)
    if way == "point":
        longitude, latitude = round(longitude, 2), round(latitude, 2)
        x, y = TO_METRES.transform(longitude, latitude)
        inside = [c for c, p in POLYGONS.items() if p.contains(Point(x, y))]
        if inside:
            return f"{latitude}, {longitude}", (x, y, inside[0])
    return "", None


def random_query(rng, choices):
    def some(name):
        seldom = {"areas": 4, "categories": 20, "ways": 15, "spoken": 15}
        if rng.randrange(seldom.get(name, 6)):
            return ()
        most = min(3, len(choices[name]))
        return tuple(rng.sample(choices[name], rng.randint(1, most)))

    west, south = rng.uniform(-5.5, -3.2), rng.uniform(51.3, 53)
    box = (west, south, west + rng.uniform(0.2, 3), south + rng.uniform(0.2, 2))
    return Query(
        text=rng.choice(["", "", "", "", "community", "food", "Cardiff", "zzzz"]),
        as_typed=True,
        km=rng.randint(1, 100),
        layer=rng.choice(choices["layer"]),
        open_only=rng.random() < 0.07,
        ended=rng.random() < 0.4,
        box=box if rng.random() < 0.15 else None,
        sort=rng.choice(SORTS),
        **{name: some(name) for name in ("areas", *FACETS)},
    )


def geographic(one):
    return (one.group, one.reason, one.area_code, one.distance_km)


@pytest.mark.parametrize("data", ["real", "varied"])
@pytest.mark.parametrize("way", ["nowhere", "town", "point", "area", "area in areas"])
def test_queries_are_answered_as_one_by_one(network, layers, way, data):
    settings = vary(network) if data == "varied" else network
    rng = random.Random(f"{way} {data}")
    assets = all_assets(settings, TODAY)
    entries = entries_of(settings, list(assets.index))
    choices = query_choices(load_definitions(settings.data_dir), layers)
    members = {c: set(a.members) for x in layers.values() for c, a in x.areas.items()}
    sizes = []
    for _ in range(times(20)):
        near, place = random_place(rng, way, layers)
        question = replace(random_query(rng, choices), near=near)
        if way == "area":
            question = question.without("areas")
        if way == "area in areas":
            areas = tuple(rng.sample(choices["areas"], 3))
            question = replace(question, areas=areas)
        asked, _ = look_up(settings, question)
        text_ids = None if asked.text is None else set(asked.text)
        answer = match(assets, question, asked, today=TODAY)
        hits = answer.rows()
        found = [
            (i, next((geographic(w) for w in why if w.reason != "text"), None))
            for i, why in hits["why"].items()
        ]
        expected = slow(entries, question, place, members, text_ids)
        if question.text and question.sort == "best":  # the score decides the order
            found, expected = sorted(found), sorted(expected)
        assert found == expected, question
        assert sum(tally(hits)) == len(expected)
        runs = groupby(reason[0] for _, reason in found if reason and reason[0])
        counted = [(name, len(list(run))) for name, run in runs]
        groups = answer.groups
        if not (question.text and question.sort == "best"):
            assert [(one.name, one.count) for one in groups] == counted
        everything = replace(question, ended=True)
        every = len(slow(entries, everything, place, members, text_ids))
        assert answer.ended == every - len(expected)
        sizes.append(len(expected))
    assert len(set(sizes)) > 5  # the queries are truly different
    assert sum(size > 0 for size in sizes) > len(sizes) / 3


def days(*around):
    """Days as they are written, so many days from today; none where it is None."""
    return ["" if n is None else (TODAY + timedelta(n)).isoformat() for n in around]


@pytest.mark.parametrize("kind", ["practitioner", "project", "offer", "request"])
@pytest.mark.parametrize("state", ["unverified", "confirmed", "stale"])
@pytest.mark.parametrize("closes", days(None, -1, 0, 1))
@pytest.mark.parametrize("opens", days(None, -1, 0, 1))
@pytest.mark.parametrize("paused", days(None, -1, 0, 1))
def test_only_what_was_confirmed_lately_is_open_and_not_while_paused(
    kind, state, closes, opens, paused
):
    expected = (
        kind in ("offer", "request")
        and state == "confirmed"
        and closes in days(None, 0, 1)
        and opens in days(None, -1, 0)
        and paused in days(None, -1)
    )
    one = Opening(kind, state, opens, last_day(None, closes), paused)
    assert is_open(one, TODAY) is expected
    assert open_now(pd.DataFrame([one, one]), TODAY).tolist() == [expected] * 2
