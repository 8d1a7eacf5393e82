"""The clock of a server: the jobs beside it, from its start until it stops."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from apscheduler.schedulers.background import BackgroundScheduler

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.today import WALES, current_moment, moved_day
from copro_map.desk.jobs import JOBS, Job
from copro_map.desk.running import Ran, run_due

LOG = logging.getLogger("copro_map")
_told: dict[str, str] = {}


def _tell(ran: Iterable[Ran]) -> None:
    """Write down what failed: once, until something else is wrong or it is right."""
    for one in ran:
        reason = str(one.reason or "")
        if reason and _told.get(one.name) != reason:
            LOG.error("%s: %s", one.name, reason)
        _told[one.name] = reason


def _look(settings: Settings, jobs: tuple[Job, ...]) -> None:
    """Do what is due; what is wrong is written down and tried again the next time."""
    try:
        _tell(run_due(settings, current_moment(), jobs))
    except CoproMapError as error:
        _tell(Ran(job.name, "failed", reason=error) for job in jobs)


def scheduler(settings: Settings, jobs: tuple[Job, ...] = JOBS) -> BackgroundScheduler:
    """Return a scheduler that looks for each job when it says so; not started yet.

    What a server missed while it was off is done as soon as it starts. Whether a job is
    due is said by the database, so the changes of the clocks do not matter here.
    """
    made = BackgroundScheduler(
        timezone=WALES,
        job_defaults={
            "coalesce": True,
            "max_instances": 1,
            "misfire_grace_time": None,
        },
    )
    made.add_job(_look, args=(settings, jobs), id="start")
    for job in jobs:
        made.add_job(_look, "cron", args=(settings, (job,)), id=job.name, **job.looks)
    return made


async def by_the_clock(settings: Settings) -> None:
    """Do by the clock what is due, until this is cancelled, for a server.

    On a day that was moved for a trial only what leaves nothing behind: the rest is
    done by ``run-due``, if somebody asks for it.
    """
    is_trial = moved_day() is not None
    jobs = tuple(job for job in JOBS if job.in_trials or not is_trial)
    running = scheduler(settings, jobs)
    running.start()
    try:
        await asyncio.Event().wait()
    finally:
        running.shutdown(wait=False)
