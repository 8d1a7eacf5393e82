"""Backups without what no copy may have, and back without losing what must stay."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from copro_map.base.config import Settings, make_home
from copro_map.base.errors import DatabaseError
from copro_map.base.store.backups import (
    Backup,
    back_up,
    backups,
    changed_alone,
    let_go,
)
from copro_map.base.store.connection import Database
from copro_map.base.store.restoring import Restored
from copro_map.base.store.restoring import restore as put_back
from copro_map.base.today import WALES, moved_day
from copro_map.desk.store.jobs import carry_leases
from copro_map.desk.store.letters import carry_letters
from copro_map.events.face import CARRIES as OF_EVENTS
from copro_map.exchange.face import CARRIES as OF_EXCHANGE
from copro_map.people.outbox import hide_codes
from copro_map.people.restored import carry_over
from copro_map.people.suppressed import forgotten, hand_on, merge
from copro_map.privacy.face import forget_again, who_is_here
from copro_map.surveys.face import fit_codes, forget_closed
from copro_map.talks.lasting import CARRIES as OF_TALKS
from copro_map.versions.face import CARRIES as OF_VERSIONS


def keep_backup(settings: Settings, folder: Path, now: datetime) -> Backup:
    """Keep a backup in a folder, without what no copy may have.

    One of a day that was moved says so in its name. The list of who asked to be
    forgotten lies beside it.

    Raises
    ------
    DatabaseError
        As for ``back_up``.
    CoproMapError
        If that list cannot be read, or not without its key; the backup is kept.
    """
    is_trial, today = moved_day() is not None, now.astimezone(WALES).date()

    def change(database: Database) -> None:
        fit_codes(database, today, is_backup=True)
        hide_codes(database)

    made = back_up(settings, folder, now, is_trial=is_trial, change=change)
    hand_on(settings, folder)
    return made


def tidy_backups(settings: Settings, folder: Path, now: datetime) -> int:
    """Let go what is too old in a folder of backups; return how many files went.

    Files of more than 35 days, and in the others the keys of waves that have closed
    since. Backups of another version of the program are left as they are.

    Raises
    ------
    DatabaseError
        If a file cannot be deleted.
    """
    is_trial, today = moved_day() is not None, now.astimezone(WALES).date()
    gone = let_go(settings, folder, now, is_trial=is_trial)
    for _, path in backups(settings, folder, is_trial=is_trial):
        with suppress(DatabaseError):
            if forget_closed(replace(settings, database=path), today):
                changed_alone(path, lambda _: None)  # one file again, without a log
    return gone


def restore(settings: Settings, file: Path, today: date) -> Restored:
    """Put a backup in the place of the database; a copy of what was there is kept.

    It may be done while a server runs. Who is never written to again, who may do what,
    what was sent, sent in and agreed to stay as they were until now; if the database
    cannot be read any more, who is never written to and what was agreed to are as the
    newest backup that can be read has them. What was accepted since the backup waits.
    Keys of waves that have closed are destroyed again; which codes were used is as
    until now. Whoever asked to be forgotten since is forgotten in it, by the list here
    and the one beside the backup.

    Raises
    ------
    DatabaseError
        If the file is no map, is damaged or of a newer version, or nothing can be
        written. Nothing is changed then.
    CoproMapError
        If who asked to be forgotten cannot be read. Nothing is changed then.
    """
    make_home(settings)
    merge(settings, file.parent)
    gone, here = forgotten(settings), who_is_here(settings)
    known = [path for _, path in backups(settings, settings.backup_folder)]

    def carry(database: Database, is_known: bool) -> None:  # noqa: FBT001 - as called
        carry_over(database, known, today, is_known=is_known)
        for keep in (*OF_TALKS, *OF_VERSIONS, *OF_EXCHANGE, *OF_EVENTS):
            keep(database, today, is_known)
        carry_leases(database, is_known=is_known)
        carry_letters(database, is_known=is_known)
        fit_codes(database, today, is_backup=False, is_known=is_known)
        forget_again(database, gone, here)

    return put_back(settings.database, file, carry)
