"""What was known of the entries: kept with every change, and never changed itself."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.assets.health import check
from copro_map.assets.importing import import_network
from copro_map.assets.store.entries import public_assets
from copro_map.assets.store.history import ALWAYS, entry_history, forgotten_entries
from copro_map.base.errors import DatabaseError
from copro_map.base.store.connection import reading, writing
from tests.samples import change, query, remember, row, write_csv

FIRST, SECOND = date(2027, 1, 5), date(2027, 2, 6)
CONFIRM = "UPDATE asset SET verification='confirmed', verified_on='2027-02-01'"


def history(settings, day=None):
    with reading(settings.database) as database:
        return entry_history(database, day)


def test_every_published_entry_is_known_as_it_is(network):
    with reading(network.database) as database:
        now = public_assets(database)
    known = history(network).set_index("asset_id")
    assert set(known["known_from"]) == {ALWAYS.isoformat()}
    public = known[known["status"] == "published"]
    assert sorted(public.index) == sorted(now.index)
    for name in ("kind", "sector", "organisation_id", "verified_on"):
        assert public[name].to_dict() == now[name].to_dict(), name
    stages = now["stages"].map(sorted).to_dict()
    assert public["stages"].map(list).to_dict() == stages
    years = now["start_year"].astype(float)
    assert public["start_year"].equals(years.reindex(public.index))


def test_an_import_is_known_from_its_day_on(settings, tmp_path):
    file = write_csv(tmp_path / "in.csv", row())
    import_network(settings, file, today=FIRST)
    import_network(settings, file, today=SECOND)  # the same again: nothing new
    assert history(settings)["known_from"].tolist() == [FIRST.isoformat()]
    changed = write_csv(tmp_path / "in.csv", row(sector="health"))
    import_network(settings, changed, today=SECOND)
    assert history(settings)["sector"].tolist()[1:] == ["health"]
    assert len(history(settings, FIRST)) == 1
    assert history(settings, date(2027, 1, 4)).empty


def test_a_dry_run_is_not_remembered(settings, tmp_path):
    file = write_csv(tmp_path / "in.csv", row())
    import_network(settings, file, today=FIRST, dry_run=True)
    assert history(settings).empty


def test_a_change_of_verification_and_a_removal_are_remembered(network):
    change(network.database, f"{CONFIRM} WHERE id = 'tir-coed'")
    gone = "DELETE FROM asset WHERE kind = 'offer'"
    offers = query(network.database, "SELECT COUNT(*) FROM asset WHERE kind = 'offer'")
    change(network.database, gone)
    remember(network.database, SECOND)
    new = history(network)
    new = new[new["known_from"] == SECOND.isoformat()]
    assert new[new["asset_id"] == "tir-coed"]["verification"].tolist() == ["confirmed"]
    assert (new["status"] == "removed").sum() == offers[0][0]
    remember(network.database, SECOND)
    assert len(history(network)) == len(history(network, FIRST)) + len(new)


def test_a_clock_that_went_back_changes_nothing_that_was_shown(network):
    change(network.database, f"{CONFIRM} WHERE id = 'tir-coed'")
    remember(network.database, SECOND)
    change(network.database, "UPDATE asset SET sector = '' WHERE id = 'tir-coed'")
    remember(network.database, FIRST)
    last = history(network).iloc[-1]
    assert (last["asset_id"], last["sector"]) == ("tir-coed", "")
    assert last["known_from"] == SECOND.isoformat()


def test_a_change_past_the_program_is_a_finding(network):
    assert not [x for x in check(network) if x.is_fault]
    change(network.database, f"{CONFIRM} WHERE kind = 'project'")
    with reading(network.database) as database:
        assert forgotten_entries(database) > 20
    assert [x.subject for x in check(network) if x.is_fault] == ["asset_history"]
    remember(network.database, SECOND)
    assert not [x for x in check(network) if x.is_fault]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE asset_history SET known_from = '2000-01-02'",
        "DELETE FROM asset_history",
        "INSERT OR REPLACE INTO asset_history VALUES (1, 'a', '2000-01-01', '{}')",
    ],
)
def test_the_history_itself_is_never_changed(network, sql):
    with (
        pytest.raises(DatabaseError, match="no row is ever"),
        writing(network.database) as database,
    ):
        database.conn.execute(sql)
