"""The assessment says the same days as the table of days, of each line of it."""

from __future__ import annotations

import re

from copro_map.base.config import load_settings
from copro_map.base.retention import lines
from tests.catalogue import ROOT

TOLD = re.compile(r"`(\w+)`: (\d+) days?\b")


def test_the_assessment_has_the_days_of_every_line():
    text = (ROOT / "docs" / "dpia.md").read_text("utf-8")
    known = lines(load_settings({})).values()
    told = [(name, int(number)) for name, number in TOLD.findall(text)]
    assert sorted(told) == sorted((x.id, x.days) for x in known if x.days is not None)


def test_its_table_says_what_the_notice_says_of_backups():
    text = (ROOT / "docs" / "dpia.md").read_text("utf-8")
    days = lines(load_settings({}))["backups"].days
    assert f"backups: {days} days |" in text
