"""Self-audits come in: sent from the page as drafts, accepted, withdrawn by a role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

import pandas as pd

from copro_map.audits.checks import check_role, problems
from copro_map.audits.instruments import instrument_in_use
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.audits.rules.levels import project_level
from copro_map.audits.store.audits import (
    AuditError,
    AuditRow,
    Status,
    add_audits,
    audit_of,
    audits,
)
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import writing
from copro_map.base.superseded import current, stored

# Anybody may send an audit: more than this for one project is no project's doing.
MOST_WAITING = 20
ON_THE_PAGE = "project"  # Who enters what comes from the page.


@dataclass(frozen=True)
class _Change:
    """What is done with an audit: its new status, and what is said if it has it."""

    status: Status
    already: str


ACCEPT = _Change(
    "checked", N_("Audit {number} is accepted already: nothing was changed.")
)
WITHDRAW = _Change(
    "withdrawn", N_("Audit {number} is withdrawn already: nothing was changed.")
)


def row_of(instrument: Instrument, answers: Answers, by: str, today: date) -> AuditRow:
    """Return answers as they are stored, as a draft: only what is filled in."""
    scores = {
        group: {name: level for name, level in own.items() if level}
        for group, own in answers.scores.items()
    }
    return AuditRow(
        asset_id=answers.asset_id,
        instrument=instrument.name,
        audited_on=answers.audited_on.isoformat(),
        scores={group: own for group, own in scores.items() if own},
        people=dict(answers.people),
        notes={x: text.strip() for x, text in answers.notes.items() if text.strip()},
        level=project_level(instrument, scores),
        entered_by=by,
        entered_on=today.isoformat(),
    )


def says_the_same(one: AuditRow, other: AuditRow) -> bool:
    """Say whether two audits are the same, whoever entered them when.

    Examples
    --------
    >>> row = AuditRow("a", "principles 1", "2027-01-09", {}, {}, "", "project",
    ...                "2027-01-10")
    >>> says_the_same(row, replace(row, entered_on="2027-02-01", status="checked"))
    True
    >>> says_the_same(row, replace(row, audited_on="2027-01-08"))
    False
    """
    names = ("asset_id", "audited_on", "scores", "people", "notes")
    return all(asdict(one)[name] == asdict(other)[name] for name in names)


def in_force_rows(known: pd.DataFrame, asset_id: str) -> Mapping[int, AuditRow]:
    """Return the audits of a project that nothing has superseded, by id."""
    return stored(current(known[known["asset_id"] == asset_id]), AuditRow)


def submit(
    settings: Settings, answers: Answers, today: date, by: str = ON_THE_PAGE
) -> int:
    """Store an audit as a draft, for a steward to look at; return its id.

    What waits already, word for word, is not stored again.

    Raises
    ------
    AuditError
        For the first of its ``problems``; or if too many audits of the project wait.
    DatabaseError
        If the database cannot be written.
    """
    for problem in problems(settings, answers, today):
        raise problem
    row = row_of(instrument_in_use(settings.data_dir), answers, by, today)
    with writing(settings.database) as database:
        held = in_force_rows(audits(database), row.asset_id)
        drafts = {x: one for x, one in held.items() if one.status == "draft"}
        for number, draft in drafts.items():
            if says_the_same(row, draft):
                return number
        if len(drafts) >= MOST_WAITING:
            raise AuditError(
                N_(
                    "Too many audits of this project wait already: {n}. Try again when "
                    "a steward has looked at them."
                ),
                n=len(drafts),
            )
        (added,) = add_audits(database, [row])
    return added


def _change(settings: Settings, number: int, by: str, today: date, to: _Change) -> int:
    check_role(by)
    with writing(settings.database) as database:
        known = audits(database)
        old = stored(audit_of(known, number), AuditRow)[number]
        if number in in_force_rows(known, old.asset_id) and old.status == to.status:
            raise AuditError(to.already, number=number)
        new = replace(
            old,
            status=to.status,
            entered_by=by.strip(),
            entered_on=today.isoformat(),
            supersedes=number,
        )
        (added,) = add_audits(database, [new])
    return added


def accept(settings: Settings, number: int, by: str, today: date) -> int:
    """Accept a draft: from today on it counts if it is complete. Return the new id.

    The draft is kept, superseded by the accepted one; one that was withdrawn can be
    accepted again.

    Raises
    ------
    AuditError
        If there is no such audit, it is superseded or accepted already, or ``by`` is
        no role.
    DatabaseError
        If the database cannot be written.
    """
    return _change(settings, number, by, today, ACCEPT)


def withdraw(settings: Settings, number: int, by: str, today: date) -> int:
    """Withdraw an audit: from today on it does not count. Return the new id.

    Errors as ``accept``.
    """
    return _change(settings, number, by, today, WITHDRAW)
