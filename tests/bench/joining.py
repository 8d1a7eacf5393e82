"""Points to authorities: one join against a loop over the points."""

from __future__ import annotations

import shapely

from copro_map.base.config import Settings
from copro_map.geography.assign import assign_authorities
from copro_map.geography.gazetteer import load_gazetteer
from tests.bench import synthetic
from tests.bench.measure import CPU, Job, Row, in_turns, spread, times_faster

POINTS = 100_000
SAMPLE = 500


def measure(settings: Settings) -> list[Row]:
    """Return the rows of the join: against geopandas and shapely, point by point."""
    gazetteer = load_gazetteer(settings)
    polygons = gazetteer.polygons
    points = synthetic.points_in_wales(settings, POINTS)
    sample = list(points.head(SAMPLE))
    shapes = list(polygons.geometry.items())

    def join() -> list[str]:
        found = assign_authorities(points, polygons, gazetteer.england)
        return found.head(SAMPLE).tolist()

    def filter_each() -> list[str]:
        return [str(polygons.index[polygons.contains(p)][0]) for p in sample]

    def ask_each() -> list[str]:
        return [str(_holder(shapes, point)) for point in sample]

    assert join() == filter_each() == ask_each()
    jobs = {f.__name__: Job(f) for f in (join, filter_each, ask_each)}
    seconds = in_turns(jobs, CPU)
    ours = seconds.pop("join")
    words = {
        "filter_each": "geopandas filter for each point",
        "ask_each": "shapely loop for each point",
    }
    rows = []
    for name, values in seconds.items():
        scaled = [value * POINTS / SAMPLE for value in values]
        rows.append(
            Row(
                f"{POINTS:,} points to authorities (CPU)",
                spread(ours),
                f"{words[name]}, {SAMPLE} scaled up: {spread(scaled)}",
                f"{times_faster(ours, scaled):.1f} times less",
            )
        )
    return rows


def _holder(
    shapes: list[tuple[object, shapely.Geometry]], point: shapely.Point
) -> object:
    return next(code for code, shape in shapes if shape.contains(point))
