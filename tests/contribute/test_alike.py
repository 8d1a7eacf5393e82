"""Is it one of these? Over the real entries, misspelt, and over what is not public."""

from __future__ import annotations

import csv
import random
import re

import pytest

from copro_map.assets.rules.records import Asset, Location
from copro_map.assets.saving import save_entries
from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.contribute.alike import Known, alike, alike_among, known_entries
from copro_map.contribute.where import find_where
from tests.conftest import PROJECT
from tests.people.conftest import NOW
from tests.samples import query

LONG = 12  # letters of a name in which one slip is small
SHED = Location(-3.6, 52.9, "venue")
BALA = "W06000002"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """The real entries, as the file has them."""
    with PROJECT.network_file.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if len(row["name_en"]) >= LONG]


@pytest.fixture(scope="module")
def known(to_read: Settings) -> Known:
    return known_entries(to_read)


def misspelt(name: str, slip: random.Random) -> str:
    """Two letters the wrong way round, no accent, another case."""
    letters = [i for i in range(1, len(name) - 2) if name[i : i + 2].isalpha()]
    at = slip.choice(letters)
    return (name[:at] + name[at + 1] + name[at] + name[at + 2 :]).upper()


def kind_of(row: dict[str, str]) -> str:
    return "practitioner" if row["kind"] == "organisation" else row["kind"]


def test_real_entries_are_found_with_a_slip_in_either_name_where_they_are(rows, known):
    slip, missed, tried = random.Random(7), [], 0
    for row in rows:
        found = None
        if row["postcode"]:
            found = find_where(PROJECT, row["postcode"], "", person=False)
        for name in filter(None, (row["name_en"], row["name_cy"])):
            if len(name) < LONG:
                continue
            tried += 1
            wrong = misspelt(name, slip)
            told = alike_among(known, ["", wrong], kind_of(row), found)
            if row["id"] not in [one.id for one in told]:
                missed.append((name, wrong))
    assert tried > 300
    assert len(missed) <= tried // 100, missed


def test_few_entries_that_are_others_are_taken_for_one(rows, known):
    """Each real entry, added once more where it is: what comes besides itself."""
    others = 0
    for row in rows:
        told = alike_among(known, (row["name_en"],), kind_of(row), None, row["id"])
        assert row["id"] not in [one.id for one in told]
        others += len(told)
    assert others < len(rows) // 4


def add(settings: Settings, name: str, entry: str, **more) -> None:
    given = {"kind": "project", "name_en": name, "name_cy": "", "source_url": ""}
    asset = Asset(entry, given | more, {"local_authority": BALA}, SHED)
    with writing(settings.database) as database:
        save_entries(database, settings, [asset], NOW.date())


def test_a_second_shed_is_another_and_one_that_is_not_public_is_never_told(network):
    add(network, "Men's Shed Bala 1", "shed-1", place="Bala")
    found = find_where(network, "", "52.9, -3.6", person=False)

    def told(name: str, entry: str = "") -> list[str]:
        return [x.id for x in alike(network, name, "project", found, entry)]

    (one,) = alike(network, "Mens Shed, Bala 1", "project", found)
    assert one.name.en == "Men's Shed Bala 1"
    assert (one.where.en, one.where.cy) == ("Bala, Gwynedd", "Y Bala, Gwynedd")
    assert one.why == "The same name, within 100 metres"
    assert told("Men's Shed Bala 2") == told("Men's Shed Bala") == []
    assert told("Bala 1 Shed for Men") == ["shed-1"]
    assert told("Bala 1 Shed for Men", "shed-1") == []
    with writing(network.database) as database:
        database.execute("UPDATE asset SET status = 'archived' WHERE id = 'shed-1'")
    assert told("Men's Shed Bala 1") == []


def test_what_comes_is_public_and_says_where_it_is(to_read, known):
    sql = "SELECT id, name_en, name_cy, place FROM asset_public"
    rows = query(to_read.database, sql)
    every = {row[0]: row[1:] for row in rows}
    assert known.rows.keys() == every.keys()
    for entry in every:
        name, where = known.shown(entry)
        english, welsh, place = every[entry]
        assert (name.en, name.cy) == (english, welsh or english)
        assert place in where.en
        assert not re.search(r"W0\d+", where.en + where.cy)
