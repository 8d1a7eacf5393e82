"""Which projects count for an indicator: the very records, as ``Counted``.

Entries and the meaning of verified as in ``practitioners``.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pandas as pd

from copro_map.indicators.rules.practitioners import (
    Counted,
    chosen,
    is_verified,
    recent,
    was_verified,
)

# Of the levels of the evaluation tool (basic, intermediate, transformative).
ADVANCED = ("intermediate", "transformative")


def _years(projects: pd.DataFrame) -> pd.Series:
    """Return the year in which each project began, missing where not known."""
    return pd.to_numeric(projects["start_year"], errors="coerce")


def _projects(assets: pd.DataFrame) -> pd.DataFrame:
    return assets[assets["kind"] == "project"]


def new_projects(assets: pd.DataFrame, day: date, start: date | None = None) -> Counted:
    """Return the projects that count as new as at a day: all so far.

    New interventions undertaken by, and tenders awarded to, member organisations: the
    entries of the kind project that name an organisation and began in the calendar year
    of the programme's ``start`` or later (None: at any time), by the year of the day.
    The map knows the calendar year in which a project began, not the day, and does not
    tell an intervention from a tender.

    Returns
    -------
    Counted
        ``unverified_ids``: never verified by the day, or somebody said since that they
        were not right; what is out of date counts. Apart, verified or not:
        "no_organisation"; else "year_unknown", "before_start" or "not_begun".

    Examples
    --------
    >>> frame = pd.DataFrame({"kind": "project", "organisation": "Tir Coed",
    ...     "organisation_id": "tir-coed", "verification": "confirmed",
    ...     "verified_on": "2027-06-01", "start_year": [2026, 2027, None]},
    ...     index=["a", "b", "c"])
    >>> found = new_projects(frame, date(2027, 12, 31), date(2027, 1, 1))
    >>> found.ids, found.apart["before_start"], found.apart["year_unknown"]
    (('b',), ('a',), ('c',))
    """
    projects = _projects(assets)
    years = _years(projects)
    run = (projects["organisation_id"] != "") | (projects["organisation"] != "")
    first = start.year if start else date.min.year
    new = run & years.between(first, day.year)
    verified = was_verified(projects, day)
    return Counted(
        ids=chosen(new & verified),
        unverified_ids=chosen(new & ~verified),
        long_ago_ids=chosen(new & verified & ~recent(projects["verified_on"], day)),
        apart={
            "no_organisation": chosen(~run),
            "year_unknown": chosen(run & years.isna()),
            "before_start": chosen(run & (years < first)),
            "not_begun": chosen(run & (years > day.year)),
        },
    )


def coproduced_projects(
    assets: pd.DataFrame, stages: Collection[str], day: date
) -> Counted:
    """Return the projects that count as co-produced as at a day: all so far.

    The entries of the kind project with at least one of the ``stages`` (co-commission,
    co-design, co-deliver, co-evaluate) that had begun by the year of the day; one whose
    year is not known is taken to have begun. When it began, or ended, does not matter.

    Returns
    -------
    Counted
        ``unverified_ids``: never verified by the day, or somebody said since that they
        were not right; what is out of date counts. Apart, verified or not: "no_stage";
        else "not_begun".

    Examples
    --------
    >>> frame = pd.DataFrame({"kind": "project", "stages": [("co_design",), ()],
    ...     "verification": "unverified", "verified_on": "", "start_year": 2016},
    ...     index=["a", "b"])
    >>> found = coproduced_projects(frame, {"co_design"}, date(2026, 11, 22))
    >>> found.ids, found.unverified_ids, found.apart["no_stage"]
    ((), ('a',), ('b',))
    """
    projects = _projects(assets)
    years = _years(projects)
    wanted = frozenset(stages)
    has = projects["stages"].map(lambda own: not wanted.isdisjoint(own)).astype(bool)
    begun = ~(years > day.year)
    verified = was_verified(projects, day)
    counts = has & begun & verified
    return Counted(
        ids=chosen(counts),
        unverified_ids=chosen(has & begun & ~verified),
        long_ago_ids=chosen(counts & ~recent(projects["verified_on"], day)),
        apart={"no_stage": chosen(~has), "not_begun": chosen(has & ~begun)},
    )


def latest_levels(audits: pd.DataFrame, day: date) -> pd.Series[str]:
    """Return the level of the latest complete audit of each project as at a day.

    Parameters
    ----------
    audits
        Columns ``asset_id``, ``date`` (ISO), ``level`` and ``complete`` (bool). Of two
        of the same day, the later row is the later audit.

    Returns
    -------
    pandas.Series
        Index ``asset_id``, sorted, unique; projects without a complete audit by the day
        are absent.

    Examples
    --------
    >>> audits = pd.DataFrame([("a", "2027-01-09", "intermediate", True),
    ...                        ("a", "2026-05-01", "basic", True),
    ...                        ("a", "2027-02-01", "transformative", False)],
    ...                       columns=["asset_id", "date", "level", "complete"])
    >>> latest_levels(audits, date(2027, 3, 31)).to_dict()
    {'a': 'intermediate'}
    """
    known = audits[audits["complete"].astype(bool)]
    known = known[known["date"] <= day.isoformat()]
    ordered = known.sort_values("date", kind="stable")
    levels: pd.Series[str] = ordered.groupby("asset_id")["level"].last()
    return levels


def advanced_projects(assets: pd.DataFrame, audits: pd.DataFrame, day: date) -> Counted:
    """Return the advanced projects as at a day: a share of audited ones.

    Of the entries of the kind project with a complete audit, those whose latest such
    audit found an intermediate or transformative level (``latest_levels``).

    Returns
    -------
    Counted
        ``ids`` of ``of_ids`` are verified entries; ``unverified_ids`` of
        ``unverified_of_ids`` were not verified by the day. Apart, verified or not:
        "unaudited", without a complete audit by the day.

    Examples
    --------
    >>> frame = pd.DataFrame({"kind": "project", "verification": "confirmed",
    ...     "verified_on": "2027-01-01"}, index=["a", "b", "c"])
    >>> audits = pd.DataFrame({"asset_id": ["a", "b"], "date": "2027-02-01",
    ...     "level": ["basic", "transformative"], "complete": True})
    >>> found = advanced_projects(frame, audits, date(2027, 3, 31))
    >>> found.ids, found.of_ids, found.apart["unaudited"]
    (('b',), ('a', 'b'), ('c',))
    """
    projects = _projects(assets)
    level = projects.index.to_series().map(latest_levels(audits, day))
    audited, advanced = level.notna(), level.isin(ADVANCED)
    verified = is_verified(projects, day)
    return Counted(
        ids=chosen(advanced & verified),
        unverified_ids=chosen(advanced & ~verified),
        apart={"unaudited": chosen(~audited)},
        of_ids=chosen(audited & verified),
        unverified_of_ids=chosen(audited & ~verified),
    )
