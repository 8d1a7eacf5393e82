"""What ``/health`` says to a monitor, and what it does not say."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from datetime import timedelta

import pytest

from copro_map.assets.health import check
from copro_map.base.store import looking
from copro_map.base.store.backups import back_up
from copro_map.base.today import current_moment
from copro_map.base.whom import Whom
from copro_map.frame.health import health
from copro_map.people.suppressed import add_forgotten
from tests.samples import change

NEWER = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES "
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def asked(network, monkeypatch):
    """Ask, as a monitor does, how the database of the test is."""
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(9**12, 0, 9**12))

    def ask() -> tuple[int, dict]:
        answer = health(None)
        assert str(network.database.parent) not in answer.body.decode()
        return answer.status_code, json.loads(answer.body)

    return ask


def test_all_is_well(asked):
    status, told = asked()
    assert status == 200
    assert told["status"] == "ok"
    assert "revision" not in told


def test_a_monitor_is_warned_of_the_backups_while_all_is_well(asked, network):
    elsewhere = "backups on the database's disk"
    assert asked()[1]["warnings"] == ["no backup", elsewhere]
    now = current_moment()
    back_up(network, network.backup_folder, now - timedelta(hours=37))
    status, told = asked()
    assert (status, told["status"]) == (200, "ok")
    assert told["warnings"] == ["backup older than 36 hours", elsewhere]
    back_up(network, network.backup_folder, now - timedelta(hours=35))
    assert asked()[1]["warnings"] == [elsewhere]


def test_a_day_that_is_none_is_a_warning(asked, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", "soon")
    assert asked()[1]["warnings"] == ["no day"]


def test_a_newer_database(asked, network):
    change(network.database, NEWER + "('copro_map', 'to_come', '')")
    assert asked()[0] == 503
    assert asked()[1]["faults"] == ["another version"]


def test_no_database(asked, network):
    network.database.unlink()
    assert asked()[1]["faults"] == ["unreadable"]


def test_a_damaged_page_in_the_middle(asked, network):
    content = bytearray(network.database.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    network.database.write_bytes(content)
    status, told = asked()
    assert status == 503
    assert told["faults"] in (["damaged"], ["unreadable"])


def test_little_space(asked, monkeypatch):
    left = looking.LEAST_FREE - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(9**12, 0, left))
    assert asked() == (503, asked()[1])
    assert asked()[1]["faults"] == ["little disk space"]


def test_a_disk_that_may_only_be_read(asked, monkeypatch):
    monkeypatch.setattr(looking.os, "access", lambda *_: False)
    assert asked()[1]["faults"] == ["read-only"]


def test_pages_are_read_once_an_hour(asked, monkeypatch):
    now = [10_000.0]
    monkeypatch.setattr(looking.time, "monotonic", lambda: now[0])
    asked()
    monkeypatch.setattr(looking, "QUICK_CHECK", "SELECT 'damaged'")
    assert asked()[0] == 200
    now[0] += looking.CHECK_EVERY_S
    assert asked()[1]["faults"] == ["damaged"]


def test_a_list_of_the_forgotten_without_its_key_is_warned_of(asked, network):
    warning = "list of the forgotten cannot be read"
    add_forgotten(network, Whom(frozenset({"a@example.org"})), current_moment().date())
    assert warning not in asked()[1]["warnings"]
    network.secret_file.unlink()
    status, told = asked()
    assert (status, warning in told["warnings"]) == (200, True)
    assert "forgotten.list" in {x.subject for x in check(network) if x.is_fault}
