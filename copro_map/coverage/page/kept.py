"""Coverage kept between runs, by the question, the revision of the data and the day."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from copro_map.assets.face import plain
from copro_map.assets.page import kept
from copro_map.base.config import Settings
from copro_map.coverage import gaps, reaching, words
from copro_map.coverage.gaps import Ask, Coverage
from copro_map.coverage.rules.where_next import Plan
from copro_map.coverage.words import Said
from copro_map.frame import cache
from copro_map.geography.rules.reach import usable_points

Points = pd.DataFrame


def _anywhere(ask: Ask) -> Ask:
    """Return the question without its layer: points and people do not depend on it."""
    return replace(ask, layer=Ask().layer)


@cache.kept(32, "data", "day")
def coverage(where: Settings, ask: Ask) -> Coverage:
    """Return the coverage of a layer."""
    return gaps.cover(where, ask, kept.assets())


@cache.kept(16, "data", "day")
def _points(where: Settings, ask: Ask) -> Points:  # noqa: ARG001 - a key
    return usable_points(gaps.chosen(plain(kept.assets()), ask))


def points(ask: Ask) -> Points:
    """Return the entries asked of that have a point of their own."""
    return _points(_anywhere(ask))


@cache.kept(32, "data", "day", "language")
def _best(where: Settings, ask: Ask) -> pd.DataFrame:
    of_authority = cache.layers()[ask.layer].of_authority
    return reaching.best_places(where, points(ask), gaps.KM, of_authority)


def said(ask: Ask) -> dict[str, dict[str, Said]]:
    """Return what every layer of gaps says of each area, in the current language."""
    found = coverage(ask)
    return words.gaps_in_words(found, _best(ask), cache.layers(), cache.definitions())


@cache.kept(16, "data", "day")
def _plan(where: Settings, ask: Ask, km: int) -> Plan:
    return reaching.next_places(where, points(ask), km)


def plan(ask: Ask, km: int) -> Plan:
    """Return where new entries would reach most people in Wales."""
    return _plan(_anywhere(ask), km)


@cache.kept(16, "data", "day")
def _squares(where: Settings, ask: Ask, km: int) -> pd.DataFrame:
    return reaching.squares(where, points(ask), km)


def squares(ask: Ask, km: int) -> pd.DataFrame:
    """Return the squares of 5 km in which people live beyond the radius."""
    return _squares(_anywhere(ask), km)
