"""Dates as people and tools write them: one reading for a column, days in Wales."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.i18n import language_in_force, long_date
from copro_map.surveys.file.dates import read_date, read_dates

DAY = date(2027, 3, 31)
WAVE = date(2027, 3, 1), date(2027, 3, 31)
DAYS = st.dates(date(2015, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-31",
        "2027-03-31 10:15",
        "2027-03-31T10:15:00",
        "2027-03-31T10:15:00.123Z",
        "2027-03-31 10:15:00+0100",
        "2027-03-31T00:30:00+01:00",
        "2027-03-30T23:30:00Z",
        "2027/03/31 10:15:00 am GMT+1",
        "2027/03/31 11:59:00 PM GMT+1",
        "2027/3/31",
        "31/03/2027",
        "31/3/27",
        "31/03/2027 10:15:00",
        "31-03-2027",
        "31.3.2027",
        "31.03.2027, 10:15",
        "31 March 2027",
        "31st March 2027",
        "31 Mar 2027 10:15",
        "March 31, 2027",
        "Mar 31, 2027 10:15 AM",
        "31 Mawrth 2027",
        "31 mawrth 2027",
        "46477",
        "46477.4270833333",
        " 31  March   2027 ",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize("text", ["3/31/2027", "3/31/2027 10:15:00 AM", "03-31-27"])
def test_month_first_is_another_reading(text):
    assert read_date(text) is None
    assert read_date(text, "month") == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31",
        "2027",
        "March 2027",
        "31/03",
        "31/02/2027",
        "2027-13-01",
        "0/0/2027",
        "31 Marzo 2027",
        "31/03-2027",
        "31/03/2027 25:00",
        "31/03/2027 10:15 tomorrow",
        "31/03/2027 and 1/4/2027",
        "٣١/٠٣/٢٠٢٧",
        "=TODAY()",
        "9999-12-31T23:30:00-12:00",
        "2027-03-31T10:15:00+99:00",
    ],
)
def test_what_is_no_day_is_none(text):
    assert read_date(text) is None
    assert read_date(text, "month") is None


@given(DAYS)
def test_every_way_to_write_a_day_gives_that_day(day):
    ways = [f"{day}", f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}"]
    for language in ("en", "cy"):
        with language_in_force(language):
            ways.append(long_date(day))
    assert {read_date(way) for way in ways} == {day}
    assert read_date(f"{day:%m/%d/%Y}", "month") == day
    assert read_date(str((day - date(1899, 12, 30)).days)) == day


@given(st.text(max_size=40))
def test_no_text_is_an_error(text):
    for reading in ("day", "month"):
        found = read_date(text, reading)
        assert found is None or isinstance(found, date)


@given(st.lists(st.dates(*WAVE), min_size=1), st.booleans())
def test_days_of_the_wave_come_back_or_both_readings_fit(days, month_first):
    style = "%m/%d/%Y" if month_first else "%d/%m/%Y"
    cells = {row: f"{day:{style}}" for row, day in enumerate(days, start=2)}
    found = read_dates(cells, *WAVE)
    assert not found.wrong
    if not found.is_open:
        assert list(found.days.values()) == days


@given(st.dictionaries(st.integers(2, 99), DAYS | st.text(max_size=12)), DAYS, DAYS)
def test_each_row_has_a_day_within_the_wave_or_a_reason(cells, first, last):
    texts = {row: str(cell) for row, cell in cells.items()}
    found = read_dates(texts, first, last)
    assert set(found.days) | set(found.wrong) == set(cells)
    assert not set(found.days) & set(found.wrong)
    assert all(first <= day <= last for day in found.days.values())


def test_one_reading_holds_for_the_whole_column():
    found = read_dates({2: "3/4/2027", 3: "3/5/2027", 4: "3/31/2027"}, *WAVE)
    assert list(found.days.values()) == [date(2027, 3, 4), date(2027, 3, 5), DAY]
    mixed = read_dates({2: "31/3/2027", 3: "30/3/2027", 4: "3/31/2027"}, *WAVE)
    assert (list(mixed.days), mixed.wrong) == ([2, 3], {4: "unreadable"})
    late = read_dates({2: "1/4/2027", 3: "31/3/2027"}, *WAVE)
    assert late.wrong == {2: "outside"}


def test_day_first_if_both_readings_fit_and_that_is_said():
    wave = date(2027, 1, 1), date(2027, 12, 31)
    found = read_dates({2: "3/4/2027"}, *wave)
    assert (found.days[2], found.is_open) == (date(2027, 4, 3), True)
    for text in ("2027-04-03", "3 April 2027", "4/4/2027", "31/3/2027"):
        assert not read_dates({2: text}, *wave).is_open
    assert read_dates({2: "5/5/2028"}, *wave).wrong == {2: "outside"}
    assert wave[0] + timedelta(days=92) == found.days[2]
