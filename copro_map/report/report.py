"""The board's report: every indicator, the coverage map and the methods in one file."""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.base.definitions import Programme
from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.store.programme import demonstration_note
from copro_map.base.waiting import Line
from copro_map.coverage.face import (
    Ask,
    Coverage,
    Weighed,
    cover,
    method,
    rate_map,
)
from copro_map.drawing.document import (
    Columns,
    Document,
    DotTable,
    Edition,
    Facts,
    Heading,
    Key,
    Language,
    Mark,
    Notes,
    Part,
    Picture,
    Section,
    Sheet,
    Table,
    Text,
    Title,
)
from copro_map.drawing.legend import legend_rows
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of
from copro_map.indicators.face import (
    Progress,
    Since,
    Standing,
    file_of,
    since_in_words,
)
from copro_map.people.rules.permissions import Actor
from copro_map.plan.face import of_indicators
from copro_map.report.by_plan import money_section, plan_section, theory_section
from copro_map.report.by_role import Replied, replied
from copro_map.report.charts.bars import (
    NONE,
    Fact,
    bar_and_words,
    headed,
    status_mark,
)
from copro_map.report.first import first_parts, narrative_parts
from copro_map.report.rules.judged import judged
from copro_map.report.signed import Version, as_it_stands, signed_words
from copro_map.search.face import all_assets

COVERAGE = (
    "What is counted",
    "What is usual",
    "Fewer or more than its size suggests",
)


def _counted(standing: Standing) -> tuple[Fact, ...]:
    """Return the numbers behind a figure; none that a small base must hide."""
    facts = []
    figures = (standing.value, standing.numerator, standing.denominator)
    if None not in figures:
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


def _split(told: Replied | None) -> tuple[Table, ...]:
    """Return the table by role, if it says more than the figure of all together."""
    if told is None or not told.compares:
        return ()
    # A row without figures has one cell that says why.
    rows = tuple(tuple(cell for cell in row if cell) for row in told.rows)
    return (Table(t("By role"), told.heads, rows, numbers=True),)


def behind(
    standing: Standing, told: Replied | None, moves: Sequence[Line]
) -> tuple[Fact, ...]:
    """Return what stands behind a figure, by name, and what is to move it.

    ``moves`` are the activities of the plan.
    """
    named = "; ".join(one.words for one in moves) or t("none yet")
    return (*_counted(standing), *_replied(told), (t("Activities"), named))


def promised(
    standing: Standing, told: Replied | None, changed: str
) -> tuple[Part, ...]:
    """Return what was promised, what is known of it, and what each role said."""
    return (
        Text(standing.indicator.label.text()),
        Facts(_facts(standing, changed)),
        *_split(told),
    )


def since_parts(since: Since | None, *, new_page: bool = True) -> Section:
    """Return what has changed since a snapshot; who takes one, if there is none."""
    title, told = t("What changed since the last snapshot"), since_in_words(since)
    # Not its checksum: whoever reads this compares nothing with a file.
    said: tuple[Part, ...] = (Heading(title), Text(told.words[0]))
    if since is None:
        return Section(said, new_page=new_page)
    rows = tuple(
        (
            one.name,
            one.then,
            Mark(one.now),
            status_mark(one.status, one.detail) if one.status else NONE,
        )
        for one in told.rows
    )
    heads = (t("Indicator"), t("Then"), t("Now"), t("Status now"))
    table = Table(t("Figures then and now"), heads, rows, titled=False)
    corrected = t("For the day of the snapshot, other figures are known by now:")
    if not told.corrections:
        corrected = t("Nothing that the snapshot shows has been corrected since.")
    rest: tuple[Part, ...] = (table, Text(corrected, "strong"), Facts(told.corrections))
    return Section((*said, *rest), new_page=new_page)


def _map(coverage: Coverage) -> Section:
    picture = rate_map(coverage)
    title = t("Coverage map")
    today = t("As the map is today, whatever the day of the figures.")
    caption = f"{picture.title}. {today} {picture.legend.credit}"
    alt = t("Map of Wales: {title}", title=picture.title)
    key = Key(tuple(Mark(text, svg) for svg, text in legend_rows(picture.legend)))
    drawn = Columns((Picture(picture.svg, alt),), (Text(caption, "muted"),), share=74)
    ranked = DotTable(Weighed(coverage).ranked())
    return Section((Heading(title), drawn, key, ranked), new_page=True)


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
    return f"{words} {programme.remark.text()}" if programme.remark else words


def report_of(
    progress: Progress,
    version: Version | None = None,
    signed: str = "",
    *,
    money_for: Actor | None = None,
) -> Document:
    """Return the report of a day, in the language in force.

    All indicators on the first page, then what the Network says, then each indicator by
    itself. The figures are as at the day; the map is as it is now. ``version`` is the
    report as it stands, ``signed`` what it says of its approval; both are found out if
    they are not given. ``money_for`` is who makes a copy with the money in it, which
    nobody else may read; without it there is none.

    Raises
    ------
    RefusedError
        If ``money_for`` may not see the money.
    """
    version = version or as_it_stands(progress)
    settings, day, standings = progress.settings, progress.day, progress.shown
    drawn, changed = progress.bullets(), progress.last_changes()
    coverage = cover(settings, Ask(), all_assets(settings))
    subject = progress.programme.label.text()
    title, as_at = t("Progress report for the board"), f"{t('As at')} {long_date(day)}"
    heading = Title(subject, title, as_at, _note(progress.programme))
    said, moves = narrative_parts(version.narrative), of_indicators(settings, day)
    sections: list[Part] = []
    for outcome in dict.fromkeys(one.outcome for one in drawn):
        own = [
            headed(
                bullet,
                bar_and_words(bullet, behind(one, told, moves.get(bullet.code, ()))),
                promised(one, told, str(changed.get(bullet.code, ""))),
            )
            for bullet, one in zip(drawn, standings, strict=True)
            if bullet.outcome == outcome
            for told in [replied(progress, one)]
        ]
        sections.append(Section((Heading(outcome), *own)))
    parts: tuple[Part, ...] = (
        Sheet(first_parts(progress, heading, signed or signed_words(version))),
        *said,
        since_parts(progress.since, new_page=not said),
        *sections,
        plan_section(settings, day),
        theory_section(progress),
        *([money_section(settings, money_for, day)] if money_for else []),
        _map(coverage),
        Section((_method(coverage),), new_page=True),
    )
    language: Language = "cy" if current_language() == "cy" else "en"
    marked = demonstration_note(settings)
    return Document(
        day,
        (Edition(language, title, subject, parts),),
        running=f"{marked or subject} · {as_at}",
    )


def report_file(
    progress: Progress, file_format: str, *, money_for: Actor | None = None
) -> bytes:
    """Return the report as "pdf" or "html", in the language in force.

    As "xlsx": every figure with what it rests on, as ``indicators.files.file_of``, and
    no money. ``money_for`` and errors as ``report_of``.
    """
    if file_format == "xlsx":
        return file_of(progress, file_format)
    report = report_of(progress, money_for=money_for)
    return html_of(report).encode() if file_format == "html" else pdf_of(report)
