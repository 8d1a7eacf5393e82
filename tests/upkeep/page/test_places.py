"""The part of the desk with places: what is understood, set, refused and put back."""

from __future__ import annotations

from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.placing import set_place, to_place
from tests.at_the_desk import (  # noqa: F401
    at_desk,
    drawn,
    enter,
    here,
    press,
    sound,
    told,
)
from tests.samples import change, query
from tests.upkeep.conftest import NOW

CONWY = "CVC-CVSC"
WHERE = "SELECT precision FROM location WHERE asset_id = ?"


def typed(test, entry, text):
    test.text_input(key=f"place_text_{entry}").set_value(text)
    return sound(test.run())


def of_conwy(here) -> str:  # noqa: F811
    """An entry that waits for a place and is Conwy's alone."""
    waits = to_place(here, MACHINE, NOW.date())
    set_place(here, MACHINE, waits[0].id, "Conwy, Conwy", NOW)
    sql = "UPDATE location SET precision = 'area' WHERE asset_id = ?"
    change(here.database, sql, waits[0].id)
    change(here.database, "UPDATE asset SET place = 'Hafan' WHERE id = ?", waits[0].id)
    return waits[0].id


def test_a_place_is_understood_before_it_is_set_and_the_next_one_comes(
    at_desk,  # noqa: F811
    here,  # noqa: F811
):
    entry = of_conwy(here)
    test = at_desk("officer", "en", part="places", entry=entry)
    save = f"place_set_{entry}"
    assert "Hafan" in drawn(test)
    assert test.button(key=save).disabled
    assert f"place_all_{entry}" not in [one.key for one in test.button]
    typed(test, entry, "Shrewsbury")
    assert "not known as one place" in told(test)
    typed(test, entry, "Aberaeron")
    assert "which is not yours" in told(test)
    assert test.button(key=save).disabled
    typed(test, entry, "53.2830, -3.8290")
    assert "Conwy" in drawn(test)
    assert query(here.database, WHERE, entry) == [("area",)]
    # Somebody else was quicker: both are shown, and what was typed is still there.
    set_place(here, MACHINE, entry, "Conwy, Conwy", NOW)
    change(here.database, "UPDATE location SET precision = 'area'")
    press(test, save)
    assert "Somebody changed this" in told(test)
    assert test.text_input(key=f"place_text_{entry}").value == "53.2830, -3.8290"
    press(test, save)
    assert "The place is set" in told(test)
    assert query(here.database, WHERE, entry) == [("marked",)]


def test_a_steward_says_that_an_entry_has_no_one_place_in_welsh(at_desk, here):  # noqa: F811
    test = at_desk("steward", "cy", part="places")
    first, second = (x.id for x in to_place(here, MACHINE, NOW.date())[:2])
    press(test, f"place_all_{first}")
    assert "Mae'r lle wedi'i osod" in told(test)
    press(test, f"place_stays_{second}")
    served = "SELECT area_code FROM asset_served WHERE asset_id = ?"
    assert query(here.database, served, first) == [("W92000004",)]
    noted = query(
        here.database, "SELECT now, role FROM change_made WHERE subject = 'place'"
    )
    assert [one for one in noted if one[0] == "all_wales"] == [("all_wales", "steward")]
    assert len(noted) == 2
