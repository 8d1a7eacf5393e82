"""The board's report: every indicator, the coverage map and the methods in one file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from copro_map.config import Settings
from copro_map.i18n import N_, current_language, long_date, t
from copro_map.services.gap_method import METHOD, inequality_in_words
from copro_map.services.gap_pictures import Picture, rate_map
from copro_map.services.gaps import Ask, Coverage, cover
from copro_map.services.progress import Standing, bullets, progress
from copro_map.store.programme import programme_of
from copro_map.views import report as views
from copro_map.views.legend import legend_rows
from copro_map.views.report_parts import Fact

# Heading and text; what an indicator counts is beside it.
JUDGED = (
    (
        N_("How a count is judged"),
        N_(
            "A straight line leads from the start of the programme to each target. "
            "Within 15% of the line is on pace; lower is behind the pace."
        ),
    ),
    (
        N_("How a percentage is judged"),
        N_(
            "Chance alone moves a percentage within a range (Wilson, 95%). The target "
            "is met if all of the range reaches it, met on the sample if the "
            "percentage does, and could be met if only the top of the range does. "
            "With fewer than 10 replies no percentage is shown."
        ),
    ),
    (
        N_("Only what is confirmed"),
        N_(
            "A record counts once somebody from the organisation has confirmed it. The "
            "others stand beside the figure, never in it. What nobody has reported is "
            "said to be so: it is never 0."
        ),
    ),
)
COVERAGE = ("What is counted", "What is usual", "Smoothed rate", "Low record")


def _counted(standing: Standing) -> tuple[Fact, ...]:
    """Return the numbers behind a figure; none that a small base must hide."""
    facts = []
    if standing.value is not None and standing.denominator is not None:
        share = t("{n} of {total}", n=standing.numerator, total=standing.denominator)
        facts.append((t("Counted"), share))
    if standing.records is not None:  # the sentence has those not confirmed
        facts.append((t("Records that count"), str(len(standing.records.ids))))
    return tuple(facts)


def _facts(standing: Standing) -> tuple[Fact, ...]:
    indicator = standing.indicator
    return (
        (t("What is counted"), indicator.definition.text()),
        (t("Limits"), indicator.limitations.text()),
    )


def _summary(standings: Sequence[Standing]) -> tuple[str, ...]:
    known = sum(one.value is not None for one in standings)
    found = [one.records.unverified_ids for one in standings if one.records]
    waiting = len({each for ids in found for each in ids})
    return (
        t(
            "Indicators that have a figure: {n} of {total}.",
            n=known,
            total=len(standings),
        ),
        t("Records that wait to be confirmed and do not count yet: {n}.", n=waiting),
    )


def _map(picture: Picture) -> views.Coverage:
    today = t("As the map is today, whatever the day of the figures.")
    what = f"{picture.title}. {today} {picture.legend.credit}"
    return views.Coverage(
        title=t("Coverage map"),
        caption=what,
        alt=t("Map of Wales: {title}", title=picture.title),
        svg=picture.svg,
        key=tuple(legend_rows(picture.legend)),
        head=(t("Area"), t("Rate")),
        rows=tuple((name, figure) for name, figure, _ in picture.legend.areas),
    )


def _method(coverage: Coverage) -> tuple[Fact, ...]:
    judged = [(t(name), t(text)) for name, text in JUDGED]
    mapped = [
        (f"{t('Coverage map')}: {t(name)}", t(text))
        for name, text in METHOD
        if name in COVERAGE
    ]
    spread = (f"{t('Coverage map')}: {t('How unequal')}", inequality_in_words(coverage))
    return (*judged, *mapped, spread)


def _note(settings: Settings) -> str:
    programme = programme_of(settings)
    words = t(
        "Programme from {start} to {end}.",
        start=long_date(programme.start),
        end=long_date(programme.end),
    )
    return words if programme.confirmed else f"{words} {programme.note.text()}"


def report_of(settings: Settings, assets: pd.DataFrame, day: date) -> views.Report:
    """Return the report as at a day, in the language in force.

    The figures are as at the day; the map is as it is now. ``assets`` as
    ``services.search.all_assets``.
    """
    standings = progress(settings, day)
    drawn = bullets(settings, standings, day)
    coverage = cover(settings, Ask(), assets)
    programme = programme_of(settings).label.text()
    return views.Report(
        language="cy" if current_language() == "cy" else "en",
        title=t("Progress report for the board"),
        subject=programme,
        date=day,
        note=_note(settings),
        summary=_summary(standings),
        indicators=tuple(
            views.Measured(
                bullet, one.indicator.label.text(), _counted(one), _facts(one)
            )
            for bullet, one in zip(drawn, standings, strict=True)
        ),
        coverage=_map(rate_map(settings, coverage)),
        method=_method(coverage),
        footer=f"{programme} · {t('As at')} {long_date(day)}",
    )


def report_file(
    settings: Settings, assets: pd.DataFrame, day: date, file_format: str
) -> bytes:
    """Return the report as "pdf" or "html", in the language in force."""
    report = report_of(settings, assets, day)
    if file_format == "html":
        return views.report_html(report).encode()
    return views.report_pdf(report)
