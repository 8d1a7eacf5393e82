"""What waits is swept away with one press, when somebody has flooded the stewards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from copro_map.audits.importing import check_role
from copro_map.audits.store.audits import (
    AuditError,
    AuditRow,
    add_audits,
    audits,
    project_names,
)
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import writing
from copro_map.base.superseded import current, stored


def sweep(
    settings: Settings, by: str, today: date, project: str = "", *, keep: bool = True
) -> tuple[int, ...]:
    """Withdraw every audit that waits, or those of one project; return the new ids.

    Ids follow each other. Nothing is deleted: each can still be accepted by its new id.
    What is accepted is left alone. ``keep=False`` undoes all of it.

    Raises
    ------
    AuditError
        If ``by`` is no role, or there is no such project.
    DatabaseError
        If the database cannot be written.
    """
    check_role(by)
    with writing(settings.database, keep=keep) as database:
        known = audits(database)
        if project and project not in {*project_names(database), *known["asset_id"]}:
            raise AuditError(
                N_("{value}: there is no such project on the map. Choose another."),
                value=project,
            )
        waiting = stored(current(known[known["status"] == "draft"]), AuditRow)
        swept = [
            replace(
                row,
                status="withdrawn",
                entered_by=by.strip(),
                entered_on=today.isoformat(),
                supersedes=number,
            )
            for number, row in waiting.items()
            if project in ("", row.asset_id)
        ]
        return add_audits(database, swept)
