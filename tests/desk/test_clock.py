"""The server's clock: begun with it, ended with it, and quiet about what is told."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta

import pytest

from copro_map.base.today import WALES, current_moment
from copro_map.desk import clock
from copro_map.desk.clock import by_the_clock, scheduler
from copro_map.desk.jobs import JOBS, Done, Job
from tests.samples import query


@pytest.fixture(autouse=True)
def _nothing_told(monkeypatch):
    monkeypatch.setattr(clock, "_told", {})


def counted(when: threading.Event, **how) -> Job:
    def run(_settings, _now) -> Done:
        when.set()
        return Done(1)

    return Job("counted", run, {"minute": "*"}, **how)


def served(settings, seconds: float, until=lambda: False) -> float:
    """Let the clock of a server run for a while; return how long its end took."""

    async def serve() -> float:
        loop = asyncio.get_running_loop()
        running = asyncio.create_task(by_the_clock(settings))
        end = loop.time() + seconds
        while loop.time() < end and not until():
            await asyncio.sleep(0.01)
        stopped = loop.time()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return loop.time() - stopped

    return asyncio.run(serve())


def test_what_was_missed_is_done_at_the_start_and_the_end_is_clean(
    network, monkeypatch
):
    done = threading.Event()
    monkeypatch.setattr(clock, "JOBS", (counted(done),))
    before = threading.active_count()
    assert served(network, 10, done.is_set) < 1
    assert done.is_set()
    assert threading.active_count() <= before + 1  # a pool's thread may still end


def test_each_job_is_looked_for_by_itself_and_once_at_a_time(network):
    made = scheduler(network, JOBS)
    jobs = {job.id: job for job in made.get_jobs()}
    assert set(jobs) == {"start", *(job.name for job in JOBS)}
    assert str(made.timezone) == str(WALES)
    now = current_moment()
    for job in JOBS:
        fires = jobs[job.name].trigger.get_next_fire_time(None, now)
        assert fires - now <= timedelta(hours=24)
    made.start(paused=True)
    for job in made.get_jobs():
        assert (job.coalesce, job.max_instances) == (True, 1)
        assert job.misfire_grace_time is None
    made.shutdown(wait=False)


def test_in_a_trial_a_server_leaves_nothing_behind_by_itself(network, monkeypatch):
    sent, kept = threading.Event(), threading.Event()
    jobs = (counted(sent, in_trials=True), counted(kept))
    monkeypatch.setattr(clock, "JOBS", jobs)
    monkeypatch.setenv("COPRO_MAP_TODAY", "2031-03-31")
    served(network, 10, sent.is_set)
    served(network, 0.2)
    assert sent.is_set()
    assert not kept.is_set()
    assert [job.name for job in JOBS if job.in_trials] == ["send", "clean"]


def test_without_a_database_it_goes_on_and_makes_none(settings, caplog):
    for _ in range(3):
        clock._look(settings, JOBS[:1])
    assert not settings.database.exists()
    assert [x.message.count("copro_map init") for x in caplog.records] == [1]


def test_what_fails_is_written_down_once_until_it_is_right_again(network, caplog):
    wrong = [True]

    def run(_settings, _now) -> Done:
        if wrong[0]:
            raise clock.CoproMapError("The disk is full.")
        return Done(1)

    job = Job("counted", run, {})
    for state in (True, True, False, True):
        wrong[0] = state
        clock._look(network, (job,))
    assert [x.message for x in caplog.records] == ["counted: The disk is full."] * 2
    assert query(network.database, "SELECT count(*) FROM lease") == [(0,)]
