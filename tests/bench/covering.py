"""Coverage gaps at 20,000 entries: reach, where next, and a whole layer."""

from __future__ import annotations

import statistics

from copro_map.areas.brief import brief_file
from copro_map.assets.rules.ending import live_entries
from copro_map.base.config import Settings
from copro_map.base.today import current_day
from copro_map.coverage.gaps import Ask, cover
from copro_map.coverage.pictures import rate_map
from copro_map.coverage.rules.where_next import where_next
from copro_map.geography.areas import load_layers
from copro_map.geography.residents import load_residents, settlements
from copro_map.geography.rules.reach import nearest_km, reach_within, usable_points
from copro_map.search.search import all_assets
from tests.bench.measure import WALL, Job, Row, in_turns, length, spread

REACH_S, NEXT_S, REDRAW_S = 1.0, 5.0, 1.0
KM, CANDIDATES, PICKS = 10, 120, 5


def _row(what: str, seconds: list[float], bar: float | None, against: str = "-") -> Row:
    met = None if bar is None else statistics.median(seconds) < bar
    target = "-" if bar is None else f"under {length(bar)}"
    return Row(what, spread(seconds), against, target=target, met=met)


def measure(settings: Settings) -> list[Row]:
    """Return the rows of coverage on the database of ``settings``."""
    assets = all_assets(settings)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    residents, towns = load_residents(settings), settlements(settings, CANDIDATES)
    points = usable_points(live_entries(assets, current_day()))
    of_authority = layers["local_authority"].of_authority
    few = points.head(40)  # so many that much of Wales is out of reach
    plan = where_next(residents, few, towns, KM, PICKS)
    jobs = {
        "reach": Job(
            lambda: reach_within(residents, nearest_km(residents, points), of_authority)
        ),
        "next": Job(lambda: where_next(residents, few, towns, KM, PICKS)),
        "layer": Job(lambda: cover(settings, Ask("health_board"), assets)),
        "map": Job(lambda: rate_map(cover(settings, Ask(), assets)).svg),
        "brief": Job(lambda: brief_file(settings, assets, "W06000023", "pdf")),
    }
    for job in jobs.values():
        job.run()
    seconds = in_turns(jobs, WALL)
    size = f"{len(assets):,} entries"
    return [
        _row(
            f"Reach of {len(points):,} points for {len(residents):,} postcodes",
            seconds["reach"],
            REACH_S,
        ),
        _row(
            f"Where next: {CANDIDATES} candidates, {PICKS} picks ({plan.method})",
            seconds["next"],
            NEXT_S,
        ),
        _row(f"Coverage of the health boards, {size}", seconds["layer"], REDRAW_S),
        _row(
            f"Coverage of the authorities and its map, {size}", seconds["map"], REDRAW_S
        ),
        _row(f"The brief of Powys as PDF, {size}", seconds["brief"], None),
    ]
