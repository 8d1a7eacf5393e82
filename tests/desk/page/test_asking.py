"""An officer's press changes what everybody reads of the area."""

from __future__ import annotations

from copro_map.base.today import current_day
from copro_map.coverage.to_answer import to_answer
from copro_map.people.rules.permissions import MACHINE
from tests.at_the_desk import (  # noqa: F401
    at_desk,
    drawn,
    here,
    press,
    sign_in,
    sound,
    told,
)
from tests.opening import open_page
from tests.samples import query

CONWY = "W06000003"
LEDGER = "SELECT area_code, theme, asked_on, asked_by, replies, note FROM outreach"


def choose(test, what):
    return sound(test.button_group(key=f"gap_what_{CONWY}").set_value(what).run())


def ways(test):
    return " ".join(part.proto.query_string for part in test.get("page_link"))


def test_what_an_officer_answers_is_read_on_the_public_page(
    here,  # noqa: F811
    at_desk,  # noqa: F811
    monkeypatch,
):
    test = at_desk("officer", part="asking", entry=CONWY)
    assert "Conwy · All themes" in drawn(test)
    test = choose(test, "asked")
    test.number_input(key=f"gap_replies_{CONWY}").set_value(2)
    press(test, f"gap_keep_{CONWY}")
    assert "never name a person" in told(test)
    assert test.number_input(key=f"gap_replies_{CONWY}").value == 2
    assert query(here.database, LEDGER) == []
    test.text_input(key=f"gap_by_{CONWY}").set_value("groups of a forum")
    press(test, f"gap_keep_{CONWY}")
    today = current_day().isoformat()
    row = (CONWY, "", today, "officer", 2, "groups of a forum")
    assert query(here.database, LEDGER) == [row]
    assert "No gap waits for an answer now" in drawn(test)  # it holds for every theme

    public = open_page("pages/area.py", "en", code=CONWY)
    assert "No open request" in drawn(public)
    assert "Not known: nobody has asked yet" not in drawn(public)
    assert "part=asking&area=CVC-CVSC" in ways(public)  # for an officer of it

    press(test, "gap_undo")
    assert query(here.database, LEDGER) == []
    assert "Conwy · All themes" in drawn(test)
    sign_in(monkeypatch, here, None)
    public = open_page("pages/area.py", "en", code=CONWY)
    assert "Not known: nobody has asked yet" in drawn(public)
    assert "part=asking" not in ways(public)


def test_a_region_is_drawn_in_welsh_and_another_is_not_shown(here, at_desk):  # noqa: F811
    test = at_desk("officer", "cy", part="region", area="CVC-PAVO")
    assert "Powys" not in drawn(test)
    assert "nad yw'n un o'ch rhai chi" in told(test).replace("’", "'")
    count = len(
        [x for x in to_answer(here, MACHINE, current_day()) if x.area_code == CONWY]
    )
    assert f"<strong>{count}</strong> Bylchau y mae angen ateb iddynt" in drawn(test)
    assert "Ni ofynnwyd i neb yma eto" in drawn(test)
