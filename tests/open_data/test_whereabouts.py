"""Where the address of an entry leads: who is on the map, and who was, if a body."""

from __future__ import annotations

import pytest

from copro_map.assets.face import Whereabouts
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import explain
from copro_map.base.store.connection import reading, writing
from copro_map.desk.undoing import undo_change
from copro_map.frame.heads import AddressError, GoneError, MovedError
from copro_map.open_data.whereabouts import whereabouts
from copro_map.people.rules.permissions import MACHINE, Actor
from copro_map.privacy.forgetting import forget
from copro_map.privacy.whose import whom_of
from copro_map.privacy.withdrawing import withdraw
from copro_map.upkeep.belonging import belongs
from copro_map.upkeep.confirming import say
from copro_map.upkeep.merging import merge
from copro_map.upkeep.rules.words import Word
from tests.persons import ADDRESS, ID, put_person
from tests.samples import change, query, remember
from tests.speaking import NOW

NEVER = "never-was-here"
BODIES = """
SELECT id FROM asset_public WHERE kind = 'practitioner' AND origin = 'network'
ORDER BY id LIMIT 3
"""


def found(settings, entry_id: str):
    """What is said of an id: nothing, where it is, or the status and the sentences."""
    try:
        return whereabouts(settings, entry_id)
    except MovedError as error:
        return (301, error.to)
    except AddressError as error:
        return (error.status, explain(error, "en"), explain(error, "cy"))


@pytest.fixture
def bodies(network) -> list[str]:
    return [one for (one,) in query(network.database, BODIES)]


def take_off(settings, entry: str) -> None:
    say(settings, MACHINE, entry, Word("take_off", how="by telephone"), NOW)


def last(settings) -> int:
    return query(settings.database, "SELECT max(id) FROM change_made")[0][0]


def test_of_what_is_on_the_map_nothing_is_said(network):
    ids = query(network.database, "SELECT id FROM asset_public")
    assert len(ids) > 300
    assert not [one for (one,) in ids[::7] if found(network, one) is not None]


def test_a_merged_entry_leads_to_the_one_that_stays_however_many_steps(network, bodies):
    first, second, third = bodies
    merge(network, MACHINE, first, second, NOW)
    assert found(network, first) == (301, f"entry/{second}")
    merge(network, MACHINE, second, third, NOW)
    assert found(network, first) == found(network, second) == (301, f"entry/{third}")
    assert found(network, third) is None
    undo_change(network, MACHINE, last(network), NOW)
    assert found(network, first) == (301, f"entry/{second}")
    assert found(network, second) is None


def test_what_became_an_entry_that_was_taken_off_is_gone_too(network, bodies):
    first, second, _ = bodies
    merge(network, MACHINE, first, second, NOW)
    take_off(network, second)
    assert found(network, first)[0] == found(network, second)[0] == 410


def test_a_body_that_was_taken_off_is_gone_until_it_is_back(network, bodies):
    take_off(network, bodies[0])
    status, english, welsh = found(network, bodies[0])
    assert status == 410
    assert (english, welsh) != found(network, NEVER)[1:]
    assert english != welsh
    with pytest.raises(GoneError):
        whereabouts(network, bodies[0])
    undo_change(network, MACHINE, last(network), NOW)
    assert found(network, bodies[0]) is None


def test_what_was_never_on_the_map_never_was(network, bodies):
    nothing = found(network, NEVER)
    assert nothing[0] == 404
    sql = "UPDATE asset SET status = 'draft' WHERE id = ?"
    change(network.database, sql, bodies[0])
    assert found(network, bodies[0]) == nothing
    # Nobody ever saw it: a draft was put away.
    columns = "SELECT group_concat(name) FROM pragma_table_info('asset')"
    ((names,),) = query(network.database, columns)
    others = names.removeprefix("id,")
    sql = f"INSERT INTO asset (id, {others}) SELECT 'unseen', {others} FROM asset"  # noqa: S608
    change(network.database, f"{sql} WHERE id = ?", bodies[1])
    for status in ("draft", "archived"):
        change(
            network.database, "UPDATE asset SET status = ? WHERE id = 'unseen'", status
        )
        remember(network.database)
        assert found(network, "unseen") == nothing
    for strange in (
        "",
        "%",
        "'",
        "\x00",
        "ŵ" * 5_000,
        "a" * 100_000,
        "-1",
        "tir-coed ",
    ):
        assert found(network, strange) == nothing


def of_her(settings) -> set:
    """All that is said of her, and of an id that never was."""
    with reading(settings.database) as database:
        seen = {Whereabouts.of(database, one) for one in (ID, NEVER)}
    return seen | {found(settings, one) for one in (ID, NEVER)}


def test_nobody_is_told_that_a_person_was_here(network):
    put_person(network)
    assert len(of_her(network)) == 2
    put_person(network, "name")
    assert found(network, ID) is None
    hers = Actor("owner", address=ADDRESS)
    withdraw(network, hers, belongs(network, ID), ["name"], NOW)
    assert len(of_her(network)) == 2
    assert found(network, ID) == found(network, NEVER)


def test_nor_that_one_was_taken_off_merged_or_forgotten(network, bodies):
    put_person(network, "name")
    take_off(network, ID)
    assert len(of_her(network)) == 2
    for other in (bodies[0], None):
        sql = """
            UPDATE asset SET became = ?, merged = ? IS NOT NULL, status = 'archived'
            WHERE id = ?
        """
        change(network.database, sql, other, other, ID)
        assert len(of_her(network)) == 2
    with writing(network.database) as database:
        whom = whom_of(database, address=ADDRESS)
    change(network.database, "UPDATE asset SET became = NULL, merged = 0")
    forget(network, MACHINE, whom, NOW)
    assert not query(network.database, "SELECT 1 FROM asset WHERE id = ?", ID)
    assert len(of_her(network)) == 2


def test_what_became_a_person_does_not_lead_to_them(network, bodies):
    put_person(network, "name")
    sql = "UPDATE asset SET became = ?, merged = 1, status = 'archived' WHERE id = ?"
    change(network.database, sql, ID, bodies[0])
    assert found(network, ID) is None
    assert found(network, bodies[0])[0] == 410


def test_who_was_a_person_once_counts_as_one(network):
    put_person(network, "name")
    sql = "UPDATE asset SET practitioner_type = 'organisation', status = ? WHERE id = ?"
    change(network.database, sql, "archived", ID)
    assert len(of_her(network)) == 2


def test_a_name_that_nobody_runs_anything_by_now_never_was(network):
    named = "SELECT id FROM asset_public WHERE origin = 'named' ORDER BY id LIMIT 1"
    ((one,),) = query(network.database, named)
    assert found(network, one) is None
    change(network.database, "UPDATE asset SET status = 'archived' WHERE id = ?", one)
    assert found(network, one) == found(network, NEVER)


def test_a_map_that_cannot_be_read_says_so(settings):
    with pytest.raises(DatabaseError):
        whereabouts(settings, NEVER)
