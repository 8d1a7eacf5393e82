"""The first page of the report: what the first screen of progress says, in its words.

And what the Network says beside the figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.base.i18n import current_language, long_date, t
from copro_map.drawing.document import (
    Columns,
    Heading,
    Item,
    Items,
    Mark,
    Part,
    Section,
    Summary,
    Text,
    Title,
)
from copro_map.indicators.face import FirstPage, Progress, Standing
from copro_map.report.charts.bars import status_mark, table
from copro_map.report.store.narratives import Narrative

MOST_SAID = 5  # of what has changed, and of what needs a decision


def _decided(page: FirstPage) -> tuple[Part, ...]:
    """Return what needs a decision; plainly, if nothing does."""
    title = Heading(t("What needs a decision"))
    rows = tuple(
        Item(Mark(f"{one.name}: {mark.words}", mark.svg, mark.colour), one.words)
        for one in page.decide
        if one.status
        for mark in [status_mark(one.status, one.detail)]
    )
    if not rows:
        return title, Text(page.deciding)
    return title, Items("marks", rows, most=MOST_SAID)


def _changed(page: FirstPage) -> tuple[Part, ...]:
    """Return what has changed since the board saw it last, or that nothing has."""
    rows = tuple(Item(f"{one.name}:", one.words) for one in page.changed)
    return (
        Heading(t("What changed since the last board")),
        Text(page.since),
        Items("names", rows, most=MOST_SAID),
    )


def _waiting(standings: Sequence[Standing]) -> str:
    found = [one.records.unverified_ids for one in standings if one.records]
    n = len({each for ids in found for each in ids})
    return t("Records that wait to be confirmed and do not count yet: {n}.", n=n)


def _key() -> str:
    return t(
        "Bar: the figure. Dark tick: the next target. Hatched: waits to be confirmed. "
        "Thin line: how far chance may carry the figure."
    )


def first_parts(progress: Progress, heading: Title, signed: str) -> tuple[Part, ...]:
    """Return the first page: the verdict, what to decide, what changed, all rows.

    ``signed`` is what the report says of its approval.
    """
    page = progress.first_page()
    return (
        heading,
        Summary((f"{page.verdict} {page.own}".strip(), signed)),
        Columns(_decided(page), _changed(page)),
        Section(table(progress.bullets())),
        Text(f"{_waiting(progress.standings)} {_key()}", "muted"),
    )


def narrative_parts(said: Narrative | None) -> tuple[Section, ...]:
    """Return what the Network says, in the language in force, if it says anything."""
    if said is None:
        return ()
    parts: list[Part] = [
        Heading(t("What the Network says")),
        Text(
            t("Written for the figures as at {date}.", date=long_date(said.as_at)),
            "muted",
        ),
    ]
    for heading, paragraphs in said.words.shown(current_language()):
        parts += [Heading(heading, 3), *(Text(each) for each in paragraphs)]
    return (Section(tuple(parts), new_page=True),)
