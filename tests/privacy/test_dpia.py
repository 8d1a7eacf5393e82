"""The assessment says the same days as the table of days, of each line of it."""

from __future__ import annotations

import re

import pytest

from copro_map.base.config import load_settings
from copro_map.base.retention import lines
from tests.catalogue import ROOT, read_catalogue

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


# What pages and letters say of a period, and whose it is.
SAID = {
    r"(\d+) days after (?:the answer|they have answered)": "reports",
    r"Backups[^.]* (\d+) days": "backups",
    r"Letters to you: (\d+) days": "letters",
    r"(?:Kept for|more than) (\d+) days": "form_drafts",
    r"What you sent in: (\d+) days": "versions",
    r"(\d+) days (?:after|have passed since) the last word": "messages",
    r"what was written is deleted after (\d+) days": "messages",
}


@pytest.mark.parametrize("pattern", SAID)
def test_messages_say_the_same_days_in_both_languages(pattern):
    days = str(lines(load_settings({}))[SAID[pattern]].days)
    found = [
        (number, str(one.string))
        for one in read_catalogue()
        if one.id
        for number in re.findall(pattern, str(one.id))
    ]
    assert found
    for number, welsh in found:
        assert number == days
        assert days in re.findall(r"\d+", welsh)
