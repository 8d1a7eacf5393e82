"""The keys of waves that have closed are destroyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from copro_map.base.today import current_day
from copro_map.frame.app import health
from copro_map.surveys.keys import forget_closed
from copro_map.surveys.rules.changing import WaveChange
from tests.samples import query
from tests.surveys.survey_samples import open_wave

TODAY = current_day()


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


def test_the_keys_of_waves_that_have_closed_are_destroyed_once(closed):
    assert kept(closed) == ["2027", "open"]
    assert forget_closed(closed, TODAY)
    assert kept(closed) == ["open"]
    assert not forget_closed(closed, TODAY)


def test_what_a_monitor_is_told_does_not_count_replies(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    assert b"revision" not in health(None).body
