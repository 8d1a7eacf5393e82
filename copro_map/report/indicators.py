"""What the report says of the indicators, as parts of a document."""

from __future__ import annotations

from copro_map.base.i18n import t
from copro_map.drawing.document import Facts, Heading, Mark, Part, Section, Table, Text
from copro_map.indicators.face import Replied, Since, Standing, since_in_words
from copro_map.report.charts.bars import NONE, Fact, status_mark


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


def _split(told: Replied | None) -> tuple[Table, ...]:
    """Return the table by role, if it says more than the figure of all together."""
    if told is None or not told.compares:
        return ()
    # A row without figures has one cell that says why.
    rows = tuple(tuple(cell for cell in row if cell) for row in told.rows)
    return (Table(t("By role"), told.heads, rows, numbers=True),)


def behind(standing: Standing, told: Replied | None) -> tuple[Fact, ...]:
    """Return what stands behind a figure, by name."""
    return (*_counted(standing), *_replied(told))


def promised(
    standing: Standing, told: Replied | None, changed: str
) -> tuple[Part, ...]:
    """Return what was promised, what is known of it, and what each role said."""
    return (
        Text(standing.indicator.label.text()),
        Facts(_facts(standing, changed)),
        *_split(told),
    )


def since_parts(since: Since | None) -> Section:
    """Return what has changed since a snapshot; how one is taken, if there is none."""
    title, told = t("What changed since the last snapshot"), since_in_words(since)
    said: tuple[Part, ...] = (Heading(title), *(Text(each) for each in told.words))
    if since is None:
        return Section(said, new_page=True)
    rows = tuple(
        (
            one.name,
            one.then,
            Mark(one.now),
            status_mark(one.status) if one.status else NONE,
        )
        for one in told.rows
    )
    heads = (t("Indicator"), t("Then"), t("Now"), t("Status now"))
    table = Table(t("Figures then and now"), heads, rows, titled=False)
    corrected = t("For the day of the snapshot, other figures are known by now:")
    if not told.corrections:
        corrected = t("Nothing that the snapshot shows has been corrected since.")
    rest: tuple[Part, ...] = (table, Text(corrected, "strong"), Facts(told.corrections))
    return Section((*said, *rest), new_page=True)
