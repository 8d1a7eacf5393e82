"""How an offer is done, for how many and when, as files of people write it."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.assets.face import present
from copro_map.assets.importing import import_network
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import language_in_force
from copro_map.geography.areas import load_layers
from copro_map.search.search import all_assets
from tests.samples import query, row, write_csv

SAID = "SELECT kind, way, spoken, capacity, opens, closes FROM asset ORDER BY id"
TODAY = date(2026, 11, 30)


@pytest.fixture
def take(settings, tmp_path):
    def import_rows(*rows):
        path = write_csv(tmp_path / "in.csv", *rows)
        return import_network(settings, path, today=TODAY)

    return import_rows


def told(result) -> dict[str, str]:
    return {fault.column: fault.reason() for fault in result.faults}


def offer(**cells: str) -> dict[str, str]:
    said = {"way": "", "spoken": "", "capacity": "", "opens": "", "closes": ""}
    return row(**{"kind": "offer", "exchange_type": "mentoring", **said, **cells})


def test_words_numbers_and_days_are_read_as_people_write_them(take, settings):
    asked = offer(
        id="b", capacity="n/a", closes="ongoing", way="Ar-lein neu dros y ffôn"
    )
    asked |= {"kind": "request", "spoken": "Yn Gymraeg"}
    first = offer(id="a", way="In person", spoken="In Welsh or in English")
    first |= {"capacity": "03.0", "opens": "01/12/2026", "closes": "31/1/2027"}
    assert not take(first, asked).faults
    assert query(settings.database, SAID) == [
        ("offer", "in_person", "both", 3, "2026-12-01", "2027-01-31"),
        ("request", "remote", "cy", None, "", ""),
    ]


def test_people_call_the_columns_so_in_both_languages(settings, tmp_path):
    english = ("In person or online", "In which language", "For how many", "Open from")
    welsh = ("Wyneb yn wyneb neu ar-lein", "Ym mha iaith", "Capasiti", "Ar agor o")
    for number, (way, spoken, capacity, opens) in enumerate((english, welsh)):
        whole = row(id=f"o-{number}", kind="offer", exchange_type="venue")
        whole |= {way: "either", spoken: "cy", capacity: "2", opens: "2026-12-01"}
        path = write_csv(tmp_path / f"{number}.csv", whole)
        assert not import_network(settings, path, today=TODAY).faults
    said = ("offer", "either", "cy", 2, "2026-12-01", "")
    assert query(settings.database, SAID) == [said, said]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"capacity": "0"}, "capacity", "from 1 to 99"),
        ({"capacity": "1000"}, "capacity", "from 1 to 99"),
        ({"capacity": "two"}, "capacity", "from 1 to 99"),
        ({"spoken": "French"}, "spoken", "Use one of: cy, en, both"),
        ({"way": "by post"}, "way", "Use one of: in_person, remote, either"),
        ({"closes": "soon"}, "closes", "a day such as 2026-11-30"),
        ({"closes": "9999-12-31"}, "closes", "a day such as 2026-11-30"),
        ({"opens": "2027-02-01", "closes": "2027-01-31"}, "closes", "before it opens"),
        ({"kind": "request", "capacity": "2"}, "capacity", "Only an offer"),
        ({"kind": "project", "exchange_type": "", "way": "remote"}, "way", "Only an"),
    ],
)
def test_what_does_not_fit_is_named_in_both_languages(take, cells, column, reason):
    found = told(take(offer(**cells)))
    assert list(found) == [column]
    assert reason in found[column]
    with language_in_force("cy"):
        assert told(take(offer(**cells)))[column] != found[column]


def test_what_has_closed_already_comes_in_as_history_and_that_is_told(take, settings):
    result = take(
        offer(id="a", closes="2026-11-29"), offer(id="b", closes="30/11/2026")
    )
    assert [(n.row, n.column) for n in result.notes if "closed" in n.reason()] == [
        (2, "closes")
    ]
    assert [x[-1] for x in query(settings.database, SAID)] == [
        "2026-11-29",
        "2026-11-30",
    ]


def test_an_end_that_is_over_is_shown_with_its_day_and_one_ahead_too(take, settings):
    take(
        offer(id="a", closes="2026-11-29"),
        offer(id="b", way="either", spoken="cy", capacity="3"),
        row(id="c"),
    )
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    rows = all_assets(settings, TODAY).sort_index().itertuples()
    over, waits, body = (present(x, definitions, layers, TODAY) for x in rows)
    assert (over.stands, over.ended) == ("expired", "Closed on 29 November 2026")
    assert over.opening == ""
    assert (waits.stands, waits.ended) == ("unconfirmed", "")
    assert waits.terms == ("In person or online", "In Welsh", "For 3 at a time")
    assert (body.stands, body.opening, body.terms) == ("", "", ())
