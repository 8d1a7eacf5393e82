"""Self-audits at the desk: from the public form to the indicator, and back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.audits.importing import submit
from copro_map.base.config import Settings
from copro_map.base.today import current_day, current_moment
from copro_map.indicators.face import progress
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.face import Word, say
from tests.at_the_desk import drawn, press, sign_in, sound, told
from tests.audits.audit_samples import OTHER, answers
from tests.catalogue import ROOT
from tests.opening import SECONDS
from tests.samples import query

HERE, CONWY, GWENT = "colwyn-bay-place-plan", "CVC-CVSC", "CVC-GAVO"
# The latest complete audit of each confirmed project: accepted, superseded by none.
LEVELS = """
SELECT asset_id, level FROM audit AS a JOIN asset ON asset.id = asset_id
WHERE a.status = 'checked' AND level <> '' AND verified_on <> ''
AND NOT EXISTS (SELECT 1 FROM audit AS b WHERE b.supersedes = a.id)
GROUP BY asset_id HAVING audited_on = max(audited_on)
"""
IN_FORCE = """
SELECT asset_id, status FROM audit AS a
WHERE NOT EXISTS (SELECT 1 FROM audit AS b WHERE b.supersedes = a.id) ORDER BY id
"""


@pytest.fixture
def at_desk(network, monkeypatch):
    """Return what opens this part of the desk as somebody of a role and areas."""
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))

    def opened(role: str, *areas: str, language: str = "en", **asked: str) -> AppTest:
        person = enter_person(
            network,
            MACHINE,
            address=f"{role}{''.join(areas)}@example.org",
            name=role,
            role=role,
            areas=areas,
            language="",
            now=current_moment(),
        )
        sign_in(monkeypatch, network, person.number)
        test = AppTest.from_file(str(ROOT / "pages/desk.py"), default_timeout=SECONDS)
        for name, value in {"lang": language, "part": "audits", **asked}.items():
            test.query_params[name] = value
        return sound(test.run())

    return opened


def sent(network: Settings, project: str = HERE, **more) -> int:
    given = {"asset_id": project, "audited_on": current_day()} | more
    return submit(network, answers(**given), current_day())


def counted(network: Settings) -> tuple[int | None, int | None]:
    """Numerator and denominator of 3.2; beside it the same, recounted in SQL."""
    standings = progress(network, current_day()).standings
    (found,) = [x for x in standings if x.indicator.code == "3.2"]
    levels = dict(query(network.database, LEVELS))
    advanced = sum(level != "basic" for level in levels.values())
    assert (found.numerator or 0, found.denominator or 0) == (advanced, len(levels))
    return advanced, len(levels)


def test_an_officer_accepts_what_was_sent_and_the_indicator_counts_it(network, at_desk):
    say(network, MACHINE, HERE, Word("right", how="page"), current_moment())
    number = sent(network, citizens="iiibb", professionals="ittib")
    assert counted(network) == (0, 0)
    far = at_desk("officer", GWENT)
    assert "No self-audit waits" in drawn(far)
    assert "Colwyn" not in drawn(far)
    test = at_desk("officer", CONWY)
    page = drawn(test)
    for words in ("Colwyn Bay", "Steps apart: 1", "None: they agree", "Minutes of the"):
        assert words in page
    assert f'href="entry?id={HERE}&lang=en"' in page
    press(test, f"desk_audit_accept_{number}")
    assert "Accepted: " in told(test)
    assert counted(network) == (1, 1)
    press(test, "desk_audit_undo_0")
    assert counted(network) == (0, 0)
    assert query(network.database, IN_FORCE) == [(HERE, "draft")]
    assert "Colwyn Bay" in drawn(test)


def test_a_refusal_needs_a_reason_and_what_was_written_stays(network, at_desk):
    number = sent(network, citizens="ii.bb")
    assert "Dyw e ddim yn gyflawn" in drawn(at_desk("steward", language="cy"))
    test = at_desk("steward")
    more = test.text_input(key=f"desk_audit_more_{number}")
    more.set_value("ffoniwch 01492 000000").run()
    press(test, f"desk_audit_refuse_{number}")
    assert "Say in a few words why" in told(test)
    test.button_group(key=f"desk_audit_why_{number}").set_value("trial").run()
    press(test, f"desk_audit_refuse_{number}")
    assert query(network.database, IN_FORCE) == [(HERE, "draft")]
    more = test.text_input(key=f"desk_audit_more_{number}")
    assert more.value == "ffoniwch 01492 000000"
    more.set_value("").run()
    press(test, f"desk_audit_refuse_{number}")
    assert query(network.database, IN_FORCE) == [(HERE, "withdrawn")]
    why = "SELECT why, why_cy FROM change_made WHERE subject = 'audit'"
    assert query(network.database, why) == [
        ("A trial, or sent twice", "Prawf, neu wedi'i anfon ddwywaith")
    ]
    assert "No self-audit waits" in drawn(test)
    press(test, "desk_audit_undo_0")
    assert query(network.database, IN_FORCE) == [(HERE, "draft")]


def test_a_steward_sweeps_what_is_shown_and_an_officer_is_not_offered_it(
    network, at_desk
):
    for one in range(2):
        sent(network, notes={"trust": f"{one}"})
    sent(network, OTHER)
    officer = at_desk("officer", CONWY)
    assert "1 of 2" in drawn(officer)
    assert "desk_audits_sweep" not in [x.key for x in officer.button]
    test = at_desk("steward")
    test.selectbox(key="desk_audits_of").set_value(HERE).run()
    assert "<b>2</b>" in drawn(test)
    press(test, "desk_audits_sweep")
    assert sorted(query(network.database, IN_FORCE)) == [
        (HERE, "withdrawn"),
        (HERE, "withdrawn"),
        (OTHER, "draft"),
    ]
    press(test, "desk_audit_undo_0")
    assert {x for _, x in query(network.database, IN_FORCE)} == {"draft"}


def test_what_is_accepted_can_be_looked_at_and_withdrawn(network, at_desk):
    number = sent(network)
    test = press(at_desk("steward"), f"desk_audit_accept_{number}")
    test.button_group(key="widget_state").set_value("checked").run()
    assert "Colwyn Bay" in drawn(test)
    key = f"desk_audit_why_{number + 1}"
    test.button_group(key=key).set_value("others").run()
    press(test, f"desk_audit_refuse_{number + 1}")
    assert query(network.database, IN_FORCE) == [(HERE, "withdrawn")]
