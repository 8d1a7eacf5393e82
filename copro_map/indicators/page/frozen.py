"""Snapshots on the desk: take one, see what there is, and what changed since."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import N_, Label, current_language, long_date, t
from copro_map.base.said import said
from copro_map.base.today import FIRST_DAY, current_day, current_moment
from copro_map.drawing.templates import render
from copro_map.frame import cache, components, state
from copro_map.frame.forms import both_fields, fields, given, saves
from copro_map.frame.who import actor
from copro_map.indicators.definitions import load_indicators, load_own
from copro_map.indicators.rules.records import ProgressError
from copro_map.indicators.since import Moved
from copro_map.indicators.since_in_words import correction_words
from copro_map.indicators.snapshots import changed_since, list_snapshots, take_snapshot
from copro_map.people.rules.permissions import Actor
from copro_map.people.rules.settings import both_languages

FORM = "snapshot"
SHORT = 12  # signs of a checksum, enough to compare by eye


def _take(_seen: int) -> str:
    typed = given(FORM, "label_en", "label_cy", "as_at")
    label = both_languages(Label(typed["label_en"], typed["label_cy"]))
    if not label.en:
        raise ProgressError(N_("Say in both languages what the snapshot is called."))
    as_at = date.fromisoformat(typed["as_at"] or current_day().isoformat())
    now, cy = current_moment(), label.cy
    take_snapshot(cache.settings(), actor(), label.en, as_at, now, label_cy=cy)
    return t("Snapshot taken: {label}.", label=label)


def _form() -> None:
    """Draw what takes a snapshot."""
    english, welsh = (
        t("What it is called, in English"),
        t("What it is called, in Welsh"),
    )
    both_fields(FORM, "label", english, welsh)
    st.date_input(
        t("As at"),
        current_day(),
        min_value=FIRST_DAY,
        max_value=current_day(),
        format="DD/MM/YYYY",
        key=f"{fields(FORM)}_as_at",
    )
    st.button(
        t("Take a snapshot"),
        type="primary",
        icon=":material/photo_camera:",
        key=f"{FORM}_save",
        on_click=saves(FORM, _take),
    )


def _list() -> dict[str, str]:
    """Draw every snapshot, the last first; return what each is called, by number."""
    rows, names = [], {}
    for one in reversed(list_snapshots(cache.settings())):
        name = said(one["label"], one["label_cy"])
        names[str(one["id"])] = name.text
        rows.append(
            (
                render("drawing/said.html", said=name),
                long_date(date.fromisoformat(one["as_at"])),
                long_date(date.fromisoformat(one["taken_on"])),
                one["checksum"][:SHORT],
                render(
                    "indicators/what_changed.html",
                    number=one["id"],
                    label=name.text,
                    language=current_language(),
                ),
            )
        )
    if rows:
        heads = [t("Snapshot"), t("As at"), t("Taken on"), t("Checksum"), t("Since")]
        components.show(
            "drawing/listed.html", caption=t("All snapshots"), heads=heads, rows=rows
        )
    else:
        components.paragraph(t("No snapshot was taken yet."), "note")
    return names


def _changes(number: str, name: str) -> None:
    """Draw what would be shown otherwise today for the day of a snapshot."""
    where = cache.settings().data_dir
    known = {**load_indicators(where), **load_own(where)}
    found = changed_since(cache.settings(), int(number), current_day())
    components.heading(t("What changed since: {label}", label=name), 3)
    if not found:
        components.paragraph(t("Nothing has changed since this snapshot was taken."))
        return
    rows = []
    for one in found:
        indicator = known.get(one.code)
        if indicator is None:
            continue
        moved = Moved(one.code, one.then, one.now, indicator.short, indicator.kind)
        rows.append((f"{one.code} {indicator.short.text()}", correction_words(moved)))
    components.facts(rows, "facts stacked")


def draw(who: Actor) -> None:  # noqa: ARG001 - whoever comes here may
    """Draw what takes a snapshot, those there are, and what changed since one."""
    components.paragraph(
        t(
            "A snapshot freezes every figure, with a checksum, so that a report can be "
            "compared with it. It is kept for good: it cannot be changed or taken back."
        )
    )
    with st.container(border=True, key="desk_snapshot"):
        _form()
    names = _list()
    asked = state.get("number")
    if asked in names:
        _changes(asked, names[asked])
