"""A question of events against a filter that is slow and plain."""

from __future__ import annotations

from datetime import date
from itertools import product

import pandas as pd
import pytest

from copro_map.agenda import asked as asking
from copro_map.agenda.rules.answering import Known, answers, km_between
from copro_map.agenda.rules.asked import Asked, params_of, read_asked, window
from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading
from copro_map.events.events import all_events
from copro_map.geography.areas import load_layers
from copro_map.geography.assign import to_points
from tests.events.planted import CEREDIGION, GWYNEDD, LOCAL, NATIONAL, NIGHT, ONLINE

DAY, TODAY = date(2026, 11, 30), "2026-11-30"
BETSI = "W11000023"


def conditions(x, asked, known):
    """Every condition that an event has to meet, each by itself."""
    days = [f"{d:%Y-%m-%d}" for d in pd.date_range(x.starts_on, x.ends_on)]
    spoken = {"both": ["cy", "en"], "": []}.get(x.spoken, [x.spoken])
    said = f"{x.name_en} {x.name_cy} {x.about_en} {x.about_cy}".lower()
    first, last = window(asked)
    yield not asked.types or x.type in asked.types
    yield not asked.online or x.is_online
    yield not asked.spoken or asked.spoken in spoken or (spoken and x.is_interpreted)
    yield not asked.past or max(days) < TODAY
    yield asked.past or first or max(days) >= TODAY
    yield any(first <= d <= (last or "9999") for d in days)
    yield known.members is None or x.authority in known.members
    yield all(word in said for word in asked.text.split())


def plainly(events, asked, known):
    """The ids of the events that answer, one condition after the other."""
    found = [x for x in events if all(conditions(x, asked, known))]
    found.sort(key=lambda x: (x.starts_on, x.starts_at, x.number))
    return [x.id for x in (found[::-1] if asked.past else found)]


def test_every_question_is_answered_as_a_plain_filter_answers(planted):
    events = all_events(planted)
    of_north = asking.members_of(planted, [BETSI])
    tried = answered = 0
    for types, online, spoken, past, month, members, text in product(
        ((), ("regional",), ("national", "launch")),
        (False, True),
        ("", "cy", "en"),
        (False, True),
        ("", "2026-12", "2027-03", "2026-11"),
        (None, frozenset({CEREDIGION}), of_north),
        ("", "carers", "cyfarfod y"),
    ):
        asked = Asked(text, types, month=month, online=online, spoken=spoken, past=past)
        known = Known(DAY, members)
        got = [x.id for x in answers(events, asked, known)[0]]
        assert got == plainly(events, asked, known), asked
        tried, answered = tried + 1, answered + bool(got)
    assert tried > 1000
    assert answered > 100


def test_the_events_that_are_counted_are_those_of_the_table(planted):
    with reading(planted.database) as database:
        (count,) = database.conn.execute(
            "SELECT COUNT(*) FROM event WHERE state IN ('planned', 'cancelled')"
            " AND ends_on >= '2026-11-30'"
        ).fetchone()
    found = asking.answer(planted, all_events(planted), Asked(), DAY, {})
    assert len(found.events) == count == 8
    assert found.unplaced == 1


def test_distances_are_those_of_the_national_grid():
    places = [(-4.083, 52.415), (-3.163, 51.465), (-4.128, 53.228), (-2.993, 53.045)]
    points = to_points(*map(list, zip(*places, strict=True)))
    for (a, p), (b, q) in product(zip(places, points, strict=True), repeat=2):
        assert km_between(a, b) == pytest.approx(p.distance(q) / 1000, rel=0.004)


@pytest.mark.parametrize(
    ("asked", "ids", "elsewhere"),
    [
        ({"near": "Aberystwyth"}, [LOCAL], 1),
        ({"near": "SY23 2AR", "km": "5"}, [LOCAL], 1),
        ({"near": "Gwynedd"}, [NIGHT], 2),
        ({"area": GWYNEDD}, [NIGHT], 2),
        ({"area": BETSI, "type": "co_design"}, [NIGHT], 0),
        ({"q": "gyfarfod", "type": "national", "until": "2026-12-31"}, [NATIONAL], 0),
        ({"q": "Ceredigion"}, [LOCAL], 0),
        ({"q": "trainings"}, [], 0),
        ({"online": "1", "spoken": "cy", "from": "2027-01-20"}, [ONLINE], 0),
    ],
)
def test_a_place_and_words_find_what_is_there(planted, asked, ids, elsewhere):
    found = asking.addressed(planted, asked)
    assert not found.ignored
    names = asking.names_of(planted, {"x": Label("X", "X")})
    answer = asking.answer(planted, all_events(planted), found.asked, DAY, names)
    assert [one.id for one in answer.events] == [one["id"] for one in ids]
    assert answer.elsewhere == elsewhere


@pytest.mark.parametrize("near", ["Narnia", "Bristol"])
def test_a_place_that_is_not_there_is_told(planted, near):
    with pytest.raises(asking.PlaceError):
        asking.answer(planted, (), Asked(near=near), DAY, {})


def test_an_address_says_all_of_a_question_and_no_more(settings):
    choices = asking.choices(settings)
    asked = Asked(
        "te a sgwrs",
        ("training", "launch"),
        (GWYNEDD, BETSI),
        "Bangor",
        5,
        "2027-01-01",
        "2027-02-01",
        "2027-01",
        online=True,
        spoken="cy",
        past=True,
    )
    assert read_asked(params_of(asked), choices) == (asked, [])
    assert params_of(Asked()) == {}
    areas = {
        x
        for one in load_layers(settings.boundaries_dir, settings.data_dir).values()
        for x in one.areas
    }
    assert areas == {*choices["areas"]}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("type", "party"), ("area", "W99"), ("km", "0"), ("km", "٣")),
        *(("from", "1/2/2027"), ("from", "9999-01-01"), ("month", "2027-13")),
        *(("month", "2027-1"), ("online", "yes"), ("spoken", "fr"), ("past", "0")),
    ],
)
def test_nonsense_is_named_and_left_out(settings, name, value):
    assert asking.addressed(settings, {name: value}) == asking.Addressed(
        Asked(), (name,)
    )
    late = {"from": "2027-02-01", "until": "2027-01-01"}
    assert asking.addressed(settings, late).ignored == ("until",)
