"""Dates as people and tools write them: one reading for a column, times in Wales."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from copro_map.base.i18n import language_in_force, long_date
from copro_map.files.dates import (
    Moment,
    read_date,
    read_dates,
    read_moment,
    zone_of,
)

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
        "20270331",
        "31/03/2027",
        "31/3/27",
        "31/03/2027 10:15:00",
        "31-03-2027",
        "31.3.2027",
        "31.03.2027, 10:15",
        "31.03.2027 10.15",
        "31 March 2027",
        "31st March 2027",
        "31st of March, 2027",
        "31-Mar-27",
        "31-Mar-2027",
        "31/Mar/2027",
        "31 Mar 2027 10:15",
        "March 31, 2027",
        "Mar 31, 2027 10:15 AM",
        "Mar. 31, 2027, 10:15 a.m.",
        "Wednesday, 31 March 2027",
        "Wed 31/03/2027",
        "31 Mawrth 2027",
        "31ain o Mawrth 2027",
        "31 mawrth 2027",
        "Dydd Mercher 31 Mawrth 2027",
        "dydd Mercher, 31ain Mawrth 2027",
        "Mer 31 Maw 2027",
        "46477",
        "46477.4270833333",
        " 31  March   2027 ",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("2026/10/12 9:41:22 am BST", "09:41"),
        ("2026/10/12 9:41:22 PM GMT+1", "21:41"),
        ("2026-10-12 09:41:59 BST", "09:41"),
        ("2026-10-12T08:41:00Z", "09:41"),
        ("2026-10-12T08:41:00.999+00:00", "09:41"),
        ("2026-10-12T09:41+01:00[Europe/London]", "09:41"),
        ("20261012T084100Z", "09:41"),
        ("Mon, 12 Oct 2026 10:15:00 +0100", "10:15"),
        ("Mon Oct 12 2026 10:15:00 GMT+0100 (British Summer Time)", "10:15"),
        ("Mon Oct 12 10:15:00 BST 2026", "10:15"),
        ("Monday, October 12, 2026 10:15 AM", "10:15"),
        ("Monday 12 October 2026 at 10:15", "10:15"),
        ("Dydd Llun 12fed Hydref 2026 am 10:15", "10:15"),
        ("12/10/2026 10:15 yh", "22:15"),
        ("Oct 12 2026 10:15AM", "10:15"),
        ("12-Oct-26 10:15 p.m.", "22:15"),
        ("12/10/2026 10:15\u202fPM", "22:15"),
        ("12/10/2026 12:05 am", "00:05"),
        ("12/10/2026 12:05 pm", "12:05"),
        ("12/10/2026 13:05 pm", "13:05"),
        ("12/10/2026 10am", "10:00"),
        ("12.10.2026 10.15", "10:15"),
        ("10:15, 12 October 2026", "10:15"),
        ("46307.4270833333", "10:15"),
    ],
)
def test_a_moment_is_read_to_the_minute_in_wales(text, minute):
    assert str(read_moment(text)) == f"2026-10-12T{minute}"


@pytest.mark.parametrize(
    "text",
    ["12/10/2026", "12/10/2026 00:00", "12/10/2026 00:00:31", "46307", "46307.0"],
)
def test_midnight_is_a_day_without_a_time(text):
    assert read_moment(text) == Moment(date(2026, 10, 12))


def test_ordinals_of_all_days_are_read_in_welsh():
    ends = "af il ydd ydd ed ed fed fed fed fed eg fed eg eg fed eg eg fed eg fed"
    written = [f"{n}{end}" for n, end in enumerate(ends.split(), start=1)]
    written += [f"{n}ain" for n in range(21, 32)]
    for n, text in enumerate(written, start=1):
        assert read_date(f"{text} Hydref 2026") == date(2026, 10, n)


@pytest.mark.parametrize("text", ["3/31/2027", "3/31/2027 10:15:00 AM", "03-31-27"])
def test_month_first_is_another_reading(text):
    assert read_date(text) is None
    assert read_date(text, "month") == DAY


def test_a_day_of_the_week_says_which_reading_is_right():
    assert read_date("Wed 3/11/2027", "day") == date(2027, 11, 3)
    assert read_date("Thu 3/11/2027", "day") is None
    assert read_date("Thu 3/11/2027", "month") == date(2027, 3, 11)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "3",
        "31",
        "2027",
        "March 2027",
        "Mar-27",
        "31/03",
        "31 March",
        "31/02/2027",
        "2027-13-01",
        "0/0/2027",
        "31 Marzo 2027",
        "31/03-2027",
        "31/03/2027 25:00",
        "31/03/2027 24:00",
        "31/03/2027 13:00 am",
        "31/03/2027 10:15 tomorrow",
        "31/03/2027 10:15-11:30",
        "31/03/2027 10:15 11:30",
        "31/03/2027 10:15 EST",
        "31/03/2027 and 1/4/2027",
        "Tuesday 31 March 2027",
        "Dydd 31 Mawrth 2027",
        "Mawrth 31",
        "10:15",
        "31032027",
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
        for pattern in ("full", "long", "medium", "d MMM yyyy", "EEE d MMMM yyyy"):
            ways.append(format_date(day, pattern, locale=language))
    ways += [f"{day:%d-%b-%y}", f"{day:%A, %B %d, %Y}", f"{day:%b %d %Y}"]
    assert {way: read_date(way) for way in ways} == dict.fromkeys(ways, day)
    assert read_date(f"{day:%m/%d/%Y}", "month") == day
    assert read_date(str((day - date(1899, 12, 30)).days)) == day


# To the millisecond, as a serial number of a workbook is read.
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2060, 12, 31)).map(
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
)
MS = 86_400_000


@given(MOMENTS)
@example(datetime(2026, 10, 12, 10, 15, 59, 999_000))
@example(datetime(2026, 7, 1, 0, 30))
def test_every_way_to_write_a_moment_gives_that_minute(at):
    utc = at.replace(tzinfo=UTC)
    here = utc.astimezone(ZoneInfo("Europe/London"))
    minute = time(here.hour, here.minute)
    expected = Moment(here.date(), minute if minute > time.min else None)
    sign = f"GMT+{int(here.utcoffset().total_seconds() // 3600)}"
    ways = [
        utc.isoformat(),
        here.isoformat(),
        f"{at:%Y-%m-%dT%H:%M:%SZ}",
        f"{here:%Y/%m/%d %I:%M:%S %p} {sign}",
        f"{here:%d/%m/%Y %H:%M}",
        f"{here:%d/%m/%Y %H:%M:%S}",
        f"{here:%A, %B %d, %Y %I:%M %p}",
        f"{here:%a, %d %b %Y %H:%M:%S %z}",
        f"{here:%a %b %d %H:%M:%S %Z %Y}",
        f"{here:%a %b %d %Y %H:%M:%S} GMT{here:%z} (Greenwich Mean Time)",
    ]
    assert {way: read_moment(way) for way in ways} == dict.fromkeys(ways, expected)
    naive = here.replace(tzinfo=None) - datetime(1899, 12, 30)
    serial = f"{naive / timedelta(days=1):.10f}"
    assert read_moment(serial) == expected
    assert read_moment(f"{at:%Y-%m-%d %H:%M:%S}", zone=UTC) == expected


def test_a_heading_says_that_its_times_are_of_another_zone():
    zone = zone_of("Submit Date (UTC)")
    assert str(read_moment("2026-07-01 23:30:00", zone=zone)) == "2026-07-02T00:30"
    assert str(read_moment("2026-07-01", zone=zone)) == "2026-07-01"
    for usual in ("Submit Date", "Outcome"):
        at = read_moment("2026-07-01 23:30:00", zone=zone_of(usual))
        assert str(at) == "2026-07-01T23:30"


WORDS = ["31", "3", "2027", "27", "12", "05", "Mar", "Mawrth", "Mon", "Llun", "10:15"]
WORDS += ["/", "-", ".", ",", " ", "th", "am", "pm", "T", "Z", "+01:00", "of", "46477"]
NAMES = {1: "jan|ion", 3: "mar|maw", 5: "may|mai", 12: "dec|rha"}


@given(st.lists(st.sampled_from(WORDS), max_size=9).map("".join))
@example("31/3/27")
@example("Llun 3 Mawrth 27")
def test_nothing_is_guessed_each_part_of_a_date_stands_in_its_text(text):
    for reading in ("day", "month"):
        at = read_moment(text, reading)
        if at is None or re.fullmatch(r"[0-9]{5}([.,][0-9]+)?", text.strip()):
            continue
        days = {at.day, at.day - timedelta(1), at.day + timedelta(1)}  # of a zone
        assert any(
            {f"{day.day}", f"{day.day:02}"} & set(re.findall("[0-9]+", text))
            and re.search(rf"{day.year}|{day.year % 100}", text)
            and re.search(rf"(?i)\b0?{day.month}\b|{NAMES.get(day.month, '-')}", text)
            for day in days
        )


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
    if not found.doubtful:
        assert [at.day for at in found.moments.values()] == days
    told = read_dates(cells, *WAVE, "month" if month_first else "day")
    assert ([at.day for at in told.moments.values()], told.doubtful) == (days, "")


@given(st.dictionaries(st.integers(2, 99), DAYS | st.text(max_size=12)), DAYS, DAYS)
def test_each_row_has_a_day_within_the_wave_or_a_reason(cells, first, last):
    texts = {row: str(cell) for row, cell in cells.items()}
    found = read_dates(texts, first, last)
    assert set(found.moments) | set(found.wrong) == set(cells)
    assert not set(found.moments) & set(found.wrong)
    assert all(first <= at.day <= last for at in found.moments.values())


def test_one_reading_holds_for_the_whole_column():
    found = read_dates({2: "3/4/2027", 3: "3/5/2027", 4: "3/31/2027"}, *WAVE)
    days = [at.day for at in found.moments.values()]
    assert days == [date(2027, 3, 4), date(2027, 3, 5), DAY]
    mixed = read_dates({2: "31/3/2027", 3: "30/3/2027", 4: "3/31/2027"}, *WAVE)
    assert (list(mixed.moments), mixed.wrong) == ([2, 3], {4: "unreadable"})
    late = read_dates({2: "1/4/2027", 3: "31/3/2027"}, *WAVE)
    assert late.wrong == {2: "outside"}


def test_it_is_said_that_both_readings_fit():
    wave = date(2027, 1, 1), date(2027, 12, 31)
    found = read_dates({2: "3/4/2027"}, *wave)
    assert (str(found.moments[2]), found.doubtful) == ("2027-04-03", "3/4/2027")
    for text in ("2027-04-03", "3 April 2027", "4/4/2027", "31/3/2027"):
        assert not read_dates({2: text}, *wave).doubtful
    assert read_dates({2: "5/5/2028"}, *wave).wrong == {2: "outside"}
