"""Replies come before totals that were entered; a part is not the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from copro_map.base.store.connection import writing
from copro_map.indicators.progress import progress
from copro_map.indicators.store.progress import add_observations
from tests.indicators.progress_samples import SHARE
from tests.indicators.surveyed import AFTER, hold

DAY = date(2027, 6, 1)
WHOLE = replace(SHARE, breakdown="{}")


def enter(settings, *rows) -> None:
    with writing(settings.database) as database:
        add_observations(database, rows, percents={"1.2", "2.2"})


def test_the_replies_of_a_day_are_the_figure_not_the_totals(network):
    hold(network, replace(AFTER, roles={"citizen": (20, 42), "provider": (9, 31)}))
    (wave,) = progress(network, DAY).people.figures["1.2"]
    same_day = wave.period_end.isoformat()
    enter(network, replace(WHOLE, indicator="1.2", period_end=same_day))
    assert progress(network, DAY).people.figures["1.2"] == [wave]
    assert wave.source == "replies"


def test_what_part_of_those_asked_said_is_not_the_figure(network):
    part = replace(SHARE, numerator=1, denominator=63, value=1.6)
    enter(network, WHOLE, part)
    (one,) = progress(network, DAY).people.figures["2.2"]
    assert (one.numerator, one.denominator, one.source) == (24, 60, "observation")
