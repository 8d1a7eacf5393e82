"""A version in words, beside the map: what differs, in which language, what clashes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copro_map.assets.rules.records import Asset, Location
from copro_map.assets.store.whole import Whole
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import reading, writing
from copro_map.people.contacts import Given, keep_contact
from copro_map.people.rules.permissions import MACHINE, RefusedError
from copro_map.versions.deciding import decide, open_versions
from copro_map.versions.in_words import Line, Words, lines, where_line
from copro_map.versions.keeping import version_with
from copro_map.versions.looking import look_at, more_of
from copro_map.versions.rules.versions import ChangedError, Decision, VersionError
from copro_map.versions.taking_back import take_back
from tests.samples import query
from tests.versions.conftest import ENTRY, NEW, NOW, POWYS


@pytest.fixture
def words(network, layers) -> Words:
    return Words(load_definitions(network.data_dir), layers)


def plain(line: Line) -> list[tuple[str, str, str]]:
    """Each side of a line: language, before, now; what differs in brackets."""
    return [
        (
            one.language,
            *(
                "".join(f"[{x.text}]" if x.differs else x.text for x in side)
                for side in (one.before, one.now)
            ),
        )
        for one in line.sides
    ]


def of(database_of, number):
    with reading(database_of.database) as database:
        version = version_with(database, number)
    assert version
    return version


def entry_of(network, entry: str = ENTRY) -> Whole:
    with reading(network.database) as database:
        whole = Whole.of(database, entry)
    assert whole
    return whole


def test_what_differs_is_said_in_the_readers_language_both_languages_side_by_side(
    network, mends, words
):
    there = entry_of(network).asset
    was = str(there.given["description_en"])
    first, *_ = was.split()
    number = mends(
        description_en=was.replace(first, "Every", 1),
        name_en=there.given["name_en"],
        themes=(*there.words("themes"), "food"),
        sector="",
    )
    looked = look_at(network, of(network, number))
    assert looked.there == there
    assert looked.clashes == ()
    given = looked.version.sent.asset.given
    for language, called, food in (
        ("en", ["Description", "Sector", "Themes"], "Food"),
        ("cy", ["Disgrifiad", "Sector", "Themâu"], "Bwyd"),
    ):
        with language_in_force(language):
            found = lines(given, there.given, words)
        assert [one.label for one in found] == called
        by_side = {x[0]: x[1:] for x in plain(found[0])}
        rest = was.removeprefix(first).lstrip()
        assert by_side["en"] == (f"[{first} ]{rest}", f"[Every ]{rest}")
        welsh = there.given["description_cy"]
        assert by_side["cy"] == (welsh, welsh)
        assert found[0].sides[0].language == language
        assert plain(found[2])[0][2].endswith(f"[{food}]")
        assert [x[2] for x in plain(found[1])] == [""]
        assert found[1].sides[0].before


def test_of_what_is_new_all_is_said_in_words_and_where_it_is(network, sends, words):
    number = sends(name_en="Tyfu", name_cy="Tyfu", start_year=None)
    looked = look_at(network, of(network, number))
    assert looked.there is None
    found = {
        one.label: plain(one)
        for one in lines(looked.version.sent.asset.given, {}, words)
    }
    assert found["Kind"] == [("", "", "[Project]")]
    assert found["Name"] == [("", "", "[Tyfu]")]
    assert found["Serves"] == [("", "", "[Ceredigion]")]
    assert found["Description"][0] == ("en", "", "[We grow food, and eat it.]")
    assert "First year" not in found
    where = where_line(looked.version.sent.asset, None, words)
    assert where
    said = plain(where)[0][2]
    for name in ("Ceredigion", "Hywel Dda", "Ceredigion Association", "Postcode"):
        assert name in said


def test_what_somebody_changed_meanwhile_clashes_and_a_choice_settles_it(
    network, mends
):
    """Two mend one field: the second is told, chooses, and only then it counts."""
    first, second = (
        mends(organisation=one, address=f"{one}@example.org") for one in "ab"
    )
    decide(network, MACHINE, first, Decision("accepted", 1), NOW)
    looked = look_at(network, of(network, second))
    assert [(x.field, x.was, x.now) for x in looked.clashes] == [
        ("organisation", "a", "b")
    ]
    with pytest.raises(ChangedError):
        decide(network, MACHINE, second, Decision("accepted", 1), NOW)
    chosen = {"organisation": "b"}
    decide(network, MACHINE, second, Decision("accepted", 1, changes=chosen), NOW)
    assert entry_of(network).asset.given["organisation"] == "b"
    take_back(network, MACHINE, second, NOW)
    assert entry_of(network).asset.given["organisation"] == "a"
    assert [one.number for one in open_versions(network, MACHINE)] == [second]


AREAS = (
    "SELECT area_code FROM asset_area WHERE asset_id = ? AND layer = 'local_authority'"
)


def test_it_is_accepted_at_the_place_that_a_steward_writes(network, sends, speaks):
    number = sends()
    officer = speaks("officer", "CVC-CAVO")
    for place in ("Nowhere at all", "Bristol"):
        to_there = Decision("accepted", 1, changes={"location": place})
        with pytest.raises(VersionError):
            decide(network, MACHINE, number, to_there, NOW)
    there = Decision("accepted", 1, changes={"location": "LD1 5LG"})
    with pytest.raises(RefusedError):
        decide(network, officer, number, there, NOW)
    decide(network, MACHINE, number, there, NOW)
    assert query(network.database, AREAS, NEW) == [(POWYS,)]


def test_an_entry_that_left_the_map_is_nothing_to_compare_with(network, mends):
    number = mends(place="Y Bala")
    with writing(network.database) as database:
        database.execute("UPDATE asset SET status = 'archived' WHERE id = ?", [ENTRY])
    looked = look_at(network, of(network, number))
    assert (looked.there, looked.clashes) == (None, ())


def test_where_is_said_only_if_it_is_another_place(network, words):
    there = entry_of(network).asset
    assert where_line(Asset(ENTRY, {}), there, words) is None
    assert where_line(there, there, words) is None
    moved = replace(there, location=Location(-4.0, 52.4, "postcode"))
    assert where_line(moved, there, words) is not None


def test_who_speaks_for_the_entry_is_told_from_whoever_says_so(network, mends):
    given = Given("owner@example.org", "cy", "owner")
    with writing(network.database) as database:
        keep_contact(database, ENTRY, given, NOW.date(), is_owner=True)
    for address, is_proved, is_owners in (
        ("owner@example.org", True, True),
        ("owner@example.org", False, False),
        ("mair@example.org", True, False),
    ):
        number = mends(place="Y Bala", address=address, is_proved=is_proved)
        assert look_at(network, of(network, number)).is_owners is is_owners


def test_what_else_waits_of_it_is_of_the_entry_or_under_its_name(network, sends, new):
    numbers = [sends()]
    numbers += [
        sends(replace(new, id=f"c-{name.lower():x<8}"), name_en=name, name_cy="")
        for name in ("GROWING  Together!", "Another")
    ]
    first, *_ = found = open_versions(network, MACHINE)
    assert [one.number for one in found] == numbers
    assert more_of(first, found) == (numbers[1],)
    assert more_of(found[2], found) == ()
