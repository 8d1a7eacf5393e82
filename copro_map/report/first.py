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
    Part,
    Section,
    Summary,
    Text,
    Title,
)
from copro_map.indicators.face import Progress, Standing
from copro_map.report.charts.bars import table
from copro_map.report.store.narratives import Narrative

MOST_SAID = 5  # of what has changed, and of what needs a decision


def _said(title: str, before: str, rows: Sequence[Item], none: str) -> tuple[Part, ...]:
    """Return what is said below a heading; plainly, if that is nothing."""
    if not rows:
        return Heading(title), Text(f"{before} {none}".strip())
    return Heading(title), Text(before), Items("names", tuple(rows), most=MOST_SAID)


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
    """Return the first page: the verdict, what changed, what to decide, all rows.

    ``signed`` is what the report says of its approval.
    """
    said = progress.first_page()
    changed, decide = (
        [Item(f"{one.code} {one.name}:", one.words) for one in rows]
        for rows in (said.changed, said.decide)
    )
    is_first = progress.since is None
    none = "" if is_first else t("No figure has changed.")
    return (
        heading,
        Summary((said.verdict, signed)),
        Columns(
            _said(t("What has changed"), said.since, changed, none),
            _said(
                t("What needs a decision"), "", decide, t("Nothing needs one just now.")
            ),
        ),
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
