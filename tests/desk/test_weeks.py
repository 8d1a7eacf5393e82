"""Thirteen weeks by the clock in two threads; in two processes: tests/prove."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.store.history import ALWAYS
from copro_map.base.store.backups import backups
from copro_map.desk.jobs import JOBS
from copro_map.desk.running import run_due
from tests.desk.weeks import (
    DAYS,
    DOWN,
    LAST,
    a_minute_later,
    check_backups,
    check_mail,
    check_snapshots,
    confirm,
    enter_staff,
    nine,
    write_letters,
)
from tests.people import post_office
from tests.samples import row, write_csv


@pytest.fixture
def small(settings, tmp_path):
    """A map of three entries; in tests/prove it is the real one."""
    rows = [row(id=name, name_en=name) for name in ("tir-coed", "cwm", "pwll")]
    done = import_network(settings, write_csv(tmp_path / "in.csv", *rows), today=ALWAYS)
    assert not done.faults
    return settings


def test_thirteen_weeks_side_by_side(small, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", f"{LAST}")
    seen, failed = set(), []
    with post_office.opened() as (office, port), ThreadPoolExecutor(2) as both:
        post_office.send_there(monkeypatch, port, COPRO_MAP_SMTP_TLS="none")
        enter_staff(small)
        for day in DAYS:
            office.to_data = "451 Not today" if day == DOWN else "250 OK"
            write_letters(small, day)
            confirm(small, day)
            ran = both.map(lambda _: run_due(small, nine(day), JOBS), range(2))  # noqa: B023
            failed += [one for each in ran for one in each if one.reason]
            a_minute_later(small, day)
            found = backups(small, small.backup_folder, is_trial=True)
            seen |= {path for _, path in found}
    assert not failed
    check_mail(small, office)
    check_backups(seen)
    check_snapshots(small)
