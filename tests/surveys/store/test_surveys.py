"""Waves, replies and mappings in the database: dated, superseded, never overwritten."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.errors import DatabaseError
from copro_map.base.store.connection import reading, revision, writing
from copro_map.surveys.rules.records import Reply, Wave
from copro_map.surveys.store.surveys import (
    add_replies,
    add_waves,
    replies,
    waves,
)
from tests.examples import examples
from tests.samples import change
from tests.surveys.survey_samples import (
    REPLY,
    WAVE,
    answer,
    invite,
    refused,
    reply,
    seen,
    shown,
    sign,
)


@pytest.fixture
def wave(settings):
    invite(settings, WAVE)
    return settings


def plain(frame):
    """The rows without ``superseded_by``, missing numbers as None."""
    whole = frame.astype(object).where(frame.notna(), None)
    return whole.drop(columns="superseded_by").to_dict("records")


@pytest.mark.parametrize(
    "row", [WAVE, replace(WAVE, baseline=True, code="", invited={}), replace(WAVE)]
)
def test_a_wave_is_read_as_it_was_entered(settings, row):
    assert invite(settings, row) == (1,)
    assert [Wave(**one) for one in plain(seen(settings, waves))] == [row]


@pytest.mark.parametrize(
    "row",
    [
        REPLY,
        replace(REPLY, answers={}),
        replace(REPLY, answers={"used": ()}, status="withdrawn"),
        replace(REPLY, role="organisation", organisation_id="tir-coed"),
    ],
)
def test_a_reply_is_read_as_it_was_entered(wave, row):
    assert answer(wave, row) == (1,)
    (kept,) = plain(seen(wave))
    assert kept.pop("batch") == 1
    assert Reply(**kept) == row


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_columns_are_of_the_same_types_whatever_is_in_them(settings, count):
    invite(settings, *[replace(WAVE, name=str(number)) for number in range(count)])
    answer(settings, *[reply(number, wave=str(number)) for number in range(count)])
    for read, shape in ((waves, Wave), (replies, Reply)):
        frame = seen(settings, read)
        assert len(frame) == count
        names = {field.name for field in fields(shape)} | {"superseded_by"}
        types = {name: str(kind) for name, kind in frame.dtypes.items()}
        if shape is Reply:
            assert types.pop("batch") == "Int64"
        assert set(types) == names
        assert types.pop("baseline", "bool") == "bool"
        assert {types.pop(name, "object") for name in ("invited", "answers")} == {
            "object"
        }
        assert types.pop("supersedes") == types.pop("superseded_by") == "Int64"
        assert set(types.values()) == {"str"}


def test_a_correction_of_a_reply_supersedes_and_the_old_one_stays(wave):
    (first,) = answer(wave, REPLY)
    (second,) = answer(
        wave, replace(REPLY, answers={}, entered_on="2027-03-09", supersedes=first)
    )
    (third,) = answer(
        wave,
        replace(REPLY, status="withdrawn", entered_on="2027-04-02", supersedes=second),
    )
    frame = seen(wave)
    assert frame.at[first, "superseded_by"] == second
    assert frame.at[first, "answers"] == REPLY.answers
    assert frame.at[second, "answers"] == {}
    days = {3: [], 4: [first], 8: [first], 9: [second]}
    for day, expected in days.items():
        assert shown(wave, date(2027, 3, day)) == expected
    assert seen(wave, day=date(2027, 3, 8))["superseded_by"].isna().all()
    assert shown(wave) == [third]


def test_a_correction_of_a_wave_supersedes_and_the_old_one_stays(wave):
    longer = replace(WAVE, closes_on="2027-04-30", entered_on="2027-03-20")
    (second,) = invite(wave, replace(longer, supersedes=1))
    assert shown(wave, date(2027, 3, 19), waves) == [1]
    assert shown(wave, date(2027, 3, 20), waves) == [second]
    assert seen(wave, waves).at[1, "closes_on"] == "2027-03-31"


@pytest.mark.parametrize(
    ("row", "match"),
    [
        (WAVE, "members, 2027: record 3 says this already"),
        (replace(WAVE, supersedes=9), "has no record 9"),
        (replace(WAVE, supersedes=2), "members, 2027: has no record 2"),
        (replace(WAVE, supersedes=1), "record 1 is superseded already.*record 3"),
        (replace(WAVE, supersedes=3, entered_on="2027-02-24"), "cannot come after"),
        (replace(WAVE, survey="other", supersedes=3), "other, 2027: has no record 3"),
    ],
)
def test_a_wave_that_does_not_fit_the_others_is_refused(wave, row, match):
    other = replace(WAVE, name="2026")
    invite(wave, other, replace(WAVE, supersedes=1, entered_on="2027-02-25"))
    fine = replace(WAVE, survey="third")
    refused(wave, match, fine, row, by=invite)


@pytest.mark.parametrize(
    ("row", "match"),
    [
        (REPLY, "members, 2027: record 3 says this already"),
        (replace(REPLY, role="provider"), "record 3 says this already"),
        (replace(REPLY, supersedes=9), "has no record 9"),
        (replace(REPLY, supersedes=2), "members, 2027: has no record 2"),
        (replace(REPLY, supersedes=1), "record 1 is superseded already.*record 3"),
        (replace(REPLY, supersedes=4), "record 3 says this already"),
        (reply(7, entered_on="2027-03-05"), "cannot come after one of 2027-03-06"),
        (reply(7, wave="2099"), "members, 2099: there is no such wave"),
        (reply(7, survey="other"), "other, 2027: there is no such wave"),
    ],
)
def test_a_reply_that_does_not_fit_the_others_is_refused(wave, row, match):
    invite(wave, replace(WAVE, name="2026"))
    again = replace(REPLY, supersedes=1, entered_on="2027-03-06")
    late = "2027-03-06"
    answer(wave, REPLY, replace(REPLY, wave="2026"), again, reply(2, entered_on=late))
    if row.entered_on == "2027-03-04":
        row = replace(row, entered_on=late)
    refused(wave, match, reply(5, entered_on=late), row)


def test_the_days_of_a_wave_and_of_its_replies_are_in_one_order(wave):
    refused(wave, "cannot come", replace(REPLY, wave="2027", entered_on="2027-02-19",
                                         answered_on="2027-02-19"))  # fmt: skip
    late = reply(2, entered_on="2027-03-06")
    refused(wave, "cannot come after one of 2027-03-06", late, REPLY)
    answer(wave, REPLY)
    earlier = replace(WAVE, supersedes=1, entered_on="2027-03-03")
    refused(wave, "cannot come after one of 2027-03-04", earlier, by=invite)
    invite(wave, replace(WAVE, name="2026", entered_on="2026-01-01"))


def test_the_respondent_of_another_wave_may_be_the_same(wave):
    invite(wave, replace(WAVE, name="2028"), replace(WAVE, survey="other"))
    answer(wave, REPLY, replace(REPLY, wave="2028"), replace(REPLY, survey="other"))
    assert shown(wave) == [1, 2, 3]


def test_a_role_has_no_more_replies_in_force_than_were_invited(wave):
    three = [reply(number, role="provider") for number in range(3)]
    assert len(answer(wave, *three)) == 3
    one_more = reply(3, role="provider")
    words = "Role: provider. Invited: 3."
    refused(wave, words, one_more)
    refused(wave, "Role: frontline. Invited: 0.", reply(4, role="frontline"))
    refused(wave, words, reply(5), replace(one_more, status="checked"))
    # Nobody counted how many policy makers were invited: any number may reply.
    answer(wave, *[reply(10 + number, role="policy_maker") for number in range(50)])
    # One that is corrected or withdrawn makes room; all of a batch counts together.
    answer(wave, one_more, replace(three[0], supersedes=1, status="withdrawn"))
    refused(wave, words, replace(three[0], supersedes=55))
    moved = replace(three[1], supersedes=2, role="citizen")
    assert len(answer(wave, replace(three[0], supersedes=55), moved)) == 2
    invite(wave, replace(WAVE, name="2028"))
    answer(wave, replace(one_more, wave="2028"))


def test_a_wave_cannot_be_corrected_to_fewer_than_replied(wave):
    answer(wave, reply(1), reply(2))
    fewer = replace(WAVE, supersedes=1, entered_on="2027-03-04", invited={"citizen": 1})
    refused(wave, "Role: citizen. Invited: 1.", fewer, by=invite)
    assert invite(wave, replace(fewer, invited={"citizen": 2})) == (2,)


WRONG_WAVES = [
    (replace(WAVE, survey=""), "survey is empty"),
    (replace(WAVE, name=" "), "name is empty"),
    (replace(WAVE, entered_by=""), "entered_by is empty"),
    (replace(WAVE, opens_on="1/3/2027"), '"1/3/2027" is not a date'),
    (replace(WAVE, closes_on="2027-02-30"), "is not a date"),
    (replace(WAVE, entered_on="20270301"), "is not a date"),
    (replace(WAVE, opens_on="2027-04-01"), "2027-04-01 cannot be after 2027-03-31"),
    (replace(WAVE, code="bara brith"), "code must be a checksum"),
    (replace(WAVE, invited={"citizen": -1}), "invited cannot be used.*Number: -1"),
    (replace(WAVE, invited={"citizen": 1.5}), "invited cannot be used.*Number: 1.5"),
    (replace(WAVE, invited={"citizen": True}), "invited cannot be used.*Number: True"),
    (replace(WAVE, invited={"citizen": None}), "invited cannot be used.*Number: None"),
    (replace(WAVE, invited={"": 3}), "invited cannot be used.*Number: 3"),
]
WRONG_REPLIES = [
    (replace(REPLY, survey=""), "survey is empty"),
    (replace(REPLY, wave=""), "wave is empty"),
    (replace(REPLY, role=""), "role is empty"),
    (replace(REPLY, source="  "), "source is empty"),
    (replace(REPLY, entered_by=""), "entered_by is empty"),
    (replace(REPLY, answered_on="2027-03"), "is not a date"),
    (replace(REPLY, entered_on=""), "is not a date"),
    (replace(REPLY, answered_on="2027-03-05"), "cannot be after 2027-03-04"),
    (replace(REPLY, respondent="sian@example.org"), "respondent must be a checksum"),
    (replace(REPLY, respondent="0F" * 16), "respondent must be a checksum"),
    (replace(REPLY, answers={"used": "events"}), 'answer to "used" is not a list'),
    (replace(REPLY, answers={"used": ["events"]}), "is not a list"),
    (replace(REPLY, answers={"used": (1,)}), "is not a list"),
    (replace(REPLY, answers={"used": ("",)}), "is not a list"),
    (replace(REPLY, answers={"used": ("a", "a")}), "Choose each option once"),
    (replace(REPLY, answers={"": ("a",)}), "is not a list"),
]


@pytest.mark.parametrize(("row", "match"), WRONG_WAVES)
def test_a_wave_that_cannot_be_is_refused_and_leaves_nothing(wave, row, match):
    refused(wave, match, replace(WAVE, name="fine"), row, by=invite)


@pytest.mark.parametrize(("row", "match"), WRONG_REPLIES)
def test_a_reply_that_cannot_be_is_refused_and_leaves_nothing(wave, row, match):
    refused(wave, match, reply(7), row)


def test_the_database_itself_refuses_a_status_that_there_is_not(wave):
    with pytest.raises(DatabaseError, match="constraint failed"):
        answer(wave, replace(REPLY, status="draft"))


@pytest.mark.parametrize("table", ["wave", "reply"])
def test_nothing_is_overwritten_whoever_asks(wave, table):
    answer(wave, REPLY)
    for attack in (f"UPDATE {table} SET entered_by = 'me'", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError, match=f"{table}: no row is ever"):
            change(wave.database, attack)


def test_the_revision_grows_with_every_addition_and_only_then(wave):
    def number():
        with reading(wave.database) as database:
            return revision(database)

    before = number()
    answer(wave)
    invite(wave)
    assert number() == before
    answer(wave, REPLY)
    assert number() == before + 1
    invite(wave, replace(WAVE, name="2028"))
    assert number() == before + 2


FIRST = date(2027, 3, 1)
# What happens on a day: (days after the last, respondent, role, status).
DOINGS = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.integers(1, 4),
        st.sampled_from(["citizen", "provider"]),
        st.sampled_from(["checked", "withdrawn"]),
    ),
    max_size=14,
)


@examples(20)
@given(doings=DOINGS)
def test_what_was_known_on_a_day_is_known_as_at_that_day_for_ever(
    tmp_path_factory, blank, doings
):
    """The model: a dictionary that is overwritten, copied at the end of each day."""
    path = tmp_path_factory.mktemp("history") / "x.db"
    shutil.copyfile(blank, path)
    day, now, ids, diary = FIRST, {}, {}, {}
    with writing(path) as database:
        add_waves(database, [replace(WAVE, invited={})])
        for later, number, role, status in doings:
            if later:
                diary[day] = dict(now)
            day += timedelta(later)
            row = reply(
                number, role=role, status=status, answered_on=day.isoformat(),
                entered_on=day.isoformat(), supersedes=ids.get(number),
            )  # fmt: skip
            (ids[number],) = add_replies(database, [row])
            now[sign(number)] = (role, status, day.isoformat())
        diary[day] = dict(now)
    with reading(path) as database:
        for when, then in diary.items():
            frame = replies(database, when)
            frame = frame[frame["superseded_by"].isna()]
            assert {
                row.respondent: (row.role, row.status, row.entered_on)
                for row in frame.itertuples()
            } == then
        assert len(replies(database)) == len(doings)
