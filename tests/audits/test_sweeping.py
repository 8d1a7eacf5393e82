"""What waits is withdrawn with one press; what is accepted stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.audits import sweeping
from copro_map.audits.importing import MOST_WAITING, submit
from copro_map.audits.listing import listed, one_audit
from copro_map.audits.store.audits import AuditError
from copro_map.people.rules.permissions import MACHINE
from tests.audits.audit_samples import (
    OTHER,
    PROJECT,
    TODAY,
    accept,
    answers,
    at_noon,
    frame_of,
)
from tests.command import refused
from tests.samples import dump


def wait(network, asset_id: str, count: int) -> list[int]:
    """Let audits of a project wait; return their numbers."""
    return [
        submit(
            network, answers(asset_id=asset_id, audited_on=TODAY - timedelta(x)), TODAY
        )
        for x in range(count)
    ]


def sweep(network, by: str, project: str = "") -> tuple[int, ...]:
    now = at_noon(TODAY)
    swept = sweeping.sweep(network, MACHINE, now, project, by=by)
    return tuple(one.number for one in swept)


def waiting(network) -> list[str]:
    return [x["asset_id"] for x in listed(network) if x["status"] == "draft"]


def test_a_flood_is_swept_and_a_right_one_is_let_in(network):
    first, *others = wait(network, PROJECT, MOST_WAITING)
    wait(network, OTHER, 2)
    accept(network, first, "steward", TODAY)
    swept = sweep(network, "steward")
    assert len(swept) == MOST_WAITING + 1
    assert swept == tuple(range(swept[0], swept[-1] + 1))
    assert waiting(network) == []
    assert frame_of(network, TODAY)["asset_id"].tolist() == [PROJECT]
    assert one_audit(network, others[0])["superseded_by"] == swept[0]
    accept(network, swept[-1], "steward", TODAY)
    assert frame_of(network, TODAY)["asset_id"].tolist() == [PROJECT, OTHER]
    late = answers(audited_on=TODAY - timedelta(MOST_WAITING))
    assert submit(network, late, TODAY)


def test_only_one_project_is_swept_if_it_is_named(network):
    wait(network, PROJECT, 3)
    wait(network, OTHER, 2)
    assert len(sweep(network, "steward", PROJECT)) == 3
    assert waiting(network) == [OTHER, OTHER]


@pytest.mark.parametrize(
    ("by", "project", "match"),
    [("", PROJECT, "by their role"), ("steward", "no-such-one", "no such project")],
)
def test_a_sweep_needs_a_role_and_a_project_that_is_there(network, by, project, match):
    wait(network, PROJECT, 1)
    before = dump(network.database)
    with pytest.raises(AuditError, match=match):
        sweep(network, by, project)
    assert dump(network.database) == before


def test_the_command_says_what_it_did(run, network):
    assert run("audits", "sweep", "--by", "steward").out == "No audit waits.\n"
    numbers = wait(network, PROJECT, 2)
    new = [number + 2 for number in numbers]
    words = f"Withdrawn: 2. Their numbers now: {new[0]} to {new[1]}."
    before = dump(network.database)
    tried = run("audits", "sweep", "--by", "steward", "--dry-run").out
    assert words in tried
    assert "nothing was kept" in tried
    assert dump(network.database) == before
    assert words in run("audits", "sweep", "--by", "steward", "--project", PROJECT).out
    assert waiting(network) == []
    refused(run("audits", "sweep", "--by", "steward", "--project", "x"), "no such")
