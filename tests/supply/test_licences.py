"""Every package that is shipped has a licence that we know."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest

from tests.supply.licences import BY_HAND, LOCK, PAGE, page, pinned, said_by_itself


def test_the_page_is_what_the_packages_say():
    assert PAGE.read_text("utf-8") == page(), "Run: make licences"


def test_every_package_of_the_lock_is_on_it():
    names = {
        line.split("==")[0]
        for line in LOCK.read_text("utf-8").splitlines()
        if "==" in line
    }
    assert {one.name for one in pinned()} == names
    for one in pinned():
        assert f"| {one.name} | {one.version} |" in page()


@pytest.mark.parametrize("one", list(pinned()), ids=lambda one: one.name)
def test_it_is_the_installed_version_that_speaks(one):
    if said_by_itself(one.name)[0] or not one.only_where:
        assert version(one.name) == one.version


@pytest.mark.parametrize("name", BY_HAND)
def test_what_was_looked_up_by_hand_is_still_needed(name):
    assert said_by_itself(name) == ("", "")
    assert name in {one.name for one in pinned()}


def test_none_binds_our_own_code():
    licences = " ".join(
        row.split(" | ")[2] for row in page().splitlines() if "| " in row
    )
    assert not re.search(r"\bA?GPL|UNKNOWN|Proprietary", licences)
