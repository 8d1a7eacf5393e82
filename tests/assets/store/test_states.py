"""How entries stand: what was said last, and what was known before is kept."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.rules.records import EntryState
from copro_map.assets.store.entries import public_assets
from copro_map.assets.store.history import forgotten_entries
from copro_map.assets.store.states import kept_entries, set_states
from copro_map.base.store.connection import reading, writing
from tests.samples import query, real_rows, write_csv

ENTRY = "tir-coed"
KNOWN = """
SELECT known_from, content ->> 'verification', content ->> 'verified_on'
FROM asset_history WHERE asset_id = ? ORDER BY id
"""


@pytest.fixture
def confirm(network):
    """Note confirmations of one entry; return all that is known of it."""

    def note(*rows: tuple[str, str, str], entry: str = ENTRY):
        with writing(network.database) as database:
            states = [EntryState(entry, known, *said) for *said, known in rows]
            set_states(database, states)
        with reading(network.database) as database:
            assert forgotten_entries(database) == 0
        return query(network.database, KNOWN, entry)

    return note


def test_each_is_known_from_its_day_and_the_last_one_stands(confirm, network):
    known = confirm(
        ("confirmed", "2027-01-09", "2027-01-12"),
        ("stale", "2027-01-09", "2028-01-20"),
    )
    assert known[1:] == [
        ("2027-01-12", "confirmed", "2027-01-09"),
        ("2028-01-20", "stale", "2027-01-09"),
    ]
    stands = "SELECT verification, verified_on FROM asset WHERE id = ?"
    assert query(network.database, stands, ENTRY) == [("stale", "2027-01-09")]


def test_what_is_said_again_is_not_noted_again(confirm):
    once = confirm(("confirmed", "2027-01-09", "2027-01-12"))
    assert confirm(("confirmed", "2027-01-09", "2027-02-12")) == once


def test_nothing_is_known_before_what_was_known_last(confirm):
    confirm(("confirmed", "2027-01-09", "2027-03-01"))
    known = confirm(("confirmed", "2027-01-20", "2027-02-01"))
    assert known[-1] == ("2027-03-01", "confirmed", "2027-01-20")


def test_an_entry_that_is_not_there_counts_for_nothing(confirm):
    assert confirm(("confirmed", "2027-01-09", "2027-01-12"), entry="nobody") == []


def test_what_is_kept_of_the_data_grows_old(confirm, network):
    number = "SELECT number FROM revision"
    before = query(network.database, number)[0][0]
    confirm(("confirmed", "2027-01-09", "2027-01-12"))
    assert query(network.database, number) == [(before + 1,)]


def test_what_nobody_spoke_of_stays_and_what_is_taken_off_survives_an_import(
    network, tmp_path
):
    with writing(network.database) as database:
        set_states(
            database, [EntryState(ENTRY, "2026-11-29", "confirmed", "2026-11-01")]
        )
        set_states(database, [EntryState(ENTRY, "2026-11-29", taken_off=True)])
    changed = [one | {"description_en": "Written anew."} for one in real_rows()]
    file = write_csv(tmp_path / "in.csv", *changed)
    assert not import_network(network, file, today=date(2026, 12, 1)).faults
    with reading(network.database) as database:
        assert ENTRY not in public_assets(database).index
        kept = kept_entries(database, ENTRY)[ENTRY]
        assert (kept.status, kept.verification) == ("archived", "confirmed")
        assert forgotten_entries(database) == 0
    with writing(network.database) as database:
        set_states(database, [EntryState(ENTRY, "2026-12-02")])
        assert ENTRY in public_assets(database).index
        assert public_assets(database).at[ENTRY, "description_en"] == "Written anew."


def test_every_entry_is_kept_with_its_areas(network):
    with reading(network.database) as database:
        kept, public = kept_entries(database), public_assets(database)
    assert set(public.index) <= set(kept)
    for one in public.itertuples():
        found = kept[one.Index]
        assert (dict(found.areas), set(found.served)) == (one.areas, set(one.served))
        assert (found.kind, found.name.en) == (one.kind, one.name_en)
