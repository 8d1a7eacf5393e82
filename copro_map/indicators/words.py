"""Progress in words: the sentence that matters of each indicator."""

from __future__ import annotations

from copro_map.base.i18n import long_date, t
from copro_map.indicators.charts.bullets import figure_text
from copro_map.indicators.charts.statuses import status_words
from copro_map.indicators.rules.counts import CountStatus
from copro_map.indicators.rules.own import OWN_RULES
from copro_map.indicators.rules.percentages import PercentStatus
from copro_map.indicators.standings import Standing


def _ahead(found: CountStatus) -> list[str]:
    """Return where the present speed leads by the target's day, if that is near."""
    if not found.near or found.target is None or found.status == "met":
        return []
    if found.projected is None:
        return [t("Too few figures yet to look ahead: judged by the straight line.")]
    short = round(found.target.value - found.projected)
    if short <= 0:
        return [
            t(
                "At the present speed about {n}: likely to reach the target.",
                n=found.projected,
            )
        ]
    return [
        t(
            "At the present speed about {n}: likely to miss by {short}.",
            n=found.projected,
            short=short,
        )
    ]


def ahead_shortly(standing: Standing) -> str:
    """Return shortly where the present speed leads; "" where that is not said."""
    found = standing.found
    if not isinstance(found, CountStatus) or not found.near or found.status == "met":
        return ""
    if found.projected is None or found.target is None:
        return ""
    short = round(found.target.value - found.projected)
    if short > 0:
        return t("likely to miss by {short}", short=short)
    return t("likely to reach the target")


def pace(standing: Standing) -> str:
    """Return how much a count needs and how much came; "" of a percentage."""
    found = standing.found
    if not isinstance(found, CountStatus):
        return ""
    return " ".join([*_missed(found), *_pace(found)])


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
    return [*parts, *_few(found)]


def _missed(found: CountStatus) -> list[str]:
    """Return how many were missing on the day of a target that was missed."""
    if found.status != "missed" or not found.missing:
        return []
    return [t("Missed by {n}.", n=f"{found.missing:g}")]


def needs(standing: Standing) -> list[str]:
    """Return what matters for a decision: what is missing, how sure the figure is."""
    found = standing.found
    if isinstance(found, CountStatus):
        soon = (found.needed_per_month or 0) > (found.missing or 0)  # under a month
        pace = [] if soon else _pace(found)  # the figure and its target say as much
        return [*_missed(found), *_ahead(found), *pace]
    parts = []
    if found.interval is not None:
        limits = (found.interval.lower, found.interval.upper)
        lower, upper = (figure_text(x, "percent") for x in limits)
        parts = [
            t("Allowing for chance: {lower} to {upper}.", lower=lower, upper=upper)
        ]
    return [*parts, *_few(found)]


def _few(found: PercentStatus) -> list[str]:
    """Return that few replied, if so."""
    few = found.quality in ("limited", "low")
    return [t("Few replies: read with care.")] if few else []


def _missed_before(standing: Standing) -> list[str]:
    """Return the target that fell due last, if it was missed."""
    if standing.last_due is None:
        return []
    target, number = standing.last_due
    if number >= target.value:
        return []
    return [
        t(
            "The target of {date}, {target}, was missed: there were {n}.",
            date=long_date(target.due),
            target=f"{target.value:g}",
            n=number,
        )
    ]


def _in_year(standing: Standing) -> list[str]:
    """Return the other reading of the targets, where it says something else."""
    year = standing.in_year
    if year is None or year.found.status == standing.found.status:
        return []
    return [
        t(
            "Read as a target for each year alone: {n} since {date} ({status}).",
            n=year.count,
            date=long_date(year.since),
            status=status_words(year.found.status, year.found.detail),
        )
    ]


def whose_words(standing: Standing) -> str:
    """Return whose projects count, and how many others have; "" if not asked."""
    if standing.whose == "all":
        return t("Projects of all count: no member is recorded yet.")
    if standing.whose == "members":
        return t(
            "Not counted, as the organisation was not a member when it began: {n}.",
            n=len(standing.of_others),
        )
    return ""


def _of_share(standing: Standing) -> list[str]:
    """Return what the Network's own indicator counted, unless too few people came."""
    share = standing.share
    if share is None:
        return []
    rule, parts = OWN_RULES[standing.indicator.counts or ""], []
    told = not share.people or standing.value is not None
    if told and standing.numerator is not None:
        parts.append(t(rule.counted, n=f"{share.said:,}", of=f"{share.of:,}"))
    return [*parts, t(rule.besides, n=share.besides)] if share.besides else parts


def sentence(standing: Standing) -> str:
    """Return the sentence that matters, in the current language."""
    parts = []
    found, counted = standing.found, standing.records
    if isinstance(found, CountStatus):
        parts += _ahead(found) + _pace(found)
        parts += _missed_before(standing) + _in_year(standing)
    elif found.percent is not None and standing.share is None:
        parts += _how_sure(found)
    parts += _of_share(standing)
    if standing.asked and standing.asked.open_to_anybody and standing.value is not None:
        parts.append(t("Open to anybody: it is not known who replied, nor how often."))
    if standing.long_ago:
        words = t(
            "Counted, but last confirmed more than 12 months ago: {n}.",
            n=standing.long_ago,
        )
        parts.append(words)
    parts += filter(None, [whose_words(standing)])
    if counted is not None:
        unverified = len(counted.unverified_ids)
        parts.append(t("Not confirmed, so not counted: {n}.", n=unverified))
    return " ".join(parts)
