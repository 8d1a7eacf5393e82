"""What the tests of charts share: made-up areas, and a chart taken apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from copro_map.coverage.charts.funnel import funnel_chart
from copro_map.coverage.rules.area_tables import area_table
from copro_map.coverage.rules.low_record import funnel

WORDS = "Practitioners"
POPULATION = [60_000, 75_000, 96_000, 120_000, 150_000, 240_000, 362_000]
NAMES = ["Merthyr", "Môn", "Conwy", "Penfro", "Casnewydd", "RhCT", "Caerdydd"]


def table_of(counts: list[float]) -> pd.DataFrame:
    codes = [f"W0600000{n}" for n in range(len(counts))]
    people = pd.Series(POPULATION[: len(counts)], codes)
    table = area_table(pd.Series(counts, codes, dtype=float), people)
    named = table.assign(area_name=NAMES[: len(counts)])
    # Each area has two entries more than its share, for they serve others too.
    return named.assign(entries=[int(x) + 2 for x in counts]).reset_index(drop=True)


def limits_of(table: pd.DataFrame) -> pd.DataFrame:
    people = pd.Series(np.linspace(50_000, 380_000, 30))
    share = table["count"].sum() / table["population"].sum()
    limits = funnel(share * people).div(people, axis=0) * 100_000
    return limits.assign(population=people)


LOW = table_of([6, 0, 8, 1, 16, 4, 40])
FAIR = table_of([6, 7, 9, 12, 15, 24, 36])
CHART = funnel_chart(LOW, limits_of(LOW), WORDS)


_SPECS: dict[int, tuple[object, dict]] = {}


def spec_of(chart) -> dict:
    """A chart as Vega-Lite, made once; whether it is valid, each has a test for."""
    if id(chart) not in _SPECS:
        _SPECS[id(chart)] = chart, chart.to_dict(validate=False)
    return _SPECS[id(chart)][1]


def marks_of(chart, kind: str) -> list[dict]:
    return [x for x in spec_of(chart)["layer"] if x["mark"]["type"] == kind]


def rows_of(chart, layer: dict) -> pd.DataFrame:
    return pd.DataFrame(spec_of(chart)["datasets"][layer["data"]["name"]])


def written(chart, field: str) -> list[str]:
    """The texts of a field that are drawn, once each (each has a light edge below)."""
    layers = [
        x for x in marks_of(chart, "text") if x["encoding"]["text"]["field"] == field
    ]
    texts = [text for x in layers for text in rows_of(chart, x)[field]]
    return sorted(texts[::1])[::2] if len(layers) > 1 else texts
