"""Who came to an event is active for a year; whose projects 2.3 and 3.1 count."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from copro_map.base.i18n import LANGUAGES, language_in_force
from copro_map.base.store.connection import writing
from copro_map.events.face import keep_event
from copro_map.events.store.events import not_attended
from copro_map.indicators.files import figures_table, file_of
from copro_map.indicators.known import read_known
from copro_map.indicators.progress import progress
from copro_map.indicators.rules.membership import memberships, with_former
from copro_map.members.face import members_frame
from copro_map.members.rules.records import Member
from copro_map.members.store.members import become
from tests.events.planted import CARDIFF, event
from tests.indicators.recount import Recount
from tests.members.planted import plant_member
from tests.samples import change, query, remember

pytestmark = pytest.mark.usefixtures("years_later")
BODY = """
SELECT id FROM asset WHERE kind = 'practitioner' AND status = 'published'
AND practitioner_type = 'organisation' AND sector = 'third_sector'
AND id IN (SELECT organisation_id FROM asset WHERE kind = 'project') ORDER BY id
"""


@pytest.fixture
def body(network) -> str:
    """An organisation that nobody has confirmed, but for what a test plants."""
    silent = "UPDATE asset SET verification = 'unverified', verified_on = ''"
    change(network.database, silent)
    remember(network.database)
    return query(network.database, BODY)[0][0]


def attend(settings, entry: str, day: str, noted: str = "") -> int:
    with writing(settings.database) as database:
        facts = event("came", day, CARDIFF, entered_on="2026-04-01")
        number = keep_event(database, facts, came=[entry])
    sql = "UPDATE event_attended SET noted_on = ?"
    change(settings.database, sql, noted or day)
    return number


def active(settings, day: date) -> tuple[str, ...]:
    return read_known(settings).records(day)["1.1"].ids


def recounted(settings, day: date, code: str) -> tuple[str, ...]:
    recount = Recount(settings.database, settings.data_dir, day)
    return tuple(recount.figures[code].records)


@pytest.mark.parametrize(
    ("held", "last"),
    [("2027-03-31", "2028-03-31"), ("2028-02-29", "2029-02-28")],
)
def test_who_came_is_active_from_that_day_for_twelve_months(network, body, held, last):
    day, end = date.fromisoformat(held), date.fromisoformat(last)
    attend(network, body, held)
    one = timedelta(1)
    days = (day - one, day, day + one, end, end + one)
    known = read_known(network)
    found = [known.records(x)["1.1"].ids for x in days]
    assert [body in x for x in found] == [False] + [True] * 3 + [False]
    assert found[-2] == recounted(network, end, "1.1")


def test_it_counts_once_it_is_noted_not_while_cancelled_and_not_if_taken_back(
    network, body
):
    number = attend(network, body, "2027-03-31", noted="2027-04-10")
    day = date(2027, 4, 9)
    assert body not in active(network, day)
    assert body in active(network, date(2027, 4, 10))
    later = progress(network, day, date(2027, 5, 1)).standings[0].records
    assert body in later.ids  # as it is known later
    change(network.database, "UPDATE event SET state = 'cancelled'")
    assert body not in active(network, date(2027, 5, 1))
    change(network.database, "UPDATE event SET state = 'planned'")
    with writing(network.database) as database:
        not_attended(database, number, body)
    assert body not in active(network, date(2027, 5, 1))


@pytest.fixture
def running(network, body):
    """Projects of one body, all confirmed, begun in three years; known from 2027 on."""
    own = query(
        network.database,
        "SELECT id FROM asset WHERE kind = 'project' AND status = 'published' "
        "AND id IN (SELECT asset_id FROM asset_stage) ORDER BY id LIMIT 3",
    )
    ids = [one for (one,) in own]
    for entry_id, year in zip(ids, (2026, 2027, 2028), strict=True):
        change(
            network.database,
            "UPDATE asset SET start_year = ?, organisation_id = ?, "
            "verification = 'confirmed', verified_on = '2026-05-01' WHERE id = ?",
            *(year, body, entry_id),
        )
    remember(network.database)
    return ids


def counted(settings, day: date, code: str = "3.1"):
    return read_known(settings).records(day)[code]


def test_while_no_member_is_recorded_all_count_and_every_format_says_so(
    network, running
):
    day = date(2028, 6, 1)
    for code in ("2.3", "3.1"):
        found = counted(network, day, code)
        assert set(running) <= set(found.ids)
        assert found.whose == "all"
    shown = progress(network, day)
    said = {
        "en": "Projects of all count: no member is recorded yet.",
        "cy": "Mae prosiectau pawb yn cyfrif: nid oes aelod wedi'i gofnodi eto.",
    }
    for language in LANGUAGES:
        with language_in_force(language):
            assert shown.bullet("2.3").whose == said[language]
            words = figures_table(shown).set_index("code")
            assert said[language] in " ".join(map(str, words.loc["3.1"]))
    told = {x["code"]: x for x in json.loads(file_of(shown, "json"))["indicators"]}
    assert told["2.3"]["whose"] == "all"
    assert told["1.1"]["whose"] is None


def test_projects_begun_while_a_member_go_on_counting_later_ones_do_not(
    network, body, running
):
    first, second, third = running
    member = plant_member(
        network, entry=body, joined_on="2026-06-01", entered_on="2026-06-01"
    )
    day = date(2028, 6, 1)
    assert set(running) <= set(counted(network, day).ids)
    with writing(network.database) as database:
        become(database, Member, member.number, state="left", left_on="2027-04-01")
    for code in ("2.3", "3.1"):
        found = counted(network, day, code)
        assert {first, second} <= set(found.ids)
        assert third in found.apart["not_member"]
        assert found.whose == "members"
        assert found.ids == recounted(network, day, code)
    # Somebody else's project is besides, and as many as are said.
    shown = progress(network, day)
    others = len(shown.standings[4].of_others)
    assert f"began: {others}." in shown.bullet("2.3").whose
    # On the day before it left nothing was known of that.
    assert {first, second} <= set(counted(network, date(2027, 3, 31)).ids)


@pytest.mark.usefixtures("running")
def test_a_member_typed_in_later_changes_no_earlier_day(network, body):
    before = counted(network, date(2026, 7, 1))
    plant_member(network, entry=body, joined_on="2020-01-01", entered_on="2026-08-01")
    again = counted(network, date(2026, 7, 1))
    assert (again.ids, again.whose) == (before.ids, "all")
    assert counted(network, date(2026, 8, 1)).whose == "members"
    # Speeds are never worked out across the day from which only members' count.
    standing = progress(network, date(2026, 10, 1)).standings[4]
    assert standing.found.recent_per_month is None


def test_a_project_of_a_body_by_its_former_id_is_its_members(network, body, running):
    plant_member(network, entry="new-id", joined_on="2020-01-01")
    change(network.database, "UPDATE member SET entry = 'new-id'")
    known = read_known(network)
    assert running[0] not in known.records(date(2028, 6, 1))["3.1"].ids
    led = known.history.assign(
        became=known.history["became"].where(
            known.history["asset_id"] != body, "new-id"
        )
    )
    own = memberships(with_former(members_frame(network), led))
    again = replace(known, history=led, members=own, found={})
    assert running[0] in again.records(date(2028, 6, 1))["3.1"].ids
