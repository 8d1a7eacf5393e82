"""What members give: the sums are those of SQL, and a line withdrawn counts no more."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.store.connection import reading, writing
from copro_map.members.ledger import gifts_of, give, sums_by_member, withdraw_gift
from copro_map.members.roles import RoleError, end_role, roles_of, take_on, wish
from copro_map.members.roles import wishes_of as wished
from copro_map.members.rules.ledger import LedgerError, read_hours, read_pounds
from tests.members.planted import plant_member
from tests.people.conftest import here  # noqa: F401 - fixture
from tests.samples import query

DAY = date(2026, 11, 30)
RECOUNT = """
SELECT member, CAST(strftime('%Y', given_on) AS INTEGER) AS year,
       SUM(COALESCE(pence, 0)), SUM(COALESCE(minutes, 0))
FROM member_given WHERE withdrawn_on = '' GROUP BY member, year
"""


def test_the_sums_by_member_and_year_are_those_of_sql(here):
    members = [plant_member(here, name).number for name in ("ann", "bea", "cai")]
    with writing(here.database) as database:
        for n in range(60):
            on = date(2025 + n // 3 % 2, 1 + n % 11, 1 + n % 28).isoformat()
            what = {"pence": 100 + n} if n % 3 else {"minutes": 15 * (n + 1)}
            number = give(database, members[n % 2], on, DAY, **what)
            if n % 7 == 0:
                withdraw_gift(database, number, DAY)
    found = {
        (member, one.year, one.pence, one.minutes)
        for member, years in sums_by_member(here).items()
        for one in years
    }
    assert found == set(query(here.database, RECOUNT))
    assert len(found) == 4
    assert query(here.database, "SELECT COUNT(*) FROM member_given") == [(60,)]


def test_a_line_is_withdrawn_once_and_stays(here):
    member = plant_member(here).number
    with writing(here.database) as database:
        number = give(database, member, "2026-11-30", DAY, minutes=90, words=" Van ")
        assert [x.words for x in gifts_of(database, member)] == ["Van"]
        assert withdraw_gift(database, number, DAY).withdrawn_on == "2026-11-30"
        assert not gifts_of(database, member)
        with pytest.raises(LedgerError, match="withdrawn already"):
            withdraw_gift(database, number, DAY)


@pytest.mark.parametrize(
    ("on", "what"),
    [
        ("2026-12-01", {"minutes": 1}),
        ("2014-12-31", {"minutes": 1}),
        ("31/03/2026", {"minutes": 1}),
        ("", {"minutes": 1}),
        ("2026-11-30", {}),
        ("2026-11-30", {"minutes": 1, "pence": 1}),
        ("2026-11-30", {"minutes": 1, "words": "x" * 201}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(here, on, what):
    member = plant_member(here).number
    with pytest.raises(LedgerError), writing(here.database) as database:
        give(database, member, on, DAY, **what)
    assert query(here.database, "SELECT COUNT(*) FROM member_given") == [(0,)]


@pytest.mark.parametrize(
    "text", ["", "0", "-1", "two", "1.234", "1001", "2:60", "1e3", "٢", "nan"]
)
def test_hours_that_are_none(text):
    with pytest.raises(LedgerError):
        read_hours(text)


@pytest.mark.parametrize("text", ["", "0", "£", "12.345", "1,2", "$3", "-3", "9999999"])
def test_pounds_that_are_none(text):
    with pytest.raises(LedgerError):
        read_pounds(text)


@given(st.integers(1, 99_999_999))
def test_each_sum_of_money_is_read_to_the_penny(pence):
    pounds = f"{pence // 100:,}.{pence % 100:02}"
    assert read_pounds(f"£{pounds}") == pence
    assert read_pounds(pounds.replace(",", "")) == pence


@given(st.integers(1, 60_000))
def test_each_time_on_a_clock_is_read_to_the_minute(minutes):
    assert read_hours(f"{minutes // 60}:{minutes % 60:02}") == minutes


def test_roles_are_wished_taken_and_ended(here):
    member = plant_member(here).number
    with writing(here.database) as database:
        wish(database, member, ["lead", "evaluator"], DAY)
        wish(database, member, ["evaluator", "partner"], DAY)
        assert [x.role for x in wished(database, member)] == ["evaluator", "partner"]
        number = take_on(database, member, "lead", "tir-coed", DAY)
        take_on(database, member, "lead", "", DAY)
        with pytest.raises(RoleError, match="already"):
            take_on(database, member, "lead", "tir-coed", DAY)
        with pytest.raises(RoleError, match="before it begins"):
            end_role(database, number, date(2026, 11, 29))
        end_role(database, number, DAY)
        with pytest.raises(RoleError, match="ended already"):
            end_role(database, number, DAY)
    with reading(here.database) as database:
        assert [(x.role, x.entry) for x in roles_of(database, member)] == [("lead", "")]
