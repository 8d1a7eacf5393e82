"""Whatever is public of a small base, taken together, tells nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copro_map.base.store.connection import writing
from copro_map.indicators.charts.bullets import bullets_html
from copro_map.indicators.definitions import load_indicators
from copro_map.indicators.progress import progress
from copro_map.indicators.store.progress import add_observations
from tests.indicators.progress_samples import SHARE
from tests.surveys.survey_samples import WAVE, answer, invite, reply

pytestmark = pytest.mark.usefixtures("years_later")

DAY = date(2027, 6, 1)
SMALL = 7


@pytest.fixture
def hidden(settings):
    """Seven replied to 3.3; for 4.3 totals of seven were entered."""
    invite(settings, WAVE)
    said = [{"valued": ("fully",)}] * 4 + [{"valued": ("no",)}] * (SMALL - 4)
    answer(settings, *(reply(n, answers=one) for n, one in enumerate(said)))
    entered = replace(
        SHARE, indicator="4.3", numerator=4, denominator=SMALL, value=57.1, n=SMALL,
        entered_on="2027-03-31", breakdown="{}",
    )  # fmt: skip
    with writing(settings.database) as database:
        add_observations(database, [entered], percents={"4.3"})
    return settings


@pytest.mark.parametrize("code", ["3.3", "4.3"])
def test_no_chart_and_no_table_says_how_few_they_were(hidden, code):
    drawn = progress(hidden, DAY).bullets()
    (one,) = (x for x in drawn if x.code == code)
    assert one.n is None
    assert one.value is None
    base = load_indicators(hidden.data_dir)[code].base.text()
    told = f"{one.base_words}{bullets_html([one])}"
    assert f"{base[:1].upper()}{base[1:]}: {SMALL}" not in told
    assert f": {SMALL}" not in bullets_html([one])
