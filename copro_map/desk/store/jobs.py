"""Who does a job now, until when, and what was done: the rows behind the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from copro_map.base.moments import written
from copro_map.base.store.connection import Database

# Longer than any job takes. Whoever is killed is found out at once on the same machine.
LEASED = timedelta(hours=1)
HOLDER = "SELECT holder FROM lease WHERE job = :job"
# One that ends later than it can is of a clock that was wrong, unless it runs here.
TAKE = """
INSERT INTO lease (job, holder, until) VALUES (:job, :holder, :until)
ON CONFLICT (job) DO UPDATE SET holder = :holder, until = :until
WHERE lease.until <= :now OR :fate = 'gone'
    OR (lease.until > :until AND :fate <> 'here')
"""
LEAVE = "DELETE FROM lease WHERE job = :job AND holder = :holder"
IS_DONE = "SELECT 1 FROM job_done WHERE job = :job AND due_at = :due_at"
WAS_EVER_DONE = "SELECT 1 FROM job_done WHERE job = :job"
DONE = """
INSERT OR REPLACE INTO job_done (job, due_at, done_at, done, sent)
VALUES (:job, :due_at, :done_at, :done, :sent)
"""
FORGET = "DELETE FROM job_done WHERE job = :job AND due_at < :before"
NO_LEASES = "DELETE FROM lease"
LEASES = "INSERT INTO lease (job, holder, until) SELECT * FROM earlier.lease"


def holder_of(database: Database, job: str) -> str:
    """Return who holds a job, or held it last; "" if nobody does."""
    row = database.conn.execute(HOLDER, {"job": job}).fetchone()
    return str(row[0]) if row else ""


def take(database: Database, job: str, holder: str, now: datetime, fate: str) -> bool:
    """Take a job inside the caller's transaction; say whether it was free.

    ``fate``: what is known of whoever holds it; "gone", if they have ended, "here", if
    they are still at it on this machine.
    """
    row = {"job": job, "holder": holder, "fate": fate, "now": written(now)}
    row["until"] = written(now + LEASED)
    return database.conn.execute(TAKE, row).rowcount == 1


def leave(database: Database, job: str, holder: str) -> None:
    """Let a job go inside the caller's transaction, unless somebody else has it now."""
    database.conn.execute(LEAVE, {"job": job, "holder": holder})


def is_done(database: Database, job: str, due_at: datetime) -> bool:
    """Say whether a job was done for the moment at which it was due."""
    row = {"job": job, "due_at": written(due_at)}
    return database.conn.execute(IS_DONE, row).fetchone() is not None


def was_ever_done(database: Database, job: str) -> bool:
    """Say whether a job was done at any time that is still known."""
    return database.conn.execute(WAS_EVER_DONE, {"job": job}).fetchone() is not None


def keep_done(
    database: Database,
    job: str,
    due_at: datetime,
    now: datetime,
    counts: tuple[int, int],
    kept: timedelta,
) -> None:
    """Keep that a job was done, inside the caller's transaction.

    ``counts``: how much was done, and how many messages were sent. ``kept``: for how
    long; what is older is deleted.
    """
    done, sent = counts
    row = {"job": job, "due_at": written(due_at), "done_at": written(now)}
    database.conn.execute(DONE, row | {"done": done, "sent": sent})
    before = written(now - kept)
    database.conn.execute(FORGET, {"job": job, "before": before})


def carry_leases(database: Database, *, is_known: bool) -> None:
    """Let jobs be held in a backup as until now, inside the caller's transaction.

    As in ``earlier``, a database that is attached; if it is not known, by nobody.
    """
    database.conn.execute(NO_LEASES)
    if is_known:
        database.conn.execute(LEASES)
