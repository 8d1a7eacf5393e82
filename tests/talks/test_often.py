"""How often somebody may write: by the minute, to one entry an hour, by the day."""

from __future__ import annotations

import pytest

from copro_map.people import limits
from copro_map.people.limits import TooOftenError
from copro_map.talks import often


@pytest.fixture
def quick(monkeypatch):
    """No limit by the minute, so that an hour and a day are had without a clock."""
    limits._limiter.cache_clear()
    monkeypatch.setattr(often, "A_MINUTE", "1000 per minute")


@pytest.mark.parametrize(
    "same", [("a@example.org", "{n}"), ("{n}", "192.0.2.1")], ids=["address", "client"]
)
def test_the_fourth_within_a_minute_is_refused(same):
    limits._limiter.cache_clear()
    for n in range(3):
        often.check_often(*(x.format(n=n) for x in same), f"entry {n}")
    with pytest.raises(TooOftenError, match="Wait a minute"):
        often.check_often(*(x.format(n=4) for x in same), "entry 4")
    often.check_often("other@example.org", "192.0.2.2", "entry")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "same", [("a@example.org", "{n}"), ("{n}", "192.0.2.1")], ids=["address", "client"]
)
def test_the_sixth_to_one_entry_within_an_hour_is_refused(same):
    for n in range(5):
        often.check_often(*(x.format(n=n) for x in same), "entry")
    with pytest.raises(TooOftenError, match="in an hour"):
        often.check_often(*(x.format(n=5) for x in same), "entry")
    often.check_often(*(x.format(n=5) for x in same), "another")
    often.check_often("other@example.org", "192.0.2.2", "entry")


@pytest.mark.usefixtures("quick")
def test_the_twenty_first_of_an_address_within_a_day_is_refused():
    for n in range(20):
        often.check_often("a@example.org", str(n), f"entry {n}")
    with pytest.raises(TooOftenError, match="tomorrow"):
        often.check_often("a@example.org", "x", "entry x")
    often.check_often("b@example.org", "x", "entry x")
