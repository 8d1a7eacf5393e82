"""The page of progress: its day, and the view of the indicators that is wanted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, long_date, t
from copro_map.base.store.network import contact_on
from copro_map.base.today import FIRST_DAY, current_day
from copro_map.drawing.figures import figures_html
from copro_map.frame import cache, components, state
from copro_map.frame.heads import unfolded
from copro_map.frame.who import actor
from copro_map.geography.areas import first_layer
from copro_map.indicators import cached as kept
from copro_map.indicators.areas import area_table
from copro_map.indicators.charts.bullets import bullets_html
from copro_map.indicators.plan import planned
from copro_map.indicators.progress import Progress
from copro_map.indicators.since_in_words import since_in_words
from copro_map.indicators.snapshots import snapshot_table
from copro_map.people.rules.permissions import may
from copro_map.search import cached

VIEWS = {
    "rows": N_("One by one"),
    "table": N_("As a table"),
    "area": N_("By area"),
    "changes": N_("What changed"),
    "plan": N_("What we shall measure, and when"),
}


def day_asked() -> date:
    """Return the day that the address names; one that has not come means today."""
    asked, today = state.get("as_at"), current_day()
    try:
        day = date.fromisoformat(asked) if asked else today
    except ValueError:
        day = date.max
    if not FIRST_DAY <= day <= today:
        st.warning(t("The link names no day that has come. Today is shown."))
        day = today
    return day


def choose_day(day: date) -> None:
    """Draw the choice of another day, folded."""
    words = f"{t('As at')} {long_date(day)}"
    with st.popover(words, icon=":material/calendar_today:", key="as_at_fold"):
        st.date_input(
            t("As at"),
            format="DD/MM/YYYY",
            min_value=FIRST_DAY,
            max_value=current_day(),
            **state.bind("as_at", day),
        )


def asked() -> Progress:
    """Return the progress of the day that the address names.

    If it cannot be read the choice of a day stays, to try again.
    """
    day = day_asked()
    try:
        return kept.progress(day)
    except CoproMapError:
        choose_day(day)
        raise


def is_before(progress: Progress) -> bool:
    """Say whether there is nothing to show yet: no figure, or none above 0."""
    return not any(one.value for one in progress.standings)


def view_asked(progress: Progress) -> str:
    """Draw the choice of a view; return the one that the address names."""
    first = "plan" if is_before(progress) else "rows"
    names = sorted(VIEWS, key=lambda name: name != first)
    asked = state.get("show")
    unfolds = unfolded(st.query_params.to_dict())
    chosen = asked if asked in VIEWS else "rows" if unfolds else first
    st.segmented_control(
        t("How to show it"),
        names,
        format_func=lambda name: t(VIEWS[name]),
        required=True,
        label_visibility="collapsed",
        **state.bind("show", chosen),
    )
    return chosen


def as_table(progress: Progress) -> None:
    """Draw all indicators as one table."""
    st.html(bullets_html(progress.bullets()))


def plan(progress: Progress) -> None:
    """Draw what will be measured, and when."""
    rows = planned(one.indicator for one in progress.shown)
    components.show("indicators/plan.html", rows=rows)


def by_area(progress: Progress) -> None:
    """Draw where the records behind the figures are based."""
    counted = [one for one in progress.standings if one.records is not None]
    if not any(one.numerator for one in counted):
        components.paragraph(t("No record counts yet, so no area has any."))
        return
    layers = cache.layers()
    asked = state.get("layer")
    chosen = asked if asked in layers else first_layer(layers).id
    with st.columns(4)[0]:
        st.selectbox(
            t("Kind of area"),
            list(layers),
            format_func=lambda x: layers[x].plural.text(),
            filter_mode=None,
            **state.bind("layer", chosen, closes=False),
        )
    heads, rows = area_table(counted, cached.assets(), layers[chosen])
    st.html(figures_html(t("Records that count, by area"), heads, rows))


def since_last(progress: Progress) -> None:
    """Draw what changed since the last snapshot; say so if there is none."""
    since = since_in_words(progress.since)
    if progress.since:
        components.show("indicators/snapshot.html", since=progress.since)
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
    st.html(figures_html(t("All snapshots"), *listed))


DRAWN: dict[str, Callable[[Progress], None]] = {
    "table": as_table,
    "changes": since_last,
    "plan": plan,
}
