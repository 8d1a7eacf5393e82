"""The part of the desk with what happened: who changed what, the last first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import current_language, sort_key, t
from copro_map.base.said import Spoken
from copro_map.base.today import current_moment
from copro_map.desk.changed import changes_csv
from copro_map.desk.page.acts import act_name, subject_name, value_said
from copro_map.desk.page.outbox import when
from copro_map.desk.undoing import can_undo, undo_change
from copro_map.frame import cache, components, state
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.changes import changes
from copro_map.people.persons import persons
from copro_map.people.rules.changes import SUBJECTS, Made, Subject
from copro_map.people.rules.permissions import MACHINE, Actor, Role, may
from copro_map.people.wording import role_name
from copro_map.search.page.named import name_of, spoken_name

A_PAGE = 50
NO_RECORD = ("event", "setting", "file")  # the act says which
Names = Mapping[int | None, str]


def _names(who: Actor) -> Names:
    """Return the names of people by number, for whoever may see them."""
    if not may(who, "see_persons"):
        return {}
    return {one.number: one.name for one in persons(cache.settings(), who)}


def _by(who: Actor, names: Names, made: Made) -> str:
    """Return who made a change: a name only for an administrator's eyes."""
    if made.person is None:
        at_machine = made.role == MACHINE.role
        return (
            t("by a command on the server")
            if at_machine
            else role_name(cast(Role, made.role))
        )
    if made.person == who.person:
        return t("you")
    name = names.get(made.person) or t("no. {number}", number=made.person)
    return f"{role_name(cast(Role, made.role))}, {name}"


def _address(**asked: str) -> str:
    """Return an address of this part with what is asked for alone."""
    given = {name: value for name, value in asked.items() if value}
    query = {"part": "happened", **given, "lang": current_language()}
    return f"/desk?{urlencode(query)}"


def _described(who: Actor, names: Names, made: Made) -> dict[str, str | Spoken]:
    """Return a change in words, with ways to its entry's and its record's history."""
    change = made.change
    entry = change.entry and spoken_name(change.entry)
    of_record = {"state": change.subject, "which": change.record}
    return {
        "act": act_name(change),
        "record": "" if entry or change.subject in NO_RECORD else change.record,
        "entry": entry,
        "of_entry": _address(entry=change.entry),
        "was": value_said(change, change.was),
        "now": value_said(change, change.now),
        "why": change.why.text(),
        "when": when(made.at),
        "by": _by(who, names, made),
        "version": str(made.version),
        "of_record": _address(**of_record),
        "undoes": str(change.undoes or ""),
        "undone": "1" if made.undone_by else "",
    }


def _take_back(number: int) -> str:
    undo_change(cache.settings(), actor(), number, current_moment())
    return t("Taken back. Both stay in what is kept.")


def _made(who: Actor, names: Names, made: Made, *, is_last: bool) -> None:
    """Draw a change; the last one of its record can be taken back from here."""
    with st.container(key=f"change_{made.number}", gap="small"):
        components.show("desk/change.html", one=_described(who, names, made))
        if is_last and can_undo(made):
            st.button(
                t("Take it back"),
                icon=":material/undo:",
                key=f"take_back_{made.number}",
                on_click=presses(lambda: _take_back(made.number)),
            )


def _asked() -> tuple[Subject | None, str, str, int]:
    """Return what the address asks for: subject, record, entry, before which change."""
    subject = next((x for x in SUBJECTS if x == state.get("state")), None)
    before = state.get("number")
    number = int(before) if before.isdecimal() and len(before) < 12 else 0
    return subject, state.get("which"), state.get("entry"), number


def _choose(subject: Subject | None) -> None:
    """Draw the choice of what it is about."""
    names: dict[str, str] = {one: subject_name(one) for one in SUBJECTS}
    components.choice(
        t("What was changed?"),
        sorted(names, key=lambda one: sort_key(names[one])),
        lambda one: names[one],
        nothing=t("Everything"),
        **state.bind("state", subject, clears=("which", "number")),
    )


def _above(who: Actor, subject: Subject | None, record: str, entry: str) -> None:
    """Draw what is shown, the choice, and the file for stewards."""
    if entry or record:
        named = name_of(entry).text() if entry else record
        components.show("desk/history_of.html", named=named, href=_address())
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="happened"):
        _choose(subject)
        if may(who, "see_all_changes"):
            components.download(
                t("Download all of it (CSV)"),
                lambda: changes_csv(cache.settings(), who),
                "what-happened.csv",
                key="download_changes",
                about=t("Every change, with the number and role of who made it."),
            )


def _standing(shown: Sequence[Made]) -> set[int]:
    """Return the numbers of the changes that no other of their record stands on."""
    last: dict[tuple[str, str], int] = {}
    for one in shown:
        if one.undone_by is None and one.change.undoes is None:
            last.setdefault((one.change.subject, one.change.record), one.number)
    return set(last.values())


def draw(who: Actor) -> None:
    """Draw the changes, the last first, and a way to older ones."""
    subject, record, entry, before = _asked()
    _above(who, subject, record, entry)
    found = changes(
        cache.settings(),
        who,
        subject=subject,
        record=record,
        entry=entry,
        before=before,
        most=A_PAGE + 1,
    )
    if not found:
        components.paragraph(t("Nothing of this kind has happened yet."), "note")
        return
    shown, names = found[:A_PAGE], _names(who)
    last = _standing(shown)
    for made in shown:
        _made(who, names, made, is_last=made.number in last)
    asked = {"state": subject or "", "which": record, "entry": entry}
    last_shown = str(shown[-1].number)
    ways = {
        "newest": _address(**asked) if before else "",
        "older": _address(**asked, number=last_shown) if len(found) > A_PAGE else "",
    }
    if any(ways.values()):
        components.show("desk/older.html", ways=ways)
