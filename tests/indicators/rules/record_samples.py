"""Made-up entries, signs of life and audits for the tests of what counts."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from hypothesis import strategies as st

from copro_map.audits.listing import AUDIT_COLUMNS
from copro_map.indicators.rules.practitioners import Counted
from copro_map.indicators.rules.projects import ADVANCED
from copro_map.surveys.figures import ACTIVITY_COLUMNS

TODAY = date(2026, 11, 22)
SECTORS = {
    "citizen_group": "citizens",
    "health": "providers",
    "government": "government",
    "academic": "",
    "odd": "elsewhere",
}
STAGES = ("co_commission", "co_design", "co_deliver", "co_evaluate")
START = {
    "kind": "practitioner",
    "practitioner_type": "organisation",
    "sector": "citizen_group",
    "organisation": "",
    "organisation_id": "",
    "verification": "unverified",
    "verified_on": "",
    "start_year": None,
    "stages": (),
    "ends": "",
}
CONFIRMED = {"verification": "confirmed", "verified_on": "2026-11-21"}


def entries(**rows) -> pd.DataFrame:
    made = {name: START | cells for name, cells in rows.items()}
    frame = pd.DataFrame.from_dict(made, orient="index", columns=list(START))
    return frame.astype({"start_year": "float64"})


def on(day: str, **cells) -> dict:
    return {"verification": "confirmed", "verified_on": day} | cells


def audits(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(AUDIT_COLUMNS))


def activity(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(ACTIVITY_COLUMNS))


def where(found: Counted, one: str) -> str:
    lists = {"ids": found.ids, "unverified": found.unverified_ids, **found.apart}
    names = [name for name, ids in lists.items() if one in ids]
    assert len(names) <= 1
    return "".join(names)


def project(**cells) -> dict:
    start = {"kind": "project", "organisation_id": "o", "organisation": "O"}
    return start | {"start_year": 2026, "stages": ("co_design",)} | cells


NAMES = [f"e{n}" for n in range(7)]
DATES = st.sampled_from(
    ["", "2025-11-21", "2025-11-22", "2026-03-01", "2026-11-22", "2026-11-23"]
)
CELLS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["practitioner", "project", "offer", "request"]),
        "practitioner_type": st.sampled_from(["organisation", "team", "individual"]),
        "sector": st.sampled_from([*SECTORS, ""]),
        "organisation": st.sampled_from(["", "O"]),
        "organisation_id": st.sampled_from(["", *NAMES]),
        "verification": st.sampled_from(["unverified", "confirmed", "stale"]),
        "verified_on": DATES,
        "start_year": st.none() | st.integers(2023, 2028),
        "stages": st.sets(st.sampled_from([*STAGES, "other"])).map(tuple),
        "ends": st.sampled_from(["", "2026-11-21", "2026-11-22"]),
    }
)
FRAMES = st.dictionaries(st.sampled_from(NAMES), CELLS)
SIGNS = st.lists(st.tuples(st.sampled_from([*NAMES, "gone"]), DATES), max_size=4)
AUDITS = st.lists(
    st.tuples(
        st.sampled_from([*NAMES, "gone"]),
        st.dates(TODAY - timedelta(3), TODAY + timedelta(2)).map(str),
        st.sampled_from(["basic", *ADVANCED]),
        st.booleans(),
    ),
    max_size=8,
)


def proven(row) -> bool:
    checked = row["verified_on"]
    return row["verification"] == "confirmed" and "" < checked <= "2026-11-22"


def once_proven(row) -> bool:
    checked = row["verified_on"]
    return row["verification"] != "unverified" and "" < checked <= "2026-11-22"


def fresh(day: str) -> bool:
    return "2025-11-22" <= day <= "2026-11-22"
