"""What was searched for in vain: which words are kept, from when on, of nobody."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, timedelta

import pytest

from copro_map.base.store.connection import data_mark, writing
from copro_map.desk.jobs import JOBS
from copro_map.people.limits import _limiter
from copro_map.people.rules.permissions import MACHINE, PUBLIC, RefusedError
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search
from copro_map.upkeep import seeking
from copro_map.upkeep.rules.seeking import Heard, harmless_words
from copro_map.upkeep.seeking import COUNTING, count_later, sought, sought_file
from tests.samples import query
from tests.upkeep.conftest import NOW

TODAY = date(2026, 11, 29)
ROWS = "SELECT day, words, kind, area, times FROM sought ORDER BY words, day"
SWEEP = next(job for job in JOBS if job.name == "sweep").run


@pytest.fixture
def seek(network, monkeypatch):
    """Return what searches as a visitor, and waits until it is counted."""
    _limiter.cache_clear()
    monkeypatch.setattr(seeking, "HEARD", Heard(b"salt"))
    assets = all_assets(network)

    def search_as(visitor: str, text: str = "", day: date = TODAY, **more) -> None:
        answer = search(network, Query(text=text, **more), assets, today=TODAY)
        count_later(network, answer, visitor, day)
        COUNTING.submit(int).result()

    return search_as


def kept(here) -> list[tuple]:
    return query(here.database, ROWS)


def test_words_that_are_not_ours_count_once_three_visitors_typed_them(seek, network):
    mark, before = data_mark(network), network.database.read_bytes()
    for visitor in ("a", "b", "a", "a", "b"):
        seek(visitor, "Blodwen  Quux")
    seek("a", "blodwen quux", near="Cardiff")  # the same visitor, whatever is beside it
    assert kept(network) == []
    assert network.database.read_bytes() == before  # not even opened to be written
    seek("c", "BLODWEN quux!", near="Conwy")
    assert kept(network) == [("2026-11-29", "blodwen quux", "typed", "", 3)]
    seek("c", "blodwen quux")
    seek("d", "blodwen quux", TODAY + timedelta(days=1))
    assert kept(network)[-1] == ("2026-11-30", "blodwen quux", "typed", "", 1)
    assert data_mark(network) == mark


def test_known_words_count_on_after_a_new_start(seek, network, monkeypatch):
    for visitor in "abc":
        seek(visitor, "blodwen quux")
    monkeypatch.setattr(seeking, "HEARD", Heard(b"another"))
    seek("a", "blodwen quux")
    assert [row[-1] for row in kept(network)] == [4]


def test_our_own_words_count_at_once_with_the_authority_that_was_asked(seek, network):
    vain = "food funder university gofalwyr"
    seek("a", vain)
    seek("a", vain)
    seek("b", vain, near="Conwy")
    rows = [("2026-11-29", vain, "ours", area, 1) for area in ("", "W06000003")]
    assert kept(network) == rows
    seek("c", f"{vain} quux", near="Conwy")
    assert kept(network) == rows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mair@example.org", ""),
        ("mair\uff20example.org", ""),
        ("mair jones at gmail dot com", ""),
        ("029 2034 0000", ""),
        ("+44 (0)7700 900123 mair", ""),
        ("07700-900-123", ""),
        ("\u0660\u0661\u0662\u0663\u0664\u0665 x", ""),
        ("x" * 81, ""),
        ("...", ""),
        ("2026", ""),
        ("help near CF10 1AA", "help near cf10"),
        ("sy231ab", "sy23"),
        ("CF10-1AA", "cf10"),
        ("M1 1AA", "m1"),
        ("Tŷ’r  Gân!", "ty r gan"),
    ],
)
def test_what_may_say_who_somebody_is_is_never_kept(text, words):
    assert harmless_words(text) == words


def test_neither_an_address_nor_a_whole_postcode_is_written(seek, network):
    for visitor in "abcd":
        seek(visitor, "mair@example.org quux")
        seek(visitor, "quux 029 2034 0000")
        seek(visitor, "quux CF10 1ZZ")
        seek(visitor, near="CF99 9ZZ")
    assert kept(network) == [
        ("2026-11-29", "cf99", "place", "", 4),
        ("2026-11-29", "quux", "typed", "", 4),
    ]


def test_what_was_found_or_kept_back_by_a_filter_is_not_counted(seek, network):
    seek("a", "tir coed")
    seek("a", "")
    seek("a", near="Cardiff")
    seek("a", "tir coed", kinds=("request",))
    assert kept(network) == []


def test_whoever_searches_does_not_wait_for_the_database(network):
    answer = search(network, Query("gofalwyr xylophone food"), all_assets(network))
    ours = search(network, Query("gofalwyr university food"), all_assets(network))
    with closing(sqlite3.connect(network.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        count_later(network, ours, "waits", TODAY)  # it is back before the lock is gone
        other.execute("ROLLBACK")
    COUNTING.submit(int).result()
    assert [row[-1] for row in kept(network)] == [1]
    network.database.rename(network.database.with_name("away.db"))
    for visitor in "abc":
        count_later(network, answer, visitor, TODAY)
    COUNTING.submit(int).result()
    assert not network.database.exists()


def test_the_desk_lists_30_days_and_the_clock_forgets_after_400(network, speaks):
    days = {0: 2, 29: 3, 30: 5, 31: 7, 400: 11, 401: 13}
    with writing(network.database) as database:
        for ago, times in days.items():
            day = (TODAY - timedelta(days=ago)).isoformat()
            row = {"day": day, "words": "quux", "kind": "typed", "area": ""}
            database["sought"].insert(row | {"times": times})
            database["sought"].insert(row | {"words": "b", "times": 1})
    steward = speaks("steward")
    listed = {one.words: one.times for one in sought(network, steward, TODAY)}
    recount = Counter()
    for day, words, _, _, times in kept(network):
        recount[words] += times if day >= "2026-10-30" else 0
    assert listed == dict(recount) == {"quux": 10, "b": 3}
    assert list(listed) == ["quux", "b"]
    for actor in (PUBLIC, speaks("officer", "CVC-CAVO", name="officer")):
        with pytest.raises(RefusedError):
            sought(network, actor, TODAY)
    lines = sought_file(network, MACHINE, TODAY).decode("utf-8-sig").splitlines()
    assert lines[:2] == ["words,kind,area,times,last", "quux,typed,,10,2026-11-29"]
    assert SWEEP(network, NOW).done == 2
    assert min(row[0] for row in kept(network)) == "2025-10-25"
    assert SWEEP(network, NOW).done == 0
