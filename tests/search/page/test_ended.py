"""What has ended: not among what was found, counted apart, and seen on purpose."""

from __future__ import annotations

import pytest

from copro_map.assets.importing import import_network
from tests.opening import open_page
from tests.samples import row, write_csv


@pytest.fixture
def one_of_two(network, tmp_path, monkeypatch):
    """A database in which one garden goes on and the other ended in 2019."""
    file = write_csv(
        tmp_path / "gardens.csv",
        row(id="gardd-fach", name_en="Gardd Fach Qwyth"),
        row(id="gardd-fawr", name_en="Gardd Fawr Qwyth", end_year="2019"),
    )
    assert not import_network(network, file).faults
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    return network


def text(test) -> str:
    return " ".join(x.proto.body for x in test.get("html"))


@pytest.mark.usefixtures("one_of_two")
@pytest.mark.parametrize(
    ("language", "word", "left_out"),
    [
        ("en", "Ended 2019", "Ended, not counted: 1."),
        ("cy", "Daeth i ben yn 2019", "Wedi dod i ben, heb eu cyfrif: 1."),
    ],
)
def test_one_that_has_ended_is_apart_until_it_is_asked_for(language, word, left_out):
    address = {"q": "Qwyth", "print": "1"}
    test = open_page("pages/asset_map.py", language, **address)
    assert "Gardd Fach" in text(test)
    assert "Gardd Fawr" not in text(test)
    button = test.button(key="show_ended")
    assert button.label.startswith(left_out)
    button.click().run()
    assert test.query_params["ended"] in ("1", ["1"])
    assert "Gardd Fach" in text(test)
    assert "Gardd Fawr" in text(test)
    assert text(test).count(word) == 1
    assert not test.exception


@pytest.mark.usefixtures("one_of_two")
def test_its_own_page_says_when_it_ended():
    test = open_page("pages/entry.py", "en", id="gardd-fawr")
    assert "Ended 2019" in text(test)
    assert "Ended" not in text(open_page("pages/entry.py", "en", id="gardd-fach"))
