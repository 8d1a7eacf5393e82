"""A workshop: opened with a code, lines typed by phones, nothing of them public."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from copro_map.base.i18n import explain, language_in_force
from copro_map.base.store.connection import reading
from copro_map.base.whom import Whom
from copro_map.contribute import lines
from copro_map.contribute.lines import (
    NotReadyError,
    add_line,
    mend_line,
    take_back_line,
)
from copro_map.contribute.room import (
    enter,
    keep_half,
    lines_typed,
    room_of,
    way_for_wall,
)
from copro_map.contribute.rules.workshop import Line
from copro_map.contribute.workshop_paper import paper_pdf
from copro_map.contribute.workshops import (
    WorkshopError,
    empty_past,
    end_workshop,
    new_code,
    open_workshop,
    workshops,
)
from copro_map.people.changes import undoable
from copro_map.people.drafts import DraftError
from copro_map.people.rules.permissions import MACHINE, PUBLIC, Actor, RefusedError
from copro_map.people.store import drafts
from copro_map.people.suppressed import add_forgotten
from copro_map.versions import together
from copro_map.versions.deciding import decline_all
from copro_map.versions.together import accept_together
from copro_map.versions.undoing import undo_version
from tests.contribute.conftest import NOW
from tests.samples import change, dump, query
from tests.speaking import speaks

__all__ = ["speaks"]
CEREDIGION, POWYS, CAVO, PAVO = "W06000008", "W06000023", "CVC-CAVO", "CVC-PAVO"
ROWS = """
SELECT number, language, address, client <> '', state, workshop, content
FROM version_sent ORDER BY number
"""
GARDEN = Line("Gardd Penparcau", "project", "Tyfu bwyd gyda'n gilydd.", "SY23 1AB")
ADDRESS = "mair.canari@example.org"
NOTED = "SELECT record, what FROM change_made WHERE subject = 'workshop' ORDER BY id"


@pytest.fixture
def opens(network):
    """Let somebody open a workshop; return its number, and its code."""

    def do(actor=MACHINE, area="", hours=None, name=("Bala", "Y Bala")):
        return open_workshop(network, actor, name, area, hours, NOW)

    return do


@pytest.fixture
def phone(network, opens):
    """A way into a workshop of Ceredigion, for a phone."""
    return enter(network, opens(area=CEREDIGION).code, NOW, "hall")


def test_only_a_mark_of_the_code_is_kept_and_any_way_of_typing_it_opens(network, opens):
    opened = opens()
    assert re.fullmatch("[2-9B-Y]{4}-[2-9B-Y]{4}", opened.code)
    plain = opened.code.replace("-", "")
    dumped = json.dumps(query(network.database, "SELECT * FROM workshop"))
    assert plain not in dumped
    assert opened.code not in dumped
    for typed in (opened.code, plain.lower(), f" {plain[:4]} – {plain[4:]} "):
        assert room_of(network, enter(network, typed, NOW, "hall"), NOW)
    again = new_code(network, MACHINE, opened.number, NOW)
    with pytest.raises(WorkshopError):
        enter(network, opened.code, NOW, "hall")
    assert enter(network, again.code, NOW, "hall")
    assert query(network.database, NOTED) == [("1", "opened"), ("1", "code")]


def test_an_officer_opens_and_ends_workshops_of_their_own_areas_alone(
    network, opens, speaks
):
    officer, other = speaks("officer", CAVO), speaks("officer", PAVO, name="other")
    mine = opens(officer, CEREDIGION)
    for area in (POWYS, PAVO, ""):
        with pytest.raises(RefusedError):
            opens(officer, area)
    for act in (end_workshop, new_code):
        with pytest.raises(RefusedError):
            act(network, other, mine.number, NOW)
    steward = speaks("steward")
    opens(steward, "")
    assert [one.number for one in workshops(network, officer)] == [mine.number]
    assert len(workshops(network, steward)) == 2
    assert not workshops(network, other)
    end_workshop(network, officer, mine.number, NOW)
    assert query(network.database, NOTED)[-1] == (str(mine.number), "ended")


def test_a_line_in_welsh_alone_is_whole_waits_and_is_nowhere_public(network, phone):
    shown = query(network.database, "SELECT COUNT(*) FROM asset_public")
    keep_half(network, phone, {"name": "Gardd"}, 0, NOW)
    assert room_of(network, phone, NOW).half == {"name": "Gardd"}
    with language_in_force("cy"):
        add_line(network, phone, GARDEN, NOW)
    (row,) = query(network.database, ROWS)
    assert row[:6] == (1, "cy", "", 1, "waiting", 1)
    kept = json.loads(row[-1])
    assert kept["given"] == {
        "kind": "project",
        "name_en": "Gardd Penparcau",
        "name_cy": "Gardd Penparcau",
        "description_cy": "Tyfu bwyd gyda'n gilydd.",
        "served": [CEREDIGION],
        "origin": "contributed",
    }
    assert kept["location"]["precision"] == "postcode"
    assert query(network.database, "SELECT COUNT(*) FROM asset_public") == shown
    assert room_of(network, phone, NOW).half == {}


def test_without_a_place_it_is_in_the_workshops_area(network, opens, phone):
    add_line(network, phone, Line("Clwb", "group"), NOW)
    nowhere = enter(network, opens().code, NOW, "hall")
    with pytest.raises(NotReadyError) as error:
        add_line(network, nowhere, Line("Clwb", "group"), NOW)
    assert [one.name for one in error.value.wrong] == ["where"]
    ((content,),) = query(network.database, "SELECT content FROM version_sent")
    kept = json.loads(content)
    assert kept["given"]["served"] == [CEREDIGION]
    assert kept["location"]["precision"] == "area"


def test_what_is_wrong_or_missing_is_said_and_nothing_is_kept(network, phone):
    bad = Line(" ", "person", "\x07", "Nowhere at all", "mair@", agrees=False)
    with pytest.raises(NotReadyError) as error:
        add_line(network, phone, bad, NOW)
    wrong = {one.name for one in error.value.wrong}
    assert wrong == {"name", "what", "description_en", "where", "address", "agrees"}
    assert not query(network.database, ROWS)


def test_a_phone_mends_and_takes_back_its_own_lines_and_no_others(network, opens):
    code = opens(area=CEREDIGION).code
    mine, theirs = (enter(network, code, NOW, "hall") for _ in range(2))
    number = add_line(network, mine, GARDEN, NOW)
    for act in (
        lambda: mend_line(network, theirs, number, GARDEN, NOW),
        lambda: take_back_line(network, theirs, number, NOW),
    ):
        with pytest.raises(WorkshopError):
            act()
    line = Line("Gardd", "offer", "Lle.", "", ADDRESS, agrees=True)
    mend_line(network, mine, number, line, NOW)
    kept = json.loads(query(network.database, ROWS)[0][-1])
    assert (kept["given"]["kind"], kept["location"]["precision"]) == (
        "offer",
        "postcode",
    )
    assert query(network.database, "SELECT channel, held FROM consent") == [
        ("workshop", 1)
    ]
    assert len(lines_typed(network, room_of(network, theirs, NOW))) == 1
    take_back_line(network, mine, number, NOW)
    assert query(network.database, "SELECT content, address FROM version_sent") == [
        ("{}", "")
    ]
    assert not query(network.database, "SELECT * FROM consent")


def test_after_its_end_nobody_comes_in_and_no_line_is_added(network, opens):
    opened = opens(hours=2)
    key = enter(network, opened.code, NOW, "hall")
    later = NOW + timedelta(hours=2)
    assert not room_of(network, key, later).is_open
    for act in (
        lambda: enter(network, opened.code, later, "hall"),
        lambda: add_line(network, key, GARDEN, later),
        lambda: new_code(network, MACHINE, opened.number, later),
    ):
        with pytest.raises(WorkshopError) as error:
            act()
        assert "ended" in explain(error.value)


def test_wrong_codes_are_counted_by_computer_and_lines_by_phone(
    network, opens, monkeypatch
):
    monkeypatch.setattr(lines, "OF_A_PHONE", "3 per day")
    code = opens(area=CEREDIGION).code
    for _ in range(10):
        with pytest.raises(WorkshopError, match="No workshop"):
            enter(network, "BCDF-GHJK", NOW, "hall")
    with pytest.raises(WorkshopError, match="Too many wrong"):
        enter(network, code, NOW, "hall")
    one, other = (enter(network, code, NOW, "elsewhere") for _ in range(2))
    for n in range(3):
        add_line(network, one, Line(f"Grŵp {n}", "group"), NOW)
    with pytest.raises(WorkshopError, match="This phone"):
        add_line(network, one, GARDEN, NOW)
    add_line(network, other, GARDEN, NOW)
    assert query(network.database, "SELECT COUNT(*) FROM version_sent") == [(4,)]


def test_whoever_runs_it_has_a_way_for_the_wall_whatever_is_typed_in_the_room(
    network, opens, speaks
):
    officer, other = speaks("officer", CAVO), speaks("officer", PAVO, name="other")
    number = opens(officer, CEREDIGION).number
    for _ in range(10):
        with pytest.raises(WorkshopError):
            enter(network, "BCDF-GHJK", NOW, "")
    key = way_for_wall(network, officer, number, NOW)
    assert room_of(network, key, NOW).workshop.number == number
    for actor in (other, PUBLIC, Actor("board", 99)):
        with pytest.raises(RefusedError):
            way_for_wall(network, actor, number, NOW)
    with pytest.raises(WorkshopError):
        way_for_wall(network, MACHINE, 99, NOW)


def test_who_comes_into_one_again_and_again_keeps_nobody_out_of_another(
    network, opens, monkeypatch
):
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 3)
    full, other = opens(), opens()
    keys = [enter(network, full.code, NOW, "hall") for _ in range(3)]
    with pytest.raises(DraftError):
        enter(network, full.code, NOW, "hall")
    key = enter(network, other.code, NOW, "hall")
    add_line(network, key, GARDEN, NOW)
    add_line(network, keys[0], GARDEN, NOW)
    swapped = f"{other.number}{keys[0].removeprefix(str(full.number))}"
    assert room_of(network, swapped, NOW) is None


def test_lines_are_accepted_together_each_noted_and_left_out_elsewhere(
    network, opens, speaks, monkeypatch
):
    monkeypatch.setattr(together, "AT_ONCE", 1)
    key = enter(network, opens().code, NOW, "hall")
    line = Line("Gardd", "project", "", "SY23 1AB", ADDRESS, agrees=True)
    here = add_line(network, key, line, NOW)
    there = add_line(network, key, Line("Caffi", "group", "", "LD1 5AA"), NOW)
    officer = speaks("officer", CAVO)
    seen = {here: 1, there: 1, 99: 1}
    found = accept_together(network, officer, seen, NOW)
    assert (found.accepted, found.elsewhere, found.since) == ((here,), (there,), (99,))
    public = "SELECT name_en FROM asset_public WHERE origin = 'contributed'"
    assert query(network.database, public) == [("Gardd",)]
    contact = "SELECT address, origin, found_at, is_owner, left_on FROM contact"
    assert query(network.database, contact) == [
        (ADDRESS, "owner", "Bala · Y Bala", 0, None)
    ]
    assert query(network.database, "SELECT held FROM consent") == [(0,)]
    noted = "SELECT id FROM change_made WHERE subject = 'version'"
    ((number,),) = query(network.database, noted)
    with reading(network.database) as database:
        made = undoable(database, number)
    undo_version(network, officer, made, NOW)
    assert not query(network.database, public)
    assert query(network.database, contact)[0][-1] == NOW.date().isoformat()


@pytest.mark.parametrize("typed", [ADDRESS, " Mair.Canari@EXAMPLE.org"])
def test_nobody_brings_back_who_was_forgotten_by_typing_their_address(
    network, opens, typed
):
    gone = Whom(keys=frozenset({ADDRESS}))
    add_forgotten(network, gone, NOW.date())
    key = enter(network, opens().code, NOW, "hall")
    line = Line("Gardd", "project", "", "SY23 1AB", typed, agrees=True)
    number = add_line(network, key, line, NOW)
    accept_together(network, MACHINE, {number: 1}, NOW)
    public = "SELECT name_en FROM asset_public WHERE origin = 'contributed'"
    assert query(network.database, public) == [("Gardd",)]
    assert not query(network.database, "SELECT * FROM contact")
    assert not query(network.database, "SELECT * FROM consent")
    assert query(network.database, ROWS)[0][2] == ""
    assert "canari" not in str(dump(network.database)).casefold()


def test_its_name_goes_with_the_last_of_its_lines(network, opens):
    opened = opens()
    key = enter(network, opened.code, NOW, "hall")
    number = add_line(network, key, GARDEN, NOW)
    later = NOW + timedelta(days=92)
    assert empty_past(network, later) == 0  # a line waits still
    decline_all(network, MACHINE, [number], "", NOW)
    assert empty_past(network, later) == 0  # what it said is still there
    change(network.database, "UPDATE version_sent SET content = '{}', address = ''")
    assert empty_past(network, NOW + timedelta(days=80)) == 0
    assert empty_past(network, later) == 1
    emptied = query(network.database, "SELECT name, name_cy, opened_by FROM workshop")
    assert emptied == [("", "", None)]
    assert not workshops(network, MACHINE)


def test_the_paper_for_the_wall_has_a_page_in_each_language(network, opens):
    opened = opens()
    (one,) = workshops(network, MACHINE)
    link = f"https://map.example.org/workshop?code={opened.code}"
    pdf = paper_pdf(one, opened.code, "https://map.example.org/workshop", link)
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    assert ["Y Bala" in page for page in pages] == [True, False]
    assert all("map.example.org/workshop" in page for page in pages)
    assert all(opened.code in page for page in pages)
