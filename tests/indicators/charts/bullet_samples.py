"""Indicators that the tests of their charts share."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from copro_map.indicators.charts.bullets import Bullet
from copro_map.indicators.rules.verdicts import Status

DUE = "31 March 2027"
COUNT = Bullet(
    *("1.1", "Organisations", "count", 168, None, None, None, 250, DUE, 350),
    status="at_risk",
    words="Needs 13.7 a month",
    outcome="Outcome 1",
)
SHARE = Bullet(
    *("2.2", "Members", "percent", 40, 28.6, 52.6, 60, 30, DUE, 70),
    status="met",
    detail="probably",
    words="24 of 60",
    outcome="Outcome 2",
    base="Replies",
)
SILENT = replace(
    SHARE, value=None, lower=None, upper=None, n=None, status="no_figure_yet",
    detail="",
)  # fmt: skip
NO_TARGET = {"status": "not_due_yet", "detail": "no_target"}
FREE = replace(COUNT, target=None, final=None, **NO_TARGET)
STATUSES: tuple[Status, ...] = get_args(Status)


def with_status(status: Status) -> Bullet:
    return replace(
        SILENT if status == "no_figure_yet" else SHARE, status=status, detail=""
    )
