"""The board's report: every indicator, the coverage map and the methods in one file."""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.assets.face import all_assets
from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.programme import Programme
from copro_map.base.store.programme import demonstration_note
from copro_map.coverage.face import (
    Ask,
    Coverage,
    Picture,
    cover,
    method,
    rate_map,
)
from copro_map.drawing.legend import legend_rows
from copro_map.indicators.face import (
    Progress,
    Replied,
    Since,
    Standing,
    file_of,
    replied,
    since_in_words,
)
from copro_map.report import charts as views
from copro_map.report.charts.parts import Fact
from copro_map.report.rules.judged import judged

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


def _replied(told: Replied | None) -> tuple[Fact, ...]:
    """Return who was asked when, and the level at the start beside the last one."""
    if told is None:
        return ()
    facts = ((t("Period"), told.period),)
    return (*facts, (t("Since the start"), told.change)) if told.change else facts


def _split(told: Replied | None) -> views.Grid | None:
    """Return the table by role, if it says more than the figure of all together."""
    if told is None or not told.compares:
        return None
    return views.Grid(t("By role"), told.heads, tuple(told.rows))


def _since(since: Since | None) -> views.Changes:
    title, told = t("What changed since the last snapshot"), since_in_words(since)
    if since is None:
        return views.Changes(title, told.words)
    corrected = t("For the day of the snapshot, other figures are known by now:")
    none = t("Nothing that the snapshot shows has been corrected since.")
    return views.Changes(
        title,
        told.words,
        tuple(views.Move(x.name, x.then, x.now, x.status) for x in told.rows),
        corrected if told.corrections else none,
        told.corrections,
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
    mapped = [
        (f"{t('Coverage map')}: {name}", text)
        for name, text in method(*COVERAGE, of=coverage)
    ]
    return (*judged(), *mapped)


def _note(programme: Programme) -> str:
    words = t(
        "Programme from {start} to {end}.",
        start=long_date(programme.start),
        end=long_date(programme.end),
    )
    return words if programme.confirmed else f"{words} {programme.note.text()}"


def report_of(progress: Progress) -> views.Report:
    """Return the report of a day, in the language in force.

    The figures are as at the day; the map is as it is now.
    """
    settings, day = progress.settings, progress.day
    coverage = cover(settings, Ask(), all_assets(settings))
    programme, changed = progress.programme, progress.last_changes()
    subject, marked = programme.label.text(), demonstration_note(settings)
    return views.Report(
        language="cy" if current_language() == "cy" else "en",
        title=t("Progress report for the board"),
        subject=subject,
        date=day,
        note=_note(programme),
        summary=_summary(progress.standings),
        since=_since(progress.since),
        indicators=tuple(
            views.Measured(
                bullet,
                one.indicator.label.text(),
                (*_counted(one), *_replied(told)),
                _facts(one, changed.get(one.indicator.code, "")),
                _split(told),
            )
            for bullet, one in zip(progress.bullets(), progress.standings, strict=True)
            for told in [replied(progress, one)]
        ),
        coverage=_map(rate_map(settings, coverage)),
        method=_method(coverage),
        footer=f"{marked or subject} · {t('As at')} {long_date(day)}",
    )


def report_file(progress: Progress, file_format: str) -> bytes:
    """Return the report as "pdf" or "html", in the language in force.

    As "xlsx": every figure with what it rests on, as ``indicators.files.file_of``.
    """
    if file_format == "xlsx":
        return file_of(progress, file_format)
    report = report_of(progress)
    if file_format == "html":
        return views.report_html(report).encode()
    return views.report_pdf(report)
