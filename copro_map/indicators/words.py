"""Progress in words: the sentence that matters of each indicator."""

from __future__ import annotations

from copro_map.base.i18n import long_date, t
from copro_map.indicators.charts.statuses import STATUS_WORDS, Status
from copro_map.indicators.rules.counts import CountStatus
from copro_map.indicators.rules.percentages import PercentStatus
from copro_map.indicators.standings import Standing


def _pace(found: CountStatus) -> list[str]:
    """Return how much is needed a month, and how much came."""
    if not found.needed_per_month or found.target is None:
        return []
    if found.missing and found.needed_per_month > found.missing:  # less than a month
        due = long_date(found.target.due)
        return [t("Still needed by {date}: {n}.", date=due, n=f"{found.missing:g}")]
    needed = f"{found.needed_per_month:.1f}"
    if found.recent_per_month is None:
        so_far = f"{found.so_far_per_month or 0:.1f}"
        return [
            t(
                "Needed a month: {needed}; so far {so_far}.",
                needed=needed,
                so_far=so_far,
            )
        ]
    return [
        t(
            "Needed a month: {needed}; the last six months brought {recent} a month.",
            needed=needed,
            recent=f"{found.recent_per_month:.1f}",
        )
    ]


def _how_sure(found: PercentStatus) -> list[str]:
    """Return what those who kept silent could change, and whether few replied."""
    parts = []
    if found.bounds:
        parts.append(
            t(
                "If none, or all, of those who did not reply had said so: {lower}% to "
                "{upper}%.",
                lower=f"{found.bounds.lower:.0f}",
                upper=f"{found.bounds.upper:.0f}",
            )
        )
    if found.quality in ("limited", "low"):
        parts.append(t("Few replies: read with care."))
    return parts


def _in_year(standing: Standing) -> list[str]:
    """Return the other reading of the targets, where it says something else."""
    year = standing.in_year
    if year is None or year.found.status == standing.found.status:
        return []
    word: Status = year.found.status
    return [
        t(
            "Read as a target for each year alone: {n} since {date} ({status}).",
            n=year.count,
            date=long_date(year.since),
            status=t(STATUS_WORDS[word]),
        )
    ]


def sentence(standing: Standing) -> str:
    """Return the sentence that matters, in the current language."""
    parts = []
    found, counted = standing.found, standing.records
    if isinstance(found, CountStatus):
        parts += _pace(found) + _in_year(standing)
    elif found.percent is not None:
        parts += _how_sure(found)
    if standing.asked and standing.asked.open_to_anybody and standing.value is not None:
        parts.append(t("Open to anybody: it is not known who replied, nor how often."))
    if counted is not None:
        unverified = len(counted.unverified_ids)
        parts.append(t("Not confirmed, so not counted: {n}.", n=unverified))
    return " ".join(parts)
