"""What waits is swept away with one press, when somebody has flooded the stewards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from copro_map.audits.belonging import belongs_to
from copro_map.audits.deciding import Decided, Decision, Sitting, write
from copro_map.audits.importing import check_role
from copro_map.audits.store.audits import AuditError, audits, project_names
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, in_both
from copro_map.base.store.connection import writing
from copro_map.base.superseded import current
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor

FLOOD = N_("Withdrawn together with others that waited.")


def sweep(  # noqa: PLR0913 - what, by whom and when
    settings: Settings,
    actor: Actor,
    now: datetime,
    project: str = "",
    *,
    by: str | None = None,
    only: Collection[int] | None = None,
    keep: bool = True,
) -> tuple[Decided, ...]:
    """Withdraw every audit that waits, or those of one project; return what became.

    Nothing is deleted: each can still be accepted by its new number, and all can be
    taken back (``deciding.take_back``). What is accepted is left alone. ``only`` are
    the numbers that were shown: what came since goes on waiting. ``by`` is the role
    that is written down, if whoever is at the machine does it for somebody.
    ``keep=False`` undoes all of it.

    Raises
    ------
    RefusedError
        If somebody may not, or not any more.
    AuditError
        If ``by`` is no role, or there is no such project.
    DatabaseError
        If the database cannot be written.
    """
    if by is not None:
        check_role(by)
    with writing(settings.database, keep=keep, make=False) as database:
        present = require_now(database, actor, "sweep_audits")
        sitting = Sitting(settings, database, present, now, audits(database))
        known = sitting.known
        if project and project not in {*project_names(database), *known["asset_id"]}:
            raise AuditError(
                N_("{value}: there is no such project on the map. Choose another."),
                value=project,
            )
        waiting = current(known[known["status"] == "draft"])["asset_id"]
        decision = Decision("withdrawn", by or "", in_both(FLOOD))
        return tuple(
            write(sitting, number, belongs_to(settings, database, asset_id), decision)
            for number, asset_id in zip(waiting.index, waiting, strict=True)
            if project in ("", asset_id) and (only is None or number in only)
        )
