"""The part of the desk with the board's report: written, looked at, approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from copro_map.base.i18n import LANGUAGES, N_, language_in_force, long_date, t
from copro_map.base.today import current_moment
from copro_map.frame import cache, components
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.indicators import cached
from copro_map.people.rules.permissions import Actor, may
from copro_map.report.approving import approve
from copro_map.report.page.writing import day_of_report, narrative
from copro_map.report.report import report_file
from copro_map.report.rules.approval import ApprovalError
from copro_map.report.signed import (
    Version,
    all_versions,
    approved_file,
    approved_words,
    as_it_stands,
    by_whom,
    signed_words,
)
from copro_map.report.store.approvals import Approval

OF_BOARD, OWN = "board", "own"


def _file(day: date, language: str, money_for: Actor | None = None) -> bytes:
    with language_in_force(language):
        return report_file(cached.progress(day), "pdf", money_for=money_for)


def _look(who: Actor, day: date) -> None:
    """Draw the report as it stands, to be looked at before it is approved."""
    with st.container(horizontal=True):
        for language, name in LANGUAGES.items():
            components.download(
                t("Report as it stands: {language}, PDF", language=name),
                partial(_file, day, language),
                f"report-{day.isoformat()}-{language}.pdf",
                key=f"report_{language}",
                about=t("All of it, with what is public of the words below."),
            )
    if may(who, "see_money"):
        _with_money(who, day)


def _with_money(who: Actor, day: date) -> None:
    """Draw the copy that has a page of money in it, for whoever may see that."""
    components.paragraph(
        t(
            "Your own copy has a page of money too. It is for the Board and the "
            "stewards alone: what is approved, and what is public, never has it."
        ),
        "note",
    )
    with st.container(horizontal=True):
        for language, name in LANGUAGES.items():
            components.download(
                t("With the money: {language}, PDF", language=name),
                partial(_file, day, language, who),
                f"report-with-money-{day.isoformat()}-{language}.pdf",
                key=f"report_money_{language}",
                about=t("Not public: for the Board and the stewards alone."),
            )


def _approve(day: date, seen: str, by: str | None) -> str:
    if by is None:
        raise ApprovalError(
            N_("Choose first who approves it: the board, or you. Then press again.")
        )
    where, now, of_board = cache.settings(), current_moment(), by == OF_BOARD
    n = approve(where, actor(), day, now, seen=seen, of_board=of_board)
    return t("Approved: version {n}. It is kept as it is.", n=n)


def _approval(who: Actor, day: date, version: Version) -> None:
    """Draw what the report says of its approval, and what approves it."""
    with st.container(border=True, key="report_approval", gap="small"):
        components.heading(t("Approval"), 3)
        components.paragraph(signed_words(version), "note")
        _look(who, day)
        if version.state == "approved" or not may(who, "approve_report"):
            return
        components.paragraph(
            t(
                "Whoever approves this report says that its figures and its words are "
                "right. Both are kept as they are now, with the day and the role, and "
                "never changed; if either changes later, the report says so."
            )
        )
        by = OWN if who.role == "board" else _on_behalf()
        st.button(
            t("Approve the report as it stands"),
            type="primary",
            icon=":material/fact_check:",
            key="report_approve",
            on_click=presses(lambda: _approve(day, version.seen, by)),
        )


def _on_behalf() -> str | None:
    """Draw the choice of who approves it; None until somebody has chosen."""
    names = {OF_BOARD: t("The board, at a meeting"), OWN: t("I do, in my role")}
    return st.radio(
        t("Who approves it?"),
        list(names),
        index=None,
        format_func=lambda name: names[name],
        key="report_by",
        horizontal=True,
    )


def _version(one: Approval, *, has_files: bool) -> None:
    components.paragraph(approved_words(one))
    if not has_files:
        gone = t("Its files are kept no more: somebody in them asked to be forgotten.")
        components.paragraph(gone, "muted")
        return
    with st.container(horizontal=True):
        for language, name in LANGUAGES.items():
            where, number = cache.settings(), one.number
            components.download(
                t("As approved: {language}, PDF", language=name),
                partial(approved_file, where, number, language),
                f"report-{one.as_at.isoformat()}-v{one.version}-{language}.pdf",
                key=f"approved_{number}_{language}",
                about=t("The very file that was approved."),
            )


def _versions(versions: Sequence[Approval]) -> None:
    """Draw the versions of a day with their files, and those of all days."""
    every, kept = all_versions(cache.settings())
    if versions:
        components.heading(t("What was approved of this day"), 3)
        for one in reversed(versions):
            _version(one, has_files=one.number in kept)
    if not every:
        return
    with st.expander(t("All that was approved ({n})", n=len(every))):
        rows = [
            (
                long_date(one.as_at),
                str(one.version),
                long_date(one.approved_on),
                by_whom(one),
            )
            for one in every
        ]
        heads = [t("As at"), t("Version"), t("Approved on"), t("By")]
        caption = t("All that was approved")
        components.show("drawing/listed.html", caption=caption, heads=heads, rows=rows)
        choose = t("Choose its day above to see a version's files.")
        components.paragraph(choose, "muted")


def draw(who: Actor) -> None:
    """Draw the report of a day: what it says of itself, its words, its versions."""
    day = day_of_report()
    version = as_it_stands(cached.progress(day))
    if may(who, "write_report"):
        narrative(day)
    _approval(who, day, version)
    _versions(version.versions)
