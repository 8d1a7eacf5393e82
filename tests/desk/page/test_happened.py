"""What happened, as each role sees it; and what is taken back from there."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.desk.changed import changes_csv
from copro_map.people.changes import changes, note
from copro_map.people.rights import actor_of
from copro_map.people.rules.changes import SUBJECTS, Change
from copro_map.people.rules.permissions import MACHINE, Actor
from copro_map.people.store.persons import person_by_number
from copro_map.surveys.opening import open_wave
from copro_map.surveys.rules.changing import WaveChange
from copro_map.upkeep.face import Word, belongs_of_all, say
from tests.at_the_desk import CONWY, at_desk, drawn, here, press, sound, told
from tests.samples import query

__all__ = ["at_desk", "here"]
MADE = "SELECT id, subject, was, now FROM change_made WHERE undoes IS NOT NULL"


def said_in(here, area: str | None) -> tuple[str, int]:
    """Let something be said of an entry of an area, or of another; its change."""
    areas = belongs_of_all(here)
    entry = next(x for x, y in areas.items() if (CONWY in y.areas) == bool(area))
    say(here, MACHINE, entry, Word("right", how="page"), current_moment())
    return entry, changes(here, MACHINE, most=1)[0].number


def test_an_officer_sees_their_area_and_takes_back_what_was_said_there(here, at_desk):
    entry, number = said_in(here, CONWY)
    said_in(here, None)
    test = at_desk("officer", part="happened")
    assert drawn(test).count("Said of an entry") == 1
    assert "by a command on the server" in drawn(test)
    assert "no. " not in drawn(test)  # neither persons nor other areas
    press(test, f"take_back_{number}")
    assert "Taken back" in told(test)
    ((_, subject, was, now),) = query(here.database, MADE)
    assert (subject, was, now) == ("entry", "right", "")
    assert "Officer of a County Voluntary Council" not in drawn(test)
    assert ", you" in drawn(test)
    assert not [x for x in test.button if str(x.key).startswith("take_back")]
    history = at_desk("officer", "cy", part="happened", entry=entry)
    assert drawn(history).count("Dywedwyd am gofnod") == 2


def test_names_are_for_administrators_and_older_ones_are_a_link_away(here, at_desk):
    with writing(here.database) as database:
        for n in range(60):
            change = Change("wave", f"members/{n}", "closes_on", "2027-03-31", "")
            note(database, MACHINE, change, current_moment())
        other = Change("person", "1", "role", "member", "officer")
        note(database, steward(database), other, current_moment())
    shown = {role: at_desk(role, part="happened") for role in ("steward", "officer")}
    assert "Steward, no." not in drawn(shown["steward"])
    assert ", you" in drawn(shown["steward"])
    assert "Nothing of this kind" in drawn(shown["officer"])
    admin = at_desk("administrator", part="happened")
    assert "Steward, Steward" in drawn(admin)
    assert "31 March 2027" in drawn(admin)
    assert drawn(admin).count('class="desk-change"') == 50
    last = changes(here, MACHINE, most=50)[-1].number
    assert f"number={last}" in drawn(admin)
    admin.query_params["number"] = str(last)
    sound(admin.run())
    assert drawn(admin).count('class="desk-change"') == 15
    admin.query_params["state"] = "person"
    sound(admin.run())
    assert drawn(admin).count("Person entered") == 4


def steward(database) -> Actor:
    person = person_by_number(database, 2)
    assert person
    return actor_of(database, person)


def test_the_file_has_every_change_and_no_name(here):
    said_in(here, CONWY)
    rows = list(csv.DictReader(io.StringIO(changes_csv(here, MACHINE).decode("utf-8"))))
    numbers = [int(x["\ufeffnumber"]) for x in rows]
    sql = "SELECT id FROM change_made ORDER BY id DESC"
    assert numbers == [x for (x,) in query(here.database, sql)]
    assert {x["subject"] for x in rows} <= set(SUBJECTS)
    assert "example.org" not in str(rows)
    assert "Steward" not in str(rows)


def test_what_no_press_could_take_back_has_no_button(here, at_desk):
    """A wave that is open stays; a correction of it does not."""
    opened = WaveChange("members", "Year 1", {}, "steward", "2026-11-01", "2039-01-01")
    open_wave(here, MACHINE, replace(opened, name_cy="Blwyddyn 1"), current_moment())
    test = at_desk("steward", part="happened", state="wave")
    assert "Year 1" in drawn(test)
    assert not [x.key for x in test.button if x.key.startswith("take_back_")]
    later = replace(opened, closes_on="2039-02-01")
    open_wave(here, MACHINE, later, current_moment())
    test = at_desk("steward", part="happened", state="wave")
    assert len([x for x in test.button if x.key.startswith("take_back_")]) == 1
