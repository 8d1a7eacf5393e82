"""Thirteen weeks by the clock in two processes side by side, as cron would run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from copro_map.base.moments import written
from copro_map.base.store.backups import backups
from tests.catalogue import ROOT
from tests.desk.weeks import (
    DAYS,
    DOWN,
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

pytestmark = pytest.mark.prove
RUN_DUE = (sys.executable, "-m", "copro_map", "run-due", "--json", "--at")


def test_thirteen_weeks_in_two_processes(network, monkeypatch):
    done = {"backup": 0, "snapshot": 0}
    seen = set()
    with post_office.opened() as (office, port):
        post_office.send_there(monkeypatch, port, COPRO_MAP_SMTP_TLS="none")
        enter_staff(network)
        for day in DAYS:
            monkeypatch.setenv("COPRO_MAP_TODAY", f"{day}")
            office.to_data = "451 Not today" if day == DOWN else "250 OK"
            write_letters(network, day)
            confirm(network, day)
            command = [*RUN_DUE, written(nine(day))]
            both = [
                subprocess.Popen(
                    command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE
                )
                for _ in range(2)
            ]
            told = [process.communicate(timeout=120)[0] for process in both]
            assert [process.returncode for process in both] == [0, 0]
            a_minute_later(network, day)
            for job in (x for one in told for x in json.loads(one)["jobs"]):
                if job["name"] in done:
                    done[job["name"]] += job["done"]
            found = backups(network, network.backup_folder, is_trial=True)
            seen |= {path for _, path in found}
    assert done == {"backup": 13, "snapshot": 3}
    check_mail(network, office)
    check_backups(seen)
    check_snapshots(network)
