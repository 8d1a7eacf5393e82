"""The board's report: every indicator, the coverage map and the methods in one file."""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.assets.face import all_assets
from copro_map.base.definitions import Programme
from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.store.programme import demonstration_note
from copro_map.coverage.face import (
    Ask,
    Coverage,
    cover,
    method,
    rate_map,
)
from copro_map.drawing.document import (
    Columns,
    Document,
    Edition,
    Heading,
    Key,
    Language,
    Mark,
    Notes,
    Part,
    Picture,
    Section,
    Sheet,
    Summary,
    Table,
    Title,
)
from copro_map.drawing.legend import legend_rows
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of
from copro_map.indicators.face import Progress, Standing, file_of, replied
from copro_map.report.charts.bars import bar_and_words, headed, table, tally
from copro_map.report.indicators import behind, promised, since_parts
from copro_map.report.rules.judged import judged

COVERAGE = ("What is counted", "What is usual", "Smoothed rate", "Low record")


def _summary(standings: Sequence[Standing]) -> Summary:
    known = sum(one.value is not None for one in standings)
    found = [one.records.unverified_ids for one in standings if one.records]
    waiting = len({each for ids in found for each in ids})
    return Summary(
        (
            t(
                "Indicators that have a figure: {n} of {total}.",
                n=known,
                total=len(standings),
            ),
            t(
                "Records that wait to be confirmed and do not count yet: {n}.",
                n=waiting,
            ),
        )
    )


def _map(coverage: Coverage) -> Section:
    picture = rate_map(coverage)
    title = t("Coverage map")
    today = t("As the map is today, whatever the day of the figures.")
    caption = f"{picture.title}. {today} {picture.legend.credit}"
    alt = t("Map of Wales: {title}", title=picture.title)
    key = Key(tuple(Mark(text, svg) for svg, text in legend_rows(picture.legend)))
    rows = tuple((name, figure) for name, figure, _ in picture.legend.areas)
    table = Table(title, (t("Area"), t("Rate")), rows, numbers=True, titled=False)
    drawn = Columns((Picture(picture.svg, alt, caption), key), (table,), share=58)
    return Section((Heading(title), drawn), new_page=True)


def _method(coverage: Coverage) -> Notes:
    mapped = [
        (f"{t('Coverage map')}: {name}", text)
        for name, text in method(*COVERAGE, of=coverage)
    ]
    return Notes(t("How this is worked out"), (*judged(), *mapped))


def _note(programme: Programme) -> str:
    words = t(
        "Programme from {start} to {end}.",
        start=long_date(programme.start),
        end=long_date(programme.end),
    )
    return words if programme.confirmed else f"{words} {programme.note.text()}"


def report_of(progress: Progress) -> Document:
    """Return the report of a day, in the language in force.

    All indicators on the first page, then each by itself. The figures are as at the
    day; the map is as it is now.
    """
    settings, day, standings = progress.settings, progress.day, progress.standings
    drawn, changed = progress.bullets(), progress.last_changes()
    coverage = cover(settings, Ask(), all_assets(settings))
    subject = progress.programme.label.text()
    title, as_at = t("Progress report for the board"), f"{t('As at')} {long_date(day)}"
    heading = Title(subject, title, as_at, _note(progress.programme))
    counted = tally(one.status for one in standings)
    sections: list[Part] = []
    for outcome in dict.fromkeys(one.outcome for one in drawn):
        own = [
            headed(
                bullet,
                bar_and_words(bullet, behind(one, told)),
                promised(one, told, changed.get(bullet.code, "")),
            )
            for bullet, one in zip(drawn, standings, strict=True)
            if bullet.outcome == outcome
            for told in [replied(progress, one)]
        ]
        sections.append(Section((Heading(outcome), *own)))
    parts: tuple[Part, ...] = (
        Sheet((heading, _summary(standings), counted, *table(drawn))),
        since_parts(progress.since),
        *sections,
        _map(coverage),
        _method(coverage),
    )
    language: Language = "cy" if current_language() == "cy" else "en"
    marked = demonstration_note(settings)
    return Document(
        day,
        (Edition(language, title, subject, parts),),
        running=f"{marked or subject} · {as_at}",
    )


def report_file(progress: Progress, file_format: str) -> bytes:
    """Return the report as "pdf" or "html", in the language in force.

    As "xlsx": every figure with what it rests on, as ``indicators.files.file_of``.
    """
    if file_format == "xlsx":
        return file_of(progress, file_format)
    report = report_of(progress)
    return html_of(report).encode() if file_format == "html" else pdf_of(report)
