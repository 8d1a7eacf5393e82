"""The board's report: every indicator, the coverage map and the methods in one file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language, long_date, t
from copro_map.base.store.programme import demonstration_note, programme_of
from copro_map.coverage.face import (
    METHOD,
    Ask,
    Coverage,
    Picture,
    cover,
    inequality_in_words,
    rate_map,
)
from copro_map.drawing.legend import legend_rows
from copro_map.indicators.face import (
    People,
    Since,
    Standing,
    baseline_words,
    bullets,
    correction_words,
    file_of,
    last_changes,
    people,
    progress,
    role_heads,
    role_rows,
    since_last,
    since_words,
    value_text,
    wave_words,
)
from copro_map.report import charts as views
from copro_map.report.charts.parts import Fact
from copro_map.surveys.face import role_split

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
SPLIT = 2  # roles to show: fewer compare with nothing
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


def _facts(standing: Standing, changed: str) -> tuple[Fact, ...]:
    indicator = standing.indicator
    facts = (
        (t("What is counted"), indicator.definition.text()),
        (t("Limits"), indicator.limitations.text()),
    )
    return (*facts, (t("Target last changed"), changed)) if changed else facts


def _replied(settings: Settings, standing: Standing, asked: People) -> tuple[Fact, ...]:
    """Return who was asked when, and the level at the start beside the last one."""
    if standing.asked is None:
        return ()
    levels = asked.levels.get(standing.indicator.code, ())
    change = baseline_words(levels)
    facts = ((t("Period"), wave_words(settings, standing.asked)),)
    return (*facts, (t("Since the start"), change)) if change else facts


def _split(settings: Settings, standing: Standing) -> views.Grid | None:
    """Return the table by role, if it says more than the figure of all together."""
    asked = standing.asked
    if asked is None or asked.figure is None:
        return None
    *roles, _ = role_split(asked.figure)
    if sum(not row.is_hidden for row in roles) < SPLIT:
        return None
    rows = role_rows(settings, asked)
    return views.Grid(t("By role"), role_heads(), tuple(rows))


def _since(since: Since | None) -> views.Changes:
    title, words = t("What changed since the last snapshot"), since_words(since)
    if since is None:
        return views.Changes(title, words)
    corrections = tuple(
        (f"{one.code} {one.name.text()}", correction_words(one))
        for one in since.corrections
    )
    corrected = t("For the day of the snapshot, other figures are known by now:")
    none = t("Nothing that the snapshot shows has been corrected since.")
    return views.Changes(
        title,
        words,
        tuple(
            views.Move(
                f"{one.code} {one.name.text()}",
                value_text(one.then, one.kind),
                value_text(one.now, one.kind),
                one.now.get("status"),
            )
            for one in since.rows
        ),
        corrected if corrections else none,
        corrections,
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
    ``assets.search.all_assets``.
    """
    standings = progress(settings, day)
    drawn = bullets(settings, standings, day)
    coverage = cover(settings, Ask(), assets)
    programme = programme_of(settings).label.text()
    marked = demonstration_note(settings)
    asked, changed = people(settings, day), last_changes(settings, day)
    return views.Report(
        language="cy" if current_language() == "cy" else "en",
        title=t("Progress report for the board"),
        subject=programme,
        date=day,
        note=_note(settings),
        summary=_summary(standings),
        since=_since(since_last(settings, day, standings)),
        indicators=tuple(
            views.Measured(
                bullet,
                one.indicator.label.text(),
                (*_counted(one), *_replied(settings, one, asked)),
                _facts(one, changed.get(one.indicator.code, "")),
                _split(settings, one),
            )
            for bullet, one in zip(drawn, standings, strict=True)
        ),
        coverage=_map(rate_map(settings, coverage)),
        method=_method(coverage),
        footer=f"{marked or programme} · {t('As at')} {long_date(day)}",
    )


def report_file(
    settings: Settings, assets: pd.DataFrame, day: date, file_format: str
) -> bytes:
    """Return the report as "pdf" or "html", in the language in force.

    As "xlsx": every figure with what it rests on, as ``progress_files.file_of``.
    """
    if file_format == "xlsx":
        return file_of(settings, day, file_format)
    report = report_of(settings, assets, day)
    if file_format == "html":
        return views.report_html(report).encode()
    return views.report_pdf(report)
