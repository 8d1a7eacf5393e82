"""Entries with the columns that matching needs, and as they stand on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.freshness import verification_on
from copro_map.base.names import ALL_WALES
from copro_map.geography.areas import BASE_LAYER, Layer
from copro_map.geography.assign import to_points
from copro_map.search.rules.lasting import last_days

SHORT = (
    *("kind", "practitioner_type", "sector", "verification", "precision"),
    "exchange_category",
)
# The choices that a word answers: what suits either suits each.
WAYS = {"either": ("in_person", "remote", "either")}
SPOKEN = {"both": ("cy", "en", "both")}


def _answers(words: pd.Series, more: Mapping[str, tuple[str, ...]]) -> pd.Series:
    """Return the choices that each word answers; none if nothing is said."""
    of_each = {word: more.get(word, (word,) if word else ()) for word in set(words)}
    return words.map(of_each)


def prepared(assets: pd.DataFrame, layers: Mapping[str, Layer]) -> pd.DataFrame:
    """Return the entries with the columns that matching needs."""
    members = {c: a.members for x in layers.values() for c, a in x.areas.items()}
    reached = {
        codes: frozenset(m for c in codes for m in members.get(c, ()))
        for codes in set(assets["served"])
    }
    points = to_points(assets["longitude"], assets["latitude"])
    has_point = assets["longitude"].notna()
    checked = assets["verified_on"].where(
        assets["verified_on"] != "", assets["source_date"]
    )
    welsh = (assets["name_cy"] + assets["description_cy"]) != ""
    languages = 2 * welsh.astype(int) + (assets["name_en"] != "")
    authority = [x.get(BASE_LAYER, "") for x in assets["areas"]]
    alike, _ = pd.factorize(pd.Series(zip(authority, assets["served"], strict=True)))
    return assets.astype(dict.fromkeys(SHORT, "category")).assign(
        authority=pd.Categorical(authority),
        alike=alike,
        served_authorities=assets["served"].map(reached),
        serves_all_wales=[ALL_WALES in codes for codes in assets["served"]],
        easting_m=np.where(has_point, points.x, np.nan),
        northing_m=np.where(has_point, points.y, np.nan),
        newest=checked.rank(method="dense", ascending=False),
        languages=languages.map({0: (), 1: ("en",), 2: ("cy",), 3: ("cy", "en")}),
        ways=_answers(assets["way"], WAYS),
        spoken_in=_answers(assets["spoken"], SPOKEN),
        ends=last_days(assets),
    )


def of_the_day(
    assets: pd.DataFrame, settings: Settings, today: date
) -> dict[str, pd.Series]:
    """Return how far entries are checked on a day, and the month of the last word."""
    said = pd.Series(
        zip(assets["verification"], assets["verified_on"], strict=True), assets.index
    )
    months = settings.stale_months
    now = {(a, b): verification_on(a, b, today, months) for a, b in set(said)}
    checked = said.map(now).astype(object)
    month = assets["verified_on"].str[:7].where(checked != "unverified", "")
    return {"verification": checked, "verified_month": month}
