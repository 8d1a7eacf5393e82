"""The page of the indicators: charts, a table, the records behind each, files."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import long_date, t
from copro_map.base.store.network import contact_on
from copro_map.base.today import FIRST_DAY, current_day
from copro_map.drawing.figures import figures_html
from copro_map.drawing.templates import render
from copro_map.frame import cache, components, state, vega
from copro_map.frame.who import actor
from copro_map.geography.areas import first_layer
from copro_map.indicators import cached as progress_cached
from copro_map.indicators.areas import area_table
from copro_map.indicators.by_role import replied
from copro_map.indicators.charts.bullets import Bullet, bullet_html, bullets_html
from copro_map.indicators.charts.statuses import status_counts, status_mark
from copro_map.indicators.progress import Progress
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.since import SHORT
from copro_map.indicators.since_in_words import since_in_words, snapshot_table
from copro_map.indicators.standings import Standing
from copro_map.indicators.targets_in_words import last_changes
from copro_map.people.rules.permissions import may
from copro_map.search import cached
from copro_map.search.page import entries

MOST_LISTED = 10


def day_asked() -> date:
    """Draw the choice of a day; return it. A day that has not come means today."""
    asked, today = state.get("as_at"), current_day()
    try:
        day = date.fromisoformat(asked) if asked else today
    except ValueError:
        day = date.max
    if not FIRST_DAY <= day <= today:
        st.warning(t("The link names no day that has come. Today is shown."))
        day = today
    with st.columns(4)[0]:
        st.date_input(
            t("As at"),
            format="DD/MM/YYYY",
            min_value=FIRST_DAY,
            max_value=today,
            **state.bind("as_at", day),
        )
    return day


def programme_note(progress: Progress) -> None:
    """Say when the programme begins, and whether that is sure."""
    programme = progress.programme
    words = t(
        "Programme from {start} to {end}.",
        start=long_date(programme.start),
        end=long_date(programme.end),
    )
    remark = f" {programme.remark.text()}" if programme.remark else ""
    components.paragraph(words + remark, "note")


def tally(progress: Progress) -> None:
    """Draw how many indicators have each status."""
    counts = [
        (status_mark(status), n)
        for status, n in status_counts(one.status for one in progress.standings)
    ]
    components.show("indicators/tally.html", counts=counts)


def charts(progress: Progress) -> None:
    """Draw a graph for each indicator, two beside each other, by outcome."""
    drawn = progress.bullets()
    for outcome in dict.fromkeys(one.outcome for one in drawn):
        st.header(outcome)
        pairs = zip(drawn, progress.standings, strict=True)
        own = [pair for pair in pairs if pair[0].outcome == outcome]
        for first in range(0, len(own), 2):  # in rows, so that a phone keeps the order
            columns = st.columns(2, gap="large")
            for column, pair in zip(columns, own[first : first + 2], strict=False):
                with column:
                    st.html(bullet_html(pair[0]))
                    details(progress, *pair)


def as_table(progress: Progress) -> None:
    """Draw the same as one table."""
    st.header(t("All indicators"))
    st.html(bullets_html(progress.bullets()))


def by_area(progress: Progress) -> None:
    """Draw where the records behind the figures are based."""
    st.header(t("By area"))
    counted = [one for one in progress.standings if one.records is not None]
    if not any(one.numerator for one in counted):
        components.paragraph(t("No record counts yet, so no area has any."))
        return
    layers = cache.layers()
    asked = state.get("layer")
    chosen = asked if asked in layers else first_layer(layers).id
    with st.columns(4)[0]:
        st.selectbox(
            t("Boundaries"),
            list(layers),
            format_func=lambda x: layers[x].plural.text(),
            filter_mode=None,
            **state.bind("layer", chosen, closes=False),
        )
    heads, rows = area_table(counted, cached.assets(), layers[chosen])
    st.html(figures_html(t("Records that count, by area"), heads, rows))


def _about(progress: Progress, indicator: Indicator) -> None:
    facts = [
        (t("What was promised"), indicator.label.text()),
        (t("What is counted"), indicator.definition.text()),
        (t("How it is collected"), indicator.collection.text()),
        (t("Limits"), indicator.limitations.text()),
        (t("Source"), indicator.source.text()),
    ]
    changed = last_changes(progress.known.target_changes)  # also after the day
    if indicator.code in changed:
        told = render("indicators/changed.html", change=changed[indicator.code])
        facts.append((t("Target last changed"), told))
    components.facts(facts, "facts stacked")


def _replies(progress: Progress, standing: Standing) -> None:
    """Draw who was asked and what they said, by role; small bases hidden."""
    told = replied(progress, standing)
    if told is None:
        return
    components.paragraph(f"{told.period} {told.change}")
    if told.rows:
        st.html(figures_html(t("By role"), told.heads, told.rows))


def _listed(title: str, ids: tuple[str, ...], key: str) -> None:
    assets = cached.assets()
    components.heading(f"{title} ({len(ids)})", 4)
    found = assets[assets.index.isin(ids)].head(MOST_LISTED)
    if len(found):
        entries.short_list(found, key)
    if len(ids) > len(found):
        more = t("More: {n}. All are in the files above.", n=len(ids) - len(found))
        components.paragraph(more, "muted")


def _records(standing: Standing) -> None:
    """Draw the records behind a figure, those not confirmed apart."""
    counted, code = standing.records, standing.indicator.code
    if counted is None:
        return
    _listed(t("Records that count"), counted.ids, f"counts_{code}")
    if counted.of_ids is not None:
        rest = tuple(sorted(set(counted.of_ids) - set(counted.ids)))
        _listed(t("Audited, but at a lower level"), rest, f"lower_{code}")
        unaudited = len(counted.apart.get("unaudited", ()))
        components.paragraph(t("Projects without a complete audit: {n}.", n=unaudited))
    _listed(
        t("Not confirmed, so not counted"), counted.unverified_ids, f"unverified_{code}"
    )


def details(progress: Progress, bullet: Bullet, standing: Standing) -> None:
    """Draw what an indicator rests on, where the address says that it is unfolded."""
    name = f"open{bullet.code}"
    is_open = state.bind(name, state.get(name) == "1", closes=False)
    label = t("Course, records and limits: {code}", code=bullet.code)
    box = st.expander(label, **is_open)
    if not box.open:
        return
    with box:
        vega.chart(progress_cached.course(progress.day, bullet.code))
        _replies(progress, standing)
        _records(standing)
        _about(progress, standing.indicator)


def since_last(progress: Progress) -> None:
    """Draw what changed since the last snapshot; say so if there is none."""
    st.header(t("What changed since the last snapshot"))
    since = since_in_words(progress.since)
    if progress.since:
        short = progress.since.checksum[:SHORT]
        components.show("indicators/snapshot.html", since=progress.since, short=short)
    else:
        components.show(
            "indicators/no_snapshot.html",
            words=" ".join(since.words),
            is_steward=may(actor(), "enter_figure"),
            contact=contact_on(progress.settings, current_day()),
        )
    if not since.rows:
        return
    heads = (t("Indicator"), t("Then"), t("Now"), t("Status then"), t("Status now"))
    then_and_now = [row[:5] for row in since.rows]
    st.html(figures_html(t("Figures then and now"), heads, then_and_now))
    if since.corrections:
        told = since.corrections
        components.show("indicators/corrections.html", corrections=told)
    listed = snapshot_table(progress.settings)
    with st.expander(t("All snapshots")):
        st.html(figures_html(t("All snapshots"), *listed))
