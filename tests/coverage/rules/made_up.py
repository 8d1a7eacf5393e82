"""Made-up entries in a made-up country: six authorities in three regions."""

from __future__ import annotations

import math

import pandas as pd
from hypothesis import strategies as st

AUTHORITIES = ("L1", "L2", "L3", "L4", "L5", "L6")
LA = {code: code for code in AUTHORITIES}
REGION = {"L1": "N", "L2": "N", "L3": "N", "L4": "S", "L5": "S", "L6": "W"}
WHOLE = dict.fromkeys(AUTHORITIES, "all")
THEMES = ("food", "housing", "health")
SECTORS = ("citizen_group", "health", "government", "other")
POPULATION = pd.Series(
    {"L1": 60_000, "L2": 125_000, "L3": 93_000, "L4": 367_000, "L5": 61_000, "L6": 133}
)


def population_of(of_authority):
    """Add up the residents of each area of a layer, one authority at a time."""
    total = {}
    for authority, area in of_authority.items():
        total[area] = total.get(area, 0) + int(POPULATION[authority])
    return pd.Series(total).rename_axis("area_code")


def entry(authority="", served=(), all_wales=False, themes=(), sector="other"):
    return authority, frozenset(served), all_wales, tuple(themes), sector


def frame(rows):
    columns = ["authority", "served_authorities", "serves_all_wales", "themes"]
    made = pd.DataFrame(rows, columns=[*columns, "sector"])
    made.index = pd.Index([f"e{n}" for n in range(len(made))], name="id")
    return made.astype({"authority": str, "serves_all_wales": bool, "sector": str})


entries = st.builds(
    entry,
    st.sampled_from(("", *AUTHORITIES)),
    st.sets(st.sampled_from(AUTHORITIES)),
    st.booleans(),
    st.lists(st.sampled_from(THEMES), unique=True),
    st.sampled_from(SECTORS),
)
frames = st.lists(entries, max_size=25).map(frame)
tables = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 400_000)), min_size=1, max_size=25
).map(
    lambda rows: (
        pd.Series([x for x, _ in rows], [f"a{n}" for n in range(len(rows))]),
        pd.Series([p for _, p in rows], [f"a{n}" for n in range(len(rows))]),
    )
)


def poisson_at_most(x, mean):
    """Add up the probabilities of 0, 1, ... x events, one by one."""
    return math.fsum(
        math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) if mean else k == 0
        for k in range(x + 1)
    )
