"""Replies that come late: no two days may differ by fewer than ten people of a role."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from copro_map.base.statistics.intervals import LOW
from copro_map.base.superseded import counting
from copro_map.surveys.rules.replies import settled, stages

OPENED, CLOSED = date(2027, 3, 1), date(2027, 3, 31)
DAYS = [CLOSED + timedelta(days) for days in range(-1, 8)]


def wave_rows(*closings):
    """A wave that is corrected: when it closes, by the day on which that was said."""
    rows = [
        ("s", "w", closes.isoformat(), said.isoformat()) for said, closes in closings
    ]
    columns = ["survey", "name", "closes_on", "entered_on"]
    return pd.DataFrame(rows, columns=columns, index=range(1, len(rows) + 1))


WAVE = wave_rows((OPENED, CLOSED))


class Book:
    """Replies as the store has them."""

    def __init__(self) -> None:
        self.rows: list[dict[str, object]] = []
        self.last: dict[int, int] = {}

    def add(self, person: int, role: str, day: date, status: str = "checked"):
        self.rows.append(
            {
                "survey": "s",
                "wave": "w",
                "role": role,
                "respondent": f"{person}",
                "status": status,
                "entered_on": day.isoformat(),
                "supersedes": self.last.get(person),
            }
        )
        self.last[person] = len(self.rows)
        return self

    def many(self, people, role: str, day: date, status: str = "checked"):
        for person in people:
            self.add(person, role, day, status)
        return self

    def frame(self) -> pd.DataFrame:
        frame = pd.DataFrame(self.rows, index=range(1, len(self.rows) + 1))
        return frame.astype({"supersedes": "Int64"})


def shown(book: Book, day: date, waves=WAVE) -> list[int]:
    return list(settled(waves, book.frame(), day).index)


def test_one_reply_that_comes_late_waits_until_there_are_ten_of_its_role():
    book = Book().many(range(20), "citizen", OPENED)
    book.add(50, "citizen", date(2027, 4, 1)).add(60, "provider", date(2027, 4, 2))
    book.many(range(70, 78), "citizen", date(2027, 4, 3))
    book.add(51, "citizen", date(2027, 4, 5))
    first = list(range(1, 21))
    for day in (CLOSED, date(2027, 4, 4)):
        assert shown(book, day) == first
    late = [21, *range(23, 32)]  # ten citizens; the provider waits
    assert shown(book, date(2027, 4, 5)) == [*first, *late]
    assert shown(book, date(2030, 1, 1)) == [*first, *late]


def test_what_was_never_shown_changes_freely():
    book = Book().many(range(9), "citizen", OPENED)
    book.add(0, "citizen", date(2027, 4, 1), "withdrawn")
    book.many(range(20, 22), "citizen", date(2027, 4, 2))
    assert shown(book, CLOSED) == list(range(1, 10))
    assert shown(book, date(2027, 4, 1)) == list(range(2, 10))
    assert shown(book, date(2027, 4, 2)) == [*range(2, 10), 11, 12]
    book.add(1, "citizen", date(2027, 4, 3), "withdrawn")
    assert shown(book, date(2027, 4, 3)) == [*range(2, 10), 11, 12]  # it was shown


def test_a_wave_that_is_open_shows_nothing_and_one_opened_again_forgets_nothing():
    again = wave_rows((OPENED, CLOSED), (date(2027, 4, 1), date(2027, 4, 5)))
    book = Book().many(range(12), "citizen", OPENED)
    book.add(30, "citizen", date(2027, 4, 2))
    assert shown(book, CLOSED - timedelta(1), again) == []
    for day in (CLOSED, date(2027, 4, 4), date(2027, 4, 5)):
        assert shown(book, day, again) == list(range(1, 13))


def test_a_corrected_reply_is_the_old_one_until_ten_have_changed():
    book = Book().many(range(15), "citizen", OPENED)
    book.many(range(9), "citizen", date(2027, 4, 1))
    assert shown(book, date(2027, 4, 1)) == list(range(1, 16))
    book.add(9, "citizen", date(2027, 4, 2), "withdrawn")
    assert shown(book, date(2027, 4, 2)) == [*range(11, 16), *range(16, 25)]


def test_no_replies_are_no_rows():
    nobody = Book().add(1, "citizen", OPENED).frame().iloc[:0]
    assert settled(WAVE, nobody, date.max).empty
    assert settled(
        WAVE.iloc[:0], Book().add(1, "citizen", OPENED).frame(), CLOSED
    ).empty


ACTS = st.lists(
    st.tuples(
        st.integers(-1, 6),  # days after the wave closes
        st.integers(1, 14),  # how many people
        st.integers(0, 45),  # the first of them
        st.sampled_from(["citizen", "provider"]),
        st.sampled_from(["checked", "checked", "withdrawn"]),
    ),
    max_size=8,
)


def told(acts) -> Book:
    book = Book().many(range(24), "citizen", OPENED).many(range(24, 31), "x", OPENED)
    for days, count, first, role, status in sorted(acts, key=lambda act: act[0]):
        day = CLOSED + timedelta(days)
        known = [p for p in range(first, first + count) if p in book.last]
        new = [p for p in range(first, first + count) if p not in book.last]
        book.many(known, role, day, status)
        if status == "checked":
            book.many(new, role, day)
    return book


@hypothesis_settings(max_examples=150)
@given(acts=ACTS)
def test_two_days_differ_in_a_role_by_nobody_or_by_ten_people(acts):
    frame = told(acts).frame()
    seen = {day: frame.loc[settled(WAVE, frame, day).index] for day in DAYS[1:]}
    was_shown = False
    for day, later in zip(DAYS[1:], DAYS[2:], strict=False):
        was_shown = was_shown or len(seen[day]) >= LOW
        left, right = seen[day], seen[later]
        differ = frame.loc[left.index.symmetric_difference(right.index)]
        people = differ.groupby("role")["respondent"].nunique()
        if was_shown:
            assert (people >= LOW).all()
            for frames in (left, right):
                sizes = frames["role"].value_counts().reindex(people.index).fillna(0)
                assert (sizes.eq(0) | sizes.ge(LOW)).all()


@given(acts=ACTS, day=st.sampled_from(DAYS))
def test_what_is_entered_later_changes_nothing(acts, day):
    book = told(acts)
    frame = book.frame()
    before = frame[frame["entered_on"] <= day.isoformat()]
    now, then = settled(WAVE, frame, day), settled(WAVE, before, day)
    pd.testing.assert_frame_equal(now, then)


@pytest.mark.parametrize("day", DAYS)
def test_where_all_comes_in_time_it_is_what_is_in_force(day):
    book = Book().many(range(30), "citizen", OPENED)
    book.many(range(5), "citizen", OPENED, "withdrawn").many(
        range(5, 9), "provider", OPENED
    )
    frame = book.frame()
    expected = counting(frame, day) if day >= CLOSED else frame.iloc[:0]
    pd.testing.assert_frame_equal(settled(WAVE, frame, day), expected)


def test_no_pair_of_days_gives_one_person_away_by_name():
    """Each pair, not only neighbours: what is in one and not in the other is ten."""
    book = Book().many(range(12), "citizen", OPENED)
    for person, day in enumerate(DAYS[2:], 100):
        book.many(range(person * 10, person * 10 + 4), "citizen", day)
    frame = book.frame()
    seen = [set(settled(WAVE, frame, day).index) for day in DAYS[1:]]
    differences = {len(a ^ b) for a, b in combinations(seen, 2)}
    assert differences == {0, 12, 24}


def test_a_role_of_fewer_than_ten_neither_grows_nor_comes_to_be():
    """What all gained is what the ten said; less it, the six are left."""
    book = Book().many(range(20), "citizen", OPENED).many(range(20, 26), "x", OPENED)
    book.many(range(30, 42), "x", date(2027, 4, 1))  # would be 18
    book.many(range(14), "citizen", date(2027, 4, 2), "withdrawn")  # would be 6
    book.many(range(50, 62), "y", date(2027, 4, 3))
    first = list(range(1, 27))
    assert shown(book, CLOSED) == shown(book, date(2027, 4, 2)) == first
    frame = book.frame()
    assert shown(book, date(2027, 4, 3)) == [
        *first,
        *frame.index[frame["role"] == "y"],
    ]
    own = stages(WAVE, frame, date(2027, 4, 3))["s", "w"]
    assert [len(rows) for rows in own] == [26, 38]
