"""Calls and offers found on web pages: history, or not confirmed; never open."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest

from copro_map.assets.rules.opening import LIVE, open_now, openings, stands
from copro_map.base.config import load_settings
from copro_map.exchange.matching import match
from copro_map.search.search import all_assets

FILE = load_settings({}).data_dir / "network.csv"
KINDS = ("offer", "request")


def found_on_pages() -> dict[str, dict[str, str]]:
    """The rows of the network's own file that offer or ask for something, by id."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {x["id"]: x for x in csv.DictReader(file) if x["kind"] in KINDS}


def days() -> list[date]:
    """Days from before the first of them to years from now, with both ends of each."""
    told = {x.get("closes_on", "") for x in found_on_pages().values()}
    ends = [date.fromisoformat(day) for day in told if len(day) == len("2026-11-30")]
    around = [end + timedelta(n) for end in ends for n in (-1, 0, 1)]
    return sorted({date(2015, 1, 1), date(2026, 11, 30), date(2031, 1, 1), *around})


def test_there_are_such_entries():
    assert len(found_on_pages()) > 30


def test_what_was_found_on_a_page_is_never_open(network):
    rows = found_on_pages()
    assets = all_assets(network)
    both = assets[assets["kind"].isin(KINDS)]
    assert set(both.index) == set(rows)
    for day in days():
        assert not open_now(both, day).any(), day
        for id_, one in zip(both.index, openings(both), strict=True):
            word = stands(one, day)
            assert word not in LIVE, (id_, day)
            over = one.ends < day.isoformat()
            assert word == ("expired" if over else "unconfirmed"), (id_, day)


@pytest.mark.parametrize("day", [date(2020, 6, 1), date(2026, 11, 30)])
def test_nobody_is_brought_together_over_them(network, day):
    matched = match(network, all_assets(network, day), day)
    assert (matched.pairs, matched.unmet, matched.rings) == ((), (), ())
