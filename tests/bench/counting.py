"""Members and events: what progress and the plan take with 350 and 300 of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from copro_map.assets.importing import import_network
from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day
from copro_map.events.face import keep_event
from copro_map.indicators.progress import progress
from copro_map.members.face import keep_member
from copro_map.plan.in_words import plan_told
from copro_map.search.face import all_assets
from tests.bench.measure import WALL, Job, Row, in_turns, length, spread
from tests.events.planted import AT, event

MEMBERS, EVENTS, EACH = 350, 300, 8  # bodies that came to each event
PLAN_S, PROGRESS_S = 0.25, 1.5
REPEATS = 7


def _fill(settings: Settings, today: date) -> None:
    assets = all_assets(settings)
    bodies = sorted(map(str, assets.index[assets["kind"] == "practitioner"]))
    with writing(settings.database) as database:
        for number in range(MEMBERS):
            joined = (today - timedelta(10 * number)).isoformat()
            facts = {"id": f"m-{number:010}", "form": "organisation", "type": "funder"}
            facts |= {"name_en": f"Member {number}", "state": "member"}
            facts |= {"entry": bodies[number % len(bodies)], "channel": "desk"}
            facts |= {"joined_on": joined, "entered_on": joined}
            keep_member(database, facts)
        for number in range(EVENTS):
            held = (today - timedelta(3 * number)).isoformat()
            where = list(AT)[number % len(AT)]
            facts = event(f"{number}", held, where, entered_on=held, counted_on=held)
            facts |= {"id": f"e-{number:010}", "citizens": 9, "professionals": 14}
            came = (bodies[(number + n * 7) % len(bodies)] for n in range(EACH))
            keep_event(database, facts, came=set(came))


def measure(settings: Settings, folder: Path) -> list[Row]:
    """Return the rows of progress and the plan, on the real entries."""
    here, day = replace(settings, database=folder / "counted.db"), current_day()
    import_network(here, here.network_file)

    def first() -> None:
        found = progress(here, day)
        found.first_page()
        found.bullets()

    def told(name: str, job: Job, bar: float) -> Row:
        seconds = in_turns({name: job}, WALL)[name]
        met = sorted(seconds)[len(seconds) // 2] < bar
        return Row(name, spread(seconds), target=f"under {length(bar)}", met=met)

    bare = told("Progress first asked: none", Job(first, REPEATS), PROGRESS_S)
    _fill(here, day)
    name = f"Progress first asked: {MEMBERS} members, {EVENTS} events"
    plan = f"Plan against actual, {EVENTS} events"
    return [
        bare,
        told(name, Job(first, REPEATS), PROGRESS_S),
        told(plan, Job(lambda: plan_told(here, day), REPEATS), PLAN_S),
    ]
