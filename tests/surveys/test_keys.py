"""The keys of closed waves go by themselves while a server runs, but not in a trial."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from copro_map.base.today import current_day
from copro_map.frame.app import health
from copro_map.surveys import keys
from copro_map.surveys.keys import forget_hourly
from copro_map.surveys.waves import WaveChange, open_wave
from tests.samples import query

TODAY = current_day()


class HourIsOverError(Exception):
    """Instead of waiting for it."""


async def an_hour(_seconds: float) -> None:
    raise HourIsOverError


def one_hour(settings, monkeypatch) -> None:
    monkeypatch.setattr(keys.asyncio, "sleep", an_hour)
    with suppress(HourIsOverError):
        asyncio.run(forget_hourly(settings))


@pytest.fixture
def closed(network):
    """A wave that was open for a month, and has closed today."""
    days = (f"{TODAY - timedelta(30)}", f"{TODAY + timedelta(9)}")
    change = WaveChange("members", "2027", {}, "steward", *days)
    open_wave(network, change, TODAY - timedelta(40))
    open_wave(network, replace(change, name="open"), TODAY - timedelta(40))
    longer = replace(change, closes_on=f"{TODAY}")
    open_wave(network, longer, TODAY - timedelta(1))
    return network


def kept(settings) -> list[str]:
    rows = query(settings.database, "SELECT wave FROM wave_key ORDER BY wave")
    return [wave for (wave,) in rows]


def test_a_server_destroys_the_keys_of_waves_that_have_closed(closed, monkeypatch):
    assert kept(closed) == ["2027", "open"]
    one_hour(closed, monkeypatch)
    assert kept(closed) == ["open"]


def test_a_trial_on_another_day_destroys_nothing(closed, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2090-01-01")
    one_hour(closed, monkeypatch)
    assert kept(closed) == ["2027", "open"]


def test_without_a_database_it_goes_on(settings, monkeypatch):
    one_hour(settings, monkeypatch)
    assert not settings.database.exists()


def test_what_a_monitor_is_told_does_not_count_replies(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    assert b"revision" not in health(None).body
