"""What changed since the last snapshot: as frozen, as now, and what was mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import language_in_force
from copro_map.indicators.progress import progress
from copro_map.indicators.since_in_words import (
    correction_words,
    since_table,
    since_words,
    status_text,
    value_text,
)
from copro_map.indicators.snapshots import (
    changed_since,
    frozen,
    list_snapshots,
    snapshot_table,
    take_snapshot,
)
from copro_map.indicators.store.snapshots import Snapshot
from copro_map.people.rules.permissions import MACHINE
from tests.indicators.progress_samples import freeze
from tests.indicators.surveyed import DAY, LABEL, SNAPPED, TAKEN
from tests.samples import at

pytestmark = pytest.mark.usefixtures("years_later")

LATER = date(2027, 5, 10)


def content_of(settings, day: date) -> dict:
    return progress(settings, day).as_json()


def test_without_a_snapshot_it_is_said_how_one_is_taken(network):
    assert progress(network, DAY).since is None
    (words,) = since_words(None)
    assert "The stewards of this map take them" in words
    assert since_table(None).empty
    assert snapshot_table(network)[1] == []


def test_every_indicator_is_as_frozen_and_as_now(programme):
    since = programme(DAY).since
    (kept,) = list_snapshots(programme(DAY).settings)
    taken = since.snapshot
    assert (taken.label, taken.as_at, taken.taken_on) == (LABEL, SNAPPED, TAKEN)
    assert since.number == kept["id"]
    then = frozen(programme(DAY).settings, since.number).content
    now = programme(DAY).as_json()
    for name, rows in (("then", then), ("now", now)):
        told = [*rows["indicators"], *rows["own"]]
        assert [getattr(one, name) for one in since.rows] == told


def test_corrections_are_what_the_snapshot_would_show_today(programme):
    since = programme(DAY).since
    again = replace(programme(SNAPPED), known_on=DAY).as_json()
    today = {row["code"]: row for row in [*again["indicators"], *again["own"]]}
    differ = {x.code for x in since.rows if x.then != today[x.code]}
    assert {one.code for one in since.corrections} == differ
    assert {"3.1"} <= differ <= {"1.1", "3.1"}  # and whoever runs the project
    for one in since.corrections:
        assert one.now == today[one.code]
    mended = {x.code: x for x in since.corrections}
    before, after = (mended["3.1"].then["value"], mended["3.1"].now["value"])
    assert after == before + 1
    words = correction_words(mended["3.1"])
    assert f"{before:.0f}; as known now: {after:.0f}." in words
    assert "Records that count: added 1, left 0." in words


def test_the_changed_target_is_a_correction_from_its_day_on(under_way):
    # 2.3 is due in 2027 first; the target of 2028 is the next one on 2 April 2027.
    take_snapshot(
        under_way,
        MACHINE,
        "After the first target",
        date(2027, 4, 2),
        at(date(2027, 4, 3)),
    )
    found = {x.code: x for x in progress(under_way, DAY).since.corrections}
    assert "Target: 40; as known now: 45." in correction_words(found["2.3"])
    early = {x.code for x in progress(under_way, date(2027, 4, 30)).since.corrections}
    assert "2.3" not in early


def test_the_last_snapshot_is_that_of_the_latest_day_before(under_way):
    take_snapshot(
        under_way, MACHINE, "Older day, taken later", date(2026, 12, 31), at(LATER)
    )
    take_snapshot(under_way, MACHINE, "Same day again", SNAPPED, at(LATER))
    take_snapshot(under_way, MACHINE, "The day itself", DAY, at(DAY))
    take_snapshot(
        under_way,
        MACHINE,
        "Taken afterwards",
        date(2027, 5, 20),
        at(DAY + timedelta(9)),
    )
    assert progress(under_way, DAY).since.snapshot.label == "Same day again"
    assert progress(under_way, date(2027, 4, 30)).since.snapshot.label == LABEL
    assert progress(under_way, TAKEN - timedelta(1)).since is None
    assert progress(under_way, SNAPPED).since is None
    assert (
        progress(under_way, DAY + timedelta(1)).since.snapshot.label == "The day itself"
    )
    heads, rows = snapshot_table(under_way)
    assert [row[0] for row in rows][-1] == LABEL
    assert rows[0][0] == "Taken afterwards"
    assert {len(row) for row in rows} == {len(heads)}


def test_nothing_that_was_too_small_to_show_comes_out(programme):
    since = programme(DAY).since
    small = {one.code: one for one in since.rows}["4.3"]
    for fields in (small.then, small.now):
        names = ("value", "numerator", "denominator", "invited", "interval")
        assert {fields[name] for name in names} == {None}
        assert value_text(fields, "percent") == "too few replies to show"
    table = since_table(since).set_index("code").loc["4.3"]
    assert table[["then", "now"]].isna().all()
    shown = " ".join(str(x) for x in table)
    assert "77" not in shown
    assert "7 " not in shown


def test_the_table_has_the_rows_in_order_and_says_what_was_corrected(programme):
    since = programme(DAY).since
    table = since_table(since)
    assert list(table["code"]) == [one.code for one in since.rows]
    for row, one in zip(table.to_dict("records"), since.rows, strict=True):
        for name, fields in (("then", one.then), ("now", one.now)):
            known = None if row[name] != row[name] else row[name]
            assert known == fields["value"]
            aim = row[f"target_{name}"]
            assert (None if aim != aim else aim) == fields["target"]
    said = table.set_index("code")["Corrections"]
    assert set(said.index[said != ""]) == {x.code for x in since.corrections}
    with language_in_force("cy"):
        assert since_table(since)["Dangosydd"].iloc[0] == "Sefydliadau gweithgar"


def test_a_snapshot_from_before_a_field_was_there_shows_no_correction(under_way):
    content = content_of(under_way, SNAPPED)
    del content["own"]  # nor were there any of the Network's own
    for row in content["indicators"]:
        for name in ("invited", "source", "period_end"):
            del row[name]
            # Judged by other rules: the word of then is not the word of now.
            row["status"] = "behind"
            for name in ("status_detail", "due_in_days", "projected", "waiting"):
                row.pop(name, None)
    number = freeze(under_way, Snapshot(LATER, date(2027, 5, 9), "Old", content))
    changes = {x.code: x for x in changed_since(under_way, number, DAY)}
    assert "1.2" not in changes  # what is new is no correction
    assert not any("status" in one.now for one in changes.values())
    since = progress(under_way, DAY).since
    assert since.snapshot.label == "Old"
    assert {status_text(one.then) for one in since.rows} == {"Behind the pace"}
    for one in since.corrections:
        assert set(one.then) <= set(one.now)
        assert "invited" not in correction_words(one)
        assert "Behind the pace" not in correction_words(one)
    assert "1.2" not in {one.code for one in since.corrections}


def test_an_indicator_that_is_new_or_gone_is_said_to_be_so(under_way):
    content = content_of(under_way, SNAPPED)
    rows = [x for x in content["indicators"] if x["code"] != "4.2"]
    gone = {**rows[0], "code": "9.9"}
    old = {**content, "indicators": [*rows, gone]}
    freeze(under_way, Snapshot(LATER, date(2027, 5, 9), "Old", old))
    since = progress(under_way, DAY).since
    shown = {one.code: one for one in since.rows}
    assert (shown["4.2"].then, shown["9.9"].now) == ({}, {})
    assert value_text(shown["4.2"].then, "percent") == "–"
    said = since_table(since).set_index("code")
    assert said.at["4.2", "Corrections"] == "This indicator is not in the snapshot."
    assert said.at["9.9", "Corrections"] == "This indicator is no longer reported."
    assert said.at["9.9", "Status now"] == "–"


def test_without_a_database_it_is_said_how_to_build_one(settings):
    with pytest.raises(DatabaseError, match="no database yet"):
        assert progress(settings, DAY).since
