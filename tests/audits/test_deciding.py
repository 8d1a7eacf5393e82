"""Who may decide on an audit, what is noted of it, and how it is taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from copro_map.audits import deciding, sweeping
from copro_map.audits.importing import submit
from copro_map.audits.listing import one_audit
from copro_map.audits.store.audits import AuditError
from copro_map.audits.waiting import to_decide, waiting
from copro_map.base.i18n import Label
from copro_map.base.store.connection import writing
from copro_map.desk.undoing import undo_change
from copro_map.people.changes import changes
from copro_map.people.persons import enter_person, switch_off
from copro_map.people.rights import actor_of
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from tests.audits.audit_samples import OTHER, TODAY, answers, at_noon
from tests.samples import dump, query

HERE, CONWY, GWENT = "colwyn-bay-place-plan", "CVC-CVSC", "CVC-GAVO"
NOW = at_noon(TODAY)
WHY = Label("A trial", "Prawf")
STATUS = """
SELECT status FROM audit WHERE asset_id = ?
AND id NOT IN (SELECT supersedes FROM audit WHERE supersedes IS NOT NULL) ORDER BY id
"""
NOTED = """
SELECT subject, record, what, was, now, why, entry, areas, person IS NOT NULL, undoes
FROM change_made ORDER BY id
"""


@pytest.fixture
def somebody(network):
    def entered(role: str, *areas: str) -> Actor:
        person = enter_person(
            network,
            MACHINE,
            address=f"{role}{len(areas)}{''.join(areas)}@example.org",
            name=role,
            role=role,
            areas=areas,
            language="",
            now=NOW,
        )
        with writing(network.database) as database:
            return actor_of(database, person)

    return entered


def sent(network, project: str = HERE, day: date = TODAY, **more) -> int:
    given = answers(asset_id=project, audited_on=day, **more)
    return submit(network, given, TODAY)


def statuses(network, project: str = HERE) -> list[str]:
    return [status for (status,) in query(network.database, STATUS, project)]


def noted(network) -> list[tuple]:
    return [row for row in query(network.database, NOTED) if row[0] == "audit"]


def test_an_officer_decides_on_projects_of_their_own_areas_alone(network, somebody):
    own, far = somebody("officer", CONWY), somebody("officer", GWENT)
    steward, number = somebody("steward"), sent(network)
    national = sent(network, OTHER)
    seen = {x: [a.number for a in to_decide(network, x)] for x in (own, far, steward)}
    assert seen == {own: [number], far: [], steward: [number, national]}
    before = dump(network.database)
    for actor, one in ((far, number), (own, national), (far, national)):
        with pytest.raises(RefusedError):
            deciding.accept(network, actor, one, NOW)
        with pytest.raises(RefusedError):
            deciding.withdraw(network, actor, one, NOW, why=WHY)
    with pytest.raises(RefusedError):
        sweeping.sweep(network, own, NOW)
    assert dump(network.database) == before
    deciding.accept(network, own, number, NOW)
    assert statuses(network) == ["checked"]
    deciding.accept(network, steward, national, NOW)
    assert statuses(network, OTHER) == ["checked"]


def test_rights_are_those_of_now_not_of_when_the_page_was_drawn(network, somebody):
    steward, number = somebody("steward"), sent(network)
    assert steward.person is not None
    switch_off(network, MACHINE, steward.person, now=NOW)
    with pytest.raises(RefusedError):
        deciding.accept(network, steward, number, NOW)
    assert statuses(network) == ["draft"]


def test_each_decision_is_noted_and_can_be_taken_back(network, somebody):
    officer, number = somebody("officer", CONWY), sent(network)
    accepted = deciding.accept(network, officer, number, NOW)
    gone = deciding.withdraw(network, officer, accepted.number, NOW, why=WHY)
    with pytest.raises(UndoError, match="later change"):
        undo_change(network, officer, accepted.change, NOW)
    undo_change(network, officer, gone.change, NOW)
    assert statuses(network) == ["checked"]
    undo_change(network, officer, accepted.change, NOW)
    assert statuses(network) == ["draft"]
    with pytest.raises(UndoError):
        undo_change(network, officer, accepted.change, NOW)
    same, areas = ("audit", str(number), "status"), f'["{CONWY}"]'
    assert noted(network) == [
        (*same, "draft", "checked", "", HERE, areas, 1, None),
        (*same, "checked", "withdrawn", WHY.en, HERE, areas, 1, None),
        (*same, "withdrawn", "checked", "", HERE, areas, 1, gone.change),
        (*same, "checked", "draft", "", HERE, areas, 1, accepted.change),
    ]
    roles = query(network.database, "SELECT DISTINCT entered_by FROM audit ORDER BY id")
    assert roles == [("project",), ("officer",)]


def test_nobody_takes_back_what_they_could_not_decide(network, somebody):
    number = sent(network)
    made = deciding.accept(network, somebody("steward"), number, NOW)
    with pytest.raises(RefusedError):
        undo_change(network, somebody("officer", GWENT), made.change, NOW)
    assert statuses(network) == ["checked"]


def test_who_comes_second_changes_nothing(network, somebody):
    steward, officer = somebody("steward"), somebody("officer", CONWY)
    number = sent(network)
    deciding.accept(network, steward, number, NOW)
    before = dump(network.database)
    with pytest.raises(AuditError, match="while you looked"):
        deciding.withdraw(network, officer, number, NOW, why=WHY)
    reach = Label("Ask mair@example.org", "x")
    with pytest.raises(AuditError, match="e-mail"):
        deciding.withdraw(network, steward, number + 1, NOW, why=reach)
    assert dump(network.database) == before


def test_a_sweep_is_of_what_was_shown_and_is_taken_back_as_one(network, somebody):
    steward = somebody("steward")
    shown = {sent(network, day=TODAY - timedelta(x)) for x in range(3)}
    late = sent(network, day=TODAY - timedelta(9))
    swept = sweeping.sweep(network, steward, NOW, only=shown)
    assert [x.number for x in to_decide(network, steward) if x.status == "draft"] == [
        late
    ]
    assert len(noted(network)) == len(swept) == 3
    made = changes(network, steward, subject="audit")
    assert {one.change.why.cy for one in made} == {
        "Tynnwyd yn ôl gydag eraill oedd yn aros."
    }
    deciding.take_back(network, steward, [x.change for x in swept], NOW)
    assert statuses(network) == ["draft"] * 4
    first = [x.first for x in to_decide(network, steward)]
    assert first == [*sorted(shown), late]


def test_all_of_a_sweep_comes_back_or_nothing(network, somebody):
    steward = somebody("steward")
    sent(network), sent(network, day=TODAY - timedelta(1))
    one, other = sweeping.sweep(network, steward, NOW)
    deciding.accept(network, steward, other.number, NOW)
    before = statuses(network)
    with pytest.raises(UndoError):
        deciding.take_back(network, steward, [one.change, other.change], NOW)
    assert statuses(network) == before


def test_what_waits_is_said_with_the_day_of_the_oldest(network, somebody):
    officer, steward = somebody("officer", CONWY), somebody("steward")
    assert waiting(network, steward, TODAY) == ()
    number = sent(network)
    made = deciding.accept(network, steward, number, NOW)
    assert waiting(network, steward, TODAY) == ()
    later = TODAY + timedelta(3)
    submit(network, answers(asset_id=OTHER), later)
    deciding.take_back(network, steward, [made.change], at_noon(later))
    (own,), (every,) = (waiting(network, x, later) for x in (officer, steward))
    assert (own.count, own.since) == (1, TODAY.isoformat())
    assert (every.count, every.since) == (2, TODAY.isoformat())
    assert own.href == "desk?part=audits"
    assert one_audit(network, number)["superseded_by"] == made.number
