"""What it takes that a version of the report is the one that somebody approved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from copro_map.base.errors import CoproMapError

Figures = Sequence[Mapping[str, Any]]
# Of records the report says how many; which they are may be called otherwise one day.
COUNTED = ("records", "unverified", "confirmed_long_ago")
# These go by the day on which one looks.
PASSING = ("due_in_days",)


class ApprovalError(CoproMapError):
    """A version that cannot be approved like this, or a file that is not there."""


def figures_of(shown: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the figures of a report, of what ``Progress.as_json`` returns.

    Examples
    --------
    >>> row = {"code": "1.1", "value": 2, "records": ["a", "b"], "due_in_days": 3}
    >>> figures_of({"indicators": [row]})
    [{'code': '1.1', 'value': 2, 'records': 2}]
    """
    return [
        {
            name: len(value) if name in COUNTED else value
            for name, value in row.items()
            if name not in PASSING
        }
        for row in shown["indicators"]
    ]


def same_figures(approved: Figures, now: Figures) -> bool:
    """Say whether figures are those that were approved, in all that is known of both.

    A newer program may say more of an indicator; that changes no figure.

    Examples
    --------
    >>> old = [{"code": "1.1", "value": 2}]
    >>> same_figures(old, [{"code": "1.1", "value": 2, "trend": "up"}])
    True
    >>> same_figures(old, [{"code": "1.1", "value": 3}])
    False
    """
    then, rows = ({row["code"]: row for row in x} for x in (approved, now))
    return then.keys() == rows.keys() and all(
        row[name] == rows[code][name]
        for code, row in then.items()
        for name in row.keys() & rows[code].keys()
    )


def fingerprint(figures: Figures, narrative: int | None) -> str:
    """Return what tells two versions apart: what a page was drawn with."""
    return json.dumps([list(figures), narrative], sort_keys=True)
