"""The part of the desk with two entries that may be one body."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.twinning import twins
from tests.at_the_desk import (  # noqa: F401
    at_desk,
    drawn,
    here,
    press,
    sound,
    told,
)
from tests.catalogue import ROOT
from tests.opening import SECONDS
from tests.samples import query

NAME = "SELECT name_en FROM asset WHERE id = ?"
STANDS = "SELECT status, became FROM asset WHERE id = ?"


def name_of(settings, entry):
    return query(settings.database, NAME, entry)[0][0]


@pytest.fixture
def pair(here):  # noqa: F811
    (found,) = twins(here, MACHINE)
    return found


def test_the_one_that_is_chosen_stays_and_the_address_of_the_other_leads_there(
    at_desk,  # noqa: F811
    here,  # noqa: F811
    pair,
):
    test = at_desk("steward", "en", part="duplicates")
    key = " ".join(sorted((pair.first, pair.second)))
    assert "differs" in drawn(test)
    sound(test.radio(key=f"pair_stays_{key}").set_value(pair.second).run())
    press(test, f"pair_merge_{key}")
    assert "It can be taken back" in told(test)
    assert query(here.database, STANDS, pair.first) == [("archived", pair.second)]
    assert "no two entries look like one body" in drawn(test)
    page = AppTest.from_file(str(ROOT / "pages/entry.py"), default_timeout=SECONDS)
    page.query_params["id"] = pair.first
    page.query_params["lang"] = "en"
    sound(page.run())
    assert "became the one that you see here" in told(page)
    assert f"<h1><span>{name_of(here, pair.second)}" in drawn(page)


def test_they_are_two_in_welsh(at_desk, here, pair):  # noqa: F811
    test = at_desk("steward", "cy", part="duplicates")
    key = " ".join(sorted((pair.first, pair.second)))
    press(test, f"pair_two_{key}")
    assert "dau gofnod ydynt" in told(test)
    assert twins(here, MACHINE) == ()
    assert not at_desk("officer", part="duplicates").radio
