"""Is the answer right? Every postcode that the directory has, near and in Wales."""

from __future__ import annotations

import pandas as pd

from copro_map.base.config import Settings
from copro_map.geography.areas import BASE_LAYER
from copro_map.geography.assign import assign_authorities
from copro_map.geography.batch import locate_many
from copro_map.geography.gazetteer import load_gazetteer, postcode_points
from tests.bench.measure import Row

ENGLISH_OUTCODES = (
    *("CH1", "CH2", "CH3", "CH4", "GL15", "GL16", "SY10", "SY11"),
    *("HR1", "HR2", "HR3", "HR4", "HR5"),
)
POINT_BAR, ENGLISH_BAR, LOOKUP_BAR = 0.9988, 0.999, 1.0


def _row(what: str, right: pd.Series, bar: float) -> Row:
    share = right.mean()
    wrong = [str(name) for name in right.index[~right]]
    return Row(
        what,
        f"{share:.3%}",
        f"{right.sum():,} of {len(right):,}"
        + (f"; not: {', '.join(wrong[:3])} ..." if wrong else ""),
        target=f"at least {bar:.2%}",
        met=bool(share >= bar),
        binding=True,
    )


def measure(settings: Settings) -> list[Row]:
    """Return the shares of right answers."""
    gazetteer = load_gazetteer(settings)
    official = gazetteer.postcodes["authority"].astype(str)
    by_point = assign_authorities(
        postcode_points(gazetteer.postcodes), gazetteer.polygons, gazetteer.england
    )
    welsh = official.str.startswith("W")
    near = ~welsh & official.index.str[:-3].isin(ENGLISH_OUTCODES)
    spelt = official.index.str[:-3] + " " + official.index.str[-3:]
    looked_up = locate_many(
        gazetteer, pd.DataFrame({"postcode": spelt}, index=official.index)
    )
    same_point = by_point.eq(official)[welsh].fillna(False)
    same_lookup = looked_up[BASE_LAYER].eq(official)[welsh].fillna(False)
    return [
        _row("Welsh postcodes: authority by the point alone", same_point, POINT_BAR),
        _row("English postcodes: outside Wales", by_point.isna()[near], ENGLISH_BAR),
        _row("Welsh postcodes: authority looked up", same_lookup, LOOKUP_BAR),
    ]
