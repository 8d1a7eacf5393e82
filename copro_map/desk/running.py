"""Doing what is due: each job once, whoever else may be doing the same."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from copro_map.base.config import Settings
from copro_map.base.errors import AtRestError, CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import reading, writing
from copro_map.desk.holding import a_holder, fate
from copro_map.desk.jobs import Done, Job
from copro_map.desk.store.jobs import (
    holder_of,
    keep_done,
    leave,
    take,
)

LOG = logging.getLogger("copro_map")
State = Literal["done", "not_due", "elsewhere", "failed", "at_rest"]


class JobError(CoproMapError):
    """A job ended with a fault of the program."""


@dataclass(frozen=True)
class Ran:
    """What became of a job: how much was done, how many messages were sent.

    ``state``: done, not due, somebody else does it just now, failed for a reason, or
    the map is at rest.
    """

    name: str
    state: State
    done: int = 0
    sent: int = 0
    reason: CoproMapError | None = None


def run_job(settings: Settings, job: Job, now: datetime) -> Ran:
    """Do a job, if it is due at a moment and nobody else does it.

    Raises
    ------
    DatabaseError
        If there is no database yet, or it cannot be read or written.
    CoproMapError
        What the job raises; it is due again then.
    """
    with reading(settings.database) as database:
        if job.is_done(database, now):
            return Ran(job.name, "not_due")
    with a_holder() as holder:
        with writing(settings.database, make=False) as database:
            if job.is_done(database, now):
                return Ran(job.name, "not_due")
            held = fate(holder_of(database, job.name))
            if not take(database, job.name, holder, now, held):
                return Ran(job.name, "elsewhere")
        done: Done | None = None
        try:
            done = job.run(settings, now)
        finally:
            # What was begun is ended, though the map came to rest meanwhile.
            with writing(settings.database, make=False, even_at_rest=True) as database:
                leave(database, job.name, holder)
                if done and job.is_kept(done):
                    counts = (done.done, done.sent)
                    kept = kept_for(settings, "jobs")
                    keep_done(database, job.name, job.due_at(now), now, counts, kept)
    return Ran(job.name, "done", done.done, done.sent)


def run_due(settings: Settings, now: datetime, jobs: Iterable[Job]) -> tuple[Ran, ...]:
    """Do each job that is due, one after the other; one that fails stops no other.

    Raises
    ------
    DatabaseError
        If there is no database yet, or it is of another version.
    """
    with reading(settings.database):
        pass
    return tuple(_tried(settings, job, now) for job in jobs)


def _tried(settings: Settings, job: Job, now: datetime) -> Ran:
    try:
        return run_job(settings, job, now)
    except AtRestError:  # it is due again when the map is at work
        return Ran(job.name, "at_rest")
    except CoproMapError as error:
        return Ran(job.name, "failed", reason=error)
    except Exception as error:  # a fault of one job must not keep the next from running
        # Where, not what: the words of an error may hold somebody's address.
        where = "".join(traceback.format_tb(error.__traceback__))
        LOG.error("%s: %s\n%s", job.name, type(error).__name__, where)
        reason = JobError(
            N_(
                "{job}: a fault of the program ({kind}). The log says where: report it."
            ),
            job=job.name,
            kind=type(error).__name__,
        )
        return Ran(job.name, "failed", reason=reason)
